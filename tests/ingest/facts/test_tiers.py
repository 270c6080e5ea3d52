"""Brackets: which quantity picks a value, from where to where, and whether the ends are in it."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.types import Tier
from tests.ingest.facts.drafts import drafts

OUTPUT = (
    "年产值在5000万元以下的企业，研发投入比例要达到4%以上；年产值在5000万元至2亿元的企业，要达到2%以上；"
    "年产值在2亿元以上的企业，要达到1.5%以上。"
)
TAX = "年应纳税所得额不超过500万元的部分，免征企业所得税；超过500万元的部分，减半征收企业所得税。"


def tiers(text: str) -> list[Tier]:
    return [d.tier for d in drafts(text) if d.tier]


def test_each_bracket_has_its_rate() -> None:
    found = [(d.value, d.tier.min, d.tier.max) for d in drafts(OUTPUT) if d.tier]
    assert found == [(4, None, 5e7), (2, 5e7, 2e8), (1.5, 2e8, None)]


def test_figures_that_pick_the_bracket_are_no_facts() -> None:
    assert {d.unit for d in drafts(OUTPUT)} == {"%"}


def test_every_bracket_is_of_the_quantity_named_first() -> None:
    assert {t.of for t in tiers(OUTPUT)} == {"年产值"}


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("1000万元以上", {"min": 1e7, "max": None, "min_inclusive": True}),
        ("超过1000万元", {"min": 1e7, "max": None, "min_inclusive": False}),
        ("1000万元以下", {"min": None, "max": 1e7, "max_inclusive": True}),
        ("不超过1000万元", {"min": None, "max": 1e7, "max_inclusive": True}),
        ("不足1000万元", {"min": None, "max": 1e7, "max_inclusive": False}),
        ("1000万元至5000万元", {"min": 1e7, "max": 5e7, "min_inclusive": True, "max_inclusive": True}),
    ],
)
def test_inclusiveness_is_as_the_words_are_read(words: str, ends: dict[str, Any]) -> None:
    (tier,) = tiers(f"对投资{words}的项目，按投资额的5%给予补助。")
    assert {name: getattr(tier, name) for name in ends} == ends


def test_the_free_part_is_nought_per_cent_and_the_halved_part_fifty() -> None:
    found = [(d.value, d.unit, d.tier.min, d.tier.max) for d in drafts(TAX) if d.tier]
    assert found == [(0, "%", None, 5e6), (50, "%", 5e6, None)]


def test_the_number_itself_is_in_one_bracket_alone() -> None:
    low, high = tiers(TAX)
    assert (low.max_inclusive, high.min_inclusive) == (True, False)


def test_an_amount_without_a_figure_before_it_has_no_bracket() -> None:
    assert tiers("对新认定的省级平台给予20万元补助。") == []


def test_n_quantities_pick_n_values() -> None:
    found = drafts("年销售额达到1亿元、5亿元、10亿元的企业，分别奖励5万元、15万元、25万元。")
    assert [(d.value, d.tier.min, d.tier.max) for d in found if d.tier] == [
        (50_000, 1e8, 5e8), (150_000, 5e8, 1e9), (250_000, 1e9, None),
    ]  # fmt: skip


def test_n_ranges_pick_n_values() -> None:
    found = drafts("投资额1000万元-3000万元、3000万元以上的项目，分别给予20万元、40万元奖励。")
    assert [(d.value, d.tier.min, d.tier.max) for d in found if d.tier] == [(2e5, 1e7, 3e7), (4e5, 3e7, None)]


def test_a_quantity_that_is_reached_opens_a_bracket() -> None:
    (found,) = drafts("当年实到外资达到500万美元的，给予奖励50万元人民币。")
    assert found.tier is not None
    assert (found.value, found.tier.min, found.tier.min_inclusive) == (500_000, 5e6, True)


def test_over_one_and_not_over_another_is_one_bracket() -> None:
    (tier,) = tiers("年应纳税所得额超过100万元但不超过300万元的部分，减按50%计入应纳税所得额。")
    assert (tier.min, tier.max, tier.min_inclusive, tier.max_inclusive) == (1e6, 3e6, False, True)


def test_a_ceiling_of_a_standard_opens_no_bracket() -> None:
    assert tiers("按每人不超过1500元的标准给予补助。") == []


def test_a_remark_in_brackets_does_not_hide_the_bracket() -> None:
    low, high = drafts(
        "当年销售总收入达100至200万元(需证明，下同)的养殖场，奖励5000元；当年销售总收入达200至500万元的养殖场，奖励1万元。"
    )
    assert low.tier
    assert high.tier
    assert (low.value, low.tier.min, low.tier.max) == (5000, 1e6, 2e6)
    assert (high.value, high.tier.min, high.tier.max) == (10_000, 2e6, 5e6)


def test_less_than_leaves_its_number_out_unless_it_says_otherwise() -> None:
    (small,) = tiers("销售收入小于5000万元的企业，奖励5万元。")
    (named,) = tiers("销售收入小于5000万元(含)的企业，奖励5万元。")
    assert (small.max, small.max_inclusive) == (5e7, False)
    assert (named.max, named.max_inclusive) == (5e7, True)
