"""Sums that are paid year after year: which year of the payment a value is for, and which one is asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.facts.values import number
from retriever.evidence import Candidate
from retriever.question import Query

_N = "一二三四五六1-6"
_STAGE = re.compile(
    rf"(?P<first>首年|头一年)|(?P<next>次年)|第(?P<from>[{_N}])年?[至到—-]第?(?P<to>[{_N}])年"
    rf"|第(?P<n>[{_N}])个?年(?!级)|(?<![之以])[前头](?P<upto>[两二三四五2-5])年"
)


def stages(text: str) -> frozenset[int]:
    """The years of a payment that a text names: 首年, 第二年, 第二至第四年, 前三年."""
    found: set[int] = set()
    for m in _STAGE.finditer(text):
        if m["first"] or m["next"]:
            found.add(1 if m["first"] else 2)
        elif m["upto"]:
            found |= set(range(1, _number(m["upto"]) + 1))
        elif m["n"]:
            found.add(_number(m["n"]))
        else:
            found |= set(range(_number(m["from"]), _number(m["to"]) + 1))
    return frozenset(found)


def _number(text: str) -> int:
    return int(number(text) or 0)


def stage_of(c: Candidate) -> frozenset[int]:
    """The years of payment that a fact's value is for; none where it is not paid by years."""
    fact = c.fact
    if fact is None or fact.kind not in ("benefit", "rate", "quota"):
        return frozenset()
    at = c.reading.norm.at(fact.value_start)
    ends = (c.reading.norm.at(f.value_end) for f in c.clause.facts if f.start == fact.start and f.unit)
    begin = max((end for end in ends if end <= at), default=c.sentence.start)
    return stages(c.reading.norm.text[begin:at]) or stages(fact.subject)


def other_years(question: str, text: str) -> bool:
    """Whether a text tells of years of a payment and of none that is asked about: 第四年 of three."""
    asked = stages(question)
    said = stages(text) if asked else frozenset()
    return bool(said) and not said & asked


def of_another_year(query: Query, c: Candidate) -> bool:
    """Whether a value is for another year of the payment than the one asked about."""
    asked = stages(query.text)
    own = stage_of(c) if asked else frozenset()
    return bool(own) and not own & asked


def by_years(facts: Sequence[Candidate]) -> list[Candidate]:
    """All years of a payment, where the best value is for one of them; else nothing."""
    best = facts[0]
    if not stage_of(best):
        return []
    same = [c for c in facts if c.sentence == best.sentence and c.doc_id == best.doc_id and stage_of(c)]
    return sorted(same, key=lambda c: c.fact.value_start if c.fact else 0)
