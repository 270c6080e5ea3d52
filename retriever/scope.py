"""Which documents may answer for which place: its own and those of the levels above, never a neighbour's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, overload

from ingest.levels import is_national
from ingest.regions import Region, ancestors, by_code
from ingest.types import Metadata


@dataclass(frozen=True, slots=True)
class Scope:
    """The documents that may answer for one place, `own` first; `higher` are those of the levels above.

    `speaking` are documents of no known place that name this one; those that speak of others more stay out.
    """

    region: Region | None
    own: tuple[str, ...]
    higher: tuple[str, ...]
    speaking: tuple[str, ...] = ()
    named: bool = False  # `own` is the document that the question names: no other one is asked

    @property
    def doc_ids(self) -> tuple[str, ...]:
        """All of them."""
        return self.own + self.higher + self.speaking


class Listed(Protocol):
    """A document as a list shows it."""

    @property
    def doc_id(self) -> str: ...
    @property
    def source_file(self) -> str: ...
    @property
    def metadata(self) -> Metadata: ...


class Places(Sequence[Listed]):
    """The documents of a generation, those of each place at hand: a question looks at no others."""

    def __init__(self, documents: Iterable[Listed]) -> None:
        self._documents = tuple(documents)
        self.doc_ids = tuple(d.doc_id for d in self._documents)
        self.by_code: dict[str, list[str]] = defaultdict(list)
        for d in self._documents:
            if d.metadata.region_code:
                self.by_code[d.metadata.region_code].append(d.doc_id)
        self.national = tuple(d.doc_id for d in self._documents if is_national(d.metadata))

    @overload
    def __getitem__(self, index: int) -> Listed: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Listed]: ...
    def __getitem__(self, index: int | slice) -> Listed | Sequence[Listed]:
        return self._documents[index]

    def __len__(self) -> int:
        return len(self._documents)


def scope_for(region: Region | None, documents: Sequence[Listed]) -> Scope:
    """The documents that may answer for a place; all of them where none is named."""
    places = documents if isinstance(documents, Places) else Places(documents)
    if region is None:
        return Scope(None, places.doc_ids, ())
    near = (doc_id for above in ancestors(region) for doc_id in places.by_code.get(above.code, ()))
    return Scope(region, tuple(places.by_code.get(region.code, ())), (*near, *places.national))


def region_of(metadata: Metadata) -> Region | None:
    """The place a document is for, where its code is known."""
    return by_code(metadata.region_code) if metadata.region_code else None
