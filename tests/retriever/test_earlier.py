"""What the last answer listed and cited, for the question that leans on it."""

from __future__ import annotations

import pytest

from retriever.earlier import Earlier, nearer, pointed, with_cited
from retriever.types import ScoredClause
from tests.retriever.papers import candidate, candidates, paper


def listed(text: str, *choices: str) -> tuple[str, ...]:
    return Earlier.of(text, choices, (), ()).items


def test_the_items_of_an_answer_are_its_lines_without_numbers_and_markers() -> None:
    assert listed("（一）做大企业[1]\n（二）引进人才[2]") == ("做大企业", "引进人才")


def test_a_value_is_named_by_what_it_is_for() -> None:
    assert listed("100万元（国家级平台，补助）[1]\n20万元（省级平台，补助）[1]") == ("国家级平台", "省级平台")


def test_a_single_line_is_the_list_in_it() -> None:
    assert listed("重点领域包括新材料、生物医药、节能环保等。[1]") == ("新材料", "生物医药", "节能环保")


def test_choices_that_were_offered_are_the_items() -> None:
    assert listed("请问您指哪里？", "锦州市", "凉山州") == ("锦州市", "凉山州")


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("第二个是谁负责", "乙是谁负责"),
        ("第2项呢", "乙呢"),
        ("前者呢", "甲呢"),
        ("最后一个呢", "丙呢"),
        ("what about the second one?", "what about 乙?"),
        ("第四个呢", "第四个呢"),
        ("第二条说什么", "乙说什么"),
        ("第二年呢", "第二年呢"),
    ],
)
def test_what_is_pointed_at_takes_the_place_of_pointing(question: str, meant: str) -> None:
    assert pointed(question, ("甲", "乙", "丙")) == meant


def test_the_clause_last_cited_comes_first() -> None:
    first, second = candidate(paper(), "20万元", 0.5), candidate(paper(), "10万元", 0.52)
    earlier = Earlier(clauses=frozenset({(first.doc_id, first.clause.clause.clause_id)}))
    assert nearer([second, first], earlier)[0].sentence.text == first.sentence.text


def test_a_value_just_given_stands_back_where_the_same_is_asked_of_something_else() -> None:
    given, other = candidate(paper(), "100万元", 0.5), candidate(paper(), "20万元", 0.49)
    assert given.fact is not None
    clauses = frozenset({(given.doc_id, given.clause.clause.clause_id)})
    earlier = Earlier(clauses=clauses, values=frozenset({(given.doc_id, given.fact.value_start)}))
    assert nearer([given, other], earlier)[0].fact is other.fact
    assert nearer([given, other], earlier.unsaid())[0].fact is given.fact


def test_without_an_earlier_answer_nothing_moves() -> None:
    found = candidates(paper())
    assert nearer(found, Earlier()) == found


def test_the_clause_last_cited_is_read_where_its_document_may_answer() -> None:
    earlier = Earlier(clauses=frozenset({("d", "d-7"), ("elsewhere", "e-1")}))
    found = with_cited([ScoredClause("d", "d-1", 0.4, 0.4, 0.4)], earlier, ("d",))
    assert [(c.doc_id, c.clause_id) for c in found] == [("d", "d-1"), ("d", "d-7")]
