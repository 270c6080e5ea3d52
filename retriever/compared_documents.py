"""Documents held against each other by their names: 国家专利法和山东省专利条例."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ingest.regions import by_code, find
from retriever.language import simplified
from retriever.patterns import DOCUMENT
from retriever.scope import Listed

_OF_THE_STATE = "中华人民共和国|国家|国务院|中央|全国"
_NAME = re.compile(DOCUMENT)
_LEAST = 3  # characters of a name without its place: 专利法
_JOINS = re.compile(rf"》?[，,]?(?:和|与|跟|同|及|、|比|对|还有|以及)(?:{_OF_THE_STATE})?的?《?(?:{_OF_THE_STATE})?")
_BEFORE = re.compile(rf"(?:(?:{_OF_THE_STATE})的?)?《?(?:{_OF_THE_STATE})?$")


@dataclass(frozen=True, slots=True)
class _Named:
    document: Listed
    start: int  # of its name, with its place
    name: int  # of its name without it
    end: int


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The documents that a question holds against each other, in its order, and what it asks of them."""

    documents: tuple[Listed, ...]
    asked: str


def documents_side_by_side(question: str, documents: Sequence[Listed]) -> SideBySide | None:
    """The documents named one after the other, with the question without their names; None where there are none.

    Args:
        question: In Chinese, Simplified.
        documents: Those that there are.
    """
    if len(_NAME.findall(question)) < 2:
        return None
    found: list[_Named] = []
    for one in sorted(_all_named(question, documents), key=lambda n: (n.name, -n.end)):
        if not found or one.name >= found[-1].end:
            found.append(one)
    for i, (one, other) in enumerate(pairwise(found)):
        if _JOINS.fullmatch(question[one.end : other.start]) and one.document.doc_id != other.document.doc_id:
            chain = [one, other]
            for more in found[i + 2 :]:
                if _JOINS.fullmatch(question[chain[-1].end : more.start]):
                    chain.append(more)
            rest = question[: one.start] + question[chain[-1].end :].lstrip("》")
            return SideBySide(tuple(n.document for n in chain), rest.strip("，,"))
    return None


def _all_named(question: str, documents: Sequence[Listed]) -> list[_Named]:
    """Where a document's name stands right behind its place, or behind none where it is of the State."""
    mentions = [m for m in find(question) if m.region is not None]
    out = []
    for d in documents:
        bare = _bare(d.metadata.title or "", d.metadata.region_code)
        for at in _places(bare, question) if len(bare) >= _LEAST else ():
            start = at - len(m[0]) if (m := _BEFORE.search(question[:at])) else at
            place = next((m for m in mentions if m.end == len(question[:start].rstrip("的《"))), None)
            code = place.region.code if place and place.region else None
            if code == d.metadata.region_code:
                out.append(_Named(d, place.start if place else start, at, at + len(bare)))
    twice = Counter((n.start, n.end) for n in out)  # two versions of one title: which is meant is not known
    return [n for n in out if twice[n.start, n.end] == 1]


def _places(name: str, question: str) -> Iterator[int]:
    """Where a name begins; no pattern is made of it, since every title is looked for."""
    at = question.find(name)
    while at >= 0:
        yield at
        at = question.find(name, at + len(name))


@lru_cache(maxsize=50_000)
def _bare(title: str, region_code: str | None) -> str:
    """A title without the State's name, the place's, and the year in brackets behind it."""
    name = re.sub(rf"^(?:{_OF_THE_STATE})|[（(][^（()）]*[）)]$", "", simplified(title))
    region = by_code(region_code) if region_code else None
    for prefix in (region.name, region.bare) if region else ():
        if prefix and name.startswith(prefix):
            return name[len(prefix) :]
    return name
