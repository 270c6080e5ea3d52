"""Which facts answer a question, and which contradict it."""

from __future__ import annotations

import pytest

from retriever.bracketing import bracket_bonus, holds
from retriever.contradicting import contradicts, of_the_period, period_bonus
from retriever.evidence import body, siblings
from retriever.fitting import answers
from tests.retriever.papers import asked, candidate, candidates, paper


def fitting(question: str) -> list[str]:
    return [c.fact.text for c in candidates(paper()) if c.fact and answers(asked(question), c.fact)]


def test_the_other_level_does_not_answer() -> None:
    assert "20万元" in fitting("省级平台补助多少")
    assert "100万元" not in fitting("省级平台补助多少")


def test_a_level_that_no_fact_has_gets_neither() -> None:
    assert not {"20万元", "100万元"} & set(fitting("市级平台补助多少"))


def test_without_a_level_all_levels_answer() -> None:
    assert {"20万元", "100万元"} <= set(fitting("平台补助多少"))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("谁负责推广技术", ["科技局、财政局"]),
        ("培育多少户企业", ["30户以上"]),
        ("到2020年培育多少户企业", ["30户以上"]),
        ("到2025年培育多少户企业", []),
        ("企业研发投入比例多少", ["4%以上", "2%以上", "1.5%以上"]),
    ],
)
def test_a_fact_of_the_kind_asked_for_answers(question: str, answer: list[str]) -> None:
    assert fitting(question) == answer


@pytest.mark.parametrize(
    ("figure", "answer"),
    [
        ("3000万元", ["4%以上"]),
        ("1亿元", ["2%以上"]),
        ("3亿元", ["1.5%以上"]),
        ("5000万元", ["4%以上", "2%以上"]),
    ],
)
def test_the_askers_figure_picks_the_bracket(figure: str, answer: list[str]) -> None:
    assert fitting(f"年产值{figure}的企业研发投入比例多少") == answer


@pytest.mark.parametrize(("figure", "inside"), [("500万元", True), ("600万元", False), ("400万元", True)])
def test_not_over_includes_the_number_itself(figure: str, inside: bool) -> None:
    free = candidate(paper("一、税\n年所得额不超过500万元的企业，免征企业所得税。\n"), "免征企业所得税").fact
    (figured,) = asked(f"年所得额{figure}").quantities
    assert free is not None
    assert holds(free, figured) is inside


@pytest.mark.parametrize("figure", ["400万元", "500万元", "600万元"])
def test_a_marginal_bracket_holds_for_its_part_of_a_larger_sum(figure: str) -> None:
    free = candidate(paper("一、税\n年所得额不超过500万元的部分，免征企业所得税。\n"), "免征企业所得税").fact
    (figured,) = asked(f"年所得额{figure}").quantities
    assert free is not None
    assert holds(free, figured)


def test_a_fact_without_a_bracket_holds_nothing() -> None:
    fact = candidate(paper(), "20万元").fact
    (figured,) = asked("年产值1亿元").quantities
    assert fact is not None
    assert not holds(fact, figured)


def test_the_bracket_that_the_figure_picks_goes_first() -> None:
    query, reading = asked("年产值1亿元的企业研发投入比例多少"), paper()
    assert bracket_bonus(query, candidate(reading, "2%以上").fact) > bracket_bonus(
        query, candidate(reading, "4%以上").fact
    )


@pytest.mark.parametrize(
    ("best", "together"),
    [("20万元", ["100万元", "20万元"]), ("2%以上", ["4%以上", "2%以上", "1.5%以上"]), ("10万元", ["10万元"])],
)
def test_members_of_a_list_and_brackets_of_a_scale_belong_together(best: str, together: list[str]) -> None:
    reading = paper()
    assert [c.fact.text for c in siblings(candidate(reading, best), candidates(reading)) if c.fact] == together


def test_asked_for_a_month_a_sum_a_month_goes_first() -> None:
    a_month = candidate(paper("一、补助\n对孵化器给予每月1000元补助。\n"), "1000元").fact
    assert period_bonus(asked("一个月补多少"), a_month) > period_bonus(asked("补多少"), a_month) == 0


