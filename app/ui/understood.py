"""What a question was understood as, read from the answer's trace, and the question put anew when that is corrected."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from app.ui.places import named_place
from app.ui.strings import Lang, script, t
from ingest.regions import find
from retriever.types import Answer

LEVELS = ("国家级", "省级", "市级", "县级")
KINDS: dict[str, tuple[str, str]] = {  # kind of question → how it is asked, in Chinese and in English
    "amount": ("补助多少钱", "How much is the subsidy for"),
    "rate": ("的比例是多少", "What is the rate for"),
    "target": ("的目标是多少", "What is the target for"),
    "who": ("由谁负责", "Who is responsible for"),
    "when": ("什么时候完成", "By when is it done:"),
    "how_long": ("期限多长", "How long is the term for"),
    "condition": ("需要什么条件", "What are the conditions for"),
    "procedure": ("怎么申请", "How does one apply for"),
    "list": ("有哪些支持", "What support is there for"),
    "definition": ("是什么意思", "What is meant by"),
}
_LEVEL = re.compile(r"(?:国家|省|市|州|县|区)级|national|provincial|municipal|county-level", re.IGNORECASE)
_ENGLISH_LEVELS = dict(zip(LEVELS, ("national", "provincial", "municipal", "county-level"), strict=True))


def query_of(answer: Answer) -> dict[str, Any]:
    """The question as it was parsed; empty where it was not."""
    query = answer.trace.get("query")
    return query if isinstance(query, dict) else {}


def parts_of(answer: Answer, lang: Lang) -> list[str]:
    """Places, levels and kind of question, in words."""
    query = query_of(answer)
    places = [named_place(str(one), lang) for one in query.get("regions", ())]
    levels = [level_name(str(one), lang) for one in query.get("levels", ())]
    intent = query.get("intent")
    kind = [t(f"kind_{intent}", lang)] if isinstance(intent, str) and intent != "open" else []
    return [*places, *levels, *kind]


def level_name(level: str, lang: Lang) -> str:
    """省级, or what it is in the page's language."""
    return _ENGLISH_LEVELS.get(level, level) if lang == "en" else script(level, lang)


def with_place(question: str, name: str) -> str:
    """The question about another place."""
    mentions = find(question)
    if not mentions:
        return f"{question.rstrip('?？ ')} in {name}?" if _is_english(question) else f"{name}{question}"
    first, last = mentions[0], mentions[-1]
    return question[: first.start] + name + question[(first if len(mentions) == 1 else last).end :]


def with_level(question: str, level: str) -> str:
    """The question about another level; none of the levels there are: without one."""
    english = _is_english(question)
    word = (_ENGLISH_LEVELS if english else dict.fromkeys(LEVELS, level) | {level: level}).get(level, "")
    if level not in LEVELS:
        return _LEVEL.sub("", question)
    if _LEVEL.search(question):
        return _LEVEL.sub(word, question, count=1)
    if english:
        return f"{question.rstrip('?？ ')} ({word} level)?"
    mentions = find(question)
    at = mentions[-1].end if mentions else 0
    return f"{question[:at]}{word}{question[at:]}"


def with_kind(question: str, kind: str, subjects: Sequence[str], place: str, level: str) -> str:
    """Another kind of question about the same subject."""
    if kind not in KINDS:
        return question
    chinese, english = KINDS[kind]
    subject = "、".join(subjects)
    if _is_english(question):
        return f"{english} {subject or 'this'}{f' in {place}' if place else ''}?"
    return f"{place}{level}{subject}{chinese}？"


def _is_english(question: str) -> bool:
    return not re.search(r"[㐀-鿿]", question)
