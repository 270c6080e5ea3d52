"""The database comes to the current schema from every version, by two processes at once, never from a newer one."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import inspect

from app.db import FILE, _engine, migrate, open_database
from app.db_migrations import MIGRATIONS
from app.records import DatabaseRecords
from ingest.errors import StoreError, UsageError

ROOT = Path(__file__).resolve().parents[2]
OLD = "2000-01-01T00:00:00+00:00"
# What a database of each version holds; every later one has to show it unchanged.
ROWS: Sequence[tuple[int, str]] = (
    (1, f"INSERT INTO conversations (conversation_id, owner, created, updated) VALUES ('c', 'o', '{OLD}', '{OLD}')"),
    (
        1,
        "INSERT INTO turns (conversation_id, number, question, answer_id, answer, created) "
        f"VALUES ('c', 1, '补助多少', 'a1', '{{\"answer_id\": \"a1\"}}', '{OLD}')",
    ),
    (2, f"INSERT INTO feedback VALUES ('a1', 'o', 'c', 'down', '[]', '不对', '{OLD}')"),
)


def shape(data_dir: Path) -> dict[str, object]:
    engine = open_database(data_dir)
    found = inspect(engine)
    tables = {
        name: (
            [column["name"] for column in found.get_columns(name)],
            sorted(i["name"] or "" for i in found.get_indexes(name)),
        )
        for name in found.get_table_names()
    }
    engine.dispose()
    return tables


@pytest.mark.parametrize("version", range(len(MIGRATIONS) + 1))
def test_every_version_comes_to_the_current_one_with_what_it_held(version: int, tmp_path: Path) -> None:
    engine = _engine(tmp_path / "old", None)
    migrate(engine, MIGRATIONS[:version])
    engine.dispose()
    with sqlite3.connect(tmp_path / "old" / FILE) as db:
        for since, row in ROWS:
            if since <= version:
                db.execute(row)
    db.close()
    assert shape(tmp_path / "old") == shape(tmp_path / "new")
    if version:
        with sqlite3.connect(tmp_path / "old" / FILE) as db:
            assert db.execute("SELECT question, answer_id FROM turns").fetchall() == [("补助多少", "a1")]
            assert len(db.execute("SELECT * FROM feedback").fetchall()) == (version >= 2)
        db.close()


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    assert shape(tmp_path) == shape(tmp_path)


def test_a_step_that_fails_leaves_the_version_before(tmp_path: Path) -> None:
    engine = _engine(tmp_path, None)
    with pytest.raises(StoreError, match=r"app\.db cannot be used"):
        migrate(engine, [*MIGRATIONS[:1], ("CREATE TABLE half (a TEXT)", "CREATE TABLE nonsense (")])
    assert "half" not in inspect(engine).get_table_names()
    migrate(engine)
    engine.dispose()


def test_a_newer_version_is_refused(tmp_path: Path) -> None:
    open_database(tmp_path).dispose()
    with sqlite3.connect(tmp_path / FILE) as db:
        db.execute("INSERT INTO schema_versions VALUES (99, '')")
    db.close()
    with pytest.raises(StoreError, match="newer version: update policyqa"):
        open_database(tmp_path)


def test_a_file_that_is_no_database_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database" * 500)
    with pytest.raises(StoreError, match="cannot be used") as caught:
        open_database(tmp_path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("url", ["nonsense", "nosuch://x", "postgresql+nodriver://x/y"])
def test_an_address_that_is_none_is_one_clear_line(url: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"records\.url is no address"):
        open_database(tmp_path, url)


def test_another_database_can_be_named(tmp_path: Path) -> None:
    records = DatabaseRecords(None)
    records.close()
    open_database(tmp_path / "unused", f"sqlite:///{tmp_path / 'elsewhere.db'}").dispose()
    assert (tmp_path / "elsewhere.db").is_file()
    assert not (tmp_path / "unused").exists()


def test_two_processes_may_open_a_new_one_at_once(tmp_path: Path) -> None:
    script = (
        f"from pathlib import Path; from app.db import open_database; open_database(Path({str(tmp_path)!r})).dispose()"
    )
    both = [subprocess.Popen([sys.executable, "-c", script], cwd=ROOT) for _ in range(2)]
    assert [process.wait(60) for process in both] == [0, 0]
    with sqlite3.connect(tmp_path / FILE) as db:
        assert db.execute("SELECT number FROM schema_versions").fetchall() == [(n + 1,) for n in range(len(MIGRATIONS))]
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    db.close()
