"""Is an answer right? Each check is true, false, or None where it does not apply; all that apply have to be true."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from eval.cases import Case, Span, Value
from eval.text import close, plain
from eval.values import Stated, stated
from ingest.types import Fact
from retriever.types import Answer, Citation

COUNTS = frozenset("家户件项个名人所座篇台套位")
_GIVES = ("answered", "partial")
Sources = Callable[[str], str | None]  # doc_id → the text its citations index, None where there is no such document


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was checked, and in words what was wrong."""

    checks: Mapping[str, bool | None]
    reasons: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        """Whether everything that applies holds."""
        return all(held is not False for held in self.checks.values())


def judge(case: Case, answer: Answer, sources: Sources, known: Sequence[str] = ()) -> Verdict:
    """Judge an answer.

    Args:
        case: The question with what is right.
        answer: What was answered.
        sources: Gives the text that a document's citations index.
        known: Texts whose numbers may be said without a quotation: titles and labels of the documents.
    """
    reasons: list[str] = []
    text = plain(answer.answer)
    gives = answer.status in _GIVES
    acceptable = answer.status in case.status
    checks: dict[str, bool | None] = {
        "status": _told(acceptable, reasons, f"status {answer.status}, wanted {'/'.join(case.status)}"),
        "value_said": None, "value_proved": None, "must_say": None, "evidence": None,
    }  # fmt: skip
    if case.wants_answer and (gives or not acceptable):
        said = stated(text)
        if case.values:
            unsaid = [v for v in case.values if not value_said(v, said)]
            unproved = [v for v in case.values if not proved(v, answer)]
            checks["value_said"] = _told(not unsaid, reasons, f"not in the text: {_names(unsaid)}")
            checks["value_proved"] = _told(not unproved, reasons, f"no cited fact: {_names(unproved)}")
        if case.must_say:
            missing = [words for words in case.must_say if close(words) not in close(text)]
            checks["must_say"] = _told(not missing, reasons, f"does not say {'; '.join(missing)}")
        missed = min((missing_spans(way, answer.citations) for way in case.ways), key=len)
        where = "; ".join(f"{s.source_file}[{s.start}:{s.end}]" for s in missed)
        checks["evidence"] = _told(not missed, reasons, f"not cited: {where}")
    forbidden = [words for words in case.must_not_say if close(words) in close(text)]
    checks["must_not_say"] = (
        _told(not forbidden, reasons, f"says {'; '.join(forbidden)}") if case.must_not_say else None
    )
    false = [c.marker for c in answer.citations if not verbatim(c, sources)]
    checks["verbatim"] = _told(not false, reasons, f"not verbatim: {false}") if answer.citations else None
    if gives:
        checks["cited"] = _told(bool(answer.citations), reasons, "no citation")
    stray = unsupported(answer, (case.question, *case.history, *known))
    checks["supported"] = _told(not stray, reasons, f"numbers without support: {', '.join(stray)}")
    return Verdict(checks, tuple(reasons))


def value_said(value: Value, said: frozenset[Stated]) -> bool:
    """Whether a text that states `said` says the value, both ends of a range."""
    return all(any(_same(v, value.unit, s) for s in said) for v in (value.value, value.value_max) if v is not None)


_SAME = {("月", "个"), ("工作日", "日")}  # a fact's unit and how the sets write it: 5个月 is counted in 个


def value_is(value: Value, fact: Fact) -> bool:
    """Whether a fact holds the value; caps, ends of brackets and years of targets count."""
    if isinstance(value.value, str):
        found = [fact.value if isinstance(fact.value, str) else "", str(fact.year or "")]
        if value.value_max is not None:
            return any(x.startswith(value.value) and f"-{value.value_max}" in x for x in found) or (
                str(fact.value_max) == value.value_max and found[0].startswith(value.value)
            )
        return any(x.startswith(value.value) for x in found)
    named_otherwise = (fact.unit, value.unit) in _SAME  # in the sets
    if fact.unit != value.unit and not named_otherwise and not (fact.unit in COUNTS and value.unit in COUNTS):
        return value.value_max is None and value.value in _limits(fact, value.unit)
    if value.value_max is not None:
        return fact.value == value.value and fact.value_max == value.value_max
    return value.value in (fact.value, fact.cap, *_limits(fact, value.unit))


def _limits(fact: Fact, unit: str) -> tuple[float | None, ...]:
    """The cap of a share and the ends of a bracket, which are money or counts beside the fact's own unit."""
    money = (fact.cap,) if unit == "CNY" else ()
    return (*money, fact.tier.min, fact.tier.max) if fact.tier else money


def proved(value: Value, answer: Answer) -> bool:
    """Whether a fact that a citation holds has the value, or two facts its two ends.

    An answer without facts rests on its quotations alone.
    """
    if not answer.facts:
        return any(value_said(value, stated(c.quote)) for c in answer.citations)
    held = [fact for fact in answer.facts if bound(fact, answer.citations)]
    if any(value_is(value, fact) for fact in held):
        return True
    ends = [value.model_copy(update={"value": end, "value_max": None}) for end in (value.value, value.value_max)]
    return value.value_max is not None and all(any(value_is(end, fact) for fact in held) for end in ends)


