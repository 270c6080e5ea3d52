from __future__ import annotations

import asyncio
from threading import Event

import pytest
import structlog

from app.asking import Desk, Overloaded
from app.metrics import Metrics
from tests.app.fakes import FakeAssistant


def test_a_question_that_came_without_an_id_is_logged_with_one() -> None:
    desk = Desk(FakeAssistant(), Metrics())
    logged: list[dict[str, object]] = []

    def note(_: object, __: str, event: dict[str, object]) -> dict[str, object]:
        logged.append(dict(event))
        raise structlog.DropEvent

    structlog.configure(processors=[structlog.contextvars.merge_contextvars, note])
    try:
        asyncio.run(desk.ask("a", channel="page"))
        with structlog.contextvars.bound_contextvars(request_id="given"):
            asyncio.run(desk.ask("a"))
    finally:
        structlog.reset_defaults()
    assert len(str(logged[0]["request_id"])) == 16
    assert logged[1]["request_id"] == "given"
    assert structlog.contextvars.get_contextvars() == {}


def test_a_full_line_is_refused_at_once() -> None:
    assistant = FakeAssistant(gate=Event())
    assert assistant.gate

    async def three() -> None:
        desk = Desk(assistant, Metrics(), limit=1, waiting=1)
        first, second = asyncio.ensure_future(desk.ask("a")), asyncio.ensure_future(desk.ask("b"))
        await asyncio.sleep(0.05)
        with pytest.raises(Overloaded):
            await desk.ask("c")
        assert assistant.gate
        assistant.gate.set()
        await asyncio.gather(first, second)

    asyncio.run(three())
    assert [one.question for one in assistant.asked] == ["a", "b"]
