"""Which year of a payment a value is for."""

from __future__ import annotations

import pytest

from retriever.compose import choose_facts
from retriever.staged import of_another_year, other_years, stages
from tests.retriever.papers import asked, candidate, candidates, paper

PAID = paper("一、总部\n对新入驻的总部企业，首年给予50万元补助，次年给予30万元补助，第三年给予20万元补助。\n")


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("首年补助", {1}),
        ("头一年和第二年", {1, 2}),
        ("第二至第四年", {2, 3, 4}),
        ("前三年免租", {1, 2, 3}),
        ("之前三年", set()),
        ("第三年级", set()),
        ("每年", set()),
    ],
)
def test_years_of_a_payment(text: str, years: set[int]) -> None:
    assert stages(text) == years


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("总部企业第二年补助多少", ["30万元"]),
        ("总部企业头一年和第二年各补助多少", ["50万元", "30万元"]),
        ("总部企业补助多少", ["50万元", "30万元", "20万元"]),
    ],
)
def test_only_the_years_asked_about_are_told(question: str, left: list[str]) -> None:
    query = asked(question)
    kept = [c for c in candidates(PAID) if c.fact and c.fact.unit == "CNY" and not of_another_year(query, c)]
    assert [c.fact.text for c in choose_facts(query, kept) if c.fact] == left


def test_a_value_that_is_not_paid_by_years_is_for_all() -> None:
    reading = paper("一、总部\n对总部企业给予50万元补助。\n")
    assert not of_another_year(asked("总部企业第二年补助多少"), candidate(reading, "50万元"))


def test_a_year_that_is_not_paid_is_not_told() -> None:
    text = "首年给予50万元补助，次年给予30万元补助。"
    assert other_years("第四年补助多少", text)
    assert not other_years("次年补助多少", text)
    assert not other_years("补助多少", text)
