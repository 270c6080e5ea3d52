"""The traits of candidates: what the selector sees of a question and of what may answer it."""

from __future__ import annotations

import pytest

from retriever.traits.table import NAMES
from tests.retriever.papers import candidate, candidates, paper
from tests.retriever.traits.conftest import Table


def test_the_subject_that_is_asked_about_is_covered_best(table: Table) -> None:
    reading = paper()
    platform, doctor = table("创新平台补助多少", [candidate(reading, "20万元"), candidate(reading, "10万元")])
    for name in ("sentence", "heading", "subject", "exact", "soft", "bigrams", "cosine"):
        assert platform[name] > doctor[name], name
    assert platform["unmet"] < doctor["unmet"]
    assert platform["behind_bigrams"] == 0.0 > doctor["behind_bigrams"]


def test_a_level_fits_is_another_or_is_not_asked_for(table: Table) -> None:
    reading = paper()
    both = [candidate(reading, "100万元"), candidate(reading, "20万元")]
    assert [row["level"] for row in table("省级创新平台补助多少", both)] == [0.0, 1.0]
    assert [row["level"] for row in table("创新平台补助多少", both)] == [0.5, 0.5]


def test_the_kind_of_question_and_of_fact_are_flags(table: Table) -> None:
    (row,) = table("创新平台补助多少", [candidate(paper(), "20万元")])
    assert row["fact_benefit"] == row["asks_amount"] == row["is_fact"] == row["money"] == 1.0
    assert row["fact_duty"] == row["asks_who"] == row["share"] == 0.0


def test_words_that_no_clause_holds_are_strange(table: Table) -> None:
    some = candidates(paper())[:1]
    assert table("创新平台补助多少", some)[0]["strange"] == 0.0
    assert table("渔船补助多少", some)[0]["strange"] > 0.5


def test_the_same_figures_for_every_order_of_the_candidates(table: Table) -> None:
    some = candidates(paper())
    there = table("研发投入比例要达到多少", some)
    back = table("研发投入比例要达到多少", some[::-1])[::-1]
    for one, other in zip(there, back, strict=True):
        for name in set(NAMES) - {"rank", "found_rank"}:  # these are the order
            assert one[name] == pytest.approx(other[name], abs=1e-5), name
