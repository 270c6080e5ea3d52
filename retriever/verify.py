"""The one check every answer passes: each value is bound to a fact in a cited quotation, each number has an origin.

Origins: quoted (stands in a cited quotation), echoed (stands in the question), computed (from those two, worked out
again here), structural (markers, counts of ours).
A line that rests on facts may show their values alone, not another one of the same sentence. A line with a
value or a number of no origin, or with a fact that its quotation does not prove, is removed and recorded.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.facts.values import Value, find_values
from ingest.normalize import normalize
from ingest.types import Fact
from retriever.computing import Share, share, total

Amount = tuple[str, float]  # unit, value

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_ENGLISH_AMOUNT = re.compile(r"(RMB|USD|HKD|EUR) (\d[\d,]*(?:\.\d+)?)")
# Numbers written otherwise than as digits: 三十, 叁拾, 卅, 五成, 一半, 千分之三. One character alone is a word.
_NUMERALS = "零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟廿卅"
_WRITTEN = re.compile(
    rf"[\d.{_NUMERALS}]*[十百千万亿拾佰仟廿卅][\d.{_NUMERALS}]*"
    rf"|[{_NUMERALS}\d]成(?![为立果功本分长员])|一半"
    rf"|[百千万]分之[{_NUMERALS}\d.]+"
)
_ENGLISH_WORDS = re.compile(
    r"\b(?:(?:half|quarter|double|triple|twice)(?: an?| the)?|"
    r"(?:(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|"
    r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety) )?(?:hundred|thousand|million|billion))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an answer before it is shown: its text, the quotations and facts it rests on.

    `structural` are numbers of our own making (how many rows follow); `computed` what facts make of the asker's figure;
    `named` texts that identify a document (its
    title or number), whose digits may be shown.
    """

    text: str
    quotes: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    structural: tuple[float, ...] = ()
    named: tuple[str, ...] = ()
    computed: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True)
class Removed:
    """A line that was taken out, and why."""

    text: str
    reason: str


def verify(
    lines: Sequence[Line], question: str, stated: Sequence[Value] = ()
) -> tuple[list[bool], tuple[Removed, ...]]:
    """Which lines may be shown, and what was removed.

    Args:
        lines: The lines of the answer.
        question: As asked; its numbers may be echoed.
        stated: Its quantities as they were read (100万 is 100万元); they may be computed with.
    """
    verdicts, removed = [], []
    for line in lines:
        reason = _unproved(line, question, stated)
        verdicts.append(reason is None)
        if reason is not None:
            removed.append(Removed(line.text, reason))
    return verdicts, tuple(removed)


def _unproved(line: Line, question: str, stated: Sequence[Value]) -> str | None:
    quoted = [_read(q) for q in line.quotes]
    for fact in line.facts:
        if not any(_squeezed(_read(fact.text)) in _squeezed(q) for q in quoted):
            return f"the quotation does not hold {fact.text}"
        if isinstance(fact.value, float | int) and fact.unit and not any(_states(fact, q) for q in quoted):
            return f"the quotation does not state {fact.value:g} {fact.unit}"
    text, asked = _read(line.text), _read(question)
    sources = [*quoted, asked, *(_read(n) for n in line.named)]
    if not _works_out(line, stated):
        return "the computation does not follow from the question and the quotation"
    return _stray_amount(text, line, sources, asked) or _stray_number(text, line, sources) or _wrong_bound(text, line)


def _stray_amount(text: str, line: Line, sources: Sequence[str], asked: str) -> str | None:
    """A value with its unit that no source states; where the line rests on facts, only theirs."""
    allowed = amounts(sources)
    own = amounts([asked, *(_read(t) for f in line.facts for t in _texts(f))]) | _tiers(line.facts) | _worked_out(line)
    for unit, value in sorted(amounts([text])):
        known = own if line.facts and unit != "date" else allowed | own
        if (unit, value) not in known and value not in line.structural:
            return f"no origin for {value:g} {unit}"
    return None


