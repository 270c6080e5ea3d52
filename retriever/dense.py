"""Dense index: unit vectors of the chunks, in a memory-mapped file and in Chroma.

Few rows are searched exactly: all of them where there are few, else those that a filter leaves (Chroma's own `where`
took 267 ms at 100,000 rows). Many are searched in stages: the few directions that tell the vectors apart best choose
rows, all directions score them; or by Chroma, where that is wanted. Its graph misses rows: of 100 texts that differ in
a number it did not find 24 to 46 by their own vectors.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from retriever import chroma
from retriever.best import best
from retriever.mapped import mapped

if TYPE_CHECKING:
    from retriever.chroma import Client, Store
    from retriever.embedder import Encoder

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.intp]

VECTORS = "vectors.bin"
KEYS = "keys.bin"  # of each row the number that is its id in Chroma
CHROMA = "chroma"
_ORDER = "keys_order.bin"
_COARSE = "coarse.bin"
_MIDDLE = "middle.bin"
_AXES = "axes.bin"

# Rows that the second and the third stage look at.
_SECOND = 20_000
_THIRD = 4_000
_SAMPLE = 20_000
_APART = 64  # rows further apart than this are not read as one piece


class Dense:
    """The vectors of one generation, opened for reading."""

    def __init__(
        self,
        folder: Path,
        collection: str,
        encoder: Encoder,
        *,
        chroma_url: str | None = None,
        exact_rows: int = 20_000,
        use_chroma: bool = False,
        chroma_search: bool = False,
    ) -> None:
        # Exact search of 20,000 × 256 takes 1 ms on one idle core.
        self.vectors: Floats = mapped(folder / VECTORS, np.float32).reshape(-1, encoder.dim)
        # Mapped once: the pages of a new mapping are found one by one, which costs as much as reading them.
        few, more = _stages(encoder.dim)
        self._coarse: Floats = mapped(folder / _COARSE, np.float32).reshape(-1, few)
        self._middle: Floats = mapped(folder / _MIDDLE, np.float32).reshape(-1, max(1, more - few))
        self._axes: Floats = mapped(folder / _AXES, np.float32).reshape(-1, more)
        self._keys, self._order = mapped(folder / KEYS, np.uint64), mapped(folder / _ORDER, np.int32)
        self._folder = folder
        self._collection_name = collection
        self._encoder = encoder
        self._url = chroma_url
        self._exact_rows = exact_rows
        self._use_chroma = chroma_url is not None or (use_chroma and (folder / CHROMA).is_dir())
        self._search_it = chroma_url is not None or chroma_search
        self._client: Client | None = None
        self._collection: Any = None
        self._lock_fd: int | None = None
        self._opening = threading.Lock()

    @property
    def rows(self) -> int:
        """How many vectors there are."""
        return int(self.vectors.shape[0])

    def encode(self, text: str) -> Floats:
        """The unit vector of a query."""
        vector: Floats = np.asarray(self._encoder.encode_queries([text])[0], dtype=np.float32)
        return vector

    def scores(self, query: Floats, rows: Rows | None = None, candidates: int = 200) -> Floats:
        """Cosine of every row, 0 for those that `found` leaves out."""
        scores: Floats = np.zeros(self.rows, dtype=np.float32)
        found, cosines = self.found(query, rows, candidates)
        scores[found] = cosines
        return scores

    def found(self, query: Floats, rows: Rows | None = None, candidates: int = 200) -> tuple[Rows, Floats]:
        """Rows near a query, ascending, with their cosines; none is negative.

        Args:
            query: A unit vector.
            rows: The rows a filter left, ascending; None searches all.
            candidates: How many rows are found where there are too many for all to be scored.
        """
        if (self.rows if rows is None else len(rows)) <= self._exact_rows:
            found = np.arange(self.rows) if rows is None else rows
            cosines = _dots(self.vectors, query) if rows is None else self._exactly(rows, query)
        elif rows is None and self._search_it and (collection := self.collection()) is not None:
            pairs = sorted(self.nearest(collection, query, candidates))
            found = np.asarray([row for row, _ in pairs], np.intp)
            cosines = np.asarray([cosine for _, cosine in pairs], np.float32)
        else:
            found, cosines = self._in_stages(query, rows, candidates)
        return found, np.maximum(cosines, 0.0)

    def _exactly(self, rows: Rows, query: Floats) -> Floats:
        """Runs of rows that stand near each other are read where they lie and not copied together first."""
        cosines: Floats = np.empty(len(rows), np.float32)
        cuts = np.concatenate([[0], np.flatnonzero(np.diff(rows) > _APART) + 1, [len(rows)]])
        if len(cuts) > len(rows) // 8:  # scattered: one copy is cheaper than many short pieces
            return _dots(self.vectors[rows], query)
        for start, end in zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True):
            first, last = int(rows[start]), int(rows[end - 1])
            cosines[start:end] = _dots(self.vectors[first : last + 1], query)[rows[start:end] - first]
        return cosines

    def _in_stages(self, query: Floats, rows: Rows | None, k: int) -> tuple[Rows, Floats]:
        """The k best rows of those that a few directions choose, then some more, then all."""
        if len(self._coarse) != self.rows:  # it was built for another limit of exact search
            found = np.arange(self.rows) if rows is None else rows
            return found, self._exactly(found, query)
        turned, few = query @ self._axes, self._coarse.shape[1]
        cosines: Floats = self._coarse @ turned[:few]  # the one product that is worth a thread a core
        if rows is not None:
            cosines = cosines[rows]
        chosen = best(cosines, max(_SECOND, len(cosines) // 25))
        found = chosen if rows is None else rows[chosen]
        if len(self._middle):
            chosen = best(cosines[chosen] + _dots(self._middle[found], turned[few:]), max(_THIRD, 2 * k))
            found = found[chosen]
        cosines = _dots(self.vectors[found], query)
        chosen = best(cosines, k)[:k]
        return found[chosen], cosines[chosen]

    def nearest(self, collection: Any, query: Floats, k: int) -> Iterator[tuple[int, float]]:
        """The k nearest rows by Chroma, with their cosine."""
        if self.rows == 0:
            return
        found = collection.query(query_embeddings=[query], n_results=min(k, self.rows), include=["distances"])
        names = np.asarray([int(name, 16) for name in found["ids"][0]], np.uint64)
        rows = self._order[np.minimum(np.searchsorted(self._keys, names, sorter=self._order), self.rows - 1)]
        for row, key, name, distance in zip(rows, self._keys[rows], names, found["distances"][0], strict=True):
            if key == name:
                yield int(row), 1.0 - distance

    def stored(self, row: int) -> Floats | None:
        """A row's vector as Chroma holds it; None where it holds none, or is not used."""
        collection = self.collection()
        name = f"{int(self._keys[row]):016x}"
        found = collection.get(ids=[name], include=["embeddings"])["embeddings"] if collection is not None else []
        return np.asarray(found[0], np.float32) if len(found) else None

    def collection(self) -> Any:
        """The generation's Chroma collection; None where Chroma is off or another process has the folder open.

        Two openers corrupt a Chroma folder, so the first one keeps it and the others search in stages.
        """
        if not self._use_chroma:
            return None
        with self._opening:
            if self._collection is None and (self._url is not None or self._claim()):
                self._client = chroma.client(self._folder / CHROMA, self._url)
                self._collection = self._client.get_collection(self._collection_name, embedding_function=None)
            return self._collection

    def store(self) -> Store | None:
        """The same collection as LangChain's vector store, for its programs; a page's content is its chunk's id."""
        if self.collection() is None or self._client is None:
            return None
        return chroma.store(self._client, self._collection_name, self._encoder)

    def close(self) -> None:
        """Give back Chroma's files and the claim on them."""
        with self._opening:
            self._collection = None
            if self._client is not None:
                chroma.close(self._client)
                self._client = None
            if self._lock_fd is not None:
                os.close(self._lock_fd)
                self._lock_fd = None

    def _claim(self) -> bool:
        fd = os.open(self._folder / CHROMA, os.O_RDONLY)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(fd)
            return False
        self._lock_fd = fd
        return True


