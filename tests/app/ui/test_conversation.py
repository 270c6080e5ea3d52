from __future__ import annotations

import asyncio
from typing import Any

import pytest

from app.asking import Desk
from app.markup import Safe
from app.metrics import Metrics
from app.ui import handlers
from app.ui.conversation import MAX_EXCHANGES, Conversation, Exchange, messages
from app.ui.identity import new_token, owner_of
from app.ui.records import MemoryRecords
from ingest.errors import NoIndex
from retriever.types import Answer, Turn
from tests.app.fakes import QUESTION, FakeAssistant

TOKEN = new_token()


def render(answer: Answer, lines: int | None, last: bool) -> Safe:
    return Safe(answer.answer)


def run(
    assistant: FakeAssistant, question: Any, place: Any = "", conversation: Any = None, records: Any = None,
    token: Any = TOKEN, here: Any = "",
) -> list[Conversation]:  # fmt: skip
    async def all_of() -> list[Conversation]:
        desk = Desk(assistant, Metrics())
        start = Conversation() if conversation is None else conversation
        kept = records or MemoryRecords()
        return [after async for after in handlers.respond(desk, kept, question, place, start, token, "zh", here)]

    return asyncio.run(all_of())


def test_a_question_is_shown_at_once_and_then_answered(assistant: FakeAssistant) -> None:
    first, *_, last = run(assistant, f"  {QUESTION} ")
    assert first.pending == Exchange(QUESTION)
    assert last.turns() == (Turn(QUESTION, "a1"),)
    assert "20万元" in messages(last, "zh", render)[1]["content"]


def test_the_lines_of_an_answer_come_one_after_the_other_and_its_sources_last(assistant: FakeAssistant) -> None:
    lines = [after.exchanges[-1].lines for after in run(assistant, QUESTION) if after.exchanges[-1].answer]
    assert lines == [1, None]


def test_earlier_questions_go_along(assistant: FakeAssistant) -> None:
    (*_, first) = run(assistant, QUESTION)
    run(assistant, "那国家级的呢？", conversation=first)
    assert assistant.asked[1].history == (Turn(QUESTION, "a1"),)


@pytest.mark.parametrize(("place", "used"), [("210700", "210700"), ("", None), ("999999", None), (["210700"], None)])
def test_a_place_counts_only_if_there_is_one(assistant: FakeAssistant, place: Any, used: str | None) -> None:
    run(assistant, QUESTION, place)
    assert assistant.asked[0].region == used


@pytest.mark.parametrize("question", [None, 5, ["a"], "补" * 20_001])
def test_a_question_that_no_page_sends_is_not_asked(assistant: FakeAssistant, question: Any) -> None:
    (after,) = run(assistant, question)
    assert after.exchanges[0].failure
    assert not assistant.asked


def test_a_conversation_that_no_page_sends_is_not_used(assistant: FakeAssistant) -> None:
    (*_, after) = run(assistant, QUESTION, conversation={"exchanges": ["x"]})
    assert len(after.exchanges) == 1


def test_a_conversation_of_another_browser_is_not_used(assistant: FakeAssistant) -> None:
    records = MemoryRecords()
    (*_, mine) = run(assistant, QUESTION, records=records)
    (*_, after) = run(assistant, "还有呢", conversation=mine, records=records, token=new_token())
    assert assistant.asked[1].history == ()
    assert len(after.exchanges) == 1
    assert after.conversation_id != mine.conversation_id


@pytest.mark.parametrize("token", [None, "", "guess", 5])
def test_without_a_secret_nothing_is_seen_or_kept(assistant: FakeAssistant, token: Any) -> None:
    records = MemoryRecords()
    (*_, mine) = run(assistant, QUESTION, records=records)
    assert handlers.own(mine, token).exchanges == ()
    assert handlers.reopen(records, token, mine.conversation_id) is None
    (*_, after) = run(assistant, QUESTION, records=records, token=token)
    assert after.conversation_id is None


def test_a_conversation_is_kept_and_reopened_by_its_own_browser(assistant: FakeAssistant) -> None:
    records = MemoryRecords()
    (*_, mine) = run(assistant, QUESTION, records=records)
    again = handlers.reopen(records, TOKEN, mine.conversation_id)
    assert again is not None
    assert again.exchanges == mine.exchanges
    kept = records.conversation(owner_of(TOKEN) or "", mine.conversation_id or "") or []
    assert kept[0].answer["trace"]["removed"] == ["100万元"], "the whole answer is kept, beyond what a page holds"
    assert kept[0].answer["facts"]
    assert messages(again, "zh", render) == messages(mine, "zh", render)
    assert handlers.reopen(records, new_token(), mine.conversation_id) is None