def _stray_number(text: str, line: Line, sources: Sequence[str]) -> str | None:
    """A number without a unit, or in words, that stands in no source."""
    stated = sources
    if line.facts:  # not the whole quotation: 50家 stands in the same sentence as 5000家
        own = [t for f in line.facts for t in (*_texts(f), str(f.value or ""), str(f.year or ""))]
        stated = [*(_read(t) for t in own), *sources[len(line.quotes) :]]
    allowed = set(line.structural) | {v for _, v in amounts(stated)} | {v for _, v in _tiers(line.facts)}
    allowed |= {v for _, v in _worked_out(line)}
    allowed |= {float(m[0].replace(",", "")) for s in stated for m in _DIGITS.finditer(s)}
    read = [(v.start, v.end) for v in find_values(text)]  # already held against the sources with their units
    for m in _DIGITS.finditer(text):
        inside = any(a <= m.start() and m.end() <= b for a, b in read)
        if not inside and float(m[0].replace(",", "")) not in allowed:
            return f"no origin for {m[0]}"
    squeezed = [_squeezed(s) for s in sources]
    for pattern in (_WRITTEN, _ENGLISH_WORDS):
        for m in pattern.finditer(text):
            written = _squeezed(m[0])
            if any(a <= m.start() and m.end() <= b for a, b in read):
                continue
            if written.lower().startswith("half") and any("半" in s for s in squeezed):
                continue
            if not any(written in s for s in squeezed) and not (written[:1].isdigit() and len(written) < 3):
                return f"no origin for {m[0]}"
    return None


def _wrong_bound(text: str, line: Line) -> str | None:
    """至少20万元 where the clause says 20万元."""
    computed = [s.fact for s in line.computed]  # its bound stands before the result
    for fact in (f for f in line.facts if f not in computed):
        shown = [v for v in find_values(text) if v.value == fact.value and v.unit == fact.unit and fact.unit]
        if shown and all(v.bound != fact.bound for v in shown):
            return f"the bound of {fact.text} is not the quotation's"
    return None


def _states(fact: Fact, quote: str) -> bool:
    """Whether a quotation, read again on its own, holds the value with its unit (or the words that stand for it)."""
    for v in find_values(quote):
        if v.unit == fact.unit and v.value == fact.value and v.value_max == fact.value_max:
            return True
    return fact.unit == "%" and fact.value in (0.0, 50.0) and bool(re.search("免征|减半", quote))


def _works_out(line: Line, stated: Sequence[Value]) -> bool:
    """Whether each share is what a cited fact makes of a sum that the question states."""
    figures = {q.value for q in stated if q.kind == "money"}
    return all(s.fact in line.facts and s.figure in figures and share(s.fact, s.figure) == s for s in line.computed)


def _worked_out(line: Line) -> set[Amount]:
    caps = [s.fact.cap for s in line.computed if s.fact.cap is not None]
    sums = [total(line.computed)] if line.computed else []
    return {("CNY", v) for v in (*caps, *sums, *(a for s in line.computed for a in s.amounts()))}


def _texts(fact: Fact) -> Iterable[str]:
    return (fact.text, fact.subject, fact.word or "", fact.base or "", *fact.conditions)


def _tiers(facts: Sequence[Fact]) -> set[Amount]:
    ends = [(f.tier.min, f.tier.max) for f in facts if f.tier]
    return {(unit, end) for pair in ends for end in pair if end is not None for unit in ("CNY", "家", "人", "户")}


def numbers(text: str) -> set[float]:
    """All numbers a text shows, plain and as the amounts they stand for: 20万元 → {20, 200000}."""
    read = _read(text)
    return {v for _, v in amounts([read])} | {float(m[0].replace(",", "")) for m in _DIGITS.finditer(read)}


def amounts(texts: Iterable[str]) -> set[Amount]:
    """All values of the texts with their units, both ends of a range; a date is its parts."""
    out: set[Amount] = set()
    for text in texts:
        for v in find_values(text):
            out |= _parts(v)
        for m in _ENGLISH_AMOUNT.finditer(text):
            out.add(({"RMB": "CNY"}.get(m[1], m[1]), float(m[2].replace(",", ""))))
    return out


def _parts(v: Value) -> set[Amount]:
    if isinstance(v.value, str):
        return {("date", float(part)) for part in v.value.split("-")}
    ends = (v.value,) if v.value_max is None else (v.value, v.value_max)
    return {(v.unit or "", float(end)) for end in ends}


def _read(text: str) -> str:
    """Simplified, half-width, every writing of a digit as the digit."""
    return unicodedata.normalize("NFKC", normalize(unicodedata.normalize("NFKC", text)).text) if text else ""


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
