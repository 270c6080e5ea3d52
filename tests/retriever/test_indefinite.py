"""Question words that do not ask."""

from __future__ import annotations

import pytest

from retriever.indefinite import asks_nothing, without_indefinite


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("拉了十几家同行", "拉了十多家同行"),
        ("这几年一直亏", "这些年一直亏"),
        ("归谁还没弄清，能缓办吗", "未定，能缓办吗"),
        ("和本地几家工厂合伙，能补多少", "和本地多家工厂合伙，能补多少"),
        ("我跟几个朋友开店，有没有补贴", "我跟多个朋友开店，有没有补贴"),
    ],
)
def test_some_is_no_question(said: str, plain: str) -> None:
    assert without_indefinite(said) == plain


@pytest.mark.parametrize(
    "asked",
    [
        "最多借多少，几年还清？",
        "受理以后几天内打印，先报给谁？",
        "一共分几档，每档多少？",
        "区里要审几天？",
        "要几家企业一起报，由谁牵头？",
        "每年挑几家机构，一年？",
        "奖励前几名，各给多少？",
        "百分之几？",
        "谁还没交，怎么办？",
        "归谁管，说清楚",
    ],
)
def test_how_many_is_one(asked: str) -> None:
    assert without_indefinite(asked) == asked


@pytest.mark.parametrize("told", ["也知道是谁干的", "谁都可以", "不管什么行业", "没什么要紧"])
def test_what_is_known_or_holds_for_whoever_is_not_asked(told: str) -> None:
    assert not any(word in asks_nothing(told) for word in ("谁", "什么"))


def test_what_one_wants_to_know_is_asked() -> None:
    assert "谁" in asks_nothing("想知道由谁负责")