BOATS = "一、渔业\n对小于8米的渔船补助每月333元，每年4000元；对大船补助每月417元，每年5000元。\n"


def test_asked_for_a_year_a_sum_a_month_of_the_same_subject_is_left_out() -> None:
    kept = of_the_period(asked("小于8米的渔船每年补助多少"), candidates(paper(BOATS)))
    assert [c.fact.text for c in kept if c.fact] == ["4000元", "5000元"]


def test_asked_for_no_period_all_sums_stay() -> None:
    found = candidates(paper(BOATS))
    assert of_the_period(asked("渔船补助多少"), found) == found


def test_another_batch_contradicts() -> None:
    paid = candidate(paper("一、安排\n第一批企业给予20万元补助。\n"), "20万元")
    assert (contradicts(asked("第二批企业补助多少"), paid), contradicts(asked("第一批企业补助多少"), paid)) == (
        True,
        False,
    )


def test_what_the_asker_is_not_contradicts() -> None:
    paid = candidate(paper("一、租金\n对珠三角企业给予6000元补助。\n"), "6000元")
    other = candidate(paper("一、租金\n对珠三角以外的企业给予4000元补助。\n"), "4000元")
    question = asked("不在珠三角的企业补助多少")
    assert (contradicts(question, paid), contradicts(question, other)) == (True, False)


def test_what_the_asker_is_not_is_known_in_other_words() -> None:
    paid = candidate(paper("一、装备\n对成套技术装备给予100万元补助。\n"), "100万元")
    assert contradicts(asked("我们做零部件，不是成套装备，补助多少"), paid)


def test_asked_for_what_it_is_a_month_a_share_of_the_standard_is_no_answer() -> None:
    share = candidate(paper("一、扣除\n父母可以选择由一方按扣除标准的50%扣除。\n"), "50%").fact
    assert share is not None
    assert not answers(asked("子女教育每月扣除多少"), share)


def test_people_whom_the_asker_counts_pick_the_subject() -> None:
    reading = paper(
        "一、租金\n户籍人口超过100万的城市，补贴标准为每月1100元；户籍人口不超过100万的城市，补贴标准为每月800元。\n"
    )
    question = asked("户籍人口有150万的城市，租金补贴多少")
    assert [f.text for f in reading.document.facts if answers(question, f)] == ["1100元"]


def test_a_term_that_the_asker_states_is_not_what_is_asked() -> None:
    reading = paper("一、处罚\n五年内受警告三次的公司，应当在三个月内整改。\n")
    asks = asked("五年内受警告三次，多久之内整改")
    assert [f.text for f in reading.document.facts if f.kind == "deadline" and answers(asks, f)] == ["三个月内"]


def said(text: str) -> list[str]:
    return [s.text for clause in paper(text).clauses.values() for s in body(clause)]


def test_a_sentence_shorter_than_its_heading_is_no_heading() -> None:
    text = "一、调动科研人员和职工创新创业的积极性\n鼓励离岗创业。健全人才奖励体系，加大奖励力度。\n"
    assert said(text) == ["鼓励离岗创业。", "健全人才奖励体系，加大奖励力度。"]


def test_a_heading_that_is_a_sentence_is_read() -> None:
    text = "一、领取两项补贴的，可以同时申请。两项补贴按月发放。\n二、附则\n补贴不得转让。\n"
    assert said(text)[:2] == ["一、领取两项补贴的，可以同时申请。", "两项补贴按月发放。"]


def test_what_stands_before_the_first_clause_is_read_where_it_says_something() -> None:
    text = (
        "北州市文明行为条例\n2021年11月27日 北州市人民代表大会常务委员会批准\n各区人民政府：\n"
        "为贯彻上级精神，现就减免三项保险的有关问题通知如下：\n第一条 公民应当守法。\n"
    )
    assert said(text) == [
        "2021年11月27日 北州市人民代表大会常务委员会批准",
        "为贯彻上级精神，现就减免三项保险的有关问题通知如下：",
        "第一条 公民应当守法。",
    ]
