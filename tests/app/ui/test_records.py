from __future__ import annotations

import json
from dataclasses import replace

from app.kept import Kept
from app.ui.conversation import Conversation, Exchange
from app.ui.feedback import note
from app.ui.identity import new_token, owner_of
from app.ui.records import MemoryRecords
from app.ui.restore import answer_from
from app.ui.transcript import transcript
from retriever.types import Answer, Ask, Nearest
from tests.app.fakes import QUESTION, SHOWN, FakeAssistant


def answer() -> Answer:
    return FakeAssistant().ask(Ask(QUESTION))


def test_an_owner_follows_from_the_secret_and_does_not_show_it() -> None:
    one, two = new_token(), new_token()
    assert owner_of(one) != owner_of(two)
    assert one not in (owner_of(one) or "")
    assert [owner_of(bad) for bad in (None, "", "x", 5, one + "a")] == [None] * 5


def test_an_answer_survives_being_kept_as_json() -> None:
    given = answer()
    assert answer_from(json.loads(json.dumps(given.to_json()))) == given


def test_what_is_near_survives_being_kept_and_is_not_missed_in_older_answers() -> None:
    near = Nearest("d1", None, "a", "锦州市", "d1-3", ("三、", "8、"), "a.txt", 3, 9, ("市科技局",))
    given = replace(answer(), status="not_found", nearest=(near,))
    kept = json.loads(json.dumps(given.to_json()))
    assert answer_from(kept) == given
    del kept["nearest"]
    assert answer_from(kept).nearest == ()


def test_a_field_of_another_version_is_left_out() -> None:
    assert answer_from({**answer().to_json(), "later": 1}) == answer()


def test_another_owner_finds_nothing() -> None:
    records = MemoryRecords()
    name = records.keep("me", None, Kept(QUESTION, answer().to_json()))
    assert records.conversation("you", name) is None
    assert records.conversations("you") == []
    assert not records.delete("you", name)
    assert not records.cut("you", name, 0)
    assert not records.feedback("you", "a1", "up", (), "")
    assert records.keep("you", name, Kept("x", {})) != name
    assert [one.title for one in records.conversations("me")] == [QUESTION]
    assert records.feedback("me", "a1", "up", (), "")
    assert records.delete("me", name)
    assert records.conversation("me", name) is None


def test_the_conversations_used_longest_ago_are_forgotten() -> None:
    records = MemoryRecords(limit=2)
    first, *_ = [records.keep("me", None, Kept(str(n), {})) for n in range(3)]
    assert records.conversation("me", first) is None
    assert len(records.conversations("me")) == 2


def test_what_is_said_of_an_answer_is_noted_for_its_owner_alone() -> None:
    records, token = MemoryRecords(), new_token()
    records.keep(owner_of(token) or "", None, Kept(QUESTION, answer().to_json()))
    assert note(records, token, "a1", "wrong", ["wrong_value", "nonsense"], "x" * 9999)
    assert not note(records, new_token(), "a1", "wrong")
    assert not note(records, token, "a1", "nonsense")
    assert not note(records, token, None, "up")


def test_a_conversation_is_taken_away_with_its_quotations() -> None:
    text = transcript(Conversation((Exchange(QUESTION, answer()), Exchange("b", failure="x"))), "zh")
    assert f"## {QUESTION}" in text
    assert f"> {SHOWN}" in text
    assert "[1] 锦州市创新平台支持办法" in text
