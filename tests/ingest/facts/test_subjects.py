"""Whom a value is for, where its own fragment does not say so."""

from __future__ import annotations

import pytest

from ingest.facts import extract_facts
from ingest.normalize import normalize
from ingest.structure import build_clauses
from tests.ingest.facts.drafts import drafts


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("在禁烟场所吸烟的，由主管部门责令改正，可以处五十元罚款。", "在禁烟场所吸烟"),
        ("企业违反本条例第三条规定，未按时处理投诉的，由主管部门处一千元罚款。", "企业未按时处理投诉"),
        ("在校学生：个人缴费标准为每人380元。", "在校学生个人缴费标准"),
        ("纳税人为独生子女的，按照每月2000元的标准定额扣除。", "纳税人为独生子女"),
        ("自治区财政按照实际补助金额的50%给予市县财政奖励。", "市县"),
        ("购置设备的，按投资额的10%、最高50万元给予补助。", "购置设备"),
    ],
)
def test_the_case_named_before(text: str, subject: str) -> None:
    assert {d.subject for d in drafts(text)} == {subject}


def test_what_makes_it_worse_is_added_to_the_case() -> None:
    mild, grave = drafts("在禁烟场所吸烟的，处五十元罚款；情节严重的，处二百元罚款。")
    assert mild.subject == "在禁烟场所吸烟"
    assert grave.subject == "在禁烟场所吸烟，情节严重"


def sums(text: str) -> list[tuple[str, object]]:
    norm = normalize(text)
    found = extract_facts(norm, build_clauses(norm, text, "d")[0], "d", None)
    return [(f.subject, f.value) for f in found if f.kind == "benefit"]


def test_a_standard_is_of_the_heading_over_it() -> None:
    text = "一、创业租金补贴\n补贴标准：一等奖6000元，二等奖3000元。\n"
    assert sums(text) == [("创业租金补贴：一等奖", 6000.0), ("创业租金补贴：二等奖", 3000.0)]
    assert sums("二、一次性创业资助\n标准：10000元。\n") == [("一次性创业资助", 10_000.0)]


def test_a_later_bracket_is_not_given_to_the_one_before() -> None:
    small, large = sums("招用3人以下的，每人补贴2000元；招用4人以上的，每人补贴3000元。")
    assert "3人" not in large[0]
    assert (small[1], large[1]) == (2000.0, 3000.0)


def test_the_paragraph_before_may_name_them() -> None:
    text = "一、创业资助\n补贴对象：在校大学生。\n补贴标准：10000元。\n"
    norm = normalize(text)
    (sum_,) = (f for f in extract_facts(norm, build_clauses(norm, text, "d")[0], "d", None) if f.kind == "benefit")
    assert sum_.value == 10_000


def test_whose_figure_picks_the_bracket_gets_the_sum() -> None:
    text = "年销售总收入达200至500万元的畜禽养殖场、养蜂场，奖励1万元。"
    assert sums(text) == [("年销售总收入的畜禽养殖场、养蜂场", 10_000.0)]
