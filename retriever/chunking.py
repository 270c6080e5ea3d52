"""Chunks of a document: a clause a chunk, a long one by sentence, with its heading path in front as context."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.types import Clause, Document, Normalized
from retriever.types import Chunk

CHUNKER_VERSION = 1  # part of a generation's key: raise it when chunks_of() gives other chunks
LIMIT = 400  # normalised characters of a chunk, its heading path aside

_SENTENCE = re.compile(r"[^。！？!?；;\n]*[。！？!?；;\n]+[”’」』)）\"]*|[^。！？!?；;\n]+$")
_PART = re.compile(r"[^，、,]*[，、,]|[^，、,]+$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A clause's search text whole, with the headings above it."""

    doc_id: str
    clause_id: str
    context: str
    text: str

    @property
    def whole(self) -> str:
        """Context and text."""
        return f"{self.context}\n{self.text}" if self.context else self.text

    def chunks(self) -> Iterator[Chunk]:
        """The text, in pieces where it is long, each with the context in front."""
        for number, piece in enumerate(pieces(self.text)):
            text = f"{self.context}\n{piece}" if self.context else piece
            yield Chunk(f"{self.clause_id}.{number}", self.doc_id, self.clause_id, text)


def passages_of(document: Document, norm: Normalized) -> Iterator[Passage]:
    """The clauses that have any text, in its order.

    Args:
        document: The document with its clause tree; spans index the source text.
        norm: The same source normalised.
    """
    headings = {clause.clause_id: _heading(clause, norm) for clause in document.clauses}
    parents = {clause.clause_id: clause.parent for clause in document.clauses}
    for clause in document.clauses:
        text = norm.text[norm.at(clause.start) : norm.at(clause.end)].strip()
        if text:
            yield Passage(document.doc_id, clause.clause_id, _context(clause, headings, parents), text)


def chunks_of(document: Document, norm: Normalized) -> tuple[Chunk, ...]:
    """The chunks of every clause, in the order of the text; those of one clause stand together."""
    return tuple(chunk for passage in passages_of(document, norm) for chunk in passage.chunks())


def pieces(text: str, limit: int = LIMIT) -> Iterator[str]:
    """The text whole, or, over the limit, runs of sentences, each beginning with the last one of the run before."""
    text = text.strip()
    if not text:
        return
    if len(text) <= limit:
        yield text
        return
    run: list[str] = []
    fresh = False  # whether the run holds more than what overlaps
    for sentence in _sentences(text, limit):
        if run and sum(map(len, run)) + len(sentence) > limit and fresh:
            yield "".join(run).strip()
            last = run[-1]
            run, fresh = ([last] if len(last) + len(sentence) <= limit else []), False
        run.append(sentence)
        fresh = True
    if fresh:
        yield "".join(run).strip()


def _context(clause: Clause, headings: dict[str, str], parents: dict[str, str | None]) -> str:
    """Headings from the top down to the parent: the clause's own stands at the head of its text."""
    found: list[str] = []
    above, seen = clause.parent, {clause.clause_id}
    while above is not None and above not in seen:
        seen.add(above)
        if headings.get(above):
            found.append(headings[above])
        above = parents.get(above)
    return " ".join(reversed(found))


def _heading(clause: Clause, norm: Normalized) -> str:
    """The heading in the script of the search text: the path shows it as issued, Traditional where that is so."""
    if not clause.heading:
        return ""
    start, end = norm.at(clause.start), norm.at(clause.end)
    found = norm.shown.find(clause.heading, start, end)
    if found < 0:
        return clause.heading
    return norm.text[found : found + len(clause.heading)]


def _sentences(text: str, limit: int) -> Iterator[str]:
    for sentence in _SENTENCE.findall(text):
        if len(sentence) <= limit:
            yield sentence
            continue
        held = ""
        for part in _PART.findall(sentence):
            if held and len(held) + len(part) > limit:
                yield held
                held = ""
            while len(part) > limit:  # a run without any mark: a table's row, a damaged text
                yield part[:limit]
                part = part[limit:]
            held += part
        if held:
            yield held
