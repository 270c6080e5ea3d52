"""Documents of no known place that speak of the place asked about: a notice without a head, a report, an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import numpy as np

from ingest.regions import Region, by_code, find, in_line
from retriever.generation import Generation
from retriever.reading import Reading
from retriever.scope import Places, Scope, scope_for
from retriever.tokenize import tokenize
from retriever.types import ScoredClause

_READ = 20_000  # characters in which places are counted
_KEPT = 512  # documents and places remembered


class Speaking:
    """Finds them by the index, and judges those that were found by the places they name."""

    def __init__(self, generation: Generation, documents: Places, read: Callable[[str], Reading]) -> None:
        self._generation = generation
        self._documents = documents
        self._read = read
        national = set(documents.national)
        placeless = [d.metadata.region_code is None and d.doc_id not in national for d in documents]
        self._placeless = np.array(placeless, np.bool_)
        self._naming = lru_cache(maxsize=_KEPT)(self._that_name)
        self._named = lru_cache(maxsize=_KEPT)(self._places_named)

    def scope(self, region: Region) -> Scope:
        """The documents of a place and of the levels above it, and those of no place that name it."""
        return replace(scope_for(region, self._documents), speaking=self._naming(region))

    def kept(self, found: list[ScoredClause], scope: Scope) -> list[ScoredClause]:
        """The clauses found, without those of documents that name the place in passing; what speaks of it alone stays.

        News of several provinces holds a passage on each: 上海市税务局介绍，目前网上申报率达到99%.
        """
        region = scope.region
        if region is None or not scope.speaking:
            return found
        known = frozenset((*scope.own, *scope.higher))
        return [c for c in found if c.doc_id in known or self._mainly(c.doc_id, region) or self._alone(c, region)]

    def _that_name(self, region: Region) -> tuple[str, ...]:
        """The documents without a place of their own that name this one."""
        if not self._placeless.any():
            return ()
        rows = None
        for token in tokenize(region.bare):
            held = self._generation.sparse.postings(token)
            rows = held if rows is None else np.intersect1d(rows, held, assume_unique=True)
        if rows is None or not len(rows):
            return ()
        owners = np.unique(np.searchsorted(self._generation.archive.clause_starts, rows, side="right") - 1)
        return tuple(self._documents.doc_ids[n] for n in owners.tolist() if self._placeless[n])

    def _mainly(self, doc_id: str, region: Region) -> bool:
        """Whether no place beside the line from its province down to its counties is named more often."""
        named = self._named(doc_id)
        beside = [n for code, n in named.items() if not _in_line(region, code)]
        return named[region.code] >= max(beside, default=1)

    def _alone(self, clause: ScoredClause, region: Region) -> bool:
        """Whether a clause names a place and none beside its line."""
        text = self._read(clause.doc_id).clauses[clause.clause_id].text
        named = (
            {m.region.code for m in find(text) if m.region is not None} if (region.bare or region.name) in text else ()
        )
        return region.code in named and all(_in_line(region, code) for code in named)

    def _places_named(self, doc_id: str) -> Counter[str]:
        text = self._read(doc_id).norm.text[:_READ]
        return Counter(m.region.code for m in find(text) if m.region is not None)


def _in_line(region: Region, code: str) -> bool:
    other = by_code(code)
    return other is not None and in_line(region, other)
