"""An answer as server-sent events: each stage as it ends, each verified sentence, then all of it."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from app.problems import describe
from retriever.types import Answer

KEEP_ALIVE = 15.0  # seconds of silence after which a proxy may cut a stream
_WHOLE = "answer"  # the stage that all others are parts of
# A stop ends a sentence; a Western one only before white space, so that 3.5% stays whole.
_SENTENCE = re.compile(r".+?(?:[。！？；!?;]+[”』」)）]?(?:\[\d+\])*\s*|\.(?:\[\d+\])*(?=\s)\s*|\n+|$)", re.DOTALL)


def sentences(answer: str) -> list[str]:
    """The answer cut after each sentence; joined they are the answer."""
    return [found for found in _SENTENCE.findall(answer) if found]


async def events(answer_to: Callable[[Callable[[str], None]], Awaitable[Answer]]) -> AsyncIterator[str]:
    """The events of one answer.

    Args:
        answer_to: Given what hears of each stage that has ended, in whatever thread, makes the answer.
    """
    yield _event("stage", {"stage": "started"})
    loop = asyncio.get_running_loop()
    ended: asyncio.Queue[str] = asyncio.Queue()

    def hear(stage: str) -> None:
        loop.call_soon_threadsafe(ended.put_nowait, stage)

    task = asyncio.ensure_future(answer_to(hear))
    try:
        async for stage in _until(task, ended):
            yield _event("stage", {"stage": stage}) if stage else ": still working\n\n"
        answer = task.result()
    except Exception as error:
        status, detail, more = describe(error)
        yield _event("error", {"type": "about:blank", "status": status, "detail": detail, **more})
        return
    finally:
        task.cancel()
    yield _event("stage", {"stage": "verified"})
    for sentence in sentences(answer.answer):
        yield _event("sentence", {"text": sentence})
    yield _event("done", answer.to_json())


async def _until(task: asyncio.Future[Answer], ended: asyncio.Queue[str]) -> AsyncIterator[str]:
    """Each stage, once, as it ends, until the task has; an empty one where nothing happened for long."""
    told = {_WHOLE}
    while not task.done() or not ended.empty():
        heard = asyncio.ensure_future(ended.get())
        both: set[asyncio.Future[Any]] = {task, heard}
        try:
            await asyncio.wait(both, timeout=KEEP_ALIVE, return_when=asyncio.FIRST_COMPLETED)
            happened = heard.done() or task.done()
            stage = heard.result() if heard.done() else ""
        finally:
            heard.cancel()  # also where whoever listens has gone
        if not happened:
            yield ""
        elif stage and stage not in told:
            told.add(stage)
            yield stage


def _event(name: str, data: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
