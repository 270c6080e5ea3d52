"""English questions: what kind of answer is asked for, by the earliest words that ask, and figures as Chinese has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from retriever.english_patterns import (
    ADDED,
    AUXILIARY,
    BENEFIT,
    CONTRACTED,
    NAMED,
    PATTERNS,
    POLITE,
    RELATIVE,
    SENTENCE,
    TURNS,
    UNITS,
)
from retriever.types import Intent

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "fifty": 50, "a hundred": 100, "half a": 0.5,
}  # fmt: skip
_SCALES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "": 1.0}
_MONEY = re.compile(
    rf"(?P<bound>more than|less than|at least|at most|not more than|no more than|over|above|under|below|up to|exceeding)?\s*"
    r"(?P<cny>(?:rmb|cny|¥|￥|yuan)\s*)?"
    rf"(?P<n>\d[\d,]*(?:\.\d+)?|\b(?:{'|'.join(_NUMBERS)})(?=\s+(?:thousand|million|billion)))"
    r"\s*(?P<scale>thousand|million|billion|bn|k|m)?\b\s*(?P<unit>rmb|cny|yuan|renminbi)?"
    r"(?![\w%])(?!\s*(?:people|persons|users|tons?|tonnes|square|mu\b|hectares|visitors|households|items|enterprises|compan))",
    re.IGNORECASE,
)
_BOUNDS = {
    "more than": "超过", "over": "超过", "above": "超过", "exceeding": "超过", "at least": "不低于", "less than": "不足",
    "under": "不足", "below": "不足", "at most": "不超过", "up to": "不超过", "not more than": "不超过", "no more than": "不超过",
}  # fmt: skip


def intent_of(question: str) -> tuple[Intent, str]:
    """The kind of answer that is asked for, and the words that ask for it; `open` and none where none do.

    What goes before the question tells of the asker and asks nothing: We run a lab. Is it eligible?
    """
    asked: tuple[Intent, str] = ("open", "")
    for sentence in _asking(question):
        asked = _intent_of_one(sentence)
        if asked != ("open", ""):
            break
    return asked


def _asking(question: str) -> list[str]:
    """The sentences that end in a question mark, all of them where none does; without please and could you tell me."""
    text = CONTRACTED.sub(r"\1 is", question.strip())
    sentences = [s for s in SENTENCE.split(text) if s]
    marked = [s for s in sentences if s.rstrip("\"'” )").endswith("?")] or sentences
    return [_plainly(s) for s in marked]


def _plainly(sentence: str) -> str:
    """What is left of a question without its politeness: do you know when it ends asks when."""
    bare = POLITE.sub("", sentence, count=1)
    if bare == sentence:
        return sentence
    return re.sub(r"(?i)^(?:whether|if)\b", "is it so that", re.sub(r"(?i)^when\b", "on what date", bare))


def _intent_of_one(sentence: str) -> tuple[Intent, str]:
    opens = _yes_no_from(sentence)
    found: list[tuple[int, int, Intent, str]] = []
    for rank, (intent, pattern) in enumerate(PATTERNS):
        for m in pattern.finditer(sentence):
            before = sentence[: m.start()]
            if RELATIVE.match(m[0]) and NAMED.search(before):
                continue  # a firm which, staff who: told of the noun before it
            if opens is None or m.start() < opens or ADDED.search(before):
                found.append((m.start(), rank, intent, m[0]))
                break
    if found:
        _, _, intent, words = min(found)
        return intent, words.strip()
    return ("yes_no", "") if opens is not None else ("open", "")


def _yes_no_from(sentence: str) -> int | None:
    """Where a sentence turns into one that wants yes or no: at its head, or behind what leads up to it (If so, may I)."""
    if AUXILIARY.match(sentence):
        return 0
    m = TURNS.search(sentence)
    return m.start() if m else None


def without_asking(text: str) -> str:
    """A question without the words that ask who, when and how long: which department names no subject."""
    for intent, pattern in PATTERNS:
        if intent in ("who", "when", "how_long"):
            text = pattern.sub(" ", text)
    return text


_DENIED = re.compile(
    r"\b(?:not|no|never|without|unless|only|forbid\w*|prohibit\w*|bann?\w*|refus\w*|exempt\w*)\b|n't\b", re.I
)
_FORBIDS = re.compile("不得|禁止|严禁|不予|不可(?!抗|分)|不能|不准|不允许|不享受|不计入|不纳入|不适用|无须|无需|不需")
_BINDS = re.compile("应当|必须|须|需要|应(?!用|急|对|届|税)")
_GRANTS = re.compile("可以|可(?!能|行|持续|再生|靠|视|比|燃|降解|转换)|准予|允许|有权|鼓励|支持|同等|享受|纳入|适用")
_OBLIGES = re.compile(r"(?:must|should|do i need|does .{2,40} need|(?:is|are) .{2,60} (?:required|obliged))\b", re.I)


def settles(question: str, words: Sequence[Sequence[str]], sentence: str) -> Literal["yes", "no", ""]:
    """Whether a sentence says yes or no to Can …, Is … allowed, Must …; empty where it does not do so plainly.

    Args:
        question: As asked.
        words: What it is about, each with the words that stand for it.
        sentence: The document's, Simplified.
    """
    asked = _wants_yes_or_no(question)
    if not asked or _DENIED.search(question):
        return ""
    parts = re.split("[，；。：,;:]", sentence)
    held = [sum(any(w in part for w in same) for same in words) for part in parts]
    if not words or max(held) * 2 < len(words):
        return ""
    part = parts[held.index(max(held))]
    if _FORBIDS.search(part):
        return "" if _GRANTS.search(_FORBIDS.sub("", part)) else "no"
    wanted = _BINDS if _OBLIGES.match(asked) else _GRANTS
    return "yes" if wanted.search(part) and not re.search("[不未非无]", part) else ""


def _wants_yes_or_no(question: str) -> str:
    """The part of a question that wants yes or no, from its auxiliary on; empty where it wants something else."""
    for sentence in _asking(question):
        intent, words = _intent_of_one(sentence)
        if (intent, words) != ("open", ""):
            at = _yes_no_from(sentence) if intent == "yes_no" else None
            return re.sub(r"^[^A-Za-z]+", "", sentence[at:]) if at is not None else ""
    return ""


def wants_benefit(question: str) -> bool:
    """Whether something that is given is asked about."""
    return bool(BENEFIT.search(question))


def asked_units(question: str) -> tuple[str, ...]:
    """The Chinese units in which the answer has to be, by the words that ask: what age → 岁, how many months → 月, 年."""
    return next((units for pattern, units in UNITS if pattern.search(question)), ())


def asks_a_deadline(question: str) -> bool:
    """Whether a term answers as well as a day: what is the deadline for an appeal?"""
    return bool(re.search(r"\b(?:deadline|by when|time limit)\b", question, re.IGNORECASE))


def figures(text: str) -> str:
    """RMB 100 million, over 5 million yuan, 20 percent as Chinese writes them, so that one grammar reads both."""
    money = bool(
        re.search(r"\b(?:rmb|cny|yuan|renminbi)\b|[¥￥]|\btax|\bincome|\bprofit|\bsales|\brevenue", text, re.I)
    )

    def chinese(m: re.Match[str]) -> str:
        scale = (m["scale"] or "").lower()
        if not (m["cny"] or m["unit"] or (money and scale in ("million", "billion"))):
            return m[0]
        number = _NUMBERS.get(m["n"].lower()) or float(m["n"].replace(",", ""))
        return f" {_BOUNDS.get((m['bound'] or '').lower(), '')}{number * _SCALES[scale]:.0f}元 "

    return re.sub(r"(?<=\d)\s*(?:percent|per cent)\b", "%", _MONEY.sub(chinese, text), flags=re.IGNORECASE)
