"""Whether a fact is ruled out by what the asker says: a penalty, a tax, another batch, who they are not, a period."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.regions import lookup
from ingest.types import Fact
from retriever.evidence import Candidate
from retriever.fitting import ANCHOR
from retriever.matching import presence
from retriever.question import Query
from retriever.terms import Term

_PERIODS = {
    "month": re.compile(r"每个?月|[一1]个月|按月|月[扣抵补领]|monthly|(?:per|a|each|every) month", re.IGNORECASE),
    "year": re.compile(r"每[一1]?年|[一1]年|按年|全年|年度|yearly|annual|(?:per|a|each|every) year", re.IGNORECASE),
    "person": re.compile(r"每(?:个)?人|[一1]个人|人均|(?:per|each) (?:person|employee|head)", re.IGNORECASE),
}


def contradicts(query: Query, c: Candidate) -> bool:
    """What the question is after and the sentence is not: a penalty, a tax, what one applicant gets, another batch."""
    if c.fact is None:
        return False
    if _another_in_order(query, c) or _ruled_out(query, c.fact):
        return True
    if re.search("罚款|处罚|罚多少|被罚", query.text) and "罚" not in c.sentence.text:
        return True
    if c.fact.kind in ("rate", "target") and re.search("税", query.text) and "税" not in c.sentence.text:
        return True
    taxed = "征" in c.fact.text or "税" in f"{c.fact.subject}{c.fact.text}"
    if c.fact.kind == "rate" and taxed and not re.search("税|扣|优惠|减免|免|征", query.text):
        return True
    each = "一家|每家|一户|每户|单个|一个企业|每个企业"
    return (
        c.fact.kind == "quota" and bool(re.search(each, query.text)) and not re.search("每|单个|同一", c.sentence.text)
    )


_ORDINAL = re.compile(r"第([一二三四五六七八九十\d]+)(批|期|季度|阶段|档|名|轮|次)")


def _another_in_order(query: Query, c: Candidate) -> bool:
    """第二批 is asked for and the sentence speaks of 第一批."""
    asked, said = _ORDINAL.findall(query.text), _ORDINAL.findall(c.sentence.text)
    return any((number, of) not in said and any(other == of for _, other in said) for number, of in asked)


_NOT = re.compile(r"(?:不在|不是|不属于|并非)([^，。？！、（）()的是就]{2,8})")
_ELSE = re.compile(r"非|不|未|其他|其它|以外|之外|除")


def _ruled_out(query: Query, fact: Fact) -> bool:
    """不在珠三角, 不是独生子女: what the asker says they are not gets what the others get."""
    if _ELSE.search(fact.subject):
        return False
    ruled = (word for word in _NOT.findall(query.text) if lookup(word) is None)  # a place decides by its documents
    return any(presence(Term(word), fact.subject) >= ANCHOR for word in ruled)


def of_the_period(query: Query, facts: Sequence[Candidate]) -> list[Candidate]:
    """Without sums for another period than the one asked for, where the subject has one: 每月333元，每年4000元."""
    asked = [per for per, pattern in _PERIODS.items() if pattern.search(query.question)]
    named = {(c.clause.clause.clause_id, c.fact.subject) for c in facts if c.fact is not None and c.fact.per in asked}
    return [
        c for c in facts
        if c.fact is None or c.fact.per in asked or c.fact.per is None
        or c.fact.per not in _PERIODS or (c.clause.clause.clause_id, c.fact.subject) not in named
    ]  # fmt: skip


def period_bonus(query: Query, fact: Fact | None) -> float:
    """Asked for what it is a month, a sum a month goes before one of nothing."""
    asked = _PERIODS.get(fact.per or "") if fact is not None else None
    return 0.06 if asked is not None and asked.search(query.question) else 0.0
