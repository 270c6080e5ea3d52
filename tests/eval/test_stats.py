"""Intervals and McNemar's test against known figures."""

from __future__ import annotations

import pytest

from eval.stats import interval, mcnemar


def test_interval_of_shares_is_the_binomial_one() -> None:
    # Binomial(10, 0.5): P(X ≤ 1) = 0.0107, P(X ≤ 2) = 0.0547; P(X ≤ 7) = 0.9453, P(X ≤ 8) = 0.9893
    assert interval([0.0, 1.0] * 5) == (0.2, 0.8)


def test_interval_of_all_right() -> None:
    assert interval([1.0] * 7) == (1.0, 1.0)


def test_interval_of_nothing_says_nothing() -> None:
    assert interval([]) == (0.0, 1.0)


def test_interval_of_other_values_holds_the_mean_and_is_always_the_same() -> None:
    values = [0.2, 0.4, 0.9, 0.1, 0.5] * 10
    low, high = interval(values)
    assert low < 0.42 < high
    assert (low, high) == interval(values)


def test_mcnemar_by_hand() -> None:
    # 1 better, 7 worse: 2 × (C(8,0) + C(8,1)) / 2^8 = 18 / 256
    assert mcnemar(7, 1) == pytest.approx(18 / 256)
    assert mcnemar(1, 7) == mcnemar(7, 1)
    assert mcnemar(3, 3) == 1.0
    assert mcnemar(0, 0) == 1.0
    assert mcnemar(6, 0) == pytest.approx(2 / 64)
