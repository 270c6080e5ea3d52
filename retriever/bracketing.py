"""Which bracket the asker's own figure picks: 年产值1亿元, 上云花了十二万, 户籍人口150万."""

from __future__ import annotations

import re

from ingest.facts.values import Value
from ingest.types import Fact
from retriever.question import Query

_KINDS = (  # what a figure is of, as people and as documents say it: one of sales picks no bracket of investment
    ("in", re.compile("销售|卖|营收|营业|收入|产值|流水|业绩|所得|利润|赚|挣|交易额|成交|出口|产出|纳税")),
    ("out", re.compile("投资|投入|[总已新]投|投了|花|费用|支出|购|买|成本|租金|捐")),
    ("owned", re.compile("资产|资本|净值|存款|贷款|融资|注册资金")),
    ("staff", re.compile("[招雇聘]|用工|员工|职工|在职|吸纳|带动|参保")),
    ("people", re.compile("人口|户籍|常住|居民")),
)
_OF_PEOPLE = frozenset(("staff", "people"))
_BEFORE, _AFTER = 10, 6  # characters in which it is said what a figure is of


def tier_fits(query: Query, fact: Fact) -> bool:
    """Where the question gives a quantity of the kind that picks the bracket, only its bracket answers."""
    if fact.tier is None:
        which = _WHICH.search(query.text) and any(q.unit == "CNY" for q in query.quantities)
        return not which and _in_subjects_bracket(query, fact)
    money = [q for q in query.quantities if (q.unit == "CNY" or q.kind == "count") and not _of_another(query, fact, q)]
    return not money or any(holds(fact, q) for q in money)


_WHICH = re.compile("[哪几]一?档")  # 卖了350万能领哪一档: what has no brackets is not asked for
_PEOPLE = re.compile(
    r"(?P<under>不超过|不足|不满|少于|低于|未超过|未满|小于)?(?P<over>超过|多于|高于|大于|达到?|满)?"
    r"(?P<number>\d+(?:\.\d+)?)(?P<scale>[万亿])?(?P<unit>人|名)?(?P<side>及?以[上下])?"
)


def _in_subjects_bracket(query: Query, fact: Fact) -> bool:
    """市辖区户籍人口不超过100万的城市: the people whom the asker counts decide which of the cities it is."""
    people = [q for q in query.quantities if q.unit == "人" and isinstance(q.value, float | int)]
    if not people or not re.search("人口|人数|人", fact.subject):
        return True
    for m in _PEOPLE.finditer(fact.subject):
        if not (m["under"] or m["over"] or m["side"]):
            continue
        limit = float(m["number"]) * {"万": 1e4, "亿": 1e8}.get(m["scale"] or "", 1.0)
        below = bool(m["under"]) or (m["side"] or "").endswith("下")
        if any((float(q.value) > limit) if below else (float(q.value) < limit) for q in people):
            return False
    return True


def holds(fact: Fact, quantity: Value) -> bool:
    """Whether a quantity falls into the fact's bracket."""
    tier, amount = fact.tier, quantity.value
    if tier is None or isinstance(amount, str):
        return False
    if quantity.bound == "at_least":
        amount += 1e-6 * amount  # 500万以上那部分: what lies above it
    elif quantity.bound == "at_most":
        amount -= 1e-6 * amount
    if tier.min is not None and (amount < tier.min or (amount == tier.min and not tier.min_inclusive)):
        return False
    if tier.marginal:
        return True  # 不超过500万元的部分: of a larger sum the part up to it
    return not (tier.max is not None and (amount > tier.max or (amount == tier.max and not tier.max_inclusive)))


def bracket_bonus(query: Query, fact: Fact | None) -> float:
    """A fact whose bracket the asker's own figure picks goes before facts without a bracket."""
    return 0.15 if fact is not None and any(picks(query, fact, q) for q in query.quantities) else 0.0


def picks(query: Query, fact: Fact, quantity: Value) -> bool:
    """Whether a quantity falls into the fact's bracket and may be of what the bracket is of."""
    return fact.tier is not None and holds(fact, quantity) and not _of_another(query, fact, quantity)


def picked_alike(query: Query, fact: Fact) -> bool:
    """Whether a figure of the asker's that is said to be of the same picks it: 卖了300万, 销售收入达200万元的."""
    return any(picks(query, fact, q) and _kinds(_around(query, q)) & _kinds(_of(fact)) for q in query.quantities)


def _of_another(query: Query, fact: Fact, quantity: Value) -> bool:
    """Whether the figure is said to be of something else than the bracket: what was invested, of what is sold."""
    said, asked = _kinds(_around(query, quantity)), _kinds(_of(fact))
    of_people = quantity.unit in ("人", "名", "位")
    if asked and ((quantity.unit == "CNY" and asked <= _OF_PEOPLE) or (of_people and not asked & _OF_PEOPLE)):
        return True  # 20 people pick no bracket of sales, nor a sum one of heads
    return quantity.unit == "CNY" and bool(said and asked) and not said & asked


def _of(fact: Fact) -> str:
    return fact.tier.of if fact.tier is not None else ""


def _around(query: Query, quantity: Value) -> str:
    text = query.text
    before = re.split("[，。；？]", text[max(0, quantity.start_bound - _BEFORE) : quantity.start_bound])[-1]
    after = re.split("[，。；？]", text[quantity.end_bound : quantity.end_bound + _AFTER])[0]
    return before + after


def _kinds(text: str) -> frozenset[str]:
    return frozenset(name for name, pattern in _KINDS if pattern.search(text))
