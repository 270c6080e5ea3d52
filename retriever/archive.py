"""The documents of a generation laid out for reading, a block a document in one mapped file, and a card of each.

A question reads a clause or two of each of a dozen documents. Loading and normalising these whole took 20 ms a
document; a block is the document normalised already, and only the clauses asked for are taken out of it. It also keeps
what an answer rests on as it was when the index was built.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from ingest.rows import document_rows, dump, to_clause, to_fact
from ingest.types import Document, Metadata, Normalized, Reference, SourceText
from retriever.language import simplified
from retriever.mapped import mapped
from retriever.reading import ReadClause, Reading, read_clause

_BLOCKS = "documents.bin"
_CARDS = "documents.jsonl"


@dataclass(frozen=True, slots=True)
class Card:
    """A document of a generation as a list shows it, and how much of the index is its own."""

    doc_id: str
    version_id: str
    fingerprint: str  # of what it was read with
    source_file: str
    metadata: Metadata  # without what it cites and where its fields stand
    clauses: int  # those that were indexed
    chunks: int
    size: int  # bytes of its block

    @property
    def state(self) -> tuple[str, str, str]:
        """What names its content: two cards with one state have the same rows."""
        return self.doc_id, self.version_id, self.fingerprint


class Archive:
    """The documents of a generation, opened for reading; numbered in the order of their ids."""

    def __init__(self, folder: Path) -> None:
        self.cards = tuple(_cards(folder))
        self._starts = np.concatenate([[0], np.cumsum([card.size for card in self.cards], dtype=np.int64)])
        self._blocks = mapped(folder / _BLOCKS, np.uint8)
        self.clause_starts = np.concatenate([[0], np.cumsum([card.clauses for card in self.cards], dtype=np.int64)])
        self.chunk_starts = np.concatenate([[0], np.cumsum([card.chunks for card in self.cards], dtype=np.int64)])

    def block(self, number: int) -> bytes:
        """A document's block as it is."""
        return self._blocks[int(self._starts[number]) : int(self._starts[number + 1])].tobytes()

    def reading(self, number: int) -> Reading:
        """A document laid out; its clauses and facts are in `clauses` alone, made when they are asked for."""
        block = self.block(number)
        end = block.index(b"\n")
        head = json.loads(block[:end])
        version, parts, at = head["version"], [], end + 1
        for size in head["sizes"]:
            parts.append(block[at : at + size])
            at += size
        source, text = _text(parts[0]), _text(parts[1])
        norm = Normalized(text, _text(parts[2]) if parts[2] else text, memoryview(parts[3]).cast("i"))
        document = Document(
            doc_id=version["doc_id"],
            version_id=version["version_id"],
            source_file=version["source_file"],
            source=SourceText(
                text=source,
                reader=version["reader"],
                encoding=version["encoding"],
                page_starts=tuple(json.loads(version["page_starts"])),
                warnings=tuple(json.loads(version["read_warnings"])),
                confidence=version["confidence"],
            ),
            metadata=self.cards[number].metadata,
            clauses=(),
            facts=(),
            warnings=tuple(json.loads(version["warnings"])),
        )
        return Reading(
            document,
            norm,
            _Clauses(simplified(self.cards[number].metadata.title or ""), norm, block, at, head["clauses"]),
        )


class Writer:
    """Lays documents out one after the other, or takes their blocks over from an archive made before."""

    def __init__(self, folder: Path, known: Archive | None = None) -> None:
        self._known = known
        self._blocks = (folder / _BLOCKS).open("wb")
        self._cards = (folder / _CARDS).open("w", encoding="utf-8")

    def add(self, document: Document, norm: Normalized, fingerprint: str, clauses: int, chunks: int) -> None:
        """A document, with the number of its clauses and chunks that were indexed."""
        size = self._blocks.write(_block(document, norm))
        state = (document.doc_id, document.version_id, fingerprint)
        metadata = replace(document.metadata, cites=(), origins=())
        self._card(Card(*state, document.source_file, metadata, clauses, chunks, size))

    def copy(self, number: int) -> None:
        """A document of the archive made before."""
        assert self._known is not None
        self.block(self._known.cards[number], self._known.block(number))

    def block(self, card: Card, block: bytes) -> None:
        """A block as it is, with its card."""
        self._blocks.write(block)
        self._card(card)

    def plain(self, doc_id: str, version_id: str, clauses: int, chunks: int) -> None:
        """A card without a document, for passages that stand alone."""
        self._card(Card(doc_id, version_id, "", "", Metadata(), clauses, chunks, 0))

    def close(self) -> None:
        """Nothing more comes."""
        self._blocks.close()
        self._cards.close()

    def _card(self, card: Card) -> None:
        row = asdict(card)
        row["metadata"] = {name: value for name, value in row["metadata"].items() if value}
        self._cards.write(dump(row) + "\n")


class _Clauses(Mapping[str, ReadClause]):
    """The clauses of a block by id, in the order of the text, each read when it is first asked for."""

    def __init__(
        self, title: str, norm: Normalized, block: bytes, start: int, clauses: Sequence[tuple[str, int]]
    ) -> None:
        self._title = title
        self._norm = norm
        self._block = block
        self._spans: dict[str, tuple[int, int]] = {}
        for clause_id, size in clauses:
            self._spans[clause_id] = (start, start + size)
            start += size
        self._read: dict[str, ReadClause] = {}

    def __getitem__(self, clause_id: str) -> ReadClause:
        found = self._read.get(clause_id)
        if found is None:
            start, end = self._spans[clause_id]
            clause, children, *facts = self._block[start:end].decode().split("\n")
            found = read_clause(
                self._title, self._norm, to_clause(clause), tuple(map(to_fact, facts)), json.loads(children)
            )
            found = self._read.setdefault(clause_id, found)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._spans)

    def __len__(self) -> int:
        return len(self._spans)


def _block(document: Document, norm: Normalized) -> bytes:
    rows = document_rows(document)
    facts: dict[str, list[str]] = {}
    for clause_id, _, data in rows.facts:
        facts.setdefault(clause_id, []).append(data)
    children: dict[str, list[str]] = {}
    for clause in document.clauses:
        if clause.parent:
            children.setdefault(clause.parent, []).append(clause.clause_id)
    lines = [
        "\n".join((data, dump(children.get(clause_id, [])), *facts.get(clause_id, []))).encode()
        for clause_id, data in rows.clauses
    ]
    parts = (
        _bytes(document.source.text),
        _bytes(norm.text),
        _bytes(norm.shown) if norm.shown != norm.text else b"",
        np.asarray(norm.offsets, np.int32).tobytes(),
    )
    head = {
        "version": {name: value for name, value in rows.version.items() if name != "text"},
        "sizes": [len(part) for part in parts],
        "clauses": [(clause_id, len(line)) for (clause_id, _), line in zip(rows.clauses, lines, strict=True)],
    }
    return b"".join((dump(head).encode(), b"\n", *parts, *lines))


def _cards(folder: Path) -> Iterator[Card]:
    with (folder / _CARDS).open(encoding="utf-8") as file:
        for line in file:
            row: dict[str, Any] = json.loads(line)
            metadata = row["metadata"]
            metadata["repeals"] = tuple(Reference(**one) for one in metadata.get("repeals", ()))
            yield Card(**{**row, "metadata": Metadata(**metadata)})


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")
