"""The traits of candidates: what the selector sees of a question and of what may answer it."""

from __future__ import annotations

import numpy as np
import pytest

from retriever.embedder import open_encoder
from retriever.evidence import Candidate
from retriever.generation import Generation
from retriever.index import build_passages
from retriever.likeness import WordLikeness
from retriever.matching import weigh
from retriever.remembering import Passages
from retriever.settings import EmbeddingSettings
from retriever.traits import NAMES, traits
from retriever.types import ScoredClause
from tests.retriever.papers import PLATFORMS, asked, candidate, candidates, paper


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    passages = [(str(n), line) for n, line in enumerate(PLATFORMS.splitlines())]
    return build_passages(passages, open_encoder(EmbeddingSettings()), tmp_path_factory.mktemp("index"))


def table(generation: Generation, question: str, some: list[Candidate]) -> list[dict[str, float]]:
    query, encoder = asked(question), open_encoder(EmbeddingSettings())
    clauses = dict.fromkeys((c.doc_id, c.clause.clause.clause_id) for c in some)
    found = [ScoredClause(doc_id, clause_id, 1.0, 1.0, 0.5) for doc_id, clause_id in clauses]
    terms = weigh(query.terms, generation)
    rows = traits(query, terms, found, some, Passages(encoder), WordLikeness(encoder), generation)
    assert np.isfinite(rows).all()
    return [dict(zip(NAMES, row.tolist(), strict=True)) for row in rows]


def test_the_subject_that_is_asked_about_is_covered_best(generation: Generation) -> None:
    reading = paper()
    platform, doctor = table(
        generation, "创新平台补助多少", [candidate(reading, "20万元"), candidate(reading, "10万元")]
    )
    for name in ("sentence", "heading", "subject", "exact", "soft", "bigrams", "cosine"):
        assert platform[name] > doctor[name], name
    assert platform["unmet"] < doctor["unmet"]
    assert platform["behind_bigrams"] == 0.0 > doctor["behind_bigrams"]


def test_a_level_fits_is_another_or_is_not_asked_for(generation: Generation) -> None:
    reading = paper()
    both = [candidate(reading, "100万元"), candidate(reading, "20万元")]
    assert [row["level"] for row in table(generation, "省级创新平台补助多少", both)] == [0.0, 1.0]
    assert [row["level"] for row in table(generation, "创新平台补助多少", both)] == [0.5, 0.5]


def test_the_kind_of_question_and_of_fact_are_flags(generation: Generation) -> None:
    (row,) = table(generation, "创新平台补助多少", [candidate(paper(), "20万元")])
    assert row["fact_benefit"] == row["asks_amount"] == row["is_fact"] == row["money"] == 1.0
    assert row["fact_duty"] == row["asks_who"] == row["share"] == 0.0


def test_words_that_no_clause_holds_are_strange(generation: Generation) -> None:
    some = candidates(paper())[:1]
    assert table(generation, "创新平台补助多少", some)[0]["strange"] == 0.0
    assert table(generation, "渔船补助多少", some)[0]["strange"] > 0.5


def test_the_same_figures_for_every_order_of_the_candidates(generation: Generation) -> None:
    some = candidates(paper())
    there = table(generation, "研发投入比例要达到多少", some)
    back = table(generation, "研发投入比例要达到多少", some[::-1])[::-1]
    for one, other in zip(there, back, strict=True):
        for name in set(NAMES) - {"rank", "found_rank"}:  # these are the order
            assert one[name] == pytest.approx(other[name], abs=1e-5), name
