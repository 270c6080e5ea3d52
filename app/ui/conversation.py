"""What one browser has asked and got, as the messages of the chat; no component in here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from app.markup import Safe
from app.ui.cards import note_html
from app.ui.strings import Lang, t
from retriever.types import Answer, Turn

MAX_EXCHANGES = 50
Render = Callable[[Answer, int | None, bool], Safe]  # an answer, how many of its lines, whether it is the last


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what came of it: an answer, a failure in words, or neither yet."""

    question: str
    answer: Answer | None = None
    failure: str | None = None
    stopped: bool = False
    stage: str = "reading"  # of the answering: reading, searching, checking
    lines: int | None = None  # how many lines of the answer have appeared; None: all, and its sources


@dataclass(frozen=True, slots=True)
class Conversation:
    """The exchanges of one browser tab, oldest first, and whose they are."""

    exchanges: tuple[Exchange, ...] = ()
    owner: str | None = None
    conversation_id: str | None = None  # under which it is kept; None before the first answer
    editing: bool = False  # the next question takes the place of the last one

    def turns(self) -> tuple[Turn, ...]:
        """The answered questions, as the assistant takes them."""
        return tuple(Turn(one.question, one.answer.answer_id) for one in self.exchanges if one.answer)

    def add(self, exchange: Exchange) -> Conversation:
        """With one more exchange."""
        return replace(self, exchanges=(*self.exchanges, exchange), editing=False)

    def end(self, exchange: Exchange) -> Conversation:
        """With the last exchange replaced."""
        return replace(self, exchanges=(*self.exchanges[:-1], exchange))

    def without_last(self) -> Conversation:
        """Before the last question was asked."""
        return replace(self, exchanges=self.exchanges[:-1], editing=False)

    def edit(self) -> Conversation:
        """The next question takes the place of the last one."""
        return replace(self, editing=bool(self.exchanges))

    @property
    def last(self) -> Exchange | None:
        """The exchange asked last."""
        return self.exchanges[-1] if self.exchanges else None

    @property
    def full(self) -> bool:
        """Whether it has grown too long to go on."""
        return len(self.exchanges) >= MAX_EXCHANGES

    @property
    def pending(self) -> Exchange | None:
        """The exchange that is still being answered."""
        last = self.last
        return last if last and not (last.answer or last.failure or last.stopped) else None

    def answer(self, answer_id: str) -> Answer | None:
        """An answer of this conversation."""
        return next((one.answer for one in self.exchanges if one.answer and one.answer.answer_id == answer_id), None)


def messages(conversation: Conversation, lang: Lang, render: Render) -> list[dict[str, Any]]:
    """The chat's messages."""
    shown: list[dict[str, Any]] = []
    for exchange in conversation.exchanges:
        shown.append(_message("user", _plain(exchange.question)))
        shown.append(_reply(exchange, lang, render, exchange is conversation.last))
    return shown


def _reply(exchange: Exchange, lang: Lang, render: Render, last: bool) -> dict[str, Any]:
    if exchange.answer:
        reply = _message("assistant", render(exchange.answer, exchange.lines, last))
        reply["options"] = [{"value": choice} for choice in exchange.answer.choices] if last else []
        return reply
    kind: Literal["error", "stopped", "pending"]
    if exchange.failure:
        kind, said = "error", exchange.failure
    elif exchange.stopped:
        kind, said = "stopped", t("stopped", lang)
    else:
        kind, said = "pending", t(f"stage_{exchange.stage}", lang)
    return _message("assistant", note_html(kind, said, lang, retry=last and kind != "pending"))


def _message(role: str, content: str) -> dict[str, Any]:
    return {"role": role, "content": content}


def _plain(question: str) -> str:
    """The question in a form that the chat's Markdown leaves as it is: each mark of ASCII as a character reference."""
    return "".join(
        char if char.isalnum() or char == "\n" or (char == " " and number) or ord(char) > 127 else f"&#{ord(char)};"
        for number, char in enumerate(question)
    )
