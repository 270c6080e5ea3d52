"""What a build writes: first every document's clauses, tokens and block, then the vectors, then the scores.

What a generation made before holds of a document that has not changed is copied: neither parsed nor embedded again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ingest.errors import StoreError
from ingest.types import Document, Normalized
from retriever import archive, chroma, dense, sparse
from retriever.chunking import Passage, passages_of
from retriever.generation import BM25, CLAUSES, OFFSETS, REBUILD, STARTS, Generation
from retriever.mapped import mapped
from retriever.settings import IndexSettings
from retriever.tokenize import tokenize
from retriever.types import Chunk

if TYPE_CHECKING:
    from retriever.embedder import Encoder

_Numbers = npt.NDArray[np.int64]


class Builder:
    """Writes the files of a generation but its manifest; documents come in the order of their ids."""

    def __init__(self, folder: Path, known: Generation | None = None) -> None:
        self._folder = folder
        self._known = known
        self._tokens = sparse.Writer(folder / BM25, known.path / BM25 if known is not None else None)
        self._archive = archive.Writer(folder, known.archive if known is not None else None)
        self._lines = (folder / CLAUSES).open("wb")
        self._sizes: list[_Numbers] = []  # of the lines
        self._chunks: list[_Numbers] = []  # of each clause, how many
        self._keys: list[chroma.Keys] = []
        self._taken: list[tuple[int, int, int]] = []  # rows here from, up to, rows there from
        self.clauses = self.rows = 0

    def add(self, document: Document, norm: Normalized, fingerprint: str) -> None:
        """A document that is new or has changed."""
        clauses, rows = self._passages(passages_of(document, norm))
        self._archive.add(document, norm, fingerprint, clauses, rows)

    def plain(self, doc_id: str, version_id: str, passages: Iterable[Passage]) -> None:
        """Passages without a document."""
        clauses, rows = self._passages(passages)
        self._archive.plain(doc_id, version_id, clauses, rows)

    def take(self, number: int) -> None:
        """A document of the generation made before, as it is."""
        assert self._known is not None
        before = self._known.archive
        first, last = int(before.clause_starts[number]), int(before.clause_starts[number + 1])
        row, end = int(before.chunk_starts[number]), int(before.chunk_starts[number + 1])
        lines, sizes = self._known.lines(first, last)
        self._lines.write(lines)
        self._sizes.append(sizes)
        starts = np.append(self._known.starts[first:last], end)
        self._chunks.append(np.diff(starts))
        self._keys.append(mapped(self._known.path / dense.KEYS, np.uint64)[row:end])
        self._taken.append((self.rows, self.rows + end - row, row))
        self._tokens.copy(first, last)
        self._archive.copy(number)
        self.clauses += last - first
        self.rows += end - row

    def finish(
        self, collection: str, encoder: Encoder, settings: IndexSettings, embedded: Callable[[int], None] | None = None
    ) -> int | None:
        """Embed what is new, compute the scores, fill Chroma; returns how many rows that holds, None if it is off."""
        self._lines.close()
        self._archive.close()
        _starts(self._sizes).tofile(self._folder / OFFSETS)
        _starts(self._chunks)[:-1].tofile(self._folder / STARTS)
        keys = np.concatenate([np.zeros(0, np.uint64), *self._keys])
        if len(np.unique(keys)) != len(keys):
            raise StoreError("two chunks of the index have the same id", "report this as a bug")
        keys.tofile(self._folder / dense.KEYS)
        self._embed(encoder, settings.batch, embedded)
        self._tokens.finish()
        dense.finish(self._folder, encoder.dim, settings.exact_rows)
        if not settings.chroma and settings.chroma_url is None:
            return None
        return self._fill(collection, encoder, settings, keys)

    def _passages(self, passages: Iterable[Passage]) -> tuple[int, int]:
        """Write passages; returns the clauses and the rows they became."""
        sizes: list[int] = []
        numbers: list[int] = []
        keys: list[int] = []
        for passage in passages:
            chunks = list(passage.chunks())
            texts = [(chunk.chunk_id, chunk.text) for chunk in chunks]
            line = json.dumps({"clause_id": passage.clause_id, "chunks": texts}, ensure_ascii=False)
            sizes.append(self._lines.write(line.encode("utf-8", "surrogatepass") + b"\n"))
            numbers.append(len(chunks))
            keys.extend(map(_key, chunks))
            self._tokens.add(tokenize(passage.whole))
        self._sizes.append(np.asarray(sizes, np.int64))
        self._chunks.append(np.asarray(numbers, np.int64))
        self._keys.append(np.asarray(keys, np.uint64))
        self.clauses += len(sizes)
        self.rows += len(keys)
        return len(sizes), len(keys)

    def _embed(self, encoder: Encoder, batch: int, embedded: Callable[[int], None] | None) -> None:
        """The vectors: those of before are copied, the rest is embedded, a batch at a time."""
        with (self._folder / dense.VECTORS).open("wb") as file:
            at = 0
            for start, end, there in [*self._taken, (self.rows, self.rows, 0)]:
                for texts in _batches(self._texts(at, start), batch):
                    file.write(np.ascontiguousarray(encoder.encode_passages(texts), np.float32).tobytes())
                    if embedded is not None:
                        embedded(len(texts))
                if end > start:
                    assert self._known is not None
                    file.write(np.ascontiguousarray(self._known.dense.vectors[there : there + end - start]).tobytes())
                    if embedded is not None:
                        embedded(end - start)
                at = end

    def _texts(self, start: int, end: int) -> Iterator[str]:
        """The texts of the rows from `start` up to `end`, read back from the lines."""
        return (text for _, text in self._pieces(start, end))

    def _pieces(self, start: int, end: int) -> Iterator[tuple[str, str]]:
        if start >= end:
            return
        offsets = mapped(self._folder / OFFSETS, np.int64)
        starts = mapped(self._folder / STARTS, np.int64)
        row = start
        with (self._folder / CLAUSES).open("rb") as file:
            clause = int(np.searchsorted(starts, start, side="right")) - 1
            file.seek(int(offsets[clause]))
            skip = start - int(starts[clause])
            while row < end:
                chunks = json.loads(file.readline())["chunks"][skip:]
                yield from chunks[: end - row]
                row, skip = row + len(chunks), 0

    def _fill(self, collection: str, encoder: Encoder, settings: IndexSettings, keys: chroma.Keys) -> int:
        before = None
        if self._known is not None:
            said = self._known.manifest.collection
            before = (self._known.path / dense.CHROMA, said, mapped(self._known.path / dense.KEYS, np.uint64))
        vectors = mapped(self._folder / dense.VECTORS, np.float32).reshape(-1, encoder.dim)
        if len(vectors) != len(keys):
            raise StoreError(f"the index is not complete: {len(vectors)} vectors of {len(keys)}", REBUILD)
        return chroma.write(
            self._folder / dense.CHROMA,
            collection,
            settings.chroma_url,
            keys,
            lambda start, end: [chunk_id for chunk_id, _ in self._pieces(start, end)],
            vectors,
            before,
        )


def _key(chunk: Chunk) -> int:
    name = f"{chunk.chunk_id}\0{chunk.text}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(name, digest_size=8).digest(), "big")


def _starts(sizes: Sequence[_Numbers]) -> _Numbers:
    """Where each of these begins, and where the last one ends."""
    return np.cumsum(np.concatenate([np.zeros(1, np.int64), *sizes]))


def _batches(texts: Iterable[str], size: int) -> Iterator[list[str]]:
    held: list[str] = []
    for text in texts:
        held.append(text)
        if len(held) == size:
            yield held
            held = []
    if held:
        yield held
