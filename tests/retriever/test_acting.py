"""Who does something: which sentences name a body, and where the subject of a sentence stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retriever.acting import actors, names_a_body
from retriever.evidence import Candidate
from tests.retriever.papers import paper

RULES = (
    "一、投诉处理\n市政务服务中心应当开设投诉窗口。公布投诉电话，完善投诉热线。\n"
    "二、职责\n市口岸办负责口岸建设，履行下列职责：\n（一）拟订口岸发展规划；\n（二）组织口岸人才培训。\n"
    "三、布局\n优化产业布局，部署重点任务，培育内部市场。\n"
)


def sentence(words: str, text: str = RULES, trust: float = 0.0) -> Candidate:
    reading = paper(text)
    return next(
        Candidate(reading, clause, s, None, 1.0, 1.0, trust=trust)
        for clause in reading.clauses.values()
        for s in clause.sentences
        if words in s.text
    )


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("实施办法报财政部、税务总局备案。", True),
        ("由中方投资者向省通信管理局提出申请。", True),
        ("会费标准由会员大会表决确定。", True),
        ("审批机关应当自收到之日起作出决定。", True),
        ("市政府设立产业基金。", True),
        ("依托行业龙头企业建设服务机构。", True),
        ("履行出资人职责的机构依照章程任免负责人。", True),
        ("优化产业布局，部署重点任务。", False),
        ("培育内部市场，扩大西部贸易。", False),
        ("建设一批技术转移中心。", False),
        ("贯彻《国务院办公厅关于促进就业的通知》。", False),
        ("任何单位和个人不得倾倒垃圾。", False),
        ("各县都要结合实际制定方案。", True),
        ("科技企业要设立培训资金。", True),
    ],
)
def test_a_body_is_told_from_words_that_look_like_one(text: str, named: bool) -> None:
    assert names_a_body(sentence(text[:4], f"一、办法\n{text}\n")) is named


def test_a_sentence_without_a_subject_is_given_with_the_one_before() -> None:
    (told,) = actors([sentence("公布投诉电话")])
    assert [c.sentence.text for c in told] == ["市政务服务中心应当开设投诉窗口。", "公布投诉电话，完善投诉热线。"]


def test_a_body_that_only_qualifies_a_thing_does_not_act() -> None:
    reading = "一、热线\n市政务服务中心应当开设窗口。建设政府问政平台，完善热线。\n"
    (told,) = actors([sentence("问政平台", reading)])
    assert [c.sentence.text for c in told] == ["市政务服务中心应当开设窗口。", "建设政府问政平台，完善热线。"]


def test_a_duty_in_a_list_is_given_with_the_body_over_it() -> None:
    (told,) = actors([sentence("人才培训")])
    assert [c.sentence.text for c in told] == ["市口岸办负责口岸建设，履行下列职责：", "(二)组织口岸人才培训。"]


def test_what_names_nobody_and_what_is_trusted_far_less_answers_nothing() -> None:
    best = sentence("优化产业布局", trust=3.0)
    assert actors([best, sentence("市口岸办", trust=0.0)]) == []
    assert actors([best, replace(sentence("市口岸办"), trust=2.5)])


GREEN = (
    "第五条 任何单位和个人不得在绿地上搭棚。\n第六条 绿地应当定期浇水。\n"
    "第三十条 违反本条例第五条规定的，由城市管理部门责令限期拆除。\n"
)


def test_who_sees_to_a_ban_stands_with_what_follows_its_breach() -> None:
    (told,) = actors([sentence("不得在绿地上搭棚", GREEN)])
    assert [c.sentence.text for c in told] == [
        "第五条 任何单位和个人不得在绿地上搭棚。",
        "第三十条 违反本条例第五条规定的，由城市管理部门责令限期拆除。",
    ]
    assert actors([sentence("定期浇水", GREEN)]) == []


def test_the_breach_of_another_documents_article_is_no_breach_of_this_one() -> None:
    other = GREEN.replace("违反本条例第五条", "违反《城市道路管理条例》第五条")
    assert actors([sentence("不得在绿地上搭棚", other)]) == []
