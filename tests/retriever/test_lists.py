"""Lists that are answered whole: what a sentence announces, and the list that an item stands in."""

from __future__ import annotations

import pytest

from retriever.evidence import Candidate
from retriever.lists import announced, behind_its_question, item_of, list_parent
from retriever.matching import Weighted
from retriever.reading import Reading
from retriever.terms import Term
from tests.retriever.papers import asked, paper

SUPPORT = (
    "一、求职补贴\n毕业学年学生符合以下3个条件之一，可申请补贴，标准为每人3000元。\n"
    "（一）属于低保家庭成员；\n（二）属于持证残疾人；\n（三）曾获得助学贷款。\n"
    "二、申请材料\n申请时应提交以下材料：\n（一）申请表；\n（二）身份证明；\n（三）学历证书复印件。\n"
)


def sentence(reading: Reading, words: str) -> Candidate:
    found = (
        Candidate(reading, clause, s, None, 1.0, 1.0)
        for clause in reading.clauses.values()
        for s in clause.sentences
        if words in s.text
    )
    return next(found)


def weighted(*words: str) -> list[Weighted]:
    return [Weighted(Term(word), 1.0) for word in words]


def test_conditions_that_a_sentence_names_in_passing_are_given() -> None:
    lines = announced(asked("求职补贴要什么条件"), sentence(paper(SUPPORT), "以下3个条件"))
    assert len(lines) == 4
    assert lines[2].text == "（二）属于持证残疾人"


def test_other_questions_are_not_given_the_items() -> None:
    assert announced(asked("求职补贴多少钱"), sentence(paper(SUPPORT), "以下3个条件")) == []


def test_an_item_brings_its_whole_list() -> None:
    lines = item_of(asked("要交哪些材料"), sentence(paper(SUPPORT), "身份证明"), weighted("材料"))
    assert [line.text for line in lines] == [
        "申请时应提交以下材料：",
        "（一）申请表",
        "（二）身份证明",
        "（三）学历证书复印件",
    ]


@pytest.mark.parametrize(("question", "term"), [("身份证明要什么条件", "身份证明"), ("身份证明谁来开", "材料")])
def test_an_item_that_is_asked_about_stays_alone(question: str, term: str) -> None:
    assert item_of(asked(question), sentence(paper(SUPPORT), "身份证明"), weighted(term)) == []


def test_a_question_that_the_document_puts_is_followed_by_its_answer() -> None:
    reading = paper(
        "防控问答\n一、复工\n口罩要不要囤积？呼吁大家不要囤积口罩。已经囤积的可以送人。何时复工？分批复工。\n"
    )
    behind = behind_its_question(sentence(reading, "要不要囤积"))
    assert behind.sentence.text == "呼吁大家不要囤积口罩。已经囤积的可以送人。"


def test_marks_of_items_are_said_once() -> None:
    reading = paper("一、对象\n补贴对象为符合以下条件之一的人员：\n1.低保家庭中的残疾人；\n2.低收入家庭中的残疾人。\n")
    lines = announced(asked("补贴对象有哪些"), sentence(reading, "条件之一"))
    assert [line.text for line in lines[1:]] == ["1.低保家庭中的残疾人", "2.低收入家庭中的残疾人"]


def test_a_sentence_that_is_itself_the_list_is_not_replaced_by_headings() -> None:
    reading = paper(
        "一、建设研发中心\n（一）建设省级研发中心\n研发中心开展成果评价、作价入股、挂牌交易、公开拍卖等活动。\n"
        "（二）引进研发中心\n引进外地研发中心。\n"
    )
    assert list_parent(sentence(reading, "挂牌交易"), weighted("研发中心")) is None
    assert list_parent(sentence(reading, "引进外地"), weighted("研发中心")) is not None


def test_items_under_a_heading_that_names_them_are_one_list() -> None:
    reading = paper("一、人才申请材料\n1.人才公寓申请表；\n2.诚信承诺书；\n3.学历证书复印件。\n")
    lines = item_of(asked("人才公寓要交哪些材料"), sentence(reading, "申请表"), weighted("人才", "材料"))
    assert [line.text for line in lines[1:]] == ["1.人才公寓申请表", "2.诚信承诺书", "3.学历证书复印件"]


def test_an_item_that_goes_on_is_given_whole() -> None:
    papers = paper("一、材料\n申请时应提交以下材料：\n（一）学历证书复印件；或者职称证书复印件；\n（二）申请表。\n")
    lines = announced(asked("申请要交哪些材料"), sentence(papers, "以下材料"))
    assert [line.text for line in lines[1:]] == ["（一）学历证书复印件；或者职称证书复印件", "（二）申请表"]
