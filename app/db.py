"""The application's database, app.db: opened, and brought to the current schema.

Migrations are numbered steps of our own: Alembic would add a template language, a folder of scripts and a global
configuration to run three lists of statements in order.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, CursorResult, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, IntegrityError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from app.db_migrations import MIGRATIONS
from ingest.errors import StoreError, UsageError

FILE = "app.db"
WAIT = 10.0  # seconds that a writer waits for another process's write
_VERSIONS = "CREATE TABLE IF NOT EXISTS schema_versions (number INTEGER PRIMARY KEY, applied TEXT NOT NULL)"


def open_database(data_dir: Path | None, url: str | None = None) -> Engine:
    """The database with its schema up to date. Several processes may open it at once.

    Args:
        data_dir: The folder of app.db, made if it is not there; None keeps everything in memory.
        url: Another database, as SQLAlchemy writes its address.

    Raises:
        UsageError: The address is none.
        StoreError: The database cannot be opened, or was written by a newer version.
    """
    engine = _engine(data_dir, url)
    try:
        migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def migrate(engine: Engine, steps: Sequence[Sequence[str]] = MIGRATIONS) -> None:
    """Apply the steps that the database has not had yet, each in a transaction of its own.

    Raises:
        StoreError: As for `open_database`.
    """
    with told(engine):
        while True:
            try:
                with engine.begin() as db:
                    db.execute(text(_VERSIONS))
                    done = int(db.execute(text("SELECT COALESCE(MAX(number), 0) FROM schema_versions")).scalar_one())
                    if done > len(MIGRATIONS):
                        raise StoreError(f"{_shown(engine)} was written by a newer version", "update policyqa")
                    if done >= len(steps):
                        return
                    # First the number: where another process is at the same step, one of the two fails here.
                    insert = text("INSERT INTO schema_versions VALUES (:number, :applied)")
                    db.execute(insert, {"number": done + 1, "applied": datetime.now(UTC).isoformat()})
                    for statement in steps[done]:
                        db.execute(text(statement))
            except IntegrityError:
                continue  # the other process has made this step


@contextmanager
def told(engine: Engine) -> Iterator[None]:
    """Errors of the database as one clear line.

    Raises:
        StoreError: In their place.
    """
    try:
        yield
    except IntegrityError:
        raise
    except SQLAlchemyError as error:
        cause = getattr(error, "orig", None) or error
        raise StoreError(f"{_shown(engine)} cannot be used ({cause})", "see that it is there and has room") from error


def _engine(data_dir: Path | None, url: str | None) -> Engine:
    if url is not None:
        try:
            engine = create_engine(make_url(url), pool_pre_ping=True)
        except (ArgumentError, NoSuchModuleError, ImportError) as error:
            raise UsageError(f"records.url is no address of a database ({error})", "see docs/SETTINGS.md") from error
    elif data_dir is None:
        # A database in memory belongs to its connection: one connection, which the pool hands to one thread at a time.
        engine = create_engine(
            "sqlite://", poolclass=QueuePool, pool_size=1, max_overflow=0, connect_args={"check_same_thread": False}
        )
    else:
        try:
            data_dir.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"the data folder {data_dir} cannot be written: {error.strerror}", "name another with --data-dir"
            ) from error
        engine = create_engine(f"sqlite:///{data_dir / FILE}", connect_args={"timeout": WAIT})
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepared)
        event.listen(engine, "begin", _began)
    return engine


def _prepared(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # else the driver begins where it likes, and not before a CREATE
    _wal(connection)
    # Small caches: each of a dozen connections has its own, and the pages that count are in the system's cache anyway.
    for pragma in ("synchronous = NORMAL", "foreign_keys = ON", "secure_delete = ON", "cache_size = -256"):
        connection.execute(f"PRAGMA {pragma}").close()


def _wal(connection: Any) -> None:
    """Turn the log on. Two processes that open a new file at once collide here, and SQLite does not wait for this."""
    end = time.monotonic() + WAIT
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").close()
            return
        except sqlite3.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)


def _began(connection: Connection) -> None:
    # A reader takes no lock; a writer says so from the start, as a lock cannot be raised while another writes.
    reads = connection.get_execution_options().get("reads", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _shown(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=True)


def run(db: Connection, sql: str, **values: Any) -> CursorResult[Any]:
    """One statement with its values."""
    return db.execute(text(sql), values)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A state of the database that others' writes do not change while it is read."""
    with told(engine), engine.connect().execution_options(reads=True) as db, db.begin():
        yield db


def forget(engine: Engine) -> None:
    """Have what was deleted gone from the files too: SQLite's log still has the pages as they were."""
    if engine.dialect.name != "sqlite":
        return
    # Outside a transaction, where alone it works. Where another process reads just now it does less, without an error.
    with told(engine), closing(engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction: all of it is there afterwards, or nothing."""
    with told(engine), engine.begin() as db:
        yield db
