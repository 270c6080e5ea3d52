"""From evidence to lines: the value first, then of what, then what decides whether the asker gets it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retriever.compose import choose_facts, cut, fact_lines, sentence_lines, with_other_end
from retriever.lists import child_lines
from tests.retriever.papers import asked, candidate, candidates, paper


def lines(question: str, *values: str) -> list[str]:
    reading = paper()
    return [d.text for d in fact_lines(asked(question), [candidate(reading, v) for v in values])]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("省级平台补助多少", "20万元"),
        ("省級平臺補助多少", "20萬元"),
        ("how much for a provincial platform", "RMB 200,000"),
    ],
)
def test_the_value_comes_first_in_the_askers_writing(question: str, first: str) -> None:
    assert lines(question, "20万元")[0].startswith(first)


def test_the_subject_and_the_period_are_said() -> None:
    (line,) = lines("省级平台补助多少", "20万元")
    assert "新认定的省级创新平台" in line
    assert "一次性" in line


def test_an_english_line_has_the_chinese_amount_beside_it() -> None:
    (line,) = lines("how much for a provincial platform", "20万元")
    assert "20万元" in line
    assert "one-off" in line


def test_an_english_line_of_no_subject_is_the_value_alone() -> None:
    found = candidate(paper(), "20万元")
    assert found.fact is not None
    bare = replace(found, fact=replace(found.fact, subject="", base=None, conditions=()))
    (line,) = [d.text for d in fact_lines(asked("how much"), [bare])]
    assert "—" not in line


def test_a_floor_beside_a_cap_is_not_all_that_is_said() -> None:
    text = "一、补助\n1、补助每户不低于300元，最高不超过800元。\n"
    both = [c for c in candidates(paper(text)) if c.fact is not None and c.fact.unit == "CNY"]
    assert {c.fact.bound for c in both if c.fact} == {"at_least", "at_most"}
    told = "".join(d.text for d in fact_lines(asked("补助最低多少、最高多少"), both))
    assert "没有写明上限" not in told
    assert "没有写明上限" in "".join(d.text for d in fact_lines(asked("补助最高多少"), both[:1]))


def test_conditions_follow_the_value() -> None:
    first, second = lines("博士补贴多少", "10万元")
    assert "10万元" in first
    assert "服务满五年" in second


def test_conditions_are_said_once() -> None:
    reading = paper()
    both = [candidate(reading, "10万元"), candidate(reading, "10万元")]
    texts = [d.text for d in fact_lines(asked("博士补贴多少"), both)]
    assert sum("服务满五年" in t for t in texts) == 1


def test_a_bracket_is_said_in_the_documents_words() -> None:
    (line,) = lines("年产值1亿元的企业研发投入比例多少", "2%以上")
    assert "5000万元至2亿元" in line


def test_a_bound_is_said() -> None:
    assert lines("培育多少户", "30户以上")[0].startswith("30户以上")
    assert lines("how many enterprises", "30户以上")[0].startswith("at least 30")


def test_the_year_of_a_goal_is_said() -> None:
    assert "2020年" in lines("培育多少户", "30户以上")[0]


def test_a_duty_says_its_bodies() -> None:
    assert lines("谁负责推广技术", "科技局、财政局")[0].startswith("科技局、财政局")


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("省级平台补助是20万元吗", "是"),
        ("省级平台补助是200万元吗", "不是"),
        ("省级平台补助是100万元吗", "不是"),
        ("有没有省级平台补助", "有"),
    ],
)
def test_a_claim_is_answered_first(question: str, opening: str) -> None:
    assert lines(question, "20万元")[0].startswith(opening)


@pytest.mark.parametrize(
    ("question", "opening"),
    [("is it true that it is RMB 200,000?", "Yes"), ("is it true that it is RMB 2,000,000?", "No")],
)
def test_a_claim_in_english(question: str, opening: str) -> None:
    assert lines(question, "20万元")[0].startswith(opening)


def test_each_line_rests_on_its_evidence() -> None:
    reading = paper()
    (line,) = fact_lines(asked("省级平台补助多少"), [candidate(reading, "20万元")])
    assert [c.fact.text for c in line.evidence if c.fact] == ["20万元"]


def test_a_sentence_stays_whole() -> None:
    (line,) = sentence_lines(asked("推广技术"), [candidate(paper(), "30户以上")])
    assert "到2020年，培育高新技术企业30户以上。" in line.text


@pytest.mark.parametrize(
    ("text", "left"),
    [("一是加强领导。", "加强领导。"), ("—— 加强领导；", "加强领导"), ("一是一，二是二。", "一，二是二。")],
)
def test_list_words_in_front_are_cut(text: str, left: str) -> None:
    assert cut(asked("领导"), text) == left


def test_the_children_of_a_clause_are_its_list() -> None:
    reading = paper()
    whole = candidates(reading)[0]
    parent = next(c for c in reading.clauses.values() if len(c.children) > 1)
    texts = [d.text for d in child_lines(asked("有哪些措施"), type(whole)(reading, parent, whole.sentence, None, 1, 1))]
    assert [t[:2] for t in texts] == ["1、", "2、", "3、", "4、"]


def test_no_facts_no_choice() -> None:
    assert choose_facts(asked("平台补助多少"), []) == []


def test_members_of_a_list_are_chosen_together() -> None:
    reading = paper()
    chosen = choose_facts(asked("平台补助多少"), [candidate(reading, "100万元"), candidate(reading, "20万元", 0.9)])
    assert [c.fact.text for c in chosen if c.fact] == ["100万元", "20万元"]


def test_a_claim_that_the_sentence_qualifies_is_answered_by_the_sentence() -> None:
    reading = paper("一、奖励\n1、高企。对新认定的高新技术企业给予20万元奖励，合同另有约定的从其约定。\n")
    lines = fact_lines(asked("高新技术企业一定得按20万元奖励吗？"), [candidate(reading, "20万元")])
    assert lines[0].text.endswith("合同另有约定的从其约定。")


def test_the_value_that_is_confirmed_stands_behind_the_yes() -> None:
    assert lines("省级平台补助20万元，对吗？", "100万元", "20万元")[0].startswith("是，20万元")


def test_a_claim_that_nothing_qualifies_is_confirmed() -> None:
    reading = paper("一、奖励\n1、高企。对新认定的高新技术企业给予20万元奖励。\n")
    lines = fact_lines(asked("高新技术企业一定得按20万元奖励吗？"), [candidate(reading, "20万元")])
    assert lines[0].text.startswith("是，20万元")


def test_the_bracket_of_an_area_is_said() -> None:
    reading = paper("一、场地\n租用场地面积300平方米以下的企业，租金补贴每月3000元。\n")
    (line,) = fact_lines(asked("租金补贴多少"), [candidate(reading, "3000元")])
    assert "面积300平方米以下" in line.text


def test_where_both_ends_are_asked_for_the_other_one_is_told_as_well() -> None:
    reading = paper("一、任务\n（一）培育企业\n支持企业做大。\n启动时间：2016年\n完成时间：2020年\n牵头单位：科技局\n")
    first, last = (c for c in candidates(reading) if c.fact and c.fact.kind == "deadline")
    both = with_other_end(asked("培育企业哪年启动、哪年完成"), [first], [first, last])
    assert [c.fact.text for c in both if c.fact] == ["2016年", "2020年"]
    assert with_other_end(asked("培育企业哪年启动"), [first], [first, last]) == [first]