def bound(fact: Fact, citations: Sequence[Citation]) -> bool:
    """Whether a citation holds the fact's value."""
    return any(c.doc_id == fact.doc_id and c.start <= fact.value_start and fact.value_end <= c.end for c in citations)


def missing_spans(way: Sequence[Span], citations: Sequence[Citation]) -> list[Span]:
    """The spans of one way of proving it that no citation meets."""
    return [span for span in way if not any(meets(c, span) for c in citations)]


def meets(citation: Citation, span: Span) -> bool:
    """Whether a citation of the span's document overlaps the span."""
    return citation.source_file == span.source_file and citation.start < span.end and span.start < citation.end


def verbatim(citation: Citation, sources: Sources) -> bool:
    """Whether the quotation stands in the source, character for character."""
    text = sources(citation.doc_id)
    return text is not None and citation.quote != "" and text[citation.start : citation.end] == citation.quote


def unsupported(answer: Answer, known: Sequence[str]) -> list[str]:
    """Numbers and dates of the answer that stand in no quotation, not in the question, and in no name of a document."""
    allowed: set[float | str] = set()
    own = [
        part
        for c in answer.citations
        for part in (c.quote, c.shown, c.title or "", c.label, c.doc_number or "", *c.clause_path)
    ]
    for text in (*own, *known):
        allowed |= _numbers(text)
    allowed |= computed(answer, allowed)
    counts = {float(len(answer.citations)), float(len(answer.facts)), float(answer.answer.count("\n") + 1)}
    text = _without_days(_without_stages(plain(answer.answer), own), own)
    said = (s for s in stated(text) if not _is_year(s, allowed))
    stray = {s.value for s in said if s.value not in allowed and s.value not in counts}
    return sorted(
        n if isinstance(n, str) else f"{n:g}" for n in stray if not (isinstance(n, str) and _part_of(n, allowed))
    )


_STAGES = re.compile(r"分([二两三四五六2-6])个?([年期次批])")
_ORDINALS = "一二三四五六"


def _without_stages(text: str, quoted: Sequence[str]) -> str:
    """A text without 第二年 where a quotation says 分三年: which share it is, is no number of its own."""
    for number, unit in {m for part in quoted for m in _STAGES.findall(part)}:
        stages = int(number) if number.isdigit() else _ORDINALS.index(number.replace("两", "二")) + 1
        text = re.sub(f"第[{_ORDINALS[:stages]}]{unit}", "", text)
    return text


_DAY = re.compile(r"\d{1,2}月\d{1,2}日")


def _without_days(text: str, quoted: Sequence[str]) -> str:
    """A text without the days of no year (4月30日后) that a quotation has with theirs."""
    known = {day for part in quoted for day in _DAY.findall(part)}
    return _DAY.sub(lambda m: " " if m[0] in known else m[0], text)


def computed(answer: Answer, known: Collection[float | str]) -> set[float | str]:
    """Results of the computations that an answer records, of those whose operands are known and that come out right.

    A part is the asker's figure, an end of a quoted bracket, or what lies above one.
    """
    right: set[float | str] = set()
    total = 0.0
    for c in answer.trace.get("computed", ()):
        figure, part, rate, cap, value = (c[k] for k in ("figure", "part", "rate", "cap", "value"))
        parted = part in known or round(figure - part, 6) in known
        worked = part * rate / 100
        if figure not in known or not parted or (cap is not None and cap not in known):
            continue
        if value is None:  # of an exemption or a halved tax, only the part is said
            right.add(part)
        elif rate in known and value == (worked if cap is None else min(worked, cap)):
            total += value
            right |= {part, value, total}
    return right


@lru_cache(maxsize=8192)
def _numbers(text: str) -> frozenset[float | str]:
    return frozenset(s.value for s in stated(text))


def _is_year(said: Stated, allowed: set[float | str]) -> bool:
    """By 2020, where a quotation has 2020年: a bare number too, to who reads it, but a year by what is quoted."""
    if said.kind or isinstance(said.value, str) or not 1900 <= said.value < 2100:
        return False
    return any(isinstance(a, str) and a.startswith(f"{said.value:g}") for a in allowed)


def _part_of(day: str, allowed: set[float | str]) -> bool:
    """2016 and 2016-08 are supported by 2016-08-24, and a bare year by the number."""
    return any(isinstance(a, str) and a.startswith(day) for a in allowed) or (len(day) == 4 and float(day) in allowed)


def _same(value: float | str, unit: str, said: Stated) -> bool:
    if isinstance(value, str):
        return isinstance(said.value, str) and said.value.startswith(value)
    if said.value != round(value, 6):
        return False
    return said.kind in ("", "count" if unit in COUNTS else unit)  # a bare 20万 says an amount too


def _told(held: bool, reasons: list[str], reason: str) -> bool:
    if not held:
        reasons.append(reason)
    return held


def _names(values: Sequence[Value]) -> str:
    return "; ".join(f"{v.value:,.10g} {v.unit}" if isinstance(v.value, float) else f"{v.value}" for v in values)
