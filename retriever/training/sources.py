"""The public training sets as they lie in the data folder, read into plain records."""

from __future__ import annotations

import gzip
import json
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.errors import UsageError

_HEADER = re.compile(r"\A---\n.*?\n---\n", re.S)
_MARK = re.compile(r"<!--.*?-->|^#+\s*", re.M | re.S)
_ARTICLE = re.compile(r"^(第[一二三四五六七八九十百千零〇0-9]+条)[\s　]*", re.M)
_ENTRY = re.compile(r"^(\S+) (\S+) \[[^\]]*\] /(.*)/$")
_NOTE = re.compile(r"\[[^\]]*\]|\([^)]*\)|[㐀-鿿]+\|?")


@dataclass(frozen=True, slots=True)
class Reading:
    """A question and the passage that answers it."""

    question: str
    passage_id: str
    passage: str


@dataclass(frozen=True, slots=True)
class Statute:
    """A statute: its title and the texts of its articles, numbers taken off."""

    title: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parallel:
    """One text in Chinese and in English; the titles of its statute where it has one."""

    zh: str
    en: str
    title_zh: str = ""
    title_en: str = ""


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything the model learns from."""

    readings: tuple[Reading, ...]
    statutes: tuple[Statute, ...]
    articles: tuple[Parallel, ...]
    dictionary: tuple[Parallel, ...]
    sentences: tuple[Parallel, ...]


def read_sources(folder: Path) -> Sources:
    """All training sets of the folder. Raises UsageError where one is missing."""
    try:
        return Sources(
            readings=(*_readings(folder, "cmrc2018_dev"), *_readings(folder, "drcd_dev")),
            statutes=tuple(_statutes(folder / "law_texts.tar.gz")),
            articles=tuple(_articles(folder / "tw_law_parallel.jsonl.gz")),
            dictionary=tuple(_dictionary(folder / "cedict_ts.u8.gz")),
            sentences=tuple(_sentences(folder / "tatoeba_cmn_eng.txt.gz")),
        )
    except FileNotFoundError as missing:
        raise UsageError(f"no training set {missing.filename}", "name the folder that holds them with --data") from None


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSONL file, packed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _readings(folder: Path, name: str) -> Iterator[Reading]:
    passages = {row["passage_id"]: row["text"] for row in read_jsonl(folder / f"{name}.passages.jsonl")}
    for row in read_jsonl(folder / f"{name}.jsonl"):
        yield Reading(row["question"], row["passage_id"], passages[row["passage_id"]])


def _statutes(path: Path) -> Iterator[Statute]:
    with tarfile.open(path) as archive:
        # Read in the archive's order: going back in a packed archive unpacks it from the start again.
        streams = ((member.name, archive.extractfile(member)) for member in archive if member.isfile())
        files = {name: stream.read().decode("utf-8") for name, stream in streams if stream is not None}
    for _, raw in sorted(files.items()):
        text = _MARK.sub("", _HEADER.sub("", raw)).strip()
        title, _, body = text.partition("\n")
        articles = tuple(piece.strip() for piece in _ARTICLE.split(body)[2::2] if piece.strip())
        if title and articles:
            yield Statute(title.strip(), articles)


def _articles(path: Path) -> Iterator[Parallel]:
    for row in read_jsonl(path):
        yield Parallel(row["zh"], row["en"], row.get("law_zh", ""), row.get("law_en", ""))


def _dictionary(path: Path) -> Iterator[Parallel]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            entry = _ENTRY.match(line.strip())
            if entry is None:
                continue
            senses = (_NOTE.sub(" ", sense).strip() for sense in entry[3].split("/"))
            kept = [s for s in senses if s and not s.startswith(("CL:", "see ", "variant of", "old variant of"))]
            if kept:
                yield Parallel(entry[2], "; ".join(kept))


def _sentences(path: Path) -> Iterator[Parallel]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            en, zh, *_ = line.split("\t")
            yield Parallel(zh, en)
