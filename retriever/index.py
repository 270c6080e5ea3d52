"""Build a generation of the index beside the live one, and check it; `promote` (retriever.catalog) makes it live."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ingest.errors import StoreError
from ingest.types import Document, Normalized
from retriever import dense, sparse
from retriever.catalog import (
    BUILDING,
    GENERATIONS,
    Listed,
    clear,
    current_id,
    folder_of,
    list_generations,
    open_current,
    open_generation,
    promote,
    rollback,
    sweep,
    sync,
    writing,
)
from retriever.check import check
from retriever.chunking import CHUNKER_VERSION, Passage, passages_of
from retriever.generation import BM25, FORMAT, MANIFEST, Generation, Manifest, write_chunks
from retriever.settings import IndexSettings
from retriever.tokenize import TOKENIZER_VERSION, tokenize

if TYPE_CHECKING:
    from retriever.embedder import Encoder

__all__ = [
    "CorpusReader",
    "Generation",
    "Listed",
    "build",
    "build_passages",
    "current_id",
    "list_generations",
    "open_current",
    "open_generation",
    "promote",
    "rollback",
    "sweep",
]

Progress = Callable[[str, int, int], None]  # stage, done, of how many


class Versioned(Protocol):
    """What names a state of a document."""

    @property
    def doc_id(self) -> str: ...
    @property
    def version_id(self) -> str: ...


class CorpusReader(Protocol):
    """What a build reads of the corpus."""

    @property
    def data_dir(self) -> Path: ...
    def documents(self) -> Sequence[Versioned]: ...
    def get(self, doc_id: str, version_id: str | None = None) -> Document: ...
    def norm(self, document: Document) -> Normalized: ...
    def corpus_hash(self) -> str: ...


def build(
    corpus: CorpusReader,
    encoder: Encoder,
    settings: IndexSettings,
    progress: Progress | None = None,
    *,
    rebuild: bool = False,
) -> Generation:
    """Build a generation of the whole corpus beside the live one; `promote` makes it live.

    Where one with the same content is there already (same corpus hash, model, tokenizer, chunker),
    that one is opened and nothing is built.

    Args:
        corpus: The corpus; its `data_dir` is where generations lie.
        encoder: The embedding model.
        settings: Index settings.
        progress: Called with a stage, how much of it is done, and of how much.
        rebuild: Build even though nothing changed.

    Raises:
        StoreError: The build does not pass its own checks, or cannot be written.
    """
    data_dir = corpus.data_dir
    with writing(data_dir):
        documents = sorted((document.doc_id, document.version_id) for document in corpus.documents())
        corpus_hash = corpus.corpus_hash()
        key = _key(corpus_hash, encoder, settings)
        if not rebuild and (made := _made(data_dir, key, encoder, settings)) is not None:
            return made
        passages: list[Passage] = []
        for done, (doc_id, version_id) in enumerate(documents, 1):
            document = corpus.get(doc_id, version_id)
            passages.extend(passages_of(document, corpus.norm(document)))
            if progress is not None:
                progress("chunk", done, len(documents))
        name = _new_id(data_dir, key)
        return _build_in(
            data_dir / GENERATIONS, name, key, corpus_hash, documents, passages, encoder, settings, progress
        )


def build_passages(
    passages: Iterable[tuple[str, str]],
    encoder: Encoder,
    directory: Path,
    settings: IndexSettings | None = None,
    progress: Progress | None = None,
) -> Generation:
    """Index plain passages (id, text), apart from any data directory: each is a clause of its own, found under its id.

    Args:
        passages: Ids, each once, and texts as they stand; they are normalised here.
        encoder: The embedding model.
        directory: A folder to build in.
        settings: Index settings.
        progress: As for `build`.
    """
    from ingest.normalize import normalize

    settings = settings or IndexSettings()
    document = "passages"
    found = [Passage(document, passage_id, "", normalize(text).text.strip()) for passage_id, text in passages]
    found = [passage for passage in found if passage.text]
    corpus_hash = _hash(part for passage in found for part in (passage.clause_id, passage.text))
    key = _key(corpus_hash, encoder, settings)
    documents = [(document, corpus_hash)]
    name = f"passages-{key[:16]}"
    if (directory / name / MANIFEST).is_file():
        return Generation(directory / name, encoder, settings)
    return _build_in(directory, name, key, corpus_hash, documents, found, encoder, settings, progress)


def _build_in(
    root: Path,
    name: str,
    key: str,
    corpus_hash: str,
    documents: Sequence[tuple[str, str]],
    passages: Sequence[Passage],
    encoder: Encoder,
    settings: IndexSettings,
    progress: Progress | None,
) -> Generation:
    clear(root)
    folder = root / f"{BUILDING}{name}"
    folder.mkdir(parents=True)
    collection = f"policyqa-{name}"
    try:
        chunks = [chunk for passage in passages for chunk in passage.chunks()]
        clauses = write_chunks(folder, chunks, [doc_id for doc_id, _ in documents])
        sparse.write((tokenize(passage.whole) for passage in passages), folder / BM25)
        done = 0

        def embedded(count: int) -> None:
            nonlocal done
            done += count
            if progress is not None:
                progress("embed", done, len(chunks))

        stored = dense.write(
            folder,
            collection,
            encoder,
            [chunk.text for chunk in chunks],
            [{"doc_id": chunk.doc_id, "clause_id": chunk.clause_id} for chunk in chunks],
            chroma_url=settings.chroma_url,
            batch=settings.batch,
            progress=embedded,
        )
        Manifest(
            generation_id=name,
            created=datetime.now(UTC).isoformat(timespec="microseconds"),
            key=key,
            documents=tuple(documents),
            corpus_hash=corpus_hash,
            model=encoder.name,
            fingerprint=encoder.fingerprint,
            dim=encoder.dim,
            tokenizer=TOKENIZER_VERSION,
            chunker=CHUNKER_VERSION,
            collection=collection,
            clauses=clauses,
            chunks=len(chunks),
            prompts=(encoder.prompts.query, encoder.prompts.passage),
        ).write(folder)
        check(folder, passages, stored, encoder, settings)
        _sync_tree(folder)
        target = root / name
        os.replace(folder, target)
        sync(root)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Generation(target, encoder, settings)


def _key(corpus_hash: str, encoder: Encoder, settings: IndexSettings) -> str:
    parts = (
        corpus_hash,
        encoder.fingerprint,
        encoder.dim,
        *encoder.prompts,
        TOKENIZER_VERSION,
        CHUNKER_VERSION,
        FORMAT,
        sparse.K1,
        sparse.B,
    )
    return _hash([*map(str, parts), settings.chroma_url or ""])


def _hash(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()


def _made(data_dir: Path, key: str, encoder: Encoder, settings: IndexSettings) -> Generation | None:
    """The generation with this content that can be opened, the live one before others."""
    found = [item for item in list_generations(data_dir) if item.manifest is not None and item.manifest.key == key]
    for item in sorted(found, key=lambda item: (item.live, item.created), reverse=True):
        try:
            return Generation(folder_of(data_dir, item.generation_id), encoder, settings)
        except StoreError:
            continue  # damaged: whoever opens it is told; here another build mends it
    return None


def _new_id(data_dir: Path, key: str) -> str:
    stem = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{key[:8]}"
    taken = {path.name for path in (data_dir / GENERATIONS).glob(f"{stem}*")}
    return next(
        name for number in range(len(taken) + 1) if (name := f"{stem}.{number}" if number else stem) not in taken
    )


def _sync_tree(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        sync(path)
    sync(folder)
