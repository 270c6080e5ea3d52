"""What answers for one place: the fact that fits, the part of a sentence that the asker stands on, or nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retriever.deciding import decide
from retriever.evidence import Candidate
from retriever.given import Given
from retriever.likeness import WordLikeness
from retriever.matching import Weighted
from retriever.reading import Reading
from retriever.settings import AnswerSettings
from tests.retriever.fakes import HashEncoder
from tests.retriever.papers import asked, candidates, paper

RESEARCH = paper(
    "一、研发补助\n根据研发费用，500万元以上的部分按照5%的比例给予研发补助。每个企业的研发补助总额不超过50万元。\n"
)
TRIAL = paper(
    "一、劳动合同\n劳动合同期限三个月以上不满一年的，试用期不得超过一个月；"
    "劳动合同期限一年以上不满三年的，试用期不得超过二个月。\n"
)


def told(reading: Reading, question: str, sure: float, trust: float = 2.0) -> list[str]:
    """The lines that answer, the first fact the most trusted."""
    query = asked(question)
    facts = [replace(c, trust=trust - i / 10) for i, c in enumerate(candidates(reading))]
    plain = [
        Candidate(reading, clause, sentence, None, 1.0, 1.0, trust=trust)
        for clause in reading.clauses.values()
        for sentence in clause.sentences
    ]
    terms = [Weighted(t, 1.0) for t in query.terms]
    found = decide(Given(query, terms, facts, plain, None, WordLikeness(HashEncoder()), AnswerSettings(), sure))
    return [line.text for line in found.lines] if found else []


def test_asked_for_the_most_a_sum_goes_before_a_share() -> None:
    assert told(RESEARCH, "研发补助一家封顶多少", 0.95)[0].startswith("不超过50万元")
    assert told(RESEARCH, "研发补助的比例最高百分之几", 0.95)[0].startswith("5%")


def test_the_askers_figure_picks_the_part_that_is_shown() -> None:
    lines = told(TRIAL, "劳动合同签一年半，试用期最长多久", 0.95)
    assert lines == ["劳动合同期限一年以上不满三年的，试用期不得超过二个月。"]


def test_values_of_a_ladder_are_not_shown_without_what_they_hold_for() -> None:
    (line,) = told(TRIAL, "劳动合同的试用期最长多久", 0.95)
    assert "三个月以上不满一年" in line
    assert "不得超过二个月" in line


@pytest.mark.parametrize(("sure", "answers"), [(0.5, False), (0.95, True)])
def test_nothing_answers_that_is_not_sure(sure: float, answers: bool) -> None:
    assert bool(told(RESEARCH, "研发补助一家封顶多少", sure)) is answers


def test_asked_how_many_a_year_the_yearly_count_goes_before_the_total() -> None:
    aims = paper("一、目标\n到2025年，全市新增科技企业数达到10万家。每年新增科技企业数达到2万家。\n")
    assert told(aims, "每年新增科技企业多少家", 0.95)[0].startswith("2万家")
    assert told(aims, "到2025年新增科技企业多少家", 0.95)[0].startswith("10万家")


def test_the_sum_that_caps_shares_is_told_with_them() -> None:
    cloud = paper("一、上云\n上云费用5万元以下的，按30%给予补助；5万元以上的，按10%给予补助，每年最高不超过10万元。\n")
    (line,) = told(cloud, "上云费用一年最多补多少钱", 0.95)
    assert "最高不超过10万元" in line


LISTED = paper(
    "一、挂牌补助\n对在股权中心挂牌的企业，一次性补助30万元，企业以后上市的，将补助补足至上市企业补助标准。\n"
)


def test_what_was_had_already_is_no_claim_where_a_second_sum_is_asked_for() -> None:
    query = asked("在股权中心挂牌拿过30万元的企业，上市以后差额还补不补")
    facts = [replace(c, trust=1.0) for c in candidates(LISTED)]
    (clause,) = (c for c in LISTED.clauses.values() if c.facts)
    text = next(s for s in clause.sentences if "补足" in s.text)
    plain = [Candidate(LISTED, clause, text, None, 1.0, 1.0, trust=2.0)]
    terms = [Weighted(t, 1.0) for t in query.terms]
    found = decide(Given(query, terms, facts, plain, None, WordLikeness(HashEncoder()), AnswerSettings(), 0.95))
    assert found is not None
    assert "补足至上市企业补助标准" in found.lines[0].text


def test_a_sentence_that_was_struck_out_is_told_with_its_note() -> None:
    tax = paper("一、退税\n以利润投资的企业，经申请可以退还所得税的40%。（2011年1月8日删除）企业应当报备。\n")
    lines = told(tax, "以利润投资的企业退还所得税多少比例", 0.95)
    assert any("删除" in line for line in lines)
