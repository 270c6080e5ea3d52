from __future__ import annotations

import numpy as np
import pytest

from retriever.best import best


@pytest.mark.parametrize("size", [0, 1, 63, 64, 129, 5_000, 20_011])
@pytest.mark.parametrize("k", [0, 1, 7, 100])
def test_the_best_are_those_of_a_full_order(size: int, k: int) -> None:
    scores = np.random.default_rng(size + k).random(size, np.float32)
    assert best(scores, k).tolist() == sorted(np.argsort(-scores)[:k].tolist())


@pytest.mark.parametrize("size", [100, 10_000])
def test_what_is_at_the_floor_is_not_among_them(size: int) -> None:
    scores = np.zeros(size, np.float32)
    scores[[7, 70]] = 1.0
    assert best(scores, 5, 0.0).tolist() == [7, 70]


def test_all_that_equal_the_last_are_among_them() -> None:
    scores = np.zeros(10_000, np.float32)
    scores[[5, 700, 9_999]] = 2.0
    scores[[6, 800, 801, 802]] = 1.0
    assert best(scores, 4).tolist() == [5, 6, 700, 800, 801, 802, 9_999]
