"""Conversations and feedback in app.db: what their owner gets back, what nobody else does, what outlives a crash."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.kept import Kept
from app.records import DatabaseRecords
from app.sections import RecordsSettings
from retriever.types import Turn

ROOT = Path(__file__).resolve().parents[2]
ME, OTHER = "1" * 64, "2" * 64


def kept(question: str, answer_id: str = "a1", region: str | None = None) -> Kept:
    answer = {"answer_id": answer_id, "question": question, "answer": "20万元[1]。", "citations": [], "facts": []}
    return Kept(question, answer, region)


@pytest.fixture
def records(tmp_path: Path) -> Iterator[DatabaseRecords]:
    opened = DatabaseRecords(tmp_path)
    yield opened
    opened.close()


def test_a_conversation_is_what_its_turns_say_in_order(records: DatabaseRecords) -> None:
    name = records.keep(ME, None, kept("甲", "a1"))
    assert records.keep(ME, name, kept("乙", "a2", "锦州市")) == name
    assert records.conversation(ME, name) == [kept("甲", "a1"), kept("乙", "a2", "锦州市")]
    assert records.turns(ME, name, 1) == [Turn("乙", "a2")]
    assert records.turns(OTHER, name, 1) == []


def test_it_is_there_after_the_server_was_started_anew(records: DatabaseRecords, tmp_path: Path) -> None:
    name = records.keep(ME, None, kept("甲"))
    records.close()
    again = DatabaseRecords(tmp_path)
    assert again.conversation(ME, name) == [kept("甲")]
    again.close()


def test_the_list_has_the_one_used_last_first(records: DatabaseRecords) -> None:
    first = records.keep(ME, None, kept("甲" * 100))
    second = records.keep(ME, None, kept("乙"))
    records.keep(ME, first, kept("丙"))
    listed = records.conversations(ME)
    assert [(one.conversation_id, one.title, one.questions) for one in listed] == [
        (first, "甲" * 80, 2),
        (second, "乙", 1),
    ]
    assert datetime.now(UTC) - listed[0].updated < timedelta(minutes=1)


def test_nothing_of_another_owner_is_found(records: DatabaseRecords) -> None:
    name = records.keep(ME, None, kept("甲"))
    assert records.conversations(OTHER) == []
    assert records.conversation(OTHER, name) is None
    assert records.export(OTHER, name) is None
    assert not records.cut(OTHER, name, 0)
    assert not records.delete(OTHER, name)
    assert records.delete_all(OTHER) == 0
    assert not records.feedback(OTHER, "a1", "down", [], "")
    elsewhere = records.keep(OTHER, name, kept("乙", "b1"))
    assert elsewhere != name
    with pytest.raises(ValueError, match="follow from its owner"):
        records.keep_in(OTHER, name, kept("丙"))
    assert records.conversation(ME, name) == [kept("甲")]


def test_what_is_deleted_is_gone_with_all_that_was_said(records: DatabaseRecords, tmp_path: Path) -> None:
    name = records.keep(ME, None, kept("一句很特别的话"))
    assert records.feedback(ME, "a1", "down", ["wrong_value"], "另一句特别的话")
    assert records.delete(ME, name)
    assert records.conversation(ME, name) is None
    assert records.said() == []
    raw = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert "一句很特别的话".encode() not in raw
    assert "另一句特别的话".encode() not in raw


def test_all_of_an_owner_can_be_deleted(records: DatabaseRecords) -> None:
    records.keep(ME, None, kept("甲"))
    records.keep(ME, None, kept("乙"))
    there = records.keep(OTHER, None, kept("丙"))
    assert records.delete_all(ME) == 2
    assert (records.conversations(ME), [c.conversation_id for c in records.conversations(OTHER)]) == ([], [there])


def test_a_question_asked_anew_takes_the_place_of_the_last(records: DatabaseRecords) -> None:
    name = records.keep(ME, None, kept("甲", "a1"))
    records.keep(ME, name, kept("乙", "a2"))
    assert records.cut(ME, name, 1)
    records.keep(ME, name, kept("丙", "a3"))
    assert records.conversation(ME, name) == [kept("甲", "a1"), kept("丙", "a3")]


def test_an_export_holds_everything(records: DatabaseRecords) -> None:
    name = records.keep(ME, None, kept("甲", "a1", "锦州市"))
    records.feedback(ME, "a1", "wrong", ["outdated"], "旧了")
    out = records.export(ME, name)
    assert out is not None
    assert (out["conversation_id"], [turn["question"] for turn in out["turns"]]) == (name, ["甲"])
    assert out["turns"][0]["answer"]["answer"] == "20万元[1]。"
    assert [(one["verdict"], one["reasons"], one["comment"]) for one in out["feedback"]] == [
        ("wrong", ["outdated"], "旧了")
    ]


def test_what_was_said_last_counts(records: DatabaseRecords) -> None:
    name = records.keep(ME, None, kept("甲", "a1"))
    records.keep(ME, name, kept("乙", "a2", "锦州市"))
    assert records.feedback(ME, "a2", "up", [], "")
    assert records.feedback(ME, "a2", "down", ["wrong_place"], "应该是凉山")
    assert not records.feedback(ME, "nothing", "down", [], "")
    (one,) = records.said()
    assert (one["verdict"], one["reasons"], one["comment"], one["region"]) == (
        "down",
        ["wrong_place"],
        "应该是凉山",
        "锦州市",
    )
    assert (one["history"], one["answer"]["question"]) == (["甲"], "乙")


def test_personal_data_is_not_stored(records: DatabaseRecords, tmp_path: Path) -> None:
    name = records.keep(ME, None, kept("我的电话13800138000", "a1"))
    records.feedback(ME, "a1", "down", [], "写信到 a@b.cn")
    records.close()
    raw = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"13800138000" not in raw
    assert b"a@b.cn" not in raw
    assert "我的电话[电话]".encode() in raw
    assert name.encode() in raw


def test_company_codes_are_masked_where_that_is_set() -> None:
    code = "91350100M000100Y43"
    for on, stored in ((False, code), (True, "[统一社会信用代码]")):
        records = DatabaseRecords(None, RecordsSettings(mask_company_codes=on))
        name = records.keep(ME, None, kept(code))
        assert [one.question for one in records.conversation(ME, name) or []] == [stored]
        records.close()


def test_old_conversations_are_forgotten() -> None:
    day = datetime(2026, 1, 1, tzinfo=UTC)
    records = DatabaseRecords(None, RecordsSettings(days=30), now=lambda: day)
    records.keep(ME, None, kept("甲"))
    day += timedelta(days=20)
    younger = records.keep(ME, None, kept("乙"))
    day += timedelta(days=20)
    assert records.forget_old() == 1
    assert [one.conversation_id for one in records.conversations(ME)] == [younger]
    records.close()


def test_of_many_conversations_those_used_last_are_kept() -> None:
    day = datetime(2026, 1, 1, tzinfo=UTC)
    records = DatabaseRecords(None, RecordsSettings(conversations=2), now=lambda: day)
    names = []
    for question in "甲乙":
        names.append(records.keep(ME, None, kept(question)))
        day += timedelta(minutes=1)
    theirs = records.keep(OTHER, None, kept("丁"))
    records.keep(ME, names[0], kept("还有"))  # going on makes no room
    day += timedelta(minutes=1)
    newest = records.keep(ME, None, kept("丙"))
    assert [one.conversation_id for one in records.conversations(ME)] == [newest, names[0]]
    assert [one.conversation_id for one in records.conversations(OTHER)] == [theirs]
    records.close()


def test_none_is_forgotten_where_that_is_set() -> None:
    records = DatabaseRecords(None, RecordsSettings(days=0), now=lambda: datetime(2026, 1, 1, tzinfo=UTC))
    records.keep(ME, None, kept("甲"))
    assert records.forget_old() == 0
    records.close()


WRITE = """
import sys
from pathlib import Path
from app.kept import Kept
from app.records import DatabaseRecords
records = DatabaseRecords(Path(sys.argv[1]))
name = sys.argv[2]
for number in range(int(sys.argv[3])):
    records.keep_in("1" * 64, name, Kept(f"{sys.argv[4]}{number}", {"answer_id": f"{sys.argv[4]}{number}"}))
    print(number, flush=True)
