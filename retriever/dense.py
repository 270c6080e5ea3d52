"""Dense index: unit vectors of the chunks, in Chroma for searching all and in a memory-mapped file for searching some.

The one module that imports chromadb and langchain_chroma, and only when Chroma is needed: their import takes 1.7 s, and
Chroma's `where` filter took 267 ms at 100,000 rows where numpy over the rows that a filter leaves took 3 ms at most.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from ingest.errors import StoreError, UsageError

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from langchain_chroma import Chroma

    from retriever.embedder import Encoder

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.intp]

VECTORS = "vectors.npy"
CHROMA = "chroma"


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
    ) -> None:
        # Exact search of 20,000 × 256 takes 1 ms on one idle core; Chroma 1.6–2.3 ms, after 1.7 s of import.
        # A plain view of the mapped file: numpy.memmap pays for its subclass at every slice.
        self.vectors: Floats = np.asarray(np.load(folder / VECTORS, mmap_mode="r"))
        self._folder = folder
        self._collection = collection
        self._encoder = encoder
        self._url = chroma_url
        self._exact_rows = exact_rows
        self._store: Chroma | None = None
        self._client: ClientAPI | None = None
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
        """Cosine of every row, 0 for the rows that were not looked at; never negative.

        Args:
            query: A unit vector.
            rows: The rows a filter left, searched exactly; None searches all.
            candidates: How many rows are asked of Chroma where it is used.
        """
        scores: Floats = np.zeros(self.rows, dtype=np.float32)
        if rows is not None:
            scores[rows] = _dots(self.vectors[rows], query)
        elif self.rows <= self._exact_rows:
            scores[:] = _dots(self.vectors, query)
        else:
            store = self.store()
            if store is None:
                scores[:] = _dots(self.vectors, query)
            else:
                for row, score in self.nearest(store, query, candidates):
                    scores[row] = score
        return np.maximum(scores, 0.0, out=scores)

    def nearest(self, store: Chroma, query: Floats, k: int) -> Iterator[tuple[int, float]]:
        """The k nearest rows by Chroma, with their cosine."""
        if self.rows == 0:
            return
        found = store.similarity_search_by_vector_with_relevance_scores(query.tolist(), k=min(k, self.rows))
        for document, distance in found:
            yield int(document.metadata["row"]), 1.0 - distance

    def store(self) -> Chroma | None:
        """The LangChain vector store; None where another process has the generation's Chroma folder open.

        Two openers corrupt a Chroma folder, so the first one keeps it and the others search exactly.
        """
        with self._opening:
            if self._store is None and (self._url is not None or self._claim()):
                from langchain_chroma import Chroma

                from retriever.embedder import LangChainEmbeddings

                self._client = _client(self._folder / CHROMA, self._url)
                self._store = Chroma(
                    collection_name=self._collection,
                    embedding_function=LangChainEmbeddings(self._encoder),
                    client=self._client,
                    client_settings=_settings(),
                    create_collection_if_not_exists=False,
                )
            return self._store

    def close(self) -> None:
        """Give back Chroma's files and the claim on them."""
        with self._opening:
            self._store = None
            if self._client is not None:
                _close(self._client)
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


def write(
    folder: Path,
    collection: str,
    encoder: Encoder,
    texts: Sequence[str],
    metadatas: Sequence[dict[str, Any]],
    *,
    chroma_url: str | None = None,
    batch: int = 1_000,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Embed the texts and store them in a new Chroma collection and in the vectors file.

    Returns:
        The number of rows that Chroma says it holds.
    """
    client = _client(folder / CHROMA, chroma_url)
    try:
        stored = client.create_collection(
            collection, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )
        vectors = np.lib.format.open_memmap(folder / VECTORS, "w+", np.float32, (len(texts), encoder.dim))
        for start in range(0, len(texts), batch):
            end = min(start + batch, len(texts))
            vectors[start:end] = encoder.encode_passages(list(texts[start:end]))
            stored.upsert(
                ids=[str(row) for row in range(start, end)],
                embeddings=np.asarray(vectors[start:end]),
                documents=list(texts[start:end]),
                metadatas=[{**metadatas[row], "row": row} for row in range(start, end)],
            )
            if progress is not None:
                progress(end - start)
        vectors.flush()
        return int(stored.count())
    finally:
        _close(client)


def drop(collection: str, chroma_url: str) -> None:
    """Delete a collection of a Chroma server; one that is not there is no error."""
    from chromadb.errors import NotFoundError

    client = _client(None, chroma_url)
    try:
        client.delete_collection(collection)
    except NotFoundError:
        return
    finally:
        _close(client)


def _dots(vectors: Floats, query: Floats) -> Floats:
    # Not `@`: BLAS wakes a thread a core for each product and waits for all of them; on a busy machine that made
    # 8,000 rows take 2 to 7 ms where one thread takes 0.4.
    found: Floats = np.einsum("ij,j->i", vectors, query)
    return found


def _settings() -> Any:
    from chromadb.config import Settings

    return Settings(_env_file=None, anonymized_telemetry=False)  # type: ignore[call-arg]


def _client(folder: Path | None, url: str | None) -> ClientAPI:
    import chromadb

    if url is None:
        if folder is None:
            raise ValueError("neither a folder nor a server")
        return chromadb.PersistentClient(path=str(folder), settings=_settings())
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"not the address of a Chroma server: {url}", "give it as http://host:port")
    port = parts.port or (443 if parts.scheme == "https" else 8000)
    try:
        return chromadb.HttpClient(host=parts.hostname, port=port, ssl=parts.scheme == "https", settings=_settings())
    except (ValueError, OSError) as error:  # chromadb says ValueError where nothing answers
        raise StoreError(
            f"the Chroma server at {url} does not answer ({error})", "start it, or unset chroma_url"
        ) from error


def _close(client: ClientAPI) -> None:
    close = getattr(client, "close", None)
    if close is not None:
        close()
