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


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("对A、B、C类人才，分别给予最高500万元、300万元、100万元资助。", [("A类", 5e6), ("B类", 3e6), ("C类", 1e6)]),
        (
            "对获国家、省、市科技进步一等奖的，分别奖励100万元、50万元、20万元。",
            [("国家级", 1e6), ("省级", 5e5), ("市级", 2e5)],
        ),
        ("对省服务业重点企业、市服务业重点企业，分别奖励20万元、10万元。", [("省级", 2e5), ("市级", 1e5)]),
        (
            "经市级评定为三、四、五星级的农家乐，分别奖励1万元、2万元、4万元。",
            [("三星级", 1e4), ("四星级", 2e4), ("五星级", 4e4)],
        ),
        ("A类、B类人才创办的企业，优先推荐，可分别给予企业不少于50万元、30万元资助。", [("A类", 5e5), ("B类", 3e5)]),
    ],
)
def test_levels_however_they_are_listed(text: str, pairs: list[tuple[str, float]]) -> None:
    assert [(d.level, d.value) for d in drafts(text)] == pairs


def test_the_bound_before_the_first_binds_all() -> None:
    found = drafts("对A、B类人才，分别给予最高500万元、300万元资助。")
    assert {d.bound for d in found} == {"at_most"}


def test_classes_that_the_sentence_counts() -> None:
    found = drafts("对创新团队，根据顶尖、领军、优秀三个层次，分别给予500万元、200万元、50万元资助。")
    assert [(d.subject[:2], d.value) for d in found] == [("顶尖", 5e6), ("领军", 2e6), ("优秀", 5e5)]


def test_stages_of_a_payment() -> None:
    found = drafts("奖励资金分三年按50%、30%、20%的比例拨付。")
    assert [(d.subject, d.value) for d in found] == [
        ("奖励资金第一年", 50), ("奖励资金第二年", 30), ("奖励资金第三年", 20),
    ]  # fmt: skip


def test_rates_of_one_thing_share_its_name_and_theirs() -> None:
    found = [(d.subject, d.value) for d in drafts("花生种植、收获机械化率分别达到65%和55%。")]
    assert found == [("花生种植机械化率", 65), ("花生收获机械化率", 55)]


def test_remarks_in_brackets_hold_no_members() -> None:
    found = [
        (d.subject, d.value) for d in drafts("获得金奖(十大产品、最佳产品)、优质奖(其他奖)的，分别奖励2000元和1000元。")
    ]
    assert [value for _, value in found] == [2000, 1000]
    assert "金奖" in found[0][0]
    assert "优质奖" in found[1][0]
