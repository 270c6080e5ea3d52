"""Each check fails for its own reason, and for no other."""

from __future__ import annotations

from typing import Any

import pytest

from eval.judge import judge, unsupported
from retriever.types import Answer
from tests.eval.fakes import GOAL, LIBRARY, NATIONAL, PROVINCIAL, answer, case, citation, fact, span, unanswerable


def failed(given: Any, said: Any) -> set[str]:
    verdict = judge(given, said, LIBRARY.text, LIBRARY.names)
    assert bool(verdict.reasons) == (not verdict.right)
    return {name for name, held in verdict.checks.items() if held is False}


def test_right() -> None:
    assert failed(case(), answer()) == set()


def test_another_status() -> None:
    assert failed(case(), answer("没有找到。", "not_found")) == {"status", "value_said", "value_proved", "evidence"}


def test_the_value_is_not_in_the_text() -> None:
    assert failed(case(), answer("有补助（省级平台）[1]")) == {"value_said"}


def test_the_fact_has_another_value() -> None:
    wrong = fact(2_000_000.0, "20万元", PROVINCIAL)
    assert failed(case(), answer(facts=(wrong,))) == {"value_proved"}


def test_the_fact_lies_outside_the_citation() -> None:
    other = answer(facts=(fact(200000.0, "100万元", NATIONAL),))
    assert failed(case(), other) == {"value_proved"}


def test_without_facts_the_quotation_has_to_state_the_value() -> None:
    assert failed(case(), answer(facts=())) == set()
    unproved = answer(
        "20万元[1]", facts=(), citations=(citation(PROVINCIAL, quote="对", end=PROVINCIAL[0] + 1, shown="对"),)
    )
    assert failed(case(), unproved) == {"value_proved", "supported"}


def test_another_clause_is_cited() -> None:
    elsewhere = (citation(PROVINCIAL), citation(GOAL, 2, "d1-2"))
    assert failed(case(evidence=[span(GOAL)]), answer()) == {"evidence"}
    assert failed(case(evidence=[span(PROVINCIAL), span(GOAL)]), answer()) == {"evidence"}
    assert failed(case(evidence=[span(PROVINCIAL), span(GOAL)]), answer(citations=elsewhere)) == set()


def test_an_alternative_stands_for_the_whole() -> None:
    given = case(evidence=[span(NATIONAL), span(GOAL)], alternatives=[[span(PROVINCIAL)]])
    assert failed(given, answer()) == set()


def test_a_quotation_that_is_not_verbatim() -> None:
    bent = citation(PROVINCIAL, quote="对省级平台给予20万元补贴。")
    assert failed(case(), answer(citations=(bent,))) == {"verbatim"}


def test_no_citation() -> None:
    assert failed(case(), answer(citations=())) == {"cited", "evidence", "value_proved", "supported"}


def test_a_number_without_support() -> None:
    assert failed(case(), answer("20万元，最多50万元[1]")) == {"supported"}


def test_a_bare_year_is_supported_by_a_quoted_date_and_a_count_is_not() -> None:
    for text, wrong in (("by 2020: 30户", set()), ("by 2021: 30户", {"supported"}), ("2020户, 30户", {"supported"})):
        said = answer(f"{text}[1]", citations=(citation(GOAL, 1, "d1-2"),), facts=())
        assert failed(unanswerable(status=["answered", "partial"], evidence=[span(GOAL)]), said) == wrong


def test_numbers_of_the_question_the_names_and_the_counts_are_supported() -> None:
    asked = case(question="锦州省级平台补30万元吗？")
    assert failed(asked, answer("不是30万元，是20万元，共1项[1]")) == set()


def test_what_must_and_must_not_be_said_ignores_script_width_and_space() -> None:
    given = case(must_say=["省级 平台"], must_not_say=["100万"])
    assert failed(given, answer("20萬元（省級 平臺）[1]")) == set()
    assert failed(given, answer("20萬元[1]")) == {"must_say"}
    both = answer("20萬元（省級平台），不是１００ 萬[1]", citations=(citation((5, 36)),))
    assert failed(given, both) == {"must_not_say"}


