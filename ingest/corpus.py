"""The store of documents: corpus.db, and the original bytes under sources/. Many read, one writes.

A version is named by the sha256 of its bytes and stays when a newer one takes its place, so that a generation of the
index can go on reading what it was built from. `documents` says which version is current.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from ingest import sources
from ingest.batch import Batch
from ingest.errors import NotFound, StoreError
from ingest.lock import writer_lock
from ingest.rows import document_rows, to_clause, to_fact, to_metadata
from ingest.schema import bring_up_to_date, found_schema
from ingest.types import Document, Metadata, Normalized, SourceText

_T = TypeVar("_T")
_CACHED = 512
_CACHE_KB = 32 * 1024
_LISTING = """
SELECT d.doc_id, v.version_id, d.path, v.fingerprint, v.source_file, v.reader, v.encoding, v.metadata, v.warnings,
       (SELECT count(*) FROM clauses c WHERE c.row_id = v.row_id),
       (SELECT coalesce(max(json_extract(data, '$.depth')), 0) FROM clauses c WHERE c.row_id = v.row_id),
       (SELECT count(*) FROM facts f WHERE f.row_id = v.row_id)
FROM documents d JOIN versions v USING (row_id) ORDER BY d.doc_id
"""
_STATES = (
    "SELECT d.doc_id, v.version_id, v.fingerprint FROM documents d JOIN versions v USING (row_id) ORDER BY d.doc_id"
)
_CURRENT = (
    "SELECT row_id, version_id, fingerprint FROM documents JOIN versions USING (row_id) WHERE documents.doc_id = ?"
)
_BY_VERSION = "SELECT row_id, version_id, fingerprint FROM versions WHERE doc_id = ? AND version_id = ?"
_VERSION = "SELECT * FROM versions WHERE row_id = ?"


@dataclass(frozen=True, slots=True)
class Listed:
    """A document as a list shows it."""

    doc_id: str
    version_id: str
    path: str  # where the file was last seen
    fingerprint: str  # of the parser, the sidecar and the file's name
    source_file: str
    reader: str
    encoding: str | None
    metadata: Metadata
    warnings: tuple[str, ...]
    clauses: int
    levels: int
    facts: int


@dataclass(frozen=True, slots=True)
class Put:
    """A document to store: a new one, or a new state of one."""

    document: Document
    path: str
    fingerprint: str
    data: bytes


class Corpus:
    """The documents of a data folder. Nothing is made on the disk before the first write."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self._file = data_dir / "corpus.db"
        self._documents: _Cache[Document] = _Cache()
        self._norms: _Cache[Normalized] = _Cache()

    def documents(self) -> tuple[Listed, ...]:
        """The current documents, in the order of their ids."""
        with self._read() as db:
            rows = db.execute(_LISTING).fetchall() if db else []
        return tuple(_listed(row) for row in rows)

    def get(self, doc_id: str, version_id: str | None = None) -> Document:
        """A document in its current version, or in the one named.

        Raises:
            NotFound: There is no such document or version.
        """
        with self._read() as db:
            row = None
            if db:
                query = db.execute(_BY_VERSION, (doc_id, version_id)) if version_id else db.execute(_CURRENT, (doc_id,))
                row = query.fetchone()
            if db is None or row is None:
                what = f"{doc_id} in version {version_id[:12]}" if version_id else doc_id
                raise NotFound(f"there is no document {what}", "policyqa docs list shows the documents there are")
            if (known := self._documents.get(row)) is None:
                known = _load(db, row[0])
                self._documents.put(row, known)
            return known

    def norm(self, document: Document | str) -> Normalized:
        """The normalised text of a document, or of the current version of the one with this id."""
        from ingest.normalize import normalize

        if isinstance(document, str):
            document = self.get(document)
        key = (document.version_id, hash(document.source.text))
        if (known := self._norms.get(key)) is None:
            known = normalize(document.source.text)
            self._norms.put(key, known)
        return known

    def corpus_hash(self) -> str:
        """One name for the current state of all documents: it changes with any file, sidecar or parser."""
        with self._read() as db:
            rows = db.execute(_STATES).fetchall() if db else []
        lines = (" ".join(row) for row in rows)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    def source_path(self, version_id: str) -> Path:
        """Where the original bytes of a version lie."""
        return sources.path_of(self.data_dir, version_id)

    def put(self, document: Document, path: str, fingerprint: str, data: bytes) -> None:
        """Store one document; see `apply`."""
        self.apply([Put(document, path, fingerprint, data)])

    def remove(self, doc_id: str) -> None:
        """Take a document out of the current ones; its versions stay for what still reads them.

        Raises:
            NotFound: There is no such document.
        """
        self.get(doc_id)
        self.apply([], removed=[doc_id])

    def apply(self, puts: Sequence[Put], *, moved: Iterable[tuple[str, str]] = (), removed: Iterable[str] = ()) -> None:
        """Store, move (doc_id, path) and remove documents in one transaction: all of it is there afterwards or nothing.

        Raises:
            Busy: Another process writes.
            StoreError: The data folder cannot be written.
        """
        with writer_lock(self.data_dir):
            for put in puts:
                sources.keep(self.data_dir, put.document.version_id, put.data)
            with self.writing() as batch:
                batch.remove(list(removed))
                batch.move(moved)
                for put in puts:
                    batch.put(document_rows(put.document), put.path, put.fingerprint)

    @contextmanager
    def writing(self) -> Iterator[Batch]:
        """Changes that come one by one and are there together when this ends, or not at all if it raises.

        Raises:
            Busy: Another process writes.
            StoreError: The data folder cannot be written.
        """
        with writer_lock(self.data_dir), self._write() as db:
            batch = Batch(db)
            yield batch
            sources.settle(self.data_dir)
            batch.finish()

    @contextmanager
    def _read(self) -> Iterator[sqlite3.Connection | None]:
        """A connection for this call alone, so that any thread may read; None where nothing was ever stored."""
        if not self._file.is_file():
            yield None
            return
        with _told(self._file):
            db = sqlite3.connect(f"{self._file.resolve().as_uri()}?mode=rw", uri=True, timeout=10, isolation_level=None)
            try:
                ready = found_schema(db, self._file) > 0
                db.execute("BEGIN")  # one snapshot for the whole call
                yield db if ready else None
            finally:
                db.close()

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        with _told(self._file):
            db = sqlite3.connect(self._file, timeout=10, isolation_level=None)
            try:
                db.execute("PRAGMA journal_mode = WAL")
                db.execute("PRAGMA synchronous = FULL")
                db.execute("PRAGMA foreign_keys = ON")
                db.execute(f"PRAGMA cache_size = -{_CACHE_KB}")  # beyond it, changes go to the log, not into memory
                db.execute("BEGIN IMMEDIATE")
                bring_up_to_date(db, found_schema(db, self._file))
                yield db
                db.execute("COMMIT")
            finally:
                db.close()  # without COMMIT the transaction is undone


