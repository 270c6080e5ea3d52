"""A question whose answer stands where another one of the same message was answered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retriever.besides import beside
from retriever.earlier import NOTHING, Earlier
from retriever.evidence import Candidate
from retriever.matching import Weighted
from tests.retriever.papers import asked, paper, sentence

STOPPED = "一、停训\n1、停训期间最长一年，期满有必要的，得报主管机关展延六个月。\n2、训练由民政部门办理。\n"
PAPER = paper(STOPPED)
EXTENDED = replace(sentence(PAPER, "展延六个月"), trust=0.0)
CITED = Earlier(clauses=frozenset({(EXTENDED.doc_id, EXTENDED.clause.clause.clause_id)}))


def found(question: str, plain: list[Candidate], given: Earlier = CITED) -> str | None:
    query = asked(question)
    row = beside(query, [Weighted(t, 1.0) for t in query.terms], plain, given)
    return row.lines[0].text if row else None


def test_the_sentence_of_a_clause_already_cited_answers() -> None:
    assert "展延六个月" in (found("到期了可以再延多久？", [EXTENDED]) or "")


def test_no_sentence_of_another_clause_does() -> None:
    assert found("到期了可以再延多久？", [EXTENDED], NOTHING) is None


def test_one_that_is_hardly_trusted_or_far_behind_does_not() -> None:
    surer = replace(sentence(PAPER, "民政部门"), trust=2.0)
    assert found("到期了可以再延多久？", [replace(EXTENDED, trust=-2.0)]) is None
    assert found("到期了可以再延多久？", [surer, EXTENDED]) is None


@pytest.mark.parametrize(("question", "says"), [("有没有展延？", True), ("有没有学费？", False)])
def test_to_yes_or_no_it_has_to_name_what_is_asked_about(question: str, says: bool) -> None:
    assert (found(question, [EXTENDED]) is not None) == says


def test_what_was_given_for_another_question_is_not_given_again() -> None:
    facts = {(EXTENDED.doc_id, f.value_start) for f in EXTENDED.stated() if f.value is not None}
    assert facts
    assert found("到期了可以再延多久？", [EXTENDED], replace(CITED, values=frozenset(facts))) is None


def test_a_sum_of_another_subject_is_not_given() -> None:
    reading = paper("一、人才\n1、对引进的博士，一次性奖励3万元。\n")
    doctor = replace(sentence(reading, "3万元"), trust=0.0)
    cited = Earlier(clauses=frozenset({(doctor.doc_id, doctor.clause.clause.clause_id)}))
    assert found("博士奖励多少？", [doctor], cited) is not None
    assert found("硕士奖励多少？", [doctor], cited) is None
