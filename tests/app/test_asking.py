from __future__ import annotations

import asyncio
from threading import Event

import pytest

from app.asking import Desk, Overloaded
from app.metrics import Metrics
from tests.app.fakes import FakeAssistant


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
