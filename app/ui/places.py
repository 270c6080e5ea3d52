"""Places as the pickers show them: province, city, county, those with documents first, named in the page's language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from app.ui.strings import Lang, script, t
from ingest.region_table import latin_names
from ingest.regions import Region, ancestors, by_code, lookup, regions

Choices = list[tuple[str, str]]
ANY = ""  # the value of "all places"


def place_name(region: Region, lang: Lang) -> str:
    """錦州市; in English its pinyin beside it."""
    latin = latin_names().get(region.code) if lang == "en" else None
    return f"{latin} {region.name}" if latin else script(region.name, lang)


def named_place(name: str, lang: Lang) -> str:
    """A place by the name that a document or a question gives it."""
    region = lookup(name)
    return place_name(region, lang) if region and lang == "en" else script(name, lang)


def place_path(region: Region, lang: Lang) -> str:
    """The place with the levels above: 四川省 · 凉山州."""
    return " · ".join(place_name(one, lang) for one in (*reversed(ancestors(region)), region))


def chain(code: str) -> tuple[str, str, str]:
    """The codes of the three pickers for a place: 510000, 513400, none."""
    region = by_code(code)
    codes = [one.code for one in (*reversed(ancestors(region)), region)] if region else []
    first, second, third, *_ = [*codes, ANY, ANY, ANY]
    return first, second, third


def picked(*codes: Any) -> Region | None:
    """The place that the pickers name: the lowest that lies in the ones above it."""
    found: Region | None = None
    for code in codes:
        region = by_code(code) if isinstance(code, str) else None
        if region is None or (found is not None and region.parent != found.code):
            break
        found = region
    return found


def choices(under: str | None, counts: Mapping[str, int], lang: Lang) -> Choices:
    """What a picker offers below a place (None: the provinces), those with documents first and with their number."""
    if under == ANY:
        return []
    places = sorted(_children().get(under, ()), key=lambda one: (not counts.get(one.code), one.code))
    return [(_label(one, counts.get(one.code, 0), lang), one.code) for one in places]


def _label(region: Region, count: int, lang: Lang) -> str:
    name = place_name(region, lang)
    return t("place_count", lang, place=name, count=count) if count else name


@cache
def _children() -> dict[str | None, tuple[Region, ...]]:
    found: dict[str | None, list[Region]] = {}
    for region in regions():
        found.setdefault(region.parent, []).append(region)
    return {code: tuple(below) for code, below in found.items()}
