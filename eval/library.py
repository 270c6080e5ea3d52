"""The documents a run answers from, as a judge sees them: their texts, clauses and places, by id and by file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from eval.cases import Span
from ingest.types import Document


@dataclass(frozen=True)
class Library:
    """Documents in the versions that are answered from."""

    documents: tuple[Document, ...]

    @classmethod
    def of(cls, corpus: Any, versions: Iterable[tuple[str, str]]) -> Library:
        """Those of a corpus in the versions of a generation's manifest."""
        return cls(tuple(corpus.get(doc_id, version_id) for doc_id, version_id in versions))

    @cached_property
    def by_id(self) -> dict[str, Document]:
        """doc_id → document."""
        return {d.doc_id: d for d in self.documents}

    @cached_property
    def by_file(self) -> dict[str, Document]:
        """Name of the file → document."""
        return {d.source_file: d for d in self.documents}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Titles, labels, numbers and dates of the documents: their digits may be said without a quotation."""
        found: list[str] = []
        for d in self.documents:
            m = d.metadata
            dates = (m.issued, m.effective, m.expires, m.period_end)
            found += [text for text in (m.title, m.label, m.doc_number, *dates, d.source_file) if text]
        return tuple(dict.fromkeys(found))

    @cached_property
    def _starts(self) -> dict[str, list[int]]:
        return {d.source_file: [c.start for c in d.clauses] for d in self.documents}

    def text(self, doc_id: str) -> str | None:
        """What a document's citations index, or None where there is no such document."""
        document = self.by_id.get(doc_id)
        return document.source.text if document else None

    def holds(self, span: Span) -> bool:
        """Whether a span still stands where its case says."""
        document = self.by_file.get(span.source_file)
        return document is not None and document.source.text[span.start : span.end] == span.quote

    def clauses_of(self, span: Span) -> frozenset[str]:
        """Ids of the clauses that a span lies in; the clauses tile the text."""
        document = self.by_file.get(span.source_file)
        if document is None or not document.clauses:
            return frozenset()
        first = max(0, bisect_right(self._starts[span.source_file], span.start) - 1)
        return frozenset(c.clause_id for c in document.clauses[first:] if c.start < span.end and span.start < c.end)

    def region(self, source_file: str) -> str | None:
        """The place a document is for."""
        document = self.by_file.get(source_file)
        return document.metadata.region if document else None
