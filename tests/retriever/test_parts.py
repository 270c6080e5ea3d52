"""Several questions in one message."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from retriever.outcome import Outcome
from retriever.parts import join, says_more, split
from retriever.types import Citation, Status, Warning_
from tests.retriever.papers import candidates, paper

DAY = date(2026, 11, 21)
STOPPED = paper("一、停训\n1、停训期间最长一年，期满得报主管机关展延六个月。\n")
YEAR, MONTHS = (c.fact for c in candidates(STOPPED) if c.fact is not None and c.fact.value is not None)


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
        ("拉了十几家同行，新组的省级联盟，锦州能给多少？", ["拉了十几家同行，新组的省级联盟，锦州能给多少？"]),
        ("和几家企业抱团，新建省级联盟，锦州能给多少？", ["和几家企业抱团，新建省级联盟，锦州能给多少？"]),
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


def test_what_both_say_is_said_once() -> None:
    joined = join(["甲？", "乙？"], [outcome("给予20万元。[1]\n另报。[2]", 2), outcome("另报。[1]", 1)], "zh-Hans")
    assert joined.text == "给予20万元。[1]\n另报。[2]"
    assert (joined.status, len(joined.citations)) == ("answered", 2)


def test_values_of_sentences_are_facts_where_another_part_gives_some() -> None:
    told = replace(outcome("展延六个月。[1]", 1), told=(MONTHS,))
    given = replace(outcome("一年[1]", 1), facts=(YEAR,))
    assert join(["甲？", "乙？"], [given, told], "zh-Hans").facts == (YEAR, MONTHS)
    assert join(["甲？", "乙？"], [told, replace(outcome("另报。[1]", 1))], "zh-Hans").facts == ()


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


@pytest.mark.parametrize(
    "message",
    [
        "我们和锦州几家企业抱团，新建了省级产业联盟，专项支持能有多少？",
        "牵头拉了十几家同行，刚组起一个联盟，锦州能支持我们多少？",
        "专利被人抄了，也知道是谁干的，最晚几年之内去告？",
        "江西的防疫十条要管到哪天为止？公告有写吗",
        "几家厂子跟大学抱团，在锦州搞成了省一级的联盟，能拿到多少支持？",
        "成果约好了什么时候转，到期了没动静，再过多久发明人能自己去转？",
        "专利被人仿了，可我亏多少、他赚多少都算不出来，法院能判赔多少？",
        "要交什么材料，才能领到锦州的高企奖励？",
        "When a Chinese employer works out the daily wage, the monthly salary is divided by how many days?",
    ],
)
def test_what_only_tells_is_no_question_of_its_own(message: str) -> None:
    assert split(message, DAY) == (message,)


def test_a_sentence_that_tells_before_it_asks_is_another_question() -> None:
    found = split("鹿城区的合作社拿到绿色食品证书，一个品种给多少？过几年证到期再续，又给多少？", DAY)
    assert len(found) == 2
    assert "再续" in found[1]


def test_the_whole_says_more_where_it_cites_all_that_the_parts_do_and_more() -> None:
    one, two = citation(1), replace(citation(2), start=40, end=50)
    whole, part = Outcome("answered", "", citations=(one, two)), Outcome("partial", "", citations=(two,))
    assert says_more(whole, part)
    assert not says_more(part, whole)
    assert not says_more(part, part)
    assert not says_more(replace(whole, status="partial"), part)