def test_nothing_is_to_be_answered() -> None:
    assert failed(unanswerable(), answer("没有找到。", "not_found")) == set()
    assert failed(unanswerable(), answer()) == {"status"}


def test_an_error_is_a_failure() -> None:
    assert "status" in failed(unanswerable(), answer("", "error"))


@pytest.mark.parametrize(
    ("value", "unit", "found", "proved"),
    [
        ({"value": 30, "bound": "at_least", "value_max": None}, "家", fact(30.0, "30户", GOAL, "户"), True),
        ({"value": 30, "bound": "at_least", "value_max": None}, "%", fact(30.0, "30户", GOAL, "户"), False),
        ({"value": 30, "bound": "exact", "value_max": None}, "个", fact(30.0, "30户", GOAL, "月"), True),
        (
            {"value": "2020", "bound": "exact", "value_max": None},
            "date",
            fact(30.0, "30户", GOAL, "户", year=2020),
            True,
        ),
        ({"value": 20, "bound": "range", "value_max": 30}, "户", fact(20.0, "30户", GOAL, "户", value_max=30.0), True),
        ({"value": 20, "bound": "range", "value_max": 30}, "户", fact(20.0, "30户", GOAL, "户"), False),
        (
            {"value": 500000, "bound": "at_most", "value_max": None},
            "CNY",
            fact(30.0, "30户", GOAL, "%", cap=500000.0),
            True,
        ),
    ],
)
def test_a_fact_holds_a_value(value: dict[str, Any], unit: str, found: Any, proved: bool) -> None:
    given = case(evidence=[span(GOAL)], values=[{**value, "unit": unit}])
    said = answer("2020年：20-30户，50万元，30%[1]", citations=(citation(GOAL),), facts=(found,))
    assert ("value_proved" not in failed(given, said)) is proved


# ---- computed


def computing(value: float | None, *, rate: float = 10.0, figure: float = 2e6) -> Answer:
    share = {"figure": figure, "part": figure, "rate": rate, "cap": None, "value": value}
    return answer(
        "按200万元计算：20万元（200万元×10%）[1]", trace={"computed": [share]}, facts=(),
        citations=(citation(PROVINCIAL, quote="按研发投入的10%给予补助。", shown="按研发投入的10%给予补助。"),),
    )  # fmt: skip


ASKED = ("研发投入200万元补多少",)


def test_a_recorded_computation_supports_its_result() -> None:
    assert unsupported(computing(2e5), ASKED) == []


@pytest.mark.parametrize(
    "bent",
    [computing(4e5), computing(2e5, rate=20.0), computing(2e5, figure=3e6)],
    ids=["comes out wrong", "a rate that is not quoted", "a figure that was not asked"],
)
def test_another_computation_supports_nothing(bent: Answer) -> None:
    assert unsupported(bent, ASKED) == ["200000"]


@pytest.mark.parametrize(("said", "stray"), [("第二年", []), ("第四年", ["4"]), ("2家", ["2"])])
def test_a_stage_of_what_is_paid_in_stages_is_no_number_of_its_own(said: str, stray: list[str]) -> None:
    quote = "分三年按40%、30%、30%比例拨付。"
    given = answer(f"30%（{said}）[1]", facts=(), citations=(citation(PROVINCIAL, quote=quote, shown=quote),))
    assert unsupported(given, ()) == stray


@pytest.mark.parametrize(("said", "stray"), [("4月30日后", []), ("5月30日后", ["30", "5"])])
def test_a_day_without_its_year_is_supported_by_the_one_with_it(said: str, stray: list[str]) -> None:
    quote = "2019年4月30日后授权的，每件资助2万元。"
    given = answer(f"2万元（{said}授权的）[1]", facts=(), citations=(citation(PROVINCIAL, quote=quote, shown=quote),))
    assert unsupported(given, ()) == stray
