"""A run gives one result a case, whatever the assistant does."""

from __future__ import annotations

import time
from typing import Any

import pytest

from eval.run import run_cases
from eval.summary import figures, latency, selective
from tests.eval.fakes import FakeAssistant, answer, case, result, unanswerable

TODAY = "2026-01-01"


def test_results_are_in_the_order_of_the_cases() -> None:
    asked = [case(), unanswerable()]
    found = run_cases(FakeAssistant(answer()), asked, TODAY)
    assert [(r.id, r.right) for r in found] == [("amount-001", True), ("absent-001", False)]


def raises(ask: Any) -> Any:
    raise RuntimeError("broken")


def sleeps(ask: Any) -> Any:
    time.sleep(5)


def swallows(ask: Any) -> Any:
    try:
        time.sleep(5)
    except Exception:
        return answer()


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (raises, "RuntimeError: broken"),
        (None, "no answer"),
        (sleeps, "no answer within"),
        (swallows, "no answer within"),
    ],
)
def test_what_fails_is_a_failure(reply: Any, said: str) -> None:
    found = run_cases(FakeAssistant(reply), [case()], TODAY, limit_s=0.05)
    assert len(found) == 1
    assert (found[0].right, found[0].status, found[0].measures["delivered"]) == (False, "error", 0.0)
    assert said in str(found[0].answer)


def test_a_withheld_result_says_nothing() -> None:
    shown = run_cases(FakeAssistant(answer()), [unanswerable()], TODAY)[0].withheld()
    assert (shown.case, shown.answer, shown.reasons) == (None, None, ())


def test_figures_by_slice_with_intervals() -> None:
    found = figures([result("a", True, "x"), result("b", False, "x"), result("c", True)])
    assert list(found) == ["all", "x"]
    assert (found["x"]["right"].value, found["x"]["right"].n) == (0.5, 2)
    assert (found["all"]["right"].low or 0) < 2 / 3 < (found["all"]["right"].high or 0)


def test_f1_of_abstention_is_of_the_whole_slice() -> None:
    rows = [
        result("a", True, measures={"abstain_precision": 1.0, "abstain_recall": 1.0}),
        result("b", False, measures={"abstain_precision": 0.0}),
        result("c", False, measures={"abstain_recall": 0.0}),
    ]
    # precision 1/2, recall 1/2
    assert figures(rows)["all"]["abstain_f1"].value == 0.5


def test_latency_and_risk() -> None:
    rows = [result(str(i), i % 2 == 0, confidence=i / 10, elapsed_ms=float(i)) for i in range(1, 5)]
    assert latency(rows) == {"p50": 2.5, "p95": 3.85, "p100": 4.0}
    # surest first: 4 right, 3 wrong, 2 right, 1 wrong
    assert selective(rows)[0] == [(0.25, 0.0), (0.5, 0.5), (0.75, pytest.approx(1 / 3)), (1.0, 0.5)]
