"""A document laid out for matching: of each clause its Simplified heading, path, sentences and facts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.facts.phrases import Span, sentences, split
from ingest.types import Clause, Document, Fact, Normalized
from retriever.language import simplified

_RUN = re.compile(r"[㐀-鿿a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a clause; `start`, `end` index the normalised text, which `text` is a piece of."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class ReadClause:
    """A clause ready to be matched. All texts are Simplified and mended."""

    clause: Clause
    heading: str
    path: str  # the document's title and the headings above it
    text: str  # its own text
    sentences: tuple[Sentence, ...]
    facts: tuple[Fact, ...]
    children: tuple[str, ...]  # clause ids


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with its normalised text and its clauses by id."""

    document: Document
    norm: Normalized
    clauses: Mapping[str, ReadClause]

    def shown(self, start: int, end: int) -> str:
        """The mended text of a source span, in the issued script."""
        return self.norm.shown[self.norm.at(start) : self.norm.at(end)].strip()


def read_document(document: Document, norm: Normalized) -> Reading:
    """The document laid out."""
    facts: dict[str, list[Fact]] = {}
    for fact in document.facts:
        facts.setdefault(fact.clause_id, []).append(fact)
    children: dict[str, list[str]] = {}
    for clause in document.clauses:
        if clause.parent:
            children.setdefault(clause.parent, []).append(clause.clause_id)
    title = simplified(document.metadata.title or "")
    out = {
        clause.clause_id: read_clause(
            title, norm, clause, tuple(facts.get(clause.clause_id, ())), children.get(clause.clause_id, ())
        )
        for clause in document.clauses
    }
    return Reading(document, norm, out)


def read_clause(
    title: str, norm: Normalized, clause: Clause, facts: tuple[Fact, ...], children: Sequence[str]
) -> ReadClause:
    """One clause laid out."""
    start, end = norm.at(clause.start), norm.at(clause.end)
    return ReadClause(
        clause=clause,
        heading=simplified(clause.heading or ""),
        path=f"{title} {simplified(' '.join(clause.path[:-1]))}",
        text=norm.text[start:end],
        sentences=tuple(_sentences(norm.text, start, end)),
        facts=facts,
        children=tuple(children),
    )


def _sentences(text: str, start: int, end: int) -> list[Sentence]:
    """Sentences; a very long one also by its semicolons, so that a quotation stays short."""
    out = []
    for span in sentences(text, start, end):
        parts = [span]
        if span.end - span.start > 220:
            parts = [Span(p.start, min(p.end + 1, span.end)) for p in split(text, span, "；")]
        out += [
            Sentence(p.start, p.end, text[p.start : p.end]) for p in parts if re.search(r"\w", text[p.start : p.end])
        ]
    return out


@lru_cache(maxsize=4096)
def runs(text: str) -> list[str]:
    """The runs of letters and digits in a folded text."""
    return _RUN.findall(text)


def longest_shared(run: str, text: str, known: int = 0) -> int:
    """The length of the longest run of characters of one text that another has too, at least the one known."""
    best, at = known, 0
    while at + best < len(run):
        if run[at : at + best + 1] in text:
            best += 1
        else:
            at += 1
    return best


def bigrams(text: str) -> frozenset[str]:
    """Character bigrams of a text."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))
