"""The table of place names in data/divisions.csv, by every way to write a name. Read once, when first asked for."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Level = Literal["province", "prefecture", "county"]
_FORMER = frozenset(("Peking", "Canton", "Amoy", "Tsingtao", "Swatow"))  # postal names that few texts use today
RANK: dict[Level, int] = {"province": 0, "prefecture": 1, "county": 2}


@dataclass(frozen=True, slots=True)
class Region:
    """A province, prefecture or county. `name` is the customary name: 四川省, 凉山州, 锦州市, 新疆."""

    name: str
    code: str  # GB/T 2260, six digits
    level: Level
    parent: str | None  # code of the level above
    full: str  # official name: 凉山彝族自治州
    bare: str  # without its suffix: 凉山; empty where one character would be left


@dataclass(frozen=True, slots=True)
class Names:
    """The table, by every way to write a name. A weak entry needs a higher level right before it."""

    regions: dict[str, Region]
    strong: dict[str, tuple[Region, ...]]
    weak: dict[str, tuple[Region, ...]]
    lengths: dict[str, tuple[int, ...]]  # first two characters → lengths of names, longest first
    latin: dict[str, tuple[Region, ...]]  # fires alone
    latin_suffixed: dict[str, tuple[Region, ...]]  # fires with City, County, … behind it
    customary: dict[str, Region]  # Suzhou is 苏州 where nothing says that 宿州 is meant
    simplify: dict[int, int]


@cache
def names() -> Names:
    """The table, read on the first call."""
    folder = files("ingest") / "data"
    table: dict[str, Region] = {}
    strong: dict[str, list[Region]] = {}
    weak: dict[str, list[Region]] = {}
    latin: dict[str, list[Region]] = {}
    suffixed: dict[str, list[Region]] = {}
    customary: dict[str, Region] = {}

    def put(where: dict[str, list[Region]], name: str, region: Region) -> None:
        same = where.setdefault(name, [])
        if region not in same:
            same.append(region)

    for row in csv.DictReader((folder / "divisions.csv").read_text("utf-8").splitlines()):
        level: Level = row["level"]  # type: ignore[assignment]
        region = Region(row["name"], row["code"], level, row["parent"] or None, row["full"], row["bare"])
        table[region.code] = region
        for name in {row["full"], row["name"]}:
            put(strong if row["full_alone"] == "1" or name == row["bare"] else weak, name, region)
        for name in filter(None, row["aliases"].split(";")):
            put(strong, name, region)
        if row["bare"]:
            put(strong if row["bare_alone"] == "1" else weak, row["bare"], region)
        put(latin if row["pinyin_alone"] == "1" else suffixed, row["pinyin"], region)
        for name in filter(None, row["english"].split(";")):
            put(latin, latin_key(name), region)
            customary[latin_key(name)] = region
    lengths: dict[str, set[int]] = {}
    for name in (*strong, *weak):
        lengths.setdefault(name[:2], set()).add(len(name))
    traditional, simplified = (folder / "traditional.txt").read_text("utf-8").splitlines()
    return Names(
        regions=table,
        strong={k: tuple(v) for k, v in strong.items()},
        weak={k: tuple(v) for k, v in weak.items()},
        lengths={k: tuple(sorted(v, reverse=True)) for k, v in lengths.items()},
        latin={k: tuple(v) for k, v in latin.items()},
        customary=customary,
        latin_suffixed={k: tuple(v) for k, v in suffixed.items()},
        simplify=dict(zip(map(ord, traditional), map(ord, simplified), strict=True)),
    )


@cache
def latin_names() -> dict[str, str]:
    """Code → the name that English texts of today use, else the pinyin."""
    out = {}
    for row in csv.DictReader((files("ingest") / "data" / "divisions.csv").read_text("utf-8").splitlines()):
        used = [name for name in row["english"].split(";") if name and name not in _FORMER]
        out[row["code"]] = used[0] if used else row["pinyin"].capitalize()
    return out


@cache
def own_law() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Places with a law of their own, by code, each with a pattern of the words that show a text to be of it."""
    rows = (files("ingest") / "data" / "own_law.csv").read_text("utf-8").splitlines()
    table = csv.DictReader(row for row in rows if not row.startswith("#"))
    return tuple((row["code"], re.compile(row["says"])) for row in table)


def latin_key(text: str) -> str:
    """How an English or pinyin name is filed: one word, lower case, apostrophes kept."""
    return re.sub(r"[\s\-]", "", text).replace("’", "'").casefold()
