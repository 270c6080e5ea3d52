"""What the sentences answer: which of several that are trusted alike are given."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retriever.evidence import Candidate
from retriever.likeness import WordLikeness
from retriever.matching import Weighted
from retriever.reading import Reading
from retriever.settings import AnswerSettings
from retriever.telling import best_sentences, tell
from tests.retriever.fakes import HashEncoder
from tests.retriever.papers import asked, paper

AIDS = (
    "一、资助\n支持企业设立研发中心。鼓励企业共建研发中心。推动研发中心对外开放。\n"
    "二、落实\n鼓励企业共建研发中心。\n三、租金\n研发中心租用场地的，减免租金。\n"
)


def trusted(**trust: float) -> list[Candidate]:
    """Sentences by a word of theirs, with their trust, the most trusted first."""
    reading = paper(AIDS)
    found = [
        Candidate(reading, clause, s, None, 1.0, 1.0, trust=t)
        for word, t in trust.items()
        for clause in reading.clauses.values()
        for s in clause.sentences
        if word in s.text
    ]
    return sorted(found, key=lambda c: -c.trust)


def all_of(reading: Reading) -> list[Candidate]:
    """The sentences of a paper that end in a stop."""
    return [
        Candidate(reading, clause, s, None, 1.0, 0.5)
        for clause in reading.clauses.values()
        for s in clause.sentences
        if "。" in s.text
    ]


def told(plain: list[Candidate]) -> list[str]:
    return [c.sentence.text for c in best_sentences(plain)]


def test_a_sentence_that_is_trusted_as_much_is_given_as_well() -> None:
    assert told(trusted(租用=3.0, 设立=2.5)) == ["研发中心租用场地的，减免租金。", "支持企业设立研发中心。"]
    assert told(trusted(租用=3.0, 设立=1.0)) == ["研发中心租用场地的，减免租金。"]


def test_sentences_of_one_clause_stand_in_its_order() -> None:
    assert told(trusted(开放=3.0, 设立=1.5)) == ["支持企业设立研发中心。", "推动研发中心对外开放。"]


def test_what_another_clause_says_again_is_given_once() -> None:
    assert told(trusted(共建=3.0)) == ["鼓励企业共建研发中心。"]


def test_no_more_than_three_sentences_are_given() -> None:
    assert len(told(trusted(设立=3.0, 共建=2.9, 开放=2.8, 租用=2.7))) == 3


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("道口现在有几根车道", "道口由5根车道扩展至9根。"),
        ("知识产权所占份额怎么定，占多少", "知识产权所占注册资本的比例由出资各方依法约定。"),
        ("成果搁到什么时候可以自己转化", "期限届满之日起2年内未转化的，完成人可以自己转化。"),
        ("成果从什么时候起可以转化", "成果自公布之日可以转化。"),
    ],
)
def test_a_trusted_sentence_answers_in_its_own_words(question: str, text: str) -> None:
    (best,) = (replace(c, trust=4.5) for c in all_of(paper(f"一、办法\n{text}\n")))
    query = asked(question)
    terms = [Weighted(t, 1.0) for t in query.terms]
    found = tell(query, terms, [best], None, WordLikeness(HashEncoder()), AnswerSettings())
    assert found is not None
    assert found.lines[0].text == text


def answered(question: str, text: str, trust: float) -> list[str]:
    """The lines that answer from the sentences of a text, the first the most trusted."""
    plain = [replace(c, trust=trust - i) for i, c in enumerate(all_of(paper(text)))]
    query = asked(question)
    terms = [Weighted(t, 1.0) for t in query.terms]
    found = tell(query, terms, plain, None, WordLikeness(HashEncoder()), AnswerSettings())
    return [line.text for line in found.lines] if found else []


def test_who_gets_something_need_not_be_a_body_that_acts() -> None:
    text = "一、办法\n对首次申报的小厂给予申报补助。\n"
    assert answered("申报补助到底给谁", text, 1.0)
    assert answered("申报补助由谁审批", text, 1.0) == []


def test_by_when_a_task_is_done_says_the_line_under_it() -> None:
    text = "一、建设热线\n开通统一的政务热线，整合各部门热线。\n牵头单位：市政府办公室\n完成时限：2027年12月底\n"
    assert answered("政务热线要求什么时候建好", text, 2.0) == ["完成时限：2027年12月底"]


def test_how_often_is_said_without_a_length_of_time() -> None:
    text = "一、督导\n督导机构应当每年进行一次督导。\n"
    assert answered("督导机构多久督导一回", text, 1.6) == ["督导机构应当每年进行一次督导。"]


def test_how_many_months_pass_is_a_length_of_time() -> None:
    text = "一、公布\n专利申请自申请日起满十八个月，即行公布。\n"
    assert answered("专利申请过多少个月公布", text, 1.6) == ["专利申请自申请日起满十八个月，即行公布。"]
