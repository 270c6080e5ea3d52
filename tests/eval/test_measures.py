"""What is measured of one case, by hand."""

from __future__ import annotations

from typing import Any

import pytest

from eval.judge import judge
from eval.measures import NAMES, area, confidence, in_language, measures, ranking, risk_coverage, slices
from retriever.types import Nearest
from tests.eval.fakes import GOAL, LIBRARY, PROVINCIAL, answer, case, citation, span, unanswerable

TRACE: dict[str, Any] = {
    "search": {"锦州市": [{"clause_id": "d1-2"}, {"clause_id": "d1-1"}], "四川省": [{"clause_id": "x"}]},
    "facts": {"锦州市": [{"score": 0.7, "fits": True}, {"score": 0.9, "fits": False}]},
    "sentences": {"锦州市": [{"score": 0.4}]},
}


def measured(given: Any, said: Any) -> dict[str, float]:
    return measures(given, said, judge(given, said, LIBRARY.text, LIBRARY.names), LIBRARY)


def test_every_measure_has_a_name() -> None:
    assert set(measured(case(history=["之前"]), answer(trace=TRACE))) <= set(NAMES)


def test_the_clauses_found_are_ranked_place_by_place() -> None:
    assert ranking(TRACE) == ["d1-2", "x", "d1-1"]


def test_retrieval() -> None:
    # the right clause d1-1 is third
    found = measured(case(), answer(trace=TRACE))
    assert (found["hit@1"], found["hit@3"], found["mrr"], found["ndcg@5"]) == (0.0, 1.0, pytest.approx(1 / 3), 0.5)


def test_evidence_precision_and_recall() -> None:
    said = answer(citations=(citation(PROVINCIAL), citation(GOAL, 2, "d1-2")))
    found = measured(case(), said)
    assert (found["evidence_precision"], found["evidence_recall"]) == (0.5, 1.0)
    found = measured(case(evidence=[span(PROVINCIAL), span(GOAL)]), answer())
    assert (found["evidence_precision"], found["evidence_recall"]) == (1.0, 0.5)


def test_a_citation_of_a_clause_that_does_not_exist() -> None:
    assert measured(case(), answer(citations=(citation(PROVINCIAL, clause_id="d1-9"),)))["exists"] == 0.0


@pytest.mark.parametrize(
    ("given", "clauses", "pointed"),
    [(case(), ("d1-2", "d1-1"), 1.0), (case(), ("d1-2",), 0.0), (case(), (), 0.0), (unanswerable(), ("d1-1",), None)],
)
def test_a_question_that_was_declined_wrongly_may_point_to_the_clause(
    given: Any, clauses: tuple[str, ...], pointed: float | None
) -> None:
    near = tuple(Nearest("d1", None, "a", None, clause, (), "a.txt", 0, 1, ()) for clause in clauses)
    assert measured(given, answer("没有。", "not_found", nearest=near)).get("pointed") == pointed
    assert "pointed" not in measured(case(), answer())


@pytest.mark.parametrize(
    ("given", "said", "precision", "recall"),
    [
        (case(), answer(), None, None),
        (case(), answer("没有。", "not_found"), 0.0, None),
        (unanswerable(), answer("没有。", "not_found"), 1.0, 1.0),
        (unanswerable(), answer(), None, 0.0),
        (unanswerable(), answer("", "error"), None, 0.0),
    ],
)
def test_abstention(given: Any, said: Any, precision: float | None, recall: float | None) -> None:
    found = measured(given, said)
    assert (found.get("abstain_precision"), found.get("abstain_recall")) == (precision, recall)


def test_a_follow_up_needs_status_and_place() -> None:
    assert measured(case(history=["锦州有什么补助？"]), answer())["follow_up"] == 1.0
    assert measured(case(history=["锦州有什么补助？"], evidence=[span(GOAL)]), answer())["follow_up"] == 0.0
    assert "follow_up" not in measured(case(), answer())


@pytest.mark.parametrize(
    ("text", "declared", "wanted", "right"),
    [
        ("省级平台给予补助", "zh-Hans", "zh-Hans", True),
        ("省級平臺給予補助", "zh-Hans", "zh-Hans", False),
        ("省級平臺給予補助", "zh-Hant", "zh-Hant", True),
        ("省级平台给予补助", "zh-Hant", "zh-Hant", False),
        ("RMB 200,000 for platforms (省级平台)", "en", "en", True),
        ("20万元（省级平台）", "en", "en", False),
        ("省级平台给予补助", "zh-Hant", "zh-Hans", False),
    ],
)
def test_language_and_script(text: str, declared: str, wanted: str, right: bool) -> None:
    assert in_language(answer(text, language=declared), wanted) is right


def test_confidence_is_of_facts_that_fit_and_sentences() -> None:
    assert confidence(TRACE) == 0.7
    assert confidence({}) == 0.0


def test_slices_come_from_the_case_and_its_documents() -> None:
    found = slices(case(slices=["mine"]), LIBRARY)
    assert {
        "all",
        "split:develop",
        "category:amount",
        "level:省级",
        "region:锦州市",
        "document:a.txt",
        "own:mine",
    } <= set(found)


def test_risk_and_coverage() -> None:
    # surest first: right, wrong, then two of one confidence of which one is wrong
    curve = risk_coverage([(0.9, True), (0.8, False), (0.5, True), (0.5, False)])
    assert curve == [(0.25, 0.0), (0.5, 0.5), (1.0, 0.5)]
    assert area(curve) == pytest.approx(0.25 * 0.0 + 0.25 * 0.5 + 0.5 * 0.5)
    assert area([]) is None
