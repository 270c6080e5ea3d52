"""Brackets: a quantity that decides which rate or amount applies, with the inclusiveness its words give.

年产值在5000万元以下的…达到4%以上；年产值在5000万元至2亿元的要达到2%以上；年产值在2亿元以上的要达到1.5%以上
以上 and 以下 include the number unless the document says otherwise (民法典 art. 1259 gives the customary reading);
超过, 不足, 未满 do not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.facts.phrases import Span, split, strip_lead
from ingest.facts.values import Value
from ingest.types import Tier

_RELATIVE = re.compile(
    r"^(?:[(（][^()（）]*[)）])?(?:的|部分|之间)|^[^，。；]{0,24}?(?:的部分|企业|单位|项目|个人|平台|机构|者|家庭|人员|[借纳申][^，。；的]{1,2}人)[^，。；]*"
)
_OWN_NAME = re.compile(
    r"的?(?:标准|比例|额度|限额|(?:奖励|奖金|补助|补贴|资助)(?![\d最不])|资金|罚|赔偿|贷款|经费|津贴|一次性|税率|幅度|范围|财政|专项)"
)
_REACHED = re.compile(
    r"(?:投资|收入|产值|销售|税收|贡献|面积|营业额|零售额|出口|外资|资产|资本|规模|费用|增加值|纳税)[^，。；、\d]{0,10}(?:达到?|突破|超|满|实现)$"
)
_LISTED = re.compile(r"(?:\([^()]{0,8}\))?[、,，和及或与]{1,2}")
_DEDUCTED = re.compile(
    r"的?部分[^；。]{0,24}(?:扣除|不征|免征)"
)  # 利润总额12%以内的部分，准予扣除: the share is the rule itself
_OWN_FIGURE = re.compile(
    "投资|收入|产值|销售|规模|税收|贡献|面积|营业额|零售额|增速|出口|外资|资产|资本|人数|员工|费用"
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
        if not any(w.start > v.end and not _in_brackets(text, v, w) for w in values) and not re.search(
            "免征|减半征收|给予|奖励|补", text[v.end : segment.end]
        ):
            continue
        after = text[v.end_bound : segment.end]
        if v.kind == "percent" and _DEDUCTED.match(after):
            continue
        if _OWN_NAME.match(after):
            continue
        reached = v.bound == "exact" and _REACHED.search(text[segment.start : v.start]) and after.startswith("的")
        if (v.bound == "exact" and not reached) or not _RELATIVE.match(after) or not _is_relative(text, segment, v):
            continue
        tier = _tier(text, segment, v)
        if conditions and re.fullmatch("[但且，]{1,2}", text[conditions[-1].end_bound : v.start_bound]):
            before = found.pop()[1]  # 超过100万元但不超过300万元
            tier = replace(tier, min=before.min, min_inclusive=before.min_inclusive, of=before.of)
        conditions.append(v)
        found.append((v.end_bound, tier))
    return Brackets(tuple(conditions), tuple(found))


def _in_brackets(text: str, v: Value, w: Value) -> bool:
    """Whether w stands in brackets that open behind v: 月均收入低于3500元(年4.2万元)."""
    between = text[v.end : w.start]
    return between.count("(") + between.count("（") > between.count(")") + between.count("）")


def listed_brackets(text: str, segment: Span, values: list[Value]) -> Brackets:
    """年销售额达到1亿元、5亿元、10亿元的，分别奖励5万元、15万元、25万元: n quantities that pick n values.

    The tiers are given by the position of the value each is for; where the counts differ nothing is paired.
    """
    runs = _runs(text, values)
    for quantities, given in pairwise(runs):
        between = text[quantities[-1].end : given[0].start_bound]
        before = text[segment.start : quantities[0].start_bound]
        if (
            len(quantities) == len(given) > 1
            and "分别" in between
            and _OWN_FIGURE.search(before[-24:])
            and not re.search(
                "给予|奖励|补助|补贴|资助", text[max(segment.start, quantities[0].start - 3) : quantities[0].start]
            )
        ):
            of = re.sub(r"(?:首次)?(?:在|为|达到?|超过|的)*$", "", strip_lead(re.split("[，：]", before)[-1]))
            tiers = _closed([_at_least(q, of) for q in quantities])
            return Brackets(tuple(quantities), tuple((w.start, t) for w, t in zip(given, tiers, strict=True)))
    return Brackets((), ())


def _closed(tiers: list[Tier]) -> list[Tier]:
    """1万元、5万元、10万元: each bracket ends where the next begins, or all but the last would hold for 12万元."""
    out = tiers[:1]
    for low, high in pairwise(tiers):
        if low.max is None and low.min is not None and high.min is not None and low.min < high.min:
            out[-1] = replace(low, max=high.min, max_inclusive=not high.min_inclusive)
        out.append(high)
    return out


def _at_least(v: Value, of: str) -> Tier:
    assert not isinstance(v.value, str)
    if v.value_max is not None:
        return Tier(v.value, v.value_max, True, not v.strict, of)
    return (
        Tier(None, v.value, False, not v.strict, of) if v.bound == "at_most" else Tier(v.value, None, True, False, of)
    )


def _runs(text: str, values: list[Value]) -> list[list[Value]]:
    """Values of one unit with nothing but a list mark between them."""
    runs: list[list[Value]] = []
    for v in values:
        last = runs[-1][-1] if runs else None
        if last and last.unit == v.unit and _LISTED.fullmatch(text[last.end_bound : v.start_bound]):
            runs[-1].append(v)
        elif v.unit is not None:
            runs.append([v])
    return [run for run in runs if len(run) > 1]


def _is_relative(text: str, segment: Span, v: Value) -> bool:
    """The value stands in a relative clause (…以下的企业) and is not itself what is given or reached."""
    before = text[max(segment.start, v.start_bound - 8) : v.start_bound]
    if re.search(
        r"(?:给予|奖励|补助|补贴|资助|达到?|建成|培育|新增|提供|引进|遴选|选取|选派|支持|每年|建设|组建)$", before
    ) and not _OWN_FIGURE.search(before):
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
        return Tier(value, v.value_max, True, not v.strict, of, marginal)
    if v.bound == "at_most":
        return Tier(None, value, False, not v.strict, of, marginal)
    return Tier(value, None, not v.strict, False, of, marginal)


def tier_of(position: int, brackets: Brackets) -> Tier | None:
    """The bracket that holds at a position: the last one opened before it."""
    before = [tier for start, tier in brackets.tiers if start <= position]
    return before[-1] if before else None