def finish(folder: Path, dim: int, exact_rows: int) -> None:
    """Write what searching needs beside vectors and keys: the order of the keys, and the first stages for many rows."""
    np.argsort(mapped(folder / KEYS, np.uint64)).astype(np.int32).tofile(folder / _ORDER)
    vectors = mapped(folder / VECTORS, np.float32).reshape(-1, dim)
    with (folder / _COARSE).open("wb") as coarse, (folder / _MIDDLE).open("wb") as middle:
        few, more = _stages(dim)
        many = len(vectors) > exact_rows
        axes = _axes(vectors[:: max(1, len(vectors) // _SAMPLE)], more) if many else np.zeros((0, more), np.float32)
        axes.tofile(folder / _AXES)
        if not many:
            return
        for start in range(0, len(vectors), _SAMPLE):
            turned = vectors[start : start + _SAMPLE] @ axes
            coarse.write(np.ascontiguousarray(turned[:, :few]).tobytes())
            middle.write(np.ascontiguousarray(turned[:, few:]).tobytes())


def _axes(sample: Floats, number: int) -> Floats:
    """The orthogonal directions along which vectors differ most, not centred: products are to be kept.

    By subspace iteration (Halko, Martinsson and Tropp 2011, algorithm 4.4), with a start that is always the same.
    """
    axes = np.random.default_rng(0).standard_normal((sample.shape[1], number), np.float32)
    for _ in range(4):
        axes, _ = np.linalg.qr(sample.T @ (sample @ axes))
    return np.ascontiguousarray(axes, np.float32)


def _stages(dim: int) -> tuple[int, int]:
    """How many directions the first stage and the second look along."""
    return min(dim, max(32, dim // 8)), min(dim, max(64, dim // 4))


def _dots(vectors: Floats, query: Floats) -> Floats:
    # Not `@`: BLAS wakes a thread a core for each product and waits for all of them; on a busy machine that made
    # 8,000 rows take 2 to 7 ms where one thread takes 0.4.
    found: Floats = np.einsum("ij,j->i", vectors, query)
    return found
