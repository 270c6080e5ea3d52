"""What the page does when something is pressed. Anyone can call a handler, so each checks what it is given."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from typing import Any

import structlog

from app.asking import Desk
from app.ui.conversation import Conversation, Exchange
from app.ui.strings import Lang, t
from ingest.errors import PolicyQAError

log = structlog.get_logger(__name__)
MAX_TYPED = 20_000  # characters that are handed on at all; the assistant has its own, lower limit and says so


def language(value: Any) -> Lang:
    """The page's language, Chinese unless it says English."""
    return "en" if value == "en" else "zh"


def regions(desk: Desk) -> list[str]:
    """The places the documents are about, in the order of their codes."""
    found = {row.metadata.region: row.metadata.region_code or "9" for row in desk.assistant.corpus.documents()}
    return sorted((name for name in found if name), key=lambda name: (found[name], name))


async def respond(desk: Desk, question: Any, region: Any, conversation: Any, lang: Lang) -> AsyncIterator[Conversation]:
    """The conversation with the question in it, then with its answer or with what went wrong."""
    if not isinstance(conversation, Conversation) or not isinstance(question, str) or len(question) > MAX_TYPED:
        yield Conversation((Exchange("", failure=t("invalid", lang)),))
        return
    if not question.strip() or conversation.pending:
        yield conversation
        return
    asked = Exchange(question.strip())
    if conversation.full:
        yield conversation.end(Exchange(asked.question, failure=t("too_many", lang)))
        return
    turns, place = conversation.turns(), region if region in regions(desk) else None
    conversation = conversation.add(asked)
    yield conversation
    try:
        answer = await desk.ask(asked.question, turns, place, channel="page")
    except PolicyQAError as error:
        yield conversation.end(Exchange(asked.question, failure=str(error)))
    except Exception as error:  # the page shows one line and goes on; the log has the rest
        error_id = uuid.uuid4().hex[:12]
        log.error("failed", error_id=error_id, exc_info=error)
        yield conversation.end(Exchange(asked.question, failure=t("failed", lang, error_id=error_id)))
    else:
        yield conversation.end(Exchange(asked.question, answer=answer))


def stop(conversation: Any) -> Conversation:
    """The conversation with the question that is being answered given up."""
    if not isinstance(conversation, Conversation):
        return Conversation()
    pending = conversation.pending
    return conversation.end(Exchange(pending.question, stopped=True)) if pending else conversation
