"""What one clause says for others."""

from __future__ import annotations

import pytest

from ingest.facts import extract_facts
from ingest.facts.scope import Ends, counted
from ingest.normalize import normalize
from ingest.structure import build_clauses
from ingest.types import Fact


def facts(text: str) -> list[Fact]:
    norm = normalize(text)
    return [f for f in extract_facts(norm, build_clauses(norm, text, "d")[0], "d", None) if f.value is not None]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("本办法所称“以上”包含本数，“以下”不含本数。", Ends(True, False)),
        ("本规定所称以上、以下均含本数。", Ends(True, True)),
        ("“以上”“以下”均不包括本数。", Ends(False, False)),
        ("年产值5000万元以上的企业。", Ends(True, True)),
    ],
)
def test_how_ends_are_counted(text: str, ends: Ends) -> None:
    assert counted(text) == ends


BRACKETS = "一、年产值5000万元以下的企业，奖励1万元；年产值5000万元以上的企业，奖励2万元。\n二、{}\n"


def test_a_clause_on_ends_binds_the_brackets_of_the_document() -> None:
    low, high = facts(BRACKETS.format("“以上”含本数，“以下”不含本数。"))
    assert low.tier
    assert high.tier
    assert (low.tier.max_inclusive, high.tier.min_inclusive) == (False, True)


def test_what_brackets_say_themselves_goes_first() -> None:
    text = BRACKETS.format("“以上”“以下”均不含本数。").replace("5000万元以", "5000万元(含)以")
    low, high = facts(text)
    assert low.tier
    assert high.tier
    assert (low.tier.max_inclusive, high.tier.min_inclusive) == (True, True)


def test_not_more_than_is_no_more_than() -> None:
    low, high = facts("技术转让所得未超过五百万元的部分，免征企业所得税；超过五百万元的部分，减半征收企业所得税。")
    assert low.tier
    assert high.tier
    assert (low.tier.min, low.tier.max, low.tier.max_inclusive) == (None, 5e6, True)
    assert (high.tier.min, high.tier.max, high.tier.min_inclusive) == (5e6, None, False)


def test_an_exception_is_of_its_own_part() -> None:
    first, second = facts("采购份额不低于40%，其中小微企业不低于70%，但无法提供的商品和服务除外。罚款5万元。")[:2]
    assert first.exceptions == second.exceptions == ("无法提供的商品和服务除外",)


@pytest.mark.parametrize(
    "said", ["同一项目按就高不重复原则执行", "同一企业只能择一享受", "上述奖励不得重复享受", "不重复享受"]
)
def test_what_is_not_given_twice_binds_what_was_said_before(said: str) -> None:
    first, second, other = facts(f"一、对甲类企业奖励10万元。对乙类企业奖励5万元。{said}。\n二、对丙类企业奖励3万元。")
    assert (first.exceptions, second.exceptions, other.exceptions) == ((said,), (said,), ())


def test_what_may_be_given_twice_is_no_exception() -> None:
    (fact,) = facts("对上市企业奖励100万元。境内外都上市的，可以重复享受。")
    assert fact.exceptions == ()
