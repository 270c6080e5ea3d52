"""What the selector's trust decides: which rules it goes before, and which sentence is shown whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retriever.evidence import Candidate
from retriever.stating import holds_value
from retriever.telling import holds_claimed
from retriever.trusting import as_sure, asks_several, needs_whole, overrules, states_it, weight
from tests.retriever.papers import asked, candidate, candidates, paper

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


def test_two_days_and_two_terms_are_several_values() -> None:
    assert holds_value("when", "从几号到几号免费", (), "2月9日起至2月29日免收邮寄费。", 2)
    assert holds_value("how_long", "毕业多久、合同多长", (), "毕业2年内签订1年以上合同的给予补贴。", 2)
    assert not holds_value("when", "从几号到几号免费", (), "2月29日前免收邮寄费。", 2)
    assert holds_value("how_long", "连续几年、每年提取多少比例", (), "连续五年内，每年提取不低于百分之五。", 2)
    assert asks_several(asked("毕业多久以内、合同要签多长"))


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
