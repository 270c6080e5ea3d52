"""A generation: one immutable build of the index, its manifest, its files, and the lock of those who read it."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ingest.errors import ModelMismatch, StoreError
from retriever import sparse
from retriever.dense import Dense
from retriever.settings import IndexSettings
from retriever.tokenize import TOKENIZER_VERSION
from retriever.types import Chunk

if TYPE_CHECKING:
    from retriever.embedder import Encoder

FORMAT = 1
MANIFEST = "manifest.json"
BM25 = "bm25"
REBUILD = "run `policyqa ingest --rebuild`"
_CLAUSES = "clauses.jsonl"  # a line a clause: its id and its chunks
_OFFSETS = "clause_offsets.npy"  # where each line begins, and where the last one ends
_STARTS = "clause_starts.npy"
_CLAUSE_DOC = "clause_documents.npy"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was built from; written last, so that a folder with one is complete."""

    generation_id: str
    created: str  # ISO, UTC
    key: str  # hash of everything that decides the content: two builds with one key are the same
    documents: tuple[tuple[str, str], ...]  # doc_id, version_id, in the order of the rows
    corpus_hash: str
    model: str
    fingerprint: str
    dim: int
    tokenizer: int
    chunker: int
    collection: str  # name in Chroma
    clauses: int
    chunks: int
    prompts: tuple[str, str] = ("", "")  # before a question, before a passage
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        """Write it into the generation's folder."""
        (folder / MANIFEST).write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), "utf-8")

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Read the manifest of a generation's folder."""
        try:
            given = json.loads((folder / MANIFEST).read_text("utf-8"))
            if given["format"] > FORMAT:
                raise StoreError(
                    f"generation {folder.name} was written by a newer version", f"update policyqa, or {REBUILD}"
                )
            documents = tuple((doc, version) for doc, version in given["documents"])
            return cls(**{**given, "documents": documents, "prompts": tuple(given.get("prompts", ("", "")))})
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreError(f"generation {folder.name} cannot be read ({error})", REBUILD) from error


