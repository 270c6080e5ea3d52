"""Citation recall and precision as ALCE defines them, with entailment decided by a rule that can be replaced.

Recall of a statement is 1 where its citations together support it. A citation is precise where its statement has
recall 1 and it is not irrelevant, that is: it supports the statement alone, or the others without it do not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from eval.metrics import mean
from eval.text import fold, plain
from eval.values import Stated, stated
from retriever.types import Answer

Supports = Callable[[str, Sequence[str]], bool]  # statement, quotations
_MARKER = re.compile(r"\[(\d{1,3})\]")
_HAN_RUN = re.compile("[㐀-鿿]{2,}")
_BRACKETS = re.compile(r"\([^()]*\)")
_LEAD = re.compile(r"^[^：:]{1,12}[：:]|^(?:不?是|有|没有)[，,]|^(?:yes|no)[:,]")
COVER = 0.5  # share of a statement's pairs of characters that its quotations have to hold


@dataclass(frozen=True, slots=True)
class Statement:
    """A line of an answer and the quotations it cites."""

    text: str
    quotes: tuple[str, ...]


def statements(answer: Answer) -> tuple[Statement, ...]:
    """The lines of an answer, each with what its markers cite."""
    quotes = {c.marker: c.shown or c.quote for c in answer.citations}
    out = []
    for line in answer.answer.split("\n"):
        if plain(line).strip():
            markers = dict.fromkeys(int(m) for m in _MARKER.findall(line))
            out.append(Statement(plain(line).strip(), tuple(quotes[m] for m in markers if m in quotes)))
    return tuple(out)


def alce(found: Sequence[Statement], supports: Supports) -> tuple[float | None, float | None]:
    """Precision over citations and recall over statements; None where there are none."""
    recalls: list[float] = []
    precisions: list[float] = []
    for one in found:
        held = bool(one.quotes) and supports(one.text, one.quotes)
        recalls.append(float(held))
        for index, quote in enumerate(one.quotes):
            others = [other for at, other in enumerate(one.quotes) if at != index]
            needed = supports(one.text, [quote]) or not (others and supports(one.text, others))
            precisions.append(float(held and needed))
    return mean(precisions), mean(recalls)


def rule_supports(statement: str, quotes: Sequence[str], echoed: frozenset[Stated] = frozenset()) -> bool:
    """Whether the quotations hold every number the statement makes, and at least half of its pairs of characters.

    What stands in brackets is our own wording (of what, for whom), and so is the name of a place in front.
    """
    texts = tuple(quotes)
    numbers = _numbers(texts) | {s.value for s in echoed}
    core = _LEAD.sub("", _without_brackets(fold(statement)))
    if any(s.value not in numbers for s in stated(core)):
        return False
    wanted = _pairs(core)
    return not wanted or len(wanted & _pairs_of(texts)) >= COVER * len(wanted)


def _without_brackets(text: str) -> str:
    while (shorter := _BRACKETS.sub("", text)) != text:
        text = shorter
    return text


@lru_cache(maxsize=4096)
def _numbers(quotes: tuple[str, ...]) -> frozenset[float | str]:
    return frozenset(s.value for quote in quotes for s in stated(quote))


@lru_cache(maxsize=4096)
def _pairs_of(quotes: tuple[str, ...]) -> frozenset[str]:
    return frozenset(pair for quote in quotes for pair in _pairs(fold(quote)))


def _pairs(text: str) -> set[str]:
    return {run[i : i + 2] for run in _HAN_RUN.findall(text) for i in range(len(run) - 1)}
