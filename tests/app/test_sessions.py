"""Sessions of the HTTP interface: theirs who have both the id and the secret."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.records import DatabaseRecords
from app.sessions import TURNS, Sessions
from retriever.types import Answer, Turn

SESSION = "s" * 16
ME, OTHER = "1" * 64, "2" * 64


def answer(question: str) -> Answer:
    return Answer(f"id-{question}", "g1", "2026-01-01", question, question, "zh-Hans", "answered", "20万元。")


@pytest.fixture
def records() -> Iterator[DatabaseRecords]:
    opened = DatabaseRecords(None)
    yield opened
    opened.close()


def test_the_last_turns_are_what_a_follow_up_looks_back_on(records: DatabaseRecords) -> None:
    sessions = Sessions(records)
    for number in range(TURNS + 2):
        sessions.add(SESSION, ME, answer(f"q{number}"))
    found = sessions.turns(SESSION, ME)
    assert found == tuple(Turn(f"q{n}", f"id-q{n}") for n in range(2, TURNS + 2))


@pytest.mark.parametrize("owner", [ME, None])
def test_the_same_id_in_other_hands_is_another_conversation(records: DatabaseRecords, owner: str | None) -> None:
    sessions = Sessions(records)
    sessions.add(SESSION, owner, answer("甲"))
    for other in {ME, OTHER, None} - {owner}:
        assert sessions.turns(SESSION, other) == ()
        sessions.add(SESSION, other, answer("乙"))
    assert sessions.turns(SESSION, owner) == (Turn("甲", "id-甲"),)


def test_an_owner_finds_the_conversation_of_a_session(records: DatabaseRecords) -> None:
    Sessions(records).add(SESSION, ME, answer("甲"), "锦州市")
    (listed,) = records.conversations(ME)
    (kept,) = records.conversation(ME, listed.conversation_id) or []
    assert (kept.question, kept.region) == ("甲", "锦州市")