class Generation:
    """A generation opened for reading. It holds a shared lock on its folder, so that sweeping leaves it alone."""

    def __init__(self, path: Path, encoder: Encoder, settings: IndexSettings) -> None:
        self._fd = hold(path)
        try:
            self.path = path
            self.manifest = Manifest.read(path)
            self.encoder = encoder
            _same_model(self.manifest, encoder)
            if self.manifest.tokenizer != TOKENIZER_VERSION:
                raise ModelMismatch(f"generation {path.name} was cut into words by another version", REBUILD)
            self.versions = dict(self.manifest.documents)
            self.sparse = sparse.read(path / BM25)
            self.dense = Dense(
                path, self.manifest.collection, encoder, chroma_url=settings.chroma_url, exact_rows=settings.exact_rows
            )
            self.starts: npt.NDArray[np.int64] = np.load(path / _STARTS)
            self.clause_doc: npt.NDArray[np.int32] = np.load(path / _CLAUSE_DOC)
            lengths = np.diff(self.starts, append=np.int64(self.manifest.chunks)).astype(np.intp)
            self.row_clause: npt.NDArray[np.intp] = np.repeat(np.arange(len(self.starts)), lengths)
            self._offsets: npt.NDArray[np.int64] = np.load(path / _OFFSETS)
            self._clauses = os.open(path / _CLAUSES, os.O_RDONLY)
        except (OSError, ValueError, KeyError) as error:
            os.close(self._fd)
            raise StoreError(f"generation {path.name} is damaged ({error})", REBUILD) from error
        except BaseException:
            os.close(self._fd)
            raise

    @property
    def id(self) -> str:
        """The generation's name."""
        return self.manifest.generation_id

    def clause_mask(self, doc_ids: Iterable[str]) -> npt.NDArray[np.bool_]:
        """Which clauses belong to the documents; unknown ids are no clauses."""
        wanted = frozenset(doc_ids)
        indexes = [index for index, (doc_id, _) in enumerate(self.manifest.documents) if doc_id in wanted]
        return np.isin(self.clause_doc, indexes)

    def clause_ids(self, clauses: Sequence[int]) -> list[tuple[str, str]]:
        """doc_id and clause_id of clauses given by their index, in the same order."""
        documents = self.manifest.documents
        return [(documents[self.clause_doc[clause]][0], self._line(clause)["clause_id"]) for clause in clauses]

    def chunks(self, clause: int) -> list[Chunk]:
        """The chunks of a clause given by its index."""
        line = self._line(clause)
        doc_id = self.manifest.documents[self.clause_doc[clause]][0]
        return [Chunk(chunk_id, doc_id, line["clause_id"], text) for chunk_id, text in line["chunks"]]

    def _line(self, clause: int) -> dict[str, Any]:
        start, end = int(self._offsets[clause]), int(self._offsets[clause + 1])
        line: dict[str, Any] = json.loads(os.pread(self._clauses, end - start, start))  # no seek: threads share it
        return line

    def close(self) -> None:
        """Let go of the files and of the lock."""
        if self._fd < 0:
            return
        self.dense.close()
        os.close(self._clauses)
        os.close(self._fd)
        self._fd = -1

    def __enter__(self) -> Generation:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def write_chunks(folder: Path, chunks: Sequence[Chunk], documents: Sequence[str]) -> int:
    """Write the chunk table and the row arrays; chunks of one clause have to stand together.

    Returns:
        The number of clauses.
    """
    numbers = {doc_id: number for number, doc_id in enumerate(documents)}
    starts: list[int] = []
    owners: list[int] = []
    offsets = [0]
    seen: set[str] = set()
    with (folder / _CLAUSES).open("wb") as file:
        for clause_id, group in groupby(enumerate(chunks), key=lambda item: item[1].clause_id):
            if clause_id in seen:
                raise StoreError(f"the chunks of clause {clause_id} do not stand together", "report this as a bug")
            seen.add(clause_id)
            members = list(group)
            row, first = members[0]
            starts.append(row)
            owners.append(numbers[first.doc_id])
            texts = [(chunk.chunk_id, chunk.text) for _, chunk in members]
            line = json.dumps({"clause_id": clause_id, "chunks": texts}, ensure_ascii=False)
            offsets.append(offsets[-1] + file.write(line.encode() + b"\n"))
    np.save(folder / _STARTS, np.asarray(starts, np.int64))
    np.save(folder / _CLAUSE_DOC, np.asarray(owners, np.int32))
    np.save(folder / _OFFSETS, np.asarray(offsets, np.int64))
    return len(starts)


def hold(folder: Path, *, exclusive: bool = False) -> int:
    """Lock a generation's folder without waiting; the file descriptor returned is the lock.

    Raises:
        FileNotFoundError: The folder is gone, or was put aside between opening and locking it.
        BlockingIOError: Somebody holds it in a way that excludes this.
    """
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(fd, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        if not os.path.samestat(os.fstat(fd), os.stat(folder)):
            raise FileNotFoundError(folder)
    except BaseException:
        os.close(fd)
        raise
    return fd


def _same_model(manifest: Manifest, encoder: Encoder) -> None:
    if (manifest.fingerprint, manifest.dim) == (encoder.fingerprint, encoder.dim):
        if manifest.prompts == tuple(encoder.prompts):
            return
        raise ModelMismatch(
            f"the index was built with other prompts for {encoder.name}: {manifest.prompts!r}, "
            f"configured are {tuple(encoder.prompts)!r}",
            f"{REBUILD}, or configure the prompts as they were",
        )
    if manifest.model == encoder.name:
        raise ModelMismatch(f"the embedding model {encoder.name} has changed since the index was built", REBUILD)
    raise ModelMismatch(
        f"the index was built with the embedding model {manifest.model}, configured is {encoder.name}",
        f"{REBUILD}, or configure {manifest.model} again",
    )
