"""Which documents of a corpus end which others: an explicit repeal, or a later version of the same title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, Protocol

from ingest.repeals import names_of, title_key
from ingest.types import Metadata, Reference

How = Literal["repealed", "replaced"]


class Stated(Protocol):
    """A document, or its entry in a list."""

    @property
    def doc_id(self) -> str: ...
    @property
    def metadata(self) -> Metadata: ...


@dataclass(frozen=True, slots=True)
class End:
    """That a document is ended by another one: from which day (None where neither says one), by which, and how."""

    day: str | None
    by: str  # doc_id
    how: How


@dataclass(frozen=True, slots=True)
class _Ender:
    doc_id: str
    metadata: Metadata
    repeal: Reference | None  # None: a document of the title itself


@dataclass(slots=True)
class Succession:
    """Titles and repeals of a corpus. Built once, asked for each document."""

    _by_title: dict[str, list[_Ender]] = field(default_factory=lambda: defaultdict(list))
    _by_number: dict[str, list[_Ender]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, documents: Iterable[Stated]) -> Succession:
        """Take in the titles and the repeals of these documents; a list of them is enough, their texts are not read."""
        found = cls()
        for document in documents:
            found.add(document)
        return found

    def add(self, document: Stated) -> None:
        """Take in one document. A draft ends nothing."""
        meta = document.metadata
        if meta.draft:
            return
        for key in _keys(meta.title):
            self._by_title[key].append(_Ender(document.doc_id, meta, None))
        for repeal in meta.repeals:
            ender = _Ender(document.doc_id, meta, repeal)
            for key in _keys(repeal.title):
                self._by_title[key].append(ender)
            if repeal.number:
                self._by_number[title_key(repeal.number)].append(ender)

    def end(self, metadata: Metadata) -> End | None:
        """What ends the document with this metadata, the earliest if there are several."""
        named = [ender for key in _keys(metadata.title) for ender in self._by_title.get(key, ())]
        numbered = self._by_number.get(title_key(metadata.doc_number), ()) if metadata.doc_number else ()
        ends = [end for ender in (*named, *numbered) if (end := _ends(ender, metadata))]
        return min(ends, key=lambda one: (one.day or "", one.how), default=None)


def _keys(title: str | None) -> frozenset[str]:
    """The names of a document as they are compared."""
    return frozenset(title_key(name) for name in names_of(title)) if title else frozenset()


def _ends(ender: _Ender, metadata: Metadata) -> End | None:
    by = ender.metadata
    if by == metadata:
        return None
    if ender.repeal is None:
        return _replaces(ender, metadata)
    begin = ender.repeal.since or _begin(by)
    if ender.repeal.number and metadata.doc_number:
        if title_key(ender.repeal.number) != title_key(metadata.doc_number):
            return None
    elif not _same_place(by, metadata) or (_begin(metadata) or "") >= (begin or "9999"):
        return None  # a later document of the title is not the one meant
    return End(begin, ender.doc_id, "repealed")


def _replaces(ender: _Ender, metadata: Metadata) -> End | None:
    """A later version of the same title, of the same place.

    An amended text goes on saying from when its first version held: then the day of issue tells versions apart.
    """
    by = ender.metadata
    old, new = _latest(metadata), _latest(by)
    if metadata.draft or not old or not new or new <= old or by.region_code != metadata.region_code:
        return None
    begins = by.effective if by.effective and by.effective > (metadata.effective or "") else by.issued
    return End(begins, ender.doc_id, "replaced")


def _same_place(one: Metadata, other: Metadata) -> bool:
    """False for two known places: titles alone do not tell the 实施办法 of one from that of the other."""
    return one.region_code == other.region_code or one.region_code is None or other.region_code is None


def _latest(metadata: Metadata) -> str:
    return max(metadata.effective or "", metadata.issued or "")


def _begin(metadata: Metadata) -> str | None:
    return metadata.effective or metadata.issued
