"""Chroma's side of the dense index: a folder of its own in each generation, or a collection on a server.

The vectors alone go there, under ids that stay the same while clause and text do: texts took Chroma three quarters of
the time, for a full-text index that is not used.

The one module that imports chromadb and langchain_chroma, and only when Chroma is needed: their import takes 1.7 s.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from ingest.errors import StoreError, UsageError

if TYPE_CHECKING:
    from chromadb.api import ClientAPI as Client
    from langchain_chroma import Chroma as Store

    from retriever.embedder import Encoder

__all__ = ["Client", "Store", "client", "close", "drop", "settings", "store", "write"]

Floats = npt.NDArray[np.float32]
Keys = npt.NDArray[np.uint64]

_BATCH = 5_000  # rows of a call; Chroma takes 5,461 at most
_TAKEN = 0.7  # share of rows that has to be there already for a folder to be taken over


def write(
    folder: Path,
    collection: str,
    url: str | None,
    keys: Keys,
    names: Callable[[int, int], Sequence[str]],
    vectors: Floats,
    known: tuple[Path, str, Keys] | None = None,
) -> int:
    """Store the vectors in a new collection.

    Args:
        folder: Chroma's folder in the generation; unused with a server.
        collection: Name of the collection.
        url: A Chroma server.
        keys: The number that becomes a row's id.
        names: Gives the names of the rows from one to another, which become their documents.
        vectors: Unit vectors, a row a key.
        known: Folder, collection and keys of a generation made before: what has not changed is taken from there.

    Returns:
        The number of rows that Chroma says it holds.
    """
    new = np.ones(len(keys), np.bool_)
    gone: Keys = np.zeros(0, np.uint64)
    if known is not None and url is None and known[0].is_dir():
        same = np.isin(keys, known[2])
        if len(keys) and same.sum() >= _TAKEN * max(len(keys), len(known[2])):
            shutil.copytree(known[0], folder)
            new, gone = ~same, known[2][~np.isin(known[2], keys)]
    at = client(folder, url)
    try:
        if known is not None and not new.all():
            stored = at.get_collection(known[1], embedding_function=None)
            stored.modify(name=collection)
        else:
            stored = at.create_collection(
                collection, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
            )
        for start in range(0, len(gone), _BATCH):
            stored.delete(ids=_ids(gone[start : start + _BATCH]))
        for start in range(0, len(keys), _BATCH):
            end = min(start + _BATCH, len(keys))
            rows = np.flatnonzero(new[start:end])
            if len(rows):
                said = names(start, end)
                stored.upsert(
                    ids=_ids(keys[start:end][rows]),
                    embeddings=np.asarray(vectors[start:end][rows]),
                    documents=[said[row] for row in rows.tolist()],
                )
        return int(stored.count())
    finally:
        close(at)


def drop(collection: str, url: str) -> None:
    """Delete a collection of a Chroma server; one that is not there is no error."""
    from chromadb.errors import NotFoundError

    at = client(None, url)
    try:
        at.delete_collection(collection)
    except NotFoundError:
        return
    finally:
        close(at)


def settings() -> Any:
    """Chroma's settings: nothing from the environment, nothing sent home."""
    from chromadb.config import Settings

    return Settings(_env_file=None, anonymized_telemetry=False)  # type: ignore[call-arg]


def client(folder: Path | None, url: str | None) -> Client:
    """A client of the server, or of the folder where no server is named.

    Raises:
        StoreError: The server does not answer.
        UsageError: That is no address of one.
    """
    import chromadb

    if url is None:
        if folder is None:
            raise ValueError("neither a folder nor a server")
        return chromadb.PersistentClient(path=str(folder), settings=settings())
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"not the address of a Chroma server: {url}", "give it as http://host:port")
    port = parts.port or (443 if parts.scheme == "https" else 8000)
    try:
        return chromadb.HttpClient(host=parts.hostname, port=port, ssl=parts.scheme == "https", settings=settings())
    except (ValueError, OSError) as error:  # chromadb says ValueError where nothing answers
        raise StoreError(
            f"the Chroma server at {url} does not answer ({error})", "start it, or unset chroma_url"
        ) from error


def store(at: Client, collection: str, encoder: Encoder) -> Store:
    """A collection as LangChain's vector store."""
    from langchain_chroma import Chroma

    from retriever.embedder import LangChainEmbeddings

    return Chroma(
        collection_name=collection,
        embedding_function=LangChainEmbeddings(encoder),
        client=at,
        client_settings=settings(),
        create_collection_if_not_exists=False,
    )


def close(at: Client) -> None:
    """Give back what a client holds open."""
    closing = getattr(at, "close", None)
    if closing is not None:
        closing()


def _ids(keys: Keys) -> list[str]:
    return [f"{key:016x}" for key in keys.tolist()]
