"""Which documents may answer for which place: its own and those of the levels above, never a neighbour's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.corpus import Listed
from ingest.levels import is_national
from ingest.regions import Region, ancestors, by_code
from ingest.types import Metadata


@dataclass(frozen=True, slots=True)
class Scope:
    """The documents that may answer for one place, `own` first; `higher` are those of the levels above."""

    region: Region | None
    own: tuple[str, ...]
    higher: tuple[str, ...]

    @property
    def doc_ids(self) -> tuple[str, ...]:
        """All of them."""
        return self.own + self.higher


def scope_for(region: Region | None, documents: Sequence[Listed]) -> Scope:
    """The documents that may answer for a place; all of them where none is named."""
    if region is None:
        return Scope(None, tuple(d.doc_id for d in documents), ())
    above = [r.code for r in ancestors(region)]
    own = tuple(d.doc_id for d in documents if d.metadata.region_code == region.code)
    near = [d for code in above for d in documents if d.metadata.region_code == code]
    higher = tuple(d.doc_id for d in (*near, *(d for d in documents if is_national(d.metadata))))
    return Scope(region, own, higher)


def region_of(metadata: Metadata) -> Region | None:
    """The place a document is for, where its code is known."""
    return by_code(metadata.region_code) if metadata.region_code else None