class _Cache(Generic[_T]):
    """The values used last, for any thread."""

    def __init__(self) -> None:
        self._values: OrderedDict[Hashable, _T] = OrderedDict()
        self._guard = threading.Lock()

    def get(self, key: Hashable) -> _T | None:
        with self._guard:
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)

    def put(self, key: Hashable, value: _T) -> None:
        with self._guard:
            self._values[key] = value
            if len(self._values) > _CACHED:
                self._values.popitem(last=False)


def _listed(row: Sequence[Any]) -> Listed:
    doc_id, version_id, path, fingerprint, source_file, reader, encoding, metadata, warnings, *counts = row
    clauses, levels, facts = counts
    return Listed(
        doc_id=doc_id,
        version_id=version_id,
        path=path,
        fingerprint=fingerprint,
        source_file=source_file,
        reader=reader,
        encoding=encoding,
        metadata=to_metadata(metadata),
        warnings=tuple(json.loads(warnings)),
        clauses=clauses,
        levels=levels,
        facts=facts,
    )


def _load(db: sqlite3.Connection, row_id: int) -> Document:
    found = db.execute(_VERSION, (row_id,))
    row = dict(zip((column[0] for column in found.description), found.fetchone(), strict=True))
    clauses = db.execute("SELECT data FROM clauses WHERE row_id = ? ORDER BY seq", (row_id,))
    facts = db.execute("SELECT data FROM facts WHERE row_id = ? ORDER BY seq", (row_id,))
    return Document(
        doc_id=row["doc_id"],
        version_id=row["version_id"],
        source_file=row["source_file"],
        source=SourceText(
            text=row["text"],
            reader=row["reader"],
            encoding=row["encoding"],
            page_starts=tuple(json.loads(row["page_starts"])),
            warnings=tuple(json.loads(row["read_warnings"])),
            confidence=row.get("confidence"),  # a store of schema 1 has none
        ),
        metadata=to_metadata(row["metadata"]),
        clauses=tuple(to_clause(data) for (data,) in clauses.fetchall()),
        facts=tuple(to_fact(data) for (data,) in facts.fetchall()),
        warnings=tuple(json.loads(row["warnings"])),
    )


@contextmanager
def _told(file: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise StoreError(f"{file} cannot be used: {error}", "check the rights and the free space there") from error
    except sqlite3.Error as error:
        remedy = "move it away and run policyqa ingest on the documents again"
        raise StoreError(f"{file} is damaged: {error}", remedy) from error
