"""What the page does with a question. Anyone can call a handler, so each checks whose conversation it is given."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, get_args

import structlog

from app.asking import Desk
from app.ui.conversation import Conversation, Exchange
from app.ui.identity import owner_of
from app.ui.records import Kept, Records
from app.ui.restore import answer_from
from app.ui.strings import Lang, t
from ingest.errors import PolicyQAError
from ingest.regions import by_code
from retriever.types import Answer

log = structlog.get_logger(__name__)
MAX_TYPED = 20_000  # characters that are handed on at all; the assistant has its own, lower limit and says so
AFTER = {"understand": "searching", "search": "checking"}  # stage that has ended → the one that is shown
SHOWN = ("query", "search", "not_found")  # parts of a trace
STEPS = 6  # in how many steps at most the lines of an answer appear


def language(value: Any) -> Lang:
    """The page's language, Simplified Chinese unless it is one of the others."""
    return value if value in get_args(Lang) else "zh"


def own(conversation: Any, token: Any) -> Conversation:
    """The conversation if it belongs to the browser with this secret, else an empty one of that browser's."""
    owner = owner_of(token)
    if isinstance(conversation, Conversation) and owner is not None and conversation.owner in (None, owner):
        return replace(conversation, owner=owner)
    return Conversation(owner=owner)


def current(records: Records, conversation: Any, token: Any, here: Any) -> Conversation:
    """The browser's conversation; where it was forgotten meanwhile, as it was kept under the id that the page holds."""
    mine = own(conversation, token)
    if mine.exchanges or mine.conversation_id is not None or not here:
        return mine
    return reopen(records, token, here) or mine


async def respond(
    desk: Desk, records: Records, question: Any, place: Any, conversation: Any, token: Any, lang: Lang, here: Any = ""
) -> AsyncIterator[Conversation]:
    """The conversation with the question in it, then with its verified answer line by line, or with what went wrong."""
    if not isinstance(question, str) or len(question) > MAX_TYPED:
        yield Conversation((Exchange("", failure=t("invalid", lang)),))
        return
    conversation = await asyncio.to_thread(current, records, conversation, token, here)
    if not question.strip() or conversation.pending:
        yield conversation
        return
    anew = conversation.editing
    if anew:
        conversation = conversation.without_last()
    asked = Exchange(question.strip())
    if conversation.full:
        yield conversation.end(Exchange(asked.question, failure=t("too_many", lang)))
        return
    turns = conversation.turns()
    region = by_code(place) if isinstance(place, str) else None
    conversation = conversation.add(asked)
    yield conversation
    ended: asyncio.Queue[str] = asyncio.Queue()
    here = asyncio.get_running_loop()

    def on_stage(name: str) -> None:
        here.call_soon_threadsafe(ended.put_nowait, name)

    asking = asyncio.ensure_future(
        desk.ask(asked.question, turns, region.code if region else None, channel="page", on_stage=on_stage)
    )
    try:
        async for stage in _stages(asking, ended):
            yield conversation.end(replace(asked, stage=stage))
        answer = asking.result()
    except PolicyQAError as error:
        yield conversation.end(Exchange(asked.question, failure=str(error)))
    except Exception as error:  # the page shows one line and goes on; the log has the rest
        error_id = uuid.uuid4().hex[:12]
        log.error("failed", error_id=error_id, exc_info=error)
        yield conversation.end(Exchange(asked.question, failure=t("failed", lang, error_id=error_id)))
    else:
        asked_and_got = Kept(asked.question, answer.to_json(), region.code if region else None)
        answer = _held(answer)
        for lines in _steps(answer):
            yield conversation.end(replace(asked, answer=answer, lines=lines))
        before = len(turns) if anew else None
        conversation_id = await asyncio.to_thread(keep, records, conversation, asked_and_got, before)
        yield replace(conversation.end(replace(asked, answer=answer)), conversation_id=conversation_id)


def keep(records: Records, conversation: Conversation, kept: Kept, before: int | None) -> str | None:
    """Keep an answered question; one that cannot be kept is shown all the same.

    Args:
        records: Where.
        conversation: Whose, and to which it belongs.
        kept: The question and its answer.
        before: How many questions stay before it, where one was asked anew; else it comes last, whatever another tab
            that shows the same conversation has added meanwhile.
    """
    owner, conversation_id = conversation.owner, conversation.conversation_id
    if owner is None:
        return None
    try:
        if conversation_id is not None and before is not None:
            records.cut(owner, conversation_id, before)
        return records.keep(owner, conversation_id, kept)
    except Exception as error:
        log.error("not_kept", exc_info=error)
        return conversation_id


def reopen(records: Records, token: Any, conversation_id: Any) -> Conversation | None:
    """A conversation as it was kept, if it is this browser's."""
    owner = owner_of(token)
    kept = records.conversation(owner, conversation_id) if owner and isinstance(conversation_id, str) else None
    if not kept:
        return None
    exchanges = tuple(Exchange(one.question, _held(answer_from(one.answer))) for one in kept)
    return Conversation(exchanges, owner, conversation_id)


def stop(conversation: Any, token: Any) -> Conversation:
    """The conversation with the question that is being answered given up."""
    mine = own(conversation, token)
    return mine.end(Exchange(mine.pending.question, stopped=True)) if mine.pending else mine


def _held(answer: Answer) -> Answer:
    """What the page shows of an answer; the rest is kept, but not held in memory for as long as the page is open."""
    return replace(answer, facts=(), trace={name: answer.trace[name] for name in SHOWN if name in answer.trace})


async def _stages(asking: asyncio.Future[Answer], ended: asyncio.Queue[str]) -> AsyncIterator[str]:
    """The stage that begins whenever another one has ended, until the answer is there."""
    shown = ""
    try:
        while not asking.done():
            name = asyncio.ensure_future(ended.get())
            both: set[asyncio.Future[Any]] = {asking, name}
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            if not name.done():
                name.cancel()
            elif (stage := AFTER.get(name.result(), shown)) != shown:
                shown = stage
                yield stage
    finally:
        asking.cancel()


def _steps(answer: Answer) -> range:
    total = len(answer.answer.splitlines())
    return range(1, total, max(1, -(-total // STEPS)))