def test_a_question_that_is_edited_takes_the_place_of_the_last(assistant: FakeAssistant) -> None:
    records = MemoryRecords()
    (*_, mine) = run(assistant, "甲", records=records)
    (*_, edited) = run(assistant, QUESTION, conversation=mine.edit(), records=records)
    assert [one.question for one in edited.exchanges] == [QUESTION]
    assert assistant.asked[1].history == ()
    kept = records.conversation(owner_of(TOKEN) or "", edited.conversation_id or "")
    assert kept is not None
    assert [one.question for one in kept] == [QUESTION]


def test_an_empty_question_changes_nothing(assistant: FakeAssistant) -> None:
    assert run(assistant, " \n") == [Conversation(owner=owner_of(TOKEN))]


def test_a_conversation_has_an_end(assistant: FakeAssistant) -> None:
    (after,) = run(assistant, QUESTION, conversation=Conversation((Exchange("a", failure="b"),) * MAX_EXCHANGES))
    assert len(after.exchanges) == MAX_EXCHANGES
    assert not assistant.asked


def test_an_error_of_ours_is_one_line(assistant: FakeAssistant) -> None:
    assistant.error = NoIndex("nothing was ingested yet", "run policyqa ingest")
    assert run(assistant, QUESTION)[-1].exchanges[0].failure == "nothing was ingested yet: run policyqa ingest"


def test_a_foreign_error_says_nothing_of_itself(assistant: FakeAssistant) -> None:
    assistant.error = RuntimeError("secret")
    failure = run(assistant, QUESTION)[-1].exchanges[0].failure
    assert failure is not None
    assert "secret" not in failure


def test_what_cannot_be_kept_is_answered_all_the_same(assistant: FakeAssistant) -> None:
    class Broken(MemoryRecords):
        def keep(self, owner: str, conversation_id: str | None, kept: object) -> str:
            raise OSError("disk full")

    assert run(assistant, QUESTION, records=Broken())[-1].exchanges[0].answer is not None


def test_stop_gives_up_what_is_pending_only() -> None:
    pending, done, owner = Exchange("b"), Exchange("a", failure="x"), owner_of(TOKEN)
    assert handlers.stop(Conversation((done, pending), owner), TOKEN).exchanges == (done, Exchange("b", stopped=True))
    assert handlers.stop(Conversation((done,), owner), TOKEN).exchanges == (done,)
    assert handlers.stop(Conversation((done,), owner), new_token()).exchanges == ()
    assert handlers.stop("rubbish", TOKEN).exchanges == ()


@pytest.mark.parametrize(
    "question", ["<script>alert(1)</script>", "*a* _b_ `c` [d](e) $x$", "1. a", "    code", "# title"]
)
def test_a_question_is_shown_as_it_was_typed(question: str) -> None:
    shown = messages(Conversation((Exchange(question, failure="x"),)), "zh", render)[0]["content"]
    assert not set("<>*_`[]()$#") & set(shown.replace("&#", ""))
    assert not shown.startswith((" ", "1."))


def test_a_conversation_that_was_forgotten_goes_on_as_it_was_kept(assistant: FakeAssistant) -> None:
    records = MemoryRecords()
    (*_, first) = run(assistant, QUESTION, records=records)
    (*_, second) = run(assistant, "那国家级的呢？", records=records, here=first.conversation_id)
    assert second.conversation_id == first.conversation_id
    assert assistant.asked[1].history == (Turn(QUESTION, "a1"),)


def test_the_id_of_a_conversation_opens_nothing_for_another_browser(assistant: FakeAssistant) -> None:
    records = MemoryRecords()
    (*_, mine) = run(assistant, QUESTION, records=records)
    assert handlers.current(records, Conversation(), new_token(), mine.conversation_id).exchanges == ()
    assert handlers.current(records, Conversation(), "", mine.conversation_id).exchanges == ()


def test_two_tabs_on_one_conversation_lose_nothing(assistant: FakeAssistant) -> None:
    records = MemoryRecords()
    (*_, one) = run(assistant, "甲", records=records)
    run(assistant, "乙", conversation=one, records=records)
    run(assistant, "丙", conversation=one, records=records)
    kept = records.conversation(owner_of(TOKEN) or "", one.conversation_id or "") or []
    assert [each.question for each in kept] == ["甲", "乙", "丙"]


def test_a_question_asked_anew_takes_the_place_of_the_one_before(assistant: FakeAssistant) -> None:
    records = MemoryRecords()
    (*_, one) = run(assistant, "甲", records=records)
    run(assistant, "乙", conversation=one.edit(), records=records)
    kept = records.conversation(owner_of(TOKEN) or "", one.conversation_id or "") or []
    assert [each.question for each in kept] == ["乙"]
