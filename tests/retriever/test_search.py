from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retriever.generation import Generation
from retriever.index import build
from retriever.search import lexical_weight, search, search_passages
from retriever.settings import IndexSettings, SearchSettings
from tests.retriever.fakes import FakeCorpus, HashEncoder

DOCUMENTS = ["north", "south", "west"]
QUERY = st.text("研发平台补助企业奖励万元2050发展目标abc ", min_size=1, max_size=20)


@pytest.fixture
def generation(corpus: FakeCorpus, encoder: HashEncoder) -> Iterator[Generation]:
    with build(corpus, encoder, IndexSettings()) as made:
        yield made


@pytest.mark.parametrize(
    ("query", "clause"),
    [
        ("省级研发平台一次性补助多少", "north-c0"),
        ("高新技术企业奖励", "north-c1"),
        ("安家补贴", "south-c1"),
        ("2020年培育多少户企业", "west-c0"),
        ("比重2.5%", "west-c1"),
    ],
)
def test_the_clause_that_says_it_comes_first(generation: Generation, query: str, clause: str) -> None:
    assert search(generation, query)[0].clause_id == clause


def test_the_best_score_is_one_and_scores_fall(generation: Generation) -> None:
    scores = [hit.score for hit in search(generation, "新认定的企业")]
    assert scores[0] == pytest.approx(1.0)
    assert scores == sorted(scores, reverse=True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(query=QUERY, doc_ids=st.frozensets(st.sampled_from([*DOCUMENTS, "unknown"])), k=st.integers(0, 20))
def test_a_filtered_search_never_leaves_the_filter(
    generation: Generation, query: str, doc_ids: frozenset[str], k: int
) -> None:
    found = search(generation, query, doc_ids=doc_ids, k=k)
    assert {hit.doc_id for hit in found} <= doc_ids
    assert len(found) <= k


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(query=QUERY, k=st.integers(1, 8))
def test_fewer_hits_are_the_first_of_more(generation: Generation, query: str, k: int) -> None:
    assert search(generation, query, k=k) == search(generation, query, k=8)[:k]


def test_a_filter_over_all_documents_changes_nothing(generation: Generation) -> None:
    assert search(generation, "研发平台补助", doc_ids=DOCUMENTS) == search(generation, "研发平台补助")


def test_nothing_in_common_finds_nothing(generation: Generation) -> None:
    assert search(generation, "zebra crossing", doc_ids={"north"}) == []


def test_an_expansion_finds_what_the_query_does_not_say(generation: Generation) -> None:
    assert search(generation, "resettlement allowance", [("安家补贴", 1.0)])[0].clause_id == "south-c1"


def test_a_clause_is_as_good_as_its_best_chunk_and_stands_once(encoder: HashEncoder, corpus: FakeCorpus) -> None:
    from tests.retriever.fakes import document

    corpus.put(document("long", ["其他事项另行规定。" * 100 + "养老机构床位补贴每张5000元。"]))
    with build(corpus, encoder, IndexSettings()) as made:
        found = [hit.clause_id for hit in search(made, "养老机构床位补贴")]
    assert found[0] == "long-c0"
    assert found.count("long-c0") == 1


@pytest.mark.parametrize(("coverage", "weight"), [(0.0, 0.2), (0.5, 0.5), (1.0, 0.7)])
def test_the_lexical_share_grows_with_coverage_up_to_its_most(coverage: float, weight: float) -> None:
    given = SearchSettings(lexical_weight=0.2, lexical_gain=0.6, lexical_most=0.7)
    assert lexical_weight(coverage, given) == pytest.approx(weight)


def test_rankings_of_each_side_follow_its_own_scores(generation: Generation) -> None:
    found = search_passages(generation, "新认定的研发平台")
    assert [hit.lexical for hit in found.lexical] == sorted((hit.lexical for hit in found.lexical), reverse=True)
    assert [hit.dense for hit in found.dense] == sorted((hit.dense for hit in found.dense), reverse=True)
    assert found.fused == tuple(search(generation, "新认定的研发平台"))


def test_one_document_does_not_fill_the_list_where_documents_are_compared(generation: Generation) -> None:
    found = [hit.doc_id for hit in search(generation, "企业研发平台补助", k=3, each=1)]
    assert len(found) == len(set(found)) == 3
