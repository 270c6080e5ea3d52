"""What a rate makes of the asker's own figure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.facts.values import find_values
from ingest.types import Fact, Tier
from retriever.computing import Share, share, total, worked_out
from retriever.verify import Line, verify

RATE = Fact(
    kind="rate", subject="研发投入", doc_id="d", clause_id="c", start=0, end=20, value_start=8, value_end=11,
    text="10%", value=10.0, unit="%", base="研发投入",
)  # fmt: skip
UPPER = replace(RATE, text="5%", value=5.0, tier=Tier(5e6, None, False, False, "研发投入", marginal=True))
LOWER = replace(RATE, tier=Tier(None, 5e6, False, True, "研发投入", marginal=True))
FREE = replace(LOWER, text="免征企业所得税", value=0.0, base="企业所得税")
QUOTE = "按研发投入500万元以内的部分10%、500万元以上的部分5%给予补助。"


def test_a_rate_of_the_whole_figure() -> None:
    assert share(RATE, 2e6) == Share(RATE, 2e6, 2e6, 2e5)


def test_a_cap_limits_what_comes_out() -> None:
    found = share(replace(RATE, cap=1e5), 2e6)
    assert found is not None
    assert found.value == 1e5
    assert "以10万元为限" in worked_out([found], "zh-Hans")


def test_brackets_share_the_figure() -> None:
    shares = [s for s in (share(LOWER, 8e6), share(UPPER, 8e6)) if s]
    assert [s.part for s in shares] == [5e6, 3e6]
    assert total(shares) == 650_000
    assert worked_out(shares, "zh-Hans") == "按800万元计算：65万元（500万元×10%＋300万元×5%）"


def test_an_exemption_says_what_part_is_free_and_no_sum() -> None:
    (found,) = [s for s in [share(FREE, 8e6)] if s]
    assert found.value is None
    assert worked_out([found], "zh-Hans") == "按800万元计算：其中500万元免征企业所得税"


def test_a_bracket_above_the_figure_takes_no_part() -> None:
    assert share(UPPER, 4e6) is None


@pytest.mark.parametrize(
    "fact",
    [replace(RATE, unit="CNY"), replace(RATE, value_max=20.0), replace(RATE, value=None), replace(RATE, kind="target")],
    ids=["a sum", "a range", "nothing", "a goal"],
)
def test_what_is_no_single_rate_computes_nothing(fact: Fact) -> None:
    assert share(fact, 2e6) is None


def test_the_bound_of_the_rate_is_the_bound_of_the_result() -> None:
    (found,) = [s for s in [share(replace(RATE, bound="at_most"), 2e6)] if s]
    assert worked_out([found], "zh-Hans") == "按200万元计算：最高20万元（200万元×10%）"


def test_in_english() -> None:
    (found,) = [s for s in [share(RATE, 2e6)] if s]
    assert worked_out([found], "en") == "On RMB 2,000,000: RMB 200,000 (RMB 2,000,000 × 10%)"


# ---- verified


def line(worked: Share, text: str | None = None, quote: str = QUOTE) -> Line:
    return Line(text or worked_out([worked], "zh-Hans"), (quote,), (worked.fact,), computed=(worked,))


def accepted(found: Line, question: str) -> bool:
    return verify([found], question, find_values(question))[0] == [True]


def test_a_computation_from_question_and_quotation_is_shown() -> None:
    assert accepted(line(Share(RATE, 2e6, 2e6, 2e5)), "研发投入200万元补多少")


def test_a_figure_that_nobody_stated_is_not() -> None:
    assert not accepted(line(Share(RATE, 3e6, 3e6, 3e5)), "研发投入200万元补多少")


def test_a_wrong_result_is_not() -> None:
    assert not accepted(line(Share(RATE, 2e6, 2e6, 4e5)), "研发投入200万元补多少")


def test_another_sum_in_the_line_is_not() -> None:
    assert not accepted(line(Share(RATE, 2e6, 2e6, 2e5), "按200万元计算：20万元，另有90万元"), "研发投入200万元补多少")


def test_a_rate_that_the_quotation_does_not_hold_is_not() -> None:
    assert not accepted(line(Share(RATE, 2e6, 2e6, 2e5), quote="给予适当补助。"), "研发投入200万元补多少")
