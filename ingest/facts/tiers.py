"""Brackets: a quantity that decides which rate or amount applies, with the inclusiveness its words give.

年产值在5000万元以下的…达到4%以上；年产值在5000万元至2亿元的要达到2%以上；年产值在2亿元以上的要达到1.5%以上
以上 and 以下 include the number unless the document says otherwise (民法典 art. 1259 gives the customary reading);
超过, 不足, 未满 do not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.facts.phrases import Span, split, strip_lead
from ingest.facts.values import Value
from ingest.types import Tier

_RELATIVE = re.compile(
    r"^(?:[(（]含[^)）]*[)）])?(?:的|部分|之间)|^[^，。；]{0,24}?(?:的部分|企业|单位|项目|个人|平台|机构|者|家庭|人员)[^，。；]*"
)


@dataclass(frozen=True, slots=True)
class Brackets:
    """The values of a segment that are conditions, each with the tier it opens and where that ends."""

    conditions: tuple[Value, ...]
    tiers: tuple[tuple[int, Tier], ...]  # (position from which it holds, tier)


def conditions_of_segment(text: str, segment: Span, values: list[Value]) -> Brackets:
    """Which values of a segment pick a bracket for a value that follows."""
    numeric = [v for v in values if v.kind in ("money", "count", "percent", "times") and not isinstance(v.value, str)]
    found: list[tuple[int, Tier]] = []
    conditions: list[Value] = []
    for v in numeric:
        if not any(w.start > v.end for w in values) and not re.search(
            "免征|减半征收|给予|奖励|补", text[v.end : segment.end]
        ):
            continue
        after = text[v.end_bound : segment.end]
        if v.bound == "exact" or not _RELATIVE.match(after) or not _is_relative(text, segment, v):
            continue
        conditions.append(v)
        found.append((v.end_bound, _tier(text, segment, v)))
    return Brackets(tuple(conditions), tuple(found))


def _is_relative(text: str, segment: Span, v: Value) -> bool:
    """The value stands in a relative clause (…以下的企业) and is not itself what is given or reached."""
    before = text[max(segment.start, v.start_bound - 8) : v.start_bound]
    if re.search(
        r"(?:给予|奖励|补助|补贴|资助|达到?|建成|培育|新增|提供|引进|遴选|选取|选派|支持|每年|建设|组建)$", before
    ) and not re.search("投资|收入|产值|销售|规模", before):
        return False
    after = text[v.end_bound : v.end_bound + 3]
    return after.startswith(("的", "部分")) or bool(re.match(r"\S{0,24}?的", text[v.end_bound : segment.end]))


def _tier(text: str, segment: Span, v: Value) -> Tier:
    own = next((s for s in split(text, segment, "，：") if s.start <= v.start < s.end), segment)
    of = strip_lead(text[own.start : v.start_bound])
    of = re.sub(r"^(?:对于?|凡)|(?:在|为|达到?|的)+$", "", of)
    value = v.value
    assert not isinstance(value, str)
    marginal = text[v.end_bound : v.end_bound + 3].startswith(("的部分", "部分"))
    if v.value_max is not None:
        return Tier(value, v.value_max, True, True, of, marginal)
    if v.bound == "at_most":
        return Tier(None, value, False, not v.strict, of, marginal)
    return Tier(value, None, not v.strict, False, of, marginal)


def tier_of(position: int, brackets: Brackets) -> Tier | None:
    """The bracket that holds at a position: the last one opened before it."""
    before = [tier for start, tier in brackets.tiers if start <= position]
    return before[-1] if before else None
