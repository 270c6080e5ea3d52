"""What the selector's trust decides: which rules it goes before, and which sentence is shown whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.regions import lookup
from retriever.evidence import Candidate
from retriever.matching import Weighted
from retriever.question import parse
from retriever.settings import AnswerSettings
from retriever.stating import holds_value
from retriever.telling import holds_claimed
from retriever.trusting import (
    also_in_words,
    as_sure,
    asks_several,
    names_who,
    needs_whole,
    overrules,
    states_it,
    sure_enough,
    weight,
)
from tests.retriever.papers import DAY, asked, candidate, candidates, paper

AIMS = (
    "一、目标\n到2020年，培育高新技术企业30户以上，专利授权量达到500件。\n"
    "二、资金\n专项资金额度由4000万元提高到6000万元。\n"
)


def sentences(text: str, *trust: float) -> list[Candidate]:
    """The sentences of a paper with their trust, the most trusted first."""
    reading = paper(text)
    found = [
        Candidate(reading, clause, s, None, 1.0, 1.0)
        for clause in reading.clauses.values()
        for s in clause.sentences
        if "。" in s.text
    ]
    return sorted((replace(c, trust=t) for c, t in zip(found, trust, strict=True)), key=lambda c: -c.trust)


def weighted(question: str) -> list[Weighted]:
    """The terms of a question, all of one weight."""
    return [Weighted(t, 1.0) for t in asked(question).terms]


def test_a_value_trusted_far_before_every_other_needs_no_word_of_the_question() -> None:
    reading = paper(AIMS)
    best, other = replace(candidate(reading, "500件"), trust=2.0), replace(candidate(reading, "30户以上"), trust=-3.0)
    assert overrules(best, [best, other])
    assert not overrules(best, [best, replace(other, trust=1.0)])
    assert not overrules(replace(best, trust=0.0), [best, other])


def test_a_fact_of_a_trusted_sentence_goes_before_one_of_another() -> None:
    reading = paper(AIMS)
    one, other = replace(candidate(reading, "500件"), trust=0.2), replace(candidate(reading, "6000万元"), trust=0.6)
    plain = sentences(AIMS, 3.0, 0.0)
    assert weight(one, plain) > weight(other, plain)
    assert as_sure([one, other], plain) == [one]


@pytest.mark.parametrize(
    ("question", "trust", "shown"),
    [
        ("技术市场交易额要多少亿", (3.0, 0.0), True),
        ("技术市场交易额要多少亿", (3.0, 2.5), False),
        ("技术市场交易额要多少亿", (1.0, -5.0), False),
        ("技术市场要建几家", (3.0, 0.0), False),
    ],
)
def test_a_trusted_sentence_that_holds_such_a_value_is_shown(
    question: str, trust: tuple[float, float], shown: bool
) -> None:
    text = "一、市场\n技术市场交易额已接近700亿元。\n二、其他\n各县要加强领导。\n"
    assert states_it(asked(question), sentences(text, *trust)) is shown


@pytest.mark.parametrize(
    ("compared", "question", "units", "sentence", "least", "held"),
    [
        ("rate", "复工到百分之几", (), "开工率超过95%。", 1, True),
        ("rate", "清偿几成", (), "存量清偿一半以上。", 1, True),
        ("rate", "清偿几成", (), "清偿30户。", 1, False),
        ("amount", "罚多少钱", (), "补助30万元。", 1, False),
        ("target", "建几家", ("家",), "建成20个以上。", 1, True),
        ("target", "建几家", ("家",), "增长20%以上。", 1, False),
        ("target", "各多少", (), "达到95%和80%。", 2, True),
        ("list", "有哪些", (), "达到95%。", 1, False),
    ],
)
def test_what_a_sentence_shown_whole_has_to_hold(
    compared: str, question: str, units: tuple[str, ...], sentence: str, least: int, held: bool
) -> None:
    assert holds_value(compared, question, units, sentence, least) is held


@pytest.mark.parametrize(
    "question", ["下限和上限各是多少", "从多少涨到多少", "提标之前一年是多少", "要几家，占百分之几"]
)
def test_several_values_in_one_question(question: str) -> None:
    assert asks_several(asked(question))


def test_one_value_in_a_question() -> None:
    assert not asks_several(asked("锦州每年培育多少家"))


def test_a_question_for_several_values_gets_the_sentence_where_the_facts_give_one() -> None:
    plain = sentences(AIMS, 0.0, 3.0)
    (raised,) = [c for c in candidates(paper(AIMS)) if c.fact is not None and c.fact.value == 6e7]
    whole = needs_whole(asked("专项资金由多少提高到多少"), [replace(raised, reading=plain[0].reading)], plain)
    assert whole is not None
    assert "4000万元" in whole.sentence.text
    assert needs_whole(asked("专项资金有多少"), [raised], plain) is None


@pytest.mark.parametrize("question", ["专项资金扩大之前，一年是多少", "专项资金以前多少", "专项资金从哪个数涨到哪个数"])
def test_what_was_before_a_change_is_not_answered_with_what_is_after_it(question: str) -> None:
    (raised,) = [replace(c, trust=0.0) for c in candidates(paper(AIMS)) if c.fact is not None and c.fact.value == 6e7]
    whole = needs_whole(asked(question), [raised], sentences(AIMS, 0.0, 0.5))
    assert whole is not None
    assert whole.fact is None
    assert "4000万元" in whole.sentence.text


def test_two_days_and_two_terms_are_several_values() -> None:
    assert holds_value("when", "从几号到几号免费", (), "2月9日起至2月29日免收邮寄费。", 2)
    assert holds_value("how_long", "毕业多久、合同多长", (), "毕业2年内签订1年以上合同的给予补贴。", 2)
    assert not holds_value("when", "从几号到几号免费", (), "2月29日前免收邮寄费。", 2)
    assert holds_value("how_long", "连续几年、每年提取多少比例", (), "连续五年内，每年提取不低于百分之五。", 2)
    assert asks_several(asked("毕业多久以内、合同要签多长"))
    assert asks_several(asked("省级和市级的事项各不低于多少"))


def test_the_sentence_of_a_trusted_fact_is_shown_where_several_values_are_asked_for() -> None:
    fact = replace(candidate(paper(AIMS), "500件"), trust=2.0)
    whole = needs_whole(asked("培育和授权各要多少"), [fact], sentences(AIMS, 0.0, -1.0))
    assert whole is not None
    assert whole.fact is None
    assert "30户" in whole.sentence.text
    assert needs_whole(asked("培育和授权各要多少"), [replace(fact, trust=0.0)], sentences(AIMS, 0.0, -1.0)) is None


def test_what_is_claimed_is_settled_by_a_value_in_its_unit() -> None:
    first, second = sentences(AIMS, 1.0, 0.0)
    assert (holds_claimed(asked("听说专项资金有8000万元，对吗？"), first)) is False
    assert (holds_claimed(asked("听说专项资金有8000万元，对吗？"), second)) is True


@pytest.mark.parametrize(
    ("question", "trust", "sure", "enough"),
    [
        ("锦州的市场怎么建设", (2.0, 0.0), 0.6, True),
        ("锦州的市场怎么建设", (2.0, 1.5), 0.6, False),
        ("锦州的市场怎么建设", (2.0, 0.0), 0.4, False),
        ("锦州的技术市场交易额要多少亿", (2.0, 0.0), 0.6, False),
        ("市场怎么建设", (2.0, 0.0), 0.6, False),
    ],
)
def test_a_sentence_that_stands_out_may_be_less_sure_where_a_place_is_asked_about_in_words(
    question: str, trust: tuple[float, float], sure: float, enough: bool
) -> None:
    plain = sentences("一、市场\n技术市场交易额已接近700亿元。\n二、其他\n各县要加强领导。\n", *trust)
    assert sure_enough(asked(question), weighted(question), (), plain, sure, AnswerSettings()) is enough


def test_a_sentence_that_speaks_of_nothing_asked_or_not_of_its_policy_term_does_not_stand_out() -> None:
    plain = sentences("一、市场\n要建设交易服务中心。\n二、其他\n各县要加强领导。\n", 2.0, 0.0)
    for question in ("锦州交易中心的众创空间怎么申请", "锦州哪些人可以落户"):
        assert not sure_enough(asked(question), weighted(question), (), plain, 0.6, AnswerSettings())


def test_a_place_chosen_on_the_page_makes_no_question_one_about_it() -> None:
    plain = sentences("一、市场\n要建设技术市场。\n二、其他\n各县要加强领导。\n", 2.0, 0.0)
    chosen = parse("市场怎么建设", DAY, lookup("锦州市"))
    assert not sure_enough(chosen, (), (), plain, 0.6, AnswerSettings())


def test_what_a_level_above_says_does_not_stand_out_for_a_place() -> None:
    own = sentences("一、市场\n要建设技术市场。\n二、其他\n各县要加强领导。\n", 2.0, 0.0)
    higher = [replace(c, higher=True) for c in own]
    question = "锦州的市场怎么建设"
    assert sure_enough(asked(question), weighted(question), (), own, 0.6, AnswerSettings())
    assert not sure_enough(asked(question), weighted(question), (), higher, 0.6, AnswerSettings())
    assert not sure_enough(asked(question), weighted(question), (), (), 0.6, AnswerSettings())


def test_a_list_that_is_announced_is_given_sooner_than_a_sentence() -> None:
    plain = sentences("一、市场\n要建设技术市场。\n二、其他\n各县要加强领导。\n", 2.0, 1.9)
    question = "市场有哪些"
    assert sure_enough(asked(question), weighted(question), (), plain, 0.4, AnswerSettings(), listing=True)
    assert not sure_enough(asked(question), weighted(question), (), plain, 0.2, AnswerSettings(), listing=True)
    assert not sure_enough(asked(question), weighted(question), (), plain, 0.4, AnswerSettings())


def test_sentences_of_one_clause_raise_no_doubt_about_each_other() -> None:
    plain = sentences("一、市场\n要建设技术市场。市场要对外开放。\n二、其他\n各县要加强领导。\n", 2.0, 1.9, 0.0)
    question = "锦州的市场怎么建设"
    assert sure_enough(asked(question), weighted(question), (), plain, 0.6, AnswerSettings())


def test_a_line_of_names_needs_no_trust_but_its_own() -> None:
    duty = next(
        c for c in candidates(paper("一、职责\n推广技术。（责任单位：科技局、财政局）\n")) if c.fact and c.fact.bodies
    )
    assert names_who(replace(duty, trust=0.2))
    assert not names_who(replace(duty, trust=-0.2))
    assert not names_who(replace(candidate(paper(AIMS), "500件"), trust=3.0))


LISTED = "一、上市\n对上市的企业，给予300万元扶持资金，用于改制和申报。\n"


@pytest.mark.parametrize(
    ("question", "shown"),
    [("上市补多少，能用在哪", True), ("上市补多少", False), ("上市和挂牌各补多少", False)],
)
def test_beside_a_value_its_sentence_answers_what_is_asked_in_words(question: str, shown: bool) -> None:
    chosen = [replace(candidate(paper(LISTED), "300万元"), trust=2.0)]
    assert bool(also_in_words(asked(question), chosen, sentences(LISTED, 2.0))) is shown


def test_a_sentence_with_another_value_is_not_put_beside_the_one_that_answers() -> None:
    text = "一、平台\n对国家级、省级平台，分别给予100万元、20万元补助，用于建设。\n"
    chosen = [replace(candidate(paper(text), "20万元"), trust=2.0)]
    assert not also_in_words(asked("省级平台补多少，能用在哪"), chosen, sentences(text, 2.0))


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("How much of sales must R&D be, and what part of it has to be spent there?", True),
        ("From what amount to what amount was the fund raised?", True),
        ("How much does a platform get?", False),
    ],
)
def test_several_values_in_an_english_question(question: str, several: bool) -> None:
    assert asks_several(asked(question)) is several
