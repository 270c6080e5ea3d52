"""Several questions in one message."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from retriever.outcome import Outcome
from retriever.parts import join, split
from retriever.types import Citation, Status, Warning_

DAY = date(2026, 11, 21)


def citation(marker: int, quote: str = "给予20万元。") -> Citation:
    return Citation(
        marker=marker, doc_id="d", title=None, label="办法", region=None, doc_number=None, clause_id="c",
        clause_path=(), source_file="a.txt", page=None, start=0, end=len(quote), quote=quote, shown=quote,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("锦州省级研发平台补多少钱？责任单位是谁？", ["锦州省级研发平台补多少钱？", "锦州省级研发平台责任单位是谁？"]),
        ("锦州高企奖多少，由谁负责？", ["锦州高企奖多少？", "锦州高企由谁负责？"]),
        ("我们在锦州，刚评上省级平台。能拿多少钱？", ["我们在锦州，刚评上省级平台。能拿多少钱？"]),
        ("锦州和凉山的高企奖励哪个多？多多少？", ["锦州和凉山的高企奖励哪个多？多多少？"]),
        ("听说锦州补100万，是真的吗？", ["听说锦州补100万，是真的吗？"]),
        ("锦州省级平台补多少，国家级的呢？", ["锦州省级平台补多少，国家级的呢？"]),
    ],
)
def test_a_message_is_cut_where_it_asks_something_else(message: str, parts: list[str]) -> None:
    assert list(split(message, DAY)) == parts


def test_yes_or_no_after_a_question_is_a_question_of_its_own() -> None:
    first, second = split("锦州新建省级平台补多少？孵化器有没有补助？", DAY)
    assert first == "锦州新建省级平台补多少？"
    assert "孵化器" in second
    assert "锦州" in second


def test_an_english_message_is_cut_at_and() -> None:
    found = split("What subsidy does a provincial platform get in Jinzhou and who is responsible?", DAY)
    assert len(found) == 2
    assert "Jinzhou" in found[1]


def test_a_follow_up_with_its_context_stays_whole() -> None:
    question = "锦州孵化器补助多少钱？谁负责？（上文：平台）"
    assert split(question, DAY) == (question,)


def test_no_more_than_four_questions_are_answered() -> None:
    message = "锦州高企奖多少？谁负责？什么时候完成？条件是什么？怎么申请？有效期多久？"
    assert len(split(message, DAY)) <= 4


# ---- joined


def outcome(text: str, citations: int, status: Status = "answered") -> Outcome:
    return Outcome(status, text, citations=tuple(citation(i + 1) for i in range(citations)))


def test_citations_are_numbered_through() -> None:
    joined = join(["甲？", "乙？"], [outcome("20万元[1]\n30万元[2]", 2), outcome("科技局[1]", 1)], "zh-Hans")
    assert joined.text == "20万元[1]\n30万元[2]\n科技局[3]"
    assert [c.marker for c in joined.citations] == [1, 2, 3]
    assert joined.status == "answered"


def test_brackets_that_are_no_marker_stay() -> None:
    joined = join(["甲？", "乙？"], [outcome("20万元[1]", 1), outcome("国发[2013]8号[1]", 1)], "zh-Hans")
    assert joined.text.endswith("国发[2013]8号[2]")


def test_a_part_without_an_answer_is_named_and_makes_it_partial() -> None:
    joined = join(["甲？", "乙？"], [outcome("20万元[1]", 1), outcome("没有", 0, "not_found")], "zh-Hans")
    assert joined.status == "partial"
    assert "“乙”" in joined.text
    assert len(joined.citations) == 1


def test_a_warning_of_both_is_said_once() -> None:
    warned = replace(outcome("20万元[1]", 1), warnings=(Warning_("period_over", "已到期"),))
    assert len(join(["甲？", "乙？"], [warned, warned], "zh-Hans").warnings) == 1


def test_the_trace_keeps_each_part() -> None:
    joined = join(["甲？", "乙？"], [outcome("a", 0), outcome("b", 0, "not_found")], "zh-Hans")
    assert [(p["question"], p["status"]) for p in joined.trace["parts"]] == [
        ("甲？", "answered"),
        ("乙？", "not_found"),
    ]


def test_english_asks_twice_in_one_sentence() -> None:
    first, second = split("How many incubators does Aba plan, and when must they be built?", date(2026, 1, 1))
    assert first.startswith("How many incubators")
    assert second.startswith("when must they be built")
    assert "incubators" in second
