"""The one check every answer passes: each value is bound to a fact in a cited quotation, each number has an origin.

Origins: quoted (stands in a cited quotation), echoed (stands in the question), structural (markers, counts of ours).
A line with a number of no origin, or with a fact that its quotation does not prove, is removed and recorded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.facts.values import find_values
from ingest.normalize import normalize
from ingest.types import Fact

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_ENGLISH_AMOUNT = re.compile(r"(?:RMB|USD|HKD|EUR) (\d[\d,]*(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an answer before it is shown: its text, the quotations and facts it rests on.

    `structural` are numbers of our own making (how many rows follow); `named` texts that identify a document (its
    title or number), whose digits may be shown.
    """

    text: str
    quotes: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    structural: tuple[float, ...] = ()
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Removed:
    """A line that was taken out, and why."""

    text: str
    reason: str


def verify(lines: Sequence[Line], question: str) -> tuple[list[bool], tuple[Removed, ...]]:
    """Which lines may be shown, and what was removed.

    Args:
        lines: The lines of the answer.
        question: As asked; its numbers may be echoed.
    """
    echoed = numbers(question)
    verdicts, removed = [], []
    for line in lines:
        reason = _unproved(line, echoed)
        verdicts.append(reason is None)
        if reason is not None:
            removed.append(Removed(line.text, reason))
    return verdicts, tuple(removed)


def _unproved(line: Line, echoed: set[float]) -> str | None:
    quoted = {_flat(q) for q in line.quotes}
    for fact in line.facts:
        if not any(_flat(fact.text) in q for q in quoted):
            return f"the quotation does not hold {fact.text}"
        if isinstance(fact.value, float | int) and fact.unit and not _states(fact, line.quotes):
            return f"the quotation does not state {fact.value} {fact.unit}"
    allowed = set(echoed) | set(line.structural)
    for text in (*line.quotes, *line.named):
        allowed |= numbers(text)
    stray = sorted(n for n in numbers(line.text) if n not in allowed)
    return f"no origin for {', '.join(f'{n:g}' for n in stray)}" if stray else None


def _states(fact: Fact, quotes: Sequence[str]) -> bool:
    """Whether a quotation, read again on its own, holds the value with its unit (or the words that stand for it)."""
    for quote in quotes:
        text = normalize(quote).text
        for v in find_values(text):
            if v.unit == fact.unit and v.value == fact.value and v.value_max == fact.value_max:
                return True
        if fact.unit == "%" and fact.value in (0.0, 50.0) and re.search("免征|减半", text):
            return True
    return False


def numbers(text: str) -> set[float]:
    """All numbers a text shows, plain and as the amounts they stand for: 20万元 → {20, 200000}."""
    out: set[float] = set()
    flat = normalize(text).text if text else ""
    for m in _NUMBER.finditer(flat):
        out.add(float(m[0].replace(",", "")))
    for m in _ENGLISH_AMOUNT.finditer(flat):
        out.add(float(m[1].replace(",", "")))
    for v in find_values(flat):
        for part in (v.value, v.value_max):
            if isinstance(part, str):
                out |= {float(x) for x in part.split("-")}
            elif part is not None:
                out.add(float(part))
    return out


def _flat(text: str) -> str:
    return re.sub(r"\s+", "", normalize(text).text)
