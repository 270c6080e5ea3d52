"""Whether a sentence states what is asked for in so many words."""

from __future__ import annotations

import pytest

from retriever.stating import asks_for_an_aim, states


@pytest.mark.parametrize(
    ("compared", "question", "sentence", "said"),
    [
        ("target", "设了多少个督导组？", "全市组成15个督导组，由市领导带队。", True),
        ("target", "设了多少个督导组？", "全市派出15个工作队，督导组由市领导带队。", False),
        ("target", "食堂每天消毒几次？", "食堂每日消毒不少于三次。", True),
        ("target", "食堂每天消毒几次？", "食堂每日消毒不少于30分钟。", False),
        ("rate", "口罩企业的复工率是多少？", "口罩企业的复工率已经超过76%。", True),
        ("rate", "口罩企业的复工率是多少？", "口罩企业的复产进度为76%。", False),
        ("how_long", "值守多久？", "每班值守6个月。", True),
        ("amount", "补助多少钱？", "补助10万元。", False),
    ],
)
def test_a_value_is_said_of_what_is_asked(compared: str, question: str, sentence: str, said: bool) -> None:
    assert states(compared, question, sentence) is said


def test_an_aim_may_be_told_in_words() -> None:
    assert asks_for_an_aim("经费保障的目标是什么？")
    assert not asks_for_an_aim("目标是建多少家？")
