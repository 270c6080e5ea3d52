"""What of a question rules a sum out: another grade, another time, another allowance, a fine, another subject."""

from __future__ import annotations

import pytest

from retriever.contradicting import contradicts, outdone, told_apart
from retriever.matching import Weighted
from retriever.terms import Term
from tests.retriever.papers import asked, candidate, candidates, paper


@pytest.mark.parametrize(
    ("text", "value", "question", "ruled_out"),
    [
        ("对评为四星级的农家乐给予2万元奖励。", "2万元", "二星级农家乐奖励多少", True),
        ("对评为四星级的农家乐给予2万元奖励。", "2万元", "四星级农家乐奖励多少", False),
        ("对小（2）型水库给予3万元补助。", "3万元", "小（1）型水库补助多少", True),
        ("对获得金奖的产品给予2万元奖励。", "2万元", "获得银奖的产品奖励多少", True),
        ("对引进的博士给予10万元补助。", "10万元", "博士后补助多少", True),
        ("对资质二级以上的企业给予10万元奖励。", "10万元", "资质一级的企业奖励多少", False),
        ("对首次获得称号的企业给予3万元奖励。", "3万元", "第二次获得称号的企业奖励多少", True),
        ("对首次获得称号的企业给予3万元奖励。", "3万元", "头一次获得称号的企业奖励多少", False),
        ("对租户给予每月38元补贴（不含物业管理费）。", "38元", "物业管理费补贴多少", True),
        ("对每名学员给予300元补贴。", "300元", "学员每月补贴多少", True),
        ("对每名学员每月给予300元补贴。", "300元", "学员每月补贴多少", False),
        ("对检举违规者给予10万元奖励，从罚款中支付。", "10万元", "违规的罚款是多少", True),
        ("对企业给予10万元补助。", "10万元", "补助由5万元提高到多少", True),
        ("对到岗人员给予3000元安家费补贴。", "3000元", "到岗人员住房补贴多少", True),
        ("对到岗人员给予3000元安家费补贴。", "3000元", "到岗人员安家费补贴多少", False),
        ("对珠三角企业给予6000元补助。", "6000元", "珠三角以外的企业补助多少", True),
        ("对新三板挂牌的企业给予50万元补助。", "50万元", "只在股交中心挂牌、没上新三板的企业补助多少", True),
        ("研发费用按50%加计扣除。", "50%", "研发费用税前加扣多少", False),
        ("企业拿到了数百万元补助。", "百万元", "企业补助多少", True),
        ("对三星级酒店给予2万元奖励。", "2万元", "四星酒店奖励多少", True),
        ("对非居民用户给予200元补贴。", "200元", "居民用户补贴多少", True),
        ("对非居民用户给予200元补贴。", "200元", "非居民用户补贴多少", False),
        ("对居民用户给予200元补贴。", "200元", "非居民用户补贴多少", True),
        ("对居民用户和非居民用户给予200元补贴。", "200元", "居民用户补贴多少", False),
        ("对新认定的中心给予5万元补助。", "5万元", "中心复审通过补助多少", True),
        ("对新认定的中心给予5万元补助。", "5万元", "中心重新认定后补助多少", True),
        ("对新认定的中心给予5万元补助。", "5万元", "中心刚评上补助多少", False),
        ("建设国家、省研究中心30家。", "30家", "建设30家研究中心，其中国家的几家", True),
    ],
)
def test_what_the_question_rules_out(text: str, value: str, question: str, ruled_out: bool) -> None:
    assert contradicts(asked(question), candidate(paper(f"一、安排\n{text}\n"), value)) is ruled_out


def weighted(*words: str) -> list[Weighted]:
    return [Weighted(Term(word), 5.0) for word in words]


PAIR = "一、平台\n对认定的工业互联网平台奖励20万元，对认定的工业互联网服务商奖励5万元。\n"


def test_of_two_subjects_of_a_sentence_the_one_named_is_kept() -> None:
    found = candidates(paper(PAIR))
    kept = told_apart(asked("工业互联网服务商奖励多少"), weighted("工业互联网", "服务商"), found, found)
    assert [c.fact.text for c in kept if c.fact] == ["5万元"]


def test_subjects_that_the_question_does_not_tell_apart_are_kept() -> None:
    found = candidates(paper(PAIR))
    assert told_apart(asked("工业互联网奖励多少"), weighted("工业互联网"), found, found) == found


def test_another_level_that_matches_far_better_leaves_the_rest_unsaid() -> None:
    (better,) = candidates(paper("一、称号\n对市级绿色企业给予3万元奖励。\n"), score=0.9)
    (other,) = candidates(paper("一、试点\n对省级试点给予10万元奖励。\n"), score=0.4)
    question = asked("省级绿色企业奖励多少")
    assert (outdone(question, other, [better, other]), outdone(question, other, [other])) == (True, False)
