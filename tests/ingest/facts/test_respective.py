"""分别 and its kin: who gets which of several values."""

from __future__ import annotations

import pytest

from tests.ingest.facts.drafts import drafts


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (
            "对新认定的国家级、省级创新平台，分别给予100万元、20万元一次性财政补助。",
            [("国家级", 1_000_000), ("省级", 200_000)],
        ),
        (
            "對新認定的國家級、省級科技企業孵化器的分別給予50萬元、20萬元的獎勵。",
            [("国家级", 500_000), ("省级", 200_000)],
        ),
        (
            "对获得一、二、三等奖的企业，分别给予10、6、3万元奖励。",
            [("一等奖", 100_000), ("二等奖", 60_000), ("三等奖", 30_000)],
        ),
        (
            "对国家、省、市级企业技术中心分别给予100万元、50万元和20万元奖励。",
            [("国家级", 1_000_000), ("省级", 500_000), ("市级", 200_000)],
        ),
    ],
)
def test_each_level_gets_its_own_amount(text: str, pairs: list[tuple[str, float]]) -> None:
    assert [(d.level, d.value) for d in drafts(text)] == pairs


def test_each_member_is_the_subject_of_its_own_value() -> None:
    found = drafts("科学技术普及率和实用技术培训覆盖率分别达到95%和80%。")
    assert [(d.subject, d.value) for d in found] == [("科学技术普及率", 95), ("实用技术培训覆盖率", 80)]


def test_no_other_level_stands_in_a_members_subject() -> None:
    national, provincial = drafts("对国家级、省级创新平台，分别给予100万元、20万元补助。")
    assert "省级" not in national.subject
    assert "国家级" not in provincial.subject


@pytest.mark.parametrize(
    "text",
    [
        "对国家级、省级、市级平台，分别给予100万元、20万元补助。",
        "对国家级、省级平台，分别给予100万元、50万元、20万元补助。",
    ],
)
def test_unequal_counts_are_assigned_to_nobody(text: str) -> None:
    found = drafts(text)
    assert [(d.value, d.level) for d in found] == [(None, None)]


def test_unequal_counts_are_shown_whole() -> None:
    text = "对国家级、省级、市级平台，分别给予100万元、20万元补助。"
    (found,) = drafts(text)
    assert text[found.start : found.end] == "100万元、20万元"


def test_all_members_share_word_and_period() -> None:
    found = drafts("对国家级、省级创新平台，分别给予100万元、20万元一次性财政补助。")
    assert {(d.word, d.per) for d in found} == {("财政补助", "one-off")}
