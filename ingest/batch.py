"""The changes of one call, in one transaction that stays open while files are read: all of it is there, or nothing.

What is stored goes to the disk as it comes (SQLite's log grows, memory does not); readers see the old state meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from ingest.rows import Rows


class Database(Protocol):
    """What a batch needs of a connection."""

    def execute(self, sql: str, values: Any = ..., /) -> Any:
        """Run a statement."""

    def executemany(self, sql: str, values: Iterable[Any], /) -> Any:
        """Run a statement for each row of values."""


class Batch:
    """Documents to store, move and remove; `finish` makes the new versions the current ones."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._current: list[tuple[str, str, int]] = []  # doc_id, path, row_id
        self._moved: list[tuple[str, str]] = []  # path, doc_id

    def put(self, rows: Rows, path: str, fingerprint: str) -> None:
        """Store a new document, or a new state of one."""
        same = (rows.doc_id, rows.version_id)
        row = {**rows.version, "fingerprint": fingerprint}
        self._db.execute("DELETE FROM documents WHERE doc_id = ?", same[:1])
        self._db.execute("DELETE FROM versions WHERE doc_id = ? AND version_id = ?", same)
        marks = ", ".join(f":{name}" for name in row)
        row_id = self._db.execute(f"INSERT INTO versions ({', '.join(row)}) VALUES ({marks})", row).lastrowid
        clauses = [(row_id, seq, *clause) for seq, clause in enumerate(rows.clauses)]
        facts = [(row_id, seq, *fact) for seq, fact in enumerate(rows.facts)]
        self._db.executemany("INSERT INTO clauses VALUES (?, ?, ?, ?)", clauses)
        self._db.executemany("INSERT INTO facts VALUES (?, ?, ?, ?, ?)", facts)
        self._current.append((rows.doc_id, path, row_id))

    def move(self, moved: Iterable[tuple[str, str]]) -> None:
        """Documents (doc_id, path) whose file has another name now."""
        self._moved += [(path, doc_id) for doc_id, path in moved]

    def remove(self, doc_ids: Sequence[str]) -> None:
        """Documents that are no longer current; their versions stay for what still reads them."""
        self._db.executemany("DELETE FROM documents WHERE doc_id = ?", [(doc_id,) for doc_id in doc_ids])

    def finish(self) -> None:
        """Give every document its path and version."""
        # Two files that swapped names would collide half-way: all step aside first.
        aside = [(doc_id,) for _, doc_id in self._moved]
        self._db.executemany("UPDATE documents SET path = ' ' || doc_id WHERE doc_id = ?", aside)
        self._db.executemany("UPDATE documents SET path = ? WHERE doc_id = ?", self._moved)
        self._db.executemany("INSERT INTO documents VALUES (?, ?, ?)", self._current)
