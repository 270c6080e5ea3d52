"""The tables of corpus.db: made where there are none, and brought from an older version to what this one writes."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from ingest.batch import Database
from ingest.errors import StoreError

SCHEMA = 2
# What brings a store of schema n to n + 1. One that is only read stays as it is.
_MIGRATIONS = {1: "ALTER TABLE versions ADD COLUMN confidence REAL"}


def found_schema(db: Database, file: Path) -> int:
    """Which schema the tables have, 0 where there are none.

    Raises:
        StoreError: A newer version wrote them.
    """
    found = int(db.execute("PRAGMA user_version").fetchone()[0])
    if found > SCHEMA:
        raise StoreError(
            f"{file} was written by a newer version (schema {found}, this one knows {SCHEMA})",
            "update policyqa, or name another folder with --data-dir",
        )
    return found


def bring_up_to_date(db: Database, found: int) -> None:
    """Make the tables, or migrate them; inside the caller's transaction."""
    if found == SCHEMA:
        return
    if found:
        for number in range(found, SCHEMA):
            db.execute(_MIGRATIONS[number])
    else:
        for statement in (files("ingest") / "corpus_schema.sql").read_text("utf-8").split(";\n"):
            db.execute(statement)
    db.execute(f"PRAGMA user_version = {SCHEMA}")
