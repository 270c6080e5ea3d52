"""Which bracket the asker's own figure picks, and which figure picks none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retriever.bracketing import picked_alike, tier_fits
from retriever.compose import fact_lines
from retriever.trusting import outweighed, picked
from tests.retriever.papers import asked, candidate, candidates, paper

FARMS = paper("一、养殖\n年销售收入达200万元以上的养殖场，奖励1万元；年销售收入达500万元以上的养殖场，奖励2万元。\n")
CLOUD = paper("一、上云\n上云费用达1万元、5万元、10万元以上的分别给予奖励5000元、1万元、2万元。\n", "e")


def fitting(question: str) -> list[str]:
    return [c.fact.text for c in candidates(FARMS) if c.fact and c.fact.tier and tier_fits(asked(question), c.fact)]


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("养殖场去年卖了300万，奖多少", 1),
        ("养殖场去年营收300万，奖多少", 1),
        ("养殖场去年300万，奖多少", 1),
        ("养殖场招了20个人，奖多少", 2),
        ("养殖场总投资300万，奖多少", 2),  # which bracket it is in, an investment does not say
    ],
)
def test_a_figure_picks_only_a_bracket_of_its_kind(question: str, kept: int) -> None:
    assert len(fitting(question)) == kept


def test_a_figure_of_the_same_names_who_it_is_for() -> None:
    chosen = candidate(FARMS, "1万元")
    assert chosen.fact is not None
    assert picked_alike(asked("养猪的去年卖了300万"), chosen.fact)
    assert not picked_alike(asked("养猪的去年有300万"), chosen.fact)
    sentence = replace(chosen, fact=None, trust=2.0)
    assert picked(asked("养猪的去年卖了300万"), chosen, [sentence])
    assert not picked(asked("养猪的去年卖了300万"), chosen, [replace(sentence, trust=0.0)])


def test_which_bracket_is_answered_by_brackets_alone() -> None:
    plain = candidate(paper("一、奖励\n对养殖场给予3万元奖励。\n"), "3万元").fact
    assert plain is not None
    assert tier_fits(asked("养殖场卖了300万，能领多少"), plain)
    assert not tier_fits(asked("养殖场卖了300万，能领哪一档"), plain)


def test_a_member_of_a_list_of_brackets_is_shown_with_its_own_limits() -> None:
    line = fact_lines(asked("上云费用6万元奖励多少"), [candidate(CLOUD, "1万元")])[0]
    assert line.text.startswith("1万元（达5万元、不足10万元")


def test_two_values_of_which_the_refused_one_is_trusted_far_more_are_both_left_out() -> None:
    kept = replace(candidate(FARMS, "1万元"), trust=0.0)
    refused = replace(candidate(CLOUD, "2万元"), trust=5.0)
    assert outweighed(kept, [kept, refused], [kept], [])
    assert not outweighed(kept, [kept, replace(refused, trust=0.5)], [kept], [])
    assert not outweighed(kept, [kept, refused], [kept, refused], [])
