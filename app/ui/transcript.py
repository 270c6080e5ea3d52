"""A conversation as Markdown, for its owner to keep: questions, answers, each source with its quotation."""

from __future__ import annotations

from collections.abc import Iterator

from app.ui.conversation import Conversation
from app.ui.strings import Lang, t
from retriever.types import Answer


def transcript(conversation: Conversation, lang: Lang) -> str:
    """The whole conversation."""
    lines = [f"# {t('title', lang)}", ""]
    for exchange in conversation.exchanges:
        lines += [f"## {_line(exchange.question)}", ""]
        if exchange.answer:
            lines += _answer(exchange.answer, lang)
        elif exchange.failure:
            lines += [exchange.failure, ""]
    return "\n".join(lines)


def _answer(answer: Answer, lang: Lang) -> Iterator[str]:
    if answer.standalone_question != answer.question:
        yield f"_{t('understood', lang)}: {_line(answer.standalone_question)}_\n"
    yield from (f"{line}\n" for line in answer.answer.splitlines() if line.strip())
    yield from (f"> ⚠ {warning.text}\n" for warning in answer.warnings)
    for citation in answer.citations:
        where = " › ".join(filter(None, (citation.label, citation.doc_number, *citation.clause_path)))
        yield f"[{citation.marker}] {_line(where)}\n"
        yield "".join(f"> {line}\n" for line in citation.shown.strip().splitlines())
    yield f"_{t('as_of', lang, day=answer.as_of)}_\n"


def _line(text: str) -> str:
    return " ".join(text.split())
