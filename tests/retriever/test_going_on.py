"""What is given beside a sentence because it is not whole without it."""

from __future__ import annotations

import pytest

from retriever.evidence import Candidate
from retriever.going_on import struck_out, struck_within, taken_back, with_next_step, with_what_belongs
from tests.retriever.papers import candidate, paper


def plain(text: str, words: str) -> Candidate:
    """The sentence of a paper that has these words."""
    reading = paper(text)
    (found,) = (
        Candidate(reading, clause, s, None, 1.0, 1.0)
        for clause in reading.clauses.values()
        for s in clause.sentences
        if words in s.text
    )
    return found


RENT = "一、租用\n承租人不得转租厂房。{}厂房应当保持整洁。\n"


@pytest.mark.parametrize(
    "behind",
    [
        "但经主管部门同意的，不在此限。",
        "经主管部门同意的除外。",
        "具有高级职称的，不受前款限制。",
        "其中，标准厂房由园区统一管理。",
        "具体包括标准厂房和仓库。",
        "前款所称厂房，不包括仓库。",
    ],
)
def test_what_takes_back_excepts_or_adds_goes_with_its_sentence(behind: str) -> None:
    told = with_what_belongs([plain(RENT.format(behind), "不得转租")])
    assert [c.sentence.text for c in told] == ["承租人不得转租厂房。", behind]


@pytest.mark.parametrize(
    "behind", ["", "但凡租用的，都要登记。", "前款所称厂房由园区登记。", "园区免收租金。", "惟一的出口应当畅通。"]
)
def test_what_speaks_of_something_else_stays_away(behind: str) -> None:
    assert len(with_what_belongs([plain(RENT.format(behind), "不得转租")])) == 1


def test_what_begins_with_but_is_given_behind_what_it_is_said_of() -> None:
    text = RENT.format("但经主管部门同意的，不在此限。")
    told = with_what_belongs([plain(text, "不在此限")])
    assert [c.sentence.text for c in told] == ["承租人不得转租厂房。", "但经主管部门同意的，不在此限。"]


def test_sentences_that_are_given_anyway_are_given_once() -> None:
    text = RENT.format("但经主管部门同意的，不在此限。")
    told = with_what_belongs([plain(text, "不得转租"), plain(text, "不在此限")])
    assert len(told) == 2


def test_a_value_is_given_with_what_takes_it_back() -> None:
    text = "一、补助\n对新建平台给予20万元补助。但已获国家补助的，从其规定。\n"
    chosen = [candidate(paper(text), "20万元")]
    assert [c.sentence.text for c in taken_back(chosen)] == ["但已获国家补助的，从其规定。"]
    assert not taken_back([candidate(paper("一、补助\n对新建平台给予20万元补助。\n"), "20万元")])


@pytest.mark.parametrize(
    ("behind", "noted"),
    [
        ("（2011年1月8日删除）", True),
        ("（此条已废止）", True),
        ("（责任单位：财政局）", False),
        ("厂房应当保持整洁。", False),
    ],
)
def test_what_was_struck_out_is_told_with_the_note(behind: str, noted: bool) -> None:
    found = struck_out(plain(f"一、租用\n承租人可以转租厂房。{behind}租金应当按月支付。\n", "可以转租"))
    assert (found is not None) == noted


@pytest.mark.parametrize(
    ("behind", "told"), [("检测报告合格的，视为通过验收。", 2), ("厂房应当保持整洁。", 1), ("", 1)]
)
def test_a_step_is_told_with_the_one_that_takes_up_its_last_word(behind: str, told: int) -> None:
    first = plain(f"一、验收\n无法验收的，可以委托机构检测。{behind}\n", "委托机构检测")
    assert len(with_next_step([first])) == told


@pytest.mark.parametrize(
    ("note", "ended"), [("（已停止执行）", True), ("（2020年起不再执行）", True), ("（含税）", False)]
)
def test_a_value_whose_own_sentence_says_that_it_ended(note: str, ended: bool) -> None:
    assert struck_within(candidate(paper(f"一、补助\n1、每户给予补助5000元{note}。\n"), "5000元")) == ended
