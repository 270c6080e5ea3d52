"""A follow-up is weighed with what was talked of before, and beside what was answered before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retriever.earlier import NOTHING, Earlier
from retriever.evidence import Candidate
from retriever.leaning import weighed_with_context
from retriever.matching import Weighted
from retriever.question import Query, parse
from retriever.terms import Term
from tests.retriever.papers import DAY, candidate, paper

GIVEN, OTHER = candidate(paper(), "100万元", 0.5), candidate(paper(), "20万元", 0.4)


def told(terms: Sequence[Term]) -> list[Weighted]:
    return [Weighted(t, 1.0) for t in terms]


def weighed(
    question: str, earlier: Earlier = NOTHING, odds: Sequence[float] = (0.4, 0.0)
) -> tuple[list[Candidate], list[tuple[str, list[str]]]]:
    asked: list[tuple[str, list[str]]] = []

    def weigh_up(query: Query, terms: Sequence[Weighted]) -> tuple[list[Candidate], list[Candidate]]:
        asked.append((query.text, [w.term.text for w in terms]))
        gain = 1.0 if len(asked) > 1 else 0.0
        return [replace(GIVEN, trust=odds[0]), replace(OTHER, trust=odds[1] + gain)], []

    query = parse(question, DAY)
    facts, _ = weighed_with_context(query, told(query.terms), told(query.context), earlier, weigh_up)
    return facts, asked


def test_a_question_of_its_own_is_weighed_once() -> None:
    facts, asked = weighed("锦州研发平台补助多少？")
    assert len(asked) == 1
    assert [c.trust for c in facts] == [0.4, 0.0]


def test_what_was_said_before_is_weighed_as_part_of_it_and_the_mean_counts() -> None:
    facts, asked = weighed("锦州挂牌补助多少？（上文：研发平台）")
    assert [("研发平台" in text, "研发平台" in terms) for text, terms in asked] == [(False, False), (True, True)]
    assert [(c.fact, round(c.trust, 2)) for c in facts] == [(OTHER.fact, 0.65), (GIVEN.fact, 0.4)]


def test_what_stands_where_the_last_answer_was_found_gains() -> None:
    earlier = Earlier(clauses=frozenset({(OTHER.doc_id, OTHER.clause.clause.clause_id)}))
    facts, _ = weighed("锦州研发平台补助多少？", earlier, (0.4, 0.4))
    assert all(c.trust > 0.4 for c in facts if c.clause.clause.clause_id == OTHER.clause.clause.clause_id)


def test_a_value_just_given_stands_back() -> None:
    assert GIVEN.fact is not None
    key = (GIVEN.doc_id, GIVEN.clause.clause.clause_id)
    earlier = Earlier((), frozenset({key}), frozenset({(GIVEN.doc_id, GIVEN.fact.value_start)}))
    facts, _ = weighed("锦州研发平台补助多少？", earlier)
    assert facts[0].fact == OTHER.fact
