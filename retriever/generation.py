"""A generation: one immutable build of the index, its manifest, its files, and the lock of those who read it."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ingest.errors import ModelMismatch, StoreError
from retriever import sparse
from retriever.archive import Archive
from retriever.dense import Dense
from retriever.mapped import mapped
from retriever.reading import Reading
from retriever.settings import IndexSettings
from retriever.tokenize import TOKENIZER_VERSION
from retriever.types import Chunk

if TYPE_CHECKING:
    from retriever.embedder import Encoder

FORMAT = 2
MANIFEST = "manifest.json"
BM25 = "bm25"
REBUILD = "run `policyqa ingest --rebuild`"
CLAUSES = "clauses.jsonl"  # a line a clause: its id and its chunks
OFFSETS = "clause_offsets.bin"  # where each line begins, and where the last one ends
STARTS = "clause_starts.bin"  # the first row of each clause


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
            if given["format"] < FORMAT:
                raise StoreError(f"generation {folder.name} was written by an older version", "run `policyqa ingest`")
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
            self.archive = Archive(path)
            self.numbers = {doc_id: number for number, (doc_id, _) in enumerate(self.manifest.documents)}
            self.sparse = sparse.read(path / BM25)
            self.dense = Dense(
                path,
                self.manifest.collection,
                encoder,
                chroma_url=settings.chroma_url,
                exact_rows=settings.exact_rows,
                use_chroma=settings.chroma,
                chroma_search=settings.chroma_search,
            )
            self.starts: npt.NDArray[np.int64] = mapped(path / STARTS, np.int64)
            self._offsets: npt.NDArray[np.int64] = mapped(path / OFFSETS, np.int64)
            self._clauses = os.open(path / CLAUSES, os.O_RDONLY)
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
        return np.repeat(self._among(doc_ids), np.diff(self.archive.clause_starts))

    def rows(self, doc_ids: Iterable[str]) -> npt.NDArray[np.intp]:
        """The rows of the documents' chunks, ascending."""
        return np.flatnonzero(np.repeat(self._among(doc_ids), np.diff(self.archive.chunk_starts)))

    def cosines(
        self, query: npt.NDArray[np.float32], rows: npt.NDArray[np.intp] | None, candidates: int
    ) -> npt.NDArray[np.float32]:
        """The cosine of every clause, which is as good as its best chunk; 0 for those that were not looked at."""
        found, scores = self.dense.found(query, rows, candidates)
        if len(found) == self.dense.rows:
            return np.maximum.reduceat(scores, self.starts)
        cosines = np.zeros(len(self.starts), np.float32)
        np.maximum.at(cosines, np.searchsorted(self.starts, found, side="right") - 1, scores)
        return cosines

    def reading(self, doc_id: str) -> Reading:
        """A document of this generation laid out, as it was when the index was built."""
        return self.archive.reading(self.numbers[doc_id])

    def clause_ids(self, clauses: Sequence[int]) -> list[tuple[str, str]]:
        """doc_id and clause_id of clauses given by their index, in the same order."""
        return [(self._owner(clause), self._line(clause)["clause_id"]) for clause in clauses]

    def chunks(self, clause: int) -> list[Chunk]:
        """The chunks of a clause given by its index."""
        line, doc_id = self._line(clause), self._owner(clause)
        return [Chunk(chunk_id, doc_id, line["clause_id"], text) for chunk_id, text in line["chunks"]]

    def lines(self, start: int, end: int) -> tuple[bytes, npt.NDArray[np.int64]]:
        """The lines of the clauses from `start` up to `end` as they are, and the length of each."""
        ends = self._offsets[start : end + 1]
        return os.pread(self._clauses, int(ends[-1] - ends[0]), int(ends[0])), np.diff(ends)

    def _among(self, doc_ids: Iterable[str]) -> npt.NDArray[np.bool_]:
        """Of each document whether it is one of these."""
        among = np.zeros(len(self.archive.cards), np.bool_)
        among[[self.numbers[doc_id] for doc_id in doc_ids if doc_id in self.numbers]] = True
        return among

    def _owner(self, clause: int) -> str:
        number = int(np.searchsorted(self.archive.clause_starts, clause, side="right")) - 1
        return self.manifest.documents[number][0]

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
