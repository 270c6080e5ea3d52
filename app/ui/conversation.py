"""What one browser has asked and got, as the messages of the chat; no component in here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from app.ui.cards import answer_html, note_html
from app.ui.strings import Lang, t
from retriever.types import Answer, Turn

MAX_EXCHANGES = 50


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what came of it: an answer, a failure in words, or neither yet."""

    question: str
    answer: Answer | None = None
    failure: str | None = None
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Conversation:
    """All exchanges of one browser tab, oldest first."""

    exchanges: tuple[Exchange, ...] = ()

    def turns(self) -> tuple[Turn, ...]:
        """The answered questions, as the assistant takes them."""
        return tuple(Turn(one.question, one.answer.answer_id) for one in self.exchanges if one.answer)

    def add(self, exchange: Exchange) -> Conversation:
        """With one more exchange."""
        return Conversation((*self.exchanges, exchange))

    def end(self, exchange: Exchange) -> Conversation:
        """With the last exchange replaced."""
        return Conversation((*self.exchanges[:-1], exchange))

    @property
    def full(self) -> bool:
        """Whether it has grown too long to go on."""
        return len(self.exchanges) >= MAX_EXCHANGES

    @property
    def pending(self) -> Exchange | None:
        """The exchange that is still being answered."""
        last = self.exchanges[-1] if self.exchanges else None
        return last if last and not (last.answer or last.failure or last.stopped) else None


def messages(conversation: Conversation, lang: Lang) -> list[dict[str, Any]]:
    """The chat's messages."""
    shown: list[dict[str, Any]] = []
    for exchange in conversation.exchanges:
        shown.append(_message("user", _plain(exchange.question)))
        shown.append(_reply(exchange, lang))
    return shown


def _reply(exchange: Exchange, lang: Lang) -> dict[str, Any]:
    if exchange.answer:
        reply = _message("assistant", answer_html(exchange.answer, lang))
        reply["options"] = [{"value": choice} for choice in exchange.answer.choices]
        return reply
    kind: Literal["error", "stopped", "pending"]
    if exchange.failure:
        kind, said = "error", exchange.failure
    elif exchange.stopped:
        kind, said = "stopped", t("stopped", lang)
    else:
        kind, said = "pending", t("searching", lang)
    return _message("assistant", note_html(kind, said))


def _message(role: str, content: str) -> dict[str, Any]:
    return {"role": role, "content": content}


def _plain(question: str) -> str:
    """The question in a form that the chat's Markdown leaves as it is: each mark of ASCII as a character reference."""
    return "".join(
        char if char.isalnum() or char == "\n" or (char == " " and number) or ord(char) > 127 else f"&#{ord(char)};"
        for number, char in enumerate(question)
    )
