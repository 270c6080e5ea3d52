"""Build a generation of the index beside the live one, and check it; `promote` (retriever.catalog) makes it live."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ingest.errors import ModelMismatch, StoreError
from ingest.types import Document, Normalized
from retriever import sparse
from retriever.building import Builder
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
from retriever.chunking import CHUNKER_VERSION, Passage
from retriever.generation import FORMAT, MANIFEST, Generation, Manifest
from retriever.settings import IndexSettings
from retriever.tokenize import TOKENIZER_VERSION

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
        listed = sorted(corpus.documents(), key=lambda document: document.doc_id)
        corpus_hash = corpus.corpus_hash()
        key = _key(corpus_hash, encoder, settings)
        if not rebuild and (made := _made(data_dir, key, encoder, settings)) is not None:
            return made
        known = None if rebuild else _known(data_dir, encoder, settings)

        def fill(builder: Builder) -> None:
            there = {card.state: number for number, card in enumerate(known.archive.cards)} if known else {}
            for done, one in enumerate(listed, 1):
                fingerprint = getattr(one, "fingerprint", "")
                number = there.get((one.doc_id, one.version_id, fingerprint))
                if number is not None:
                    builder.take(number)
                else:
                    document = corpus.get(one.doc_id, one.version_id)
                    builder.add(document, corpus.norm(document), fingerprint)
                if progress is not None:
                    progress("chunk", done, len(listed))

        name = _new_id(data_dir, key)
        documents = [(one.doc_id, one.version_id) for one in listed]
        try:
            return _build_in(
                data_dir / GENERATIONS, name, key, corpus_hash, documents, fill, encoder, settings, progress, known
            )
        finally:
            if known is not None:
                known.close()


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

    def fill(builder: Builder) -> None:
        builder.plain(document, corpus_hash, found)

    return _build_in(directory, name, key, corpus_hash, documents, fill, encoder, settings, progress)


def _build_in(
    root: Path,
    name: str,
    key: str,
    corpus_hash: str,
    documents: Sequence[tuple[str, str]],
    fill: Callable[[Builder], None],
    encoder: Encoder,
    settings: IndexSettings,
    progress: Progress | None,
    known: Generation | None = None,
) -> Generation:
    clear(root)
    folder = root / f"{BUILDING}{name}"
    folder.mkdir(parents=True)
    collection = f"policyqa-{name}"
    try:
        builder = Builder(folder, known)
        fill(builder)
        done = 0

        def embedded(count: int) -> None:
            nonlocal done
            done += count
            if progress is not None:
                progress("embed", done, builder.rows)

        stored = builder.finish(collection, encoder, settings, embedded)
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
            clauses=builder.clauses,
            chunks=builder.rows,
            prompts=(encoder.prompts.query, encoder.prompts.passage),
        ).write(folder)
        check(folder, stored, encoder, settings)
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


def _known(data_dir: Path, encoder: Encoder, settings: IndexSettings) -> Generation | None:
    """The generation whose unchanged documents are taken over, the live one before others: of the same making."""
    for item in sorted(list_generations(data_dir), key=lambda item: (item.live, item.created), reverse=True):
        said = item.manifest
        if said is None or said.chunker != CHUNKER_VERSION:
            continue
        try:
            return Generation(folder_of(data_dir, item.generation_id), encoder, settings)
        except (StoreError, ModelMismatch, OSError):
            continue  # another model, or damaged: what it holds cannot be used
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