"""


def test_what_was_said_to_be_kept_outlives_kill_9(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITE, str(tmp_path), "c", "100000", "q"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        said = [process.stdout.readline() for _ in range(20)]
        os.kill(process.pid, signal.SIGKILL)
        said += process.stdout.readlines()
    last = int([line for line in said if line.endswith("\n")][-1])
    records = DatabaseRecords(tmp_path)
    found = [one.question for one in records.conversation(ME, "c") or []]
    assert found[: last + 1] == [f"q{number}" for number in range(last + 1)]
    assert len(found) <= last + 2
    records.close()
    with sqlite3.connect(tmp_path / "app.db") as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.close()


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    commands = [[sys.executable, "-c", WRITE, str(tmp_path), "c", "100", who] for who in "ab"]
    both = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) for command in commands]
    assert [process.wait(120) for process in both] == [0, 0]
    records = DatabaseRecords(tmp_path)
    found = [one.question for one in records.conversation(ME, "c") or []]
    for who in "ab":
        assert [question for question in found if question.startswith(who)] == [f"{who}{n}" for n in range(100)]
    records.close()


@pytest.mark.parametrize("data_dir", ["file", None])
def test_threads_write_at_once(data_dir: str | None, tmp_path: Path) -> None:
    records = DatabaseRecords(tmp_path if data_dir else None)
    failed: list[Any] = []

    def write(who: str) -> None:
        try:
            for number in range(25):
                records.keep_in(ME, "c", kept(f"{who}{number}", f"{who}{number}"))
                assert records.turns(ME, "c", 1)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=(who,)) for who in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(records.conversation(ME, "c") or []) == 100
    records.close()
