from __future__ import annotations

import asyncio
from typing import Any

import pytest

from app.asking import Desk
from app.metrics import Metrics
from app.ui import handlers
from app.ui.conversation import MAX_EXCHANGES, Conversation, Exchange, messages
from ingest.errors import NoIndex
from retriever.types import Turn
from tests.app.fakes import QUESTION, FakeAssistant


def run(assistant: FakeAssistant, question: Any, region: Any = "", conversation: Any = None) -> list[Conversation]:
    async def all_of() -> list[Conversation]:
        desk = Desk(assistant, Metrics())
        start = Conversation() if conversation is None else conversation
        return [after async for after in handlers.respond(desk, question, region, start, "zh")]

    return asyncio.run(all_of())


def test_a_question_is_shown_at_once_and_then_answered(assistant: FakeAssistant) -> None:
    first, last = run(assistant, f"  {QUESTION} ")
    assert first.pending == Exchange(QUESTION)
    assert last.turns() == (Turn(QUESTION, "a1"),)
    assert "20万元" in messages(last, "zh")[1]["content"]


def test_earlier_questions_go_along(assistant: FakeAssistant) -> None:
    (*_, first) = run(assistant, QUESTION)
    run(assistant, "那国家级的呢？", conversation=first)
    assert assistant.asked[1].history == (Turn(QUESTION, "a1"),)


@pytest.mark.parametrize(
    ("region", "used"), [("锦州市", "锦州市"), ("", None), ("不在此", None), (["锦州市"], None), (5, None)]
)
def test_a_region_counts_only_if_the_documents_have_it(assistant: FakeAssistant, region: Any, used: str | None) -> None:
    run(assistant, QUESTION, region)
    assert assistant.asked[0].region == used


@pytest.mark.parametrize("question", [None, 5, ["a"], "补" * 20_001])
def test_a_question_that_no_page_sends_is_not_asked(assistant: FakeAssistant, question: Any) -> None:
    (after,) = run(assistant, question)
    assert after.exchanges[0].failure
    assert not assistant.asked


def test_a_conversation_that_no_page_sends_is_not_used(assistant: FakeAssistant) -> None:
    (after,) = run(assistant, QUESTION, conversation={"exchanges": []})
    assert after.exchanges[0].failure


def test_an_empty_question_changes_nothing(assistant: FakeAssistant) -> None:
    assert run(assistant, " \n") == [Conversation()]


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


def test_stop_gives_up_what_is_pending_only() -> None:
    pending, done = Exchange("b"), Exchange("a", failure="x")
    assert handlers.stop(Conversation((done, pending))).exchanges == (done, Exchange("b", stopped=True))
    assert handlers.stop(Conversation((done,))).exchanges == (done,)
    assert handlers.stop("rubbish") == Conversation()


@pytest.mark.parametrize(
    "question", ["<script>alert(1)</script>", "*a* _b_ `c` [d](e) $x$", "1. a", "    code", "# title"]
)
def test_a_question_is_shown_as_it_was_typed(question: str) -> None:
    shown = messages(Conversation((Exchange(question, failure="x"),)), "zh")[0]["content"]
    assert not set("<>*_`[]()$#") & set(shown.replace("&#", ""))
    assert not shown.startswith((" ", "1."))
