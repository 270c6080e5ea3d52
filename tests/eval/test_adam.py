"""The steps of Adam: their size, their sign, and that they remember."""

from __future__ import annotations

import numpy as np

from eval.adam import Adam


def test_the_first_step_is_one_in_the_direction_of_the_slope() -> None:
    (move,) = Adam([np.zeros(3)]).moves([np.array([4.0, -0.01, 0.0])])
    assert np.allclose(move, [1.0, -1.0, 0.0], atol=1e-5)


def test_a_slope_that_turns_around_moves_less_than_one_that_stays() -> None:
    adam = Adam([np.zeros(2)])
    for sign in (1.0, -1.0, 1.0, -1.0):
        (move,) = adam.moves([np.array([1.0, sign])])
    assert abs(move[1]) < 0.2 < abs(move[0])


def test_it_finds_the_lowest_point_of_each_array() -> None:
    goal = [np.array([1.0, -2.0]), np.array([[3.0]])]
    weights = [np.zeros_like(g) for g in goal]
    adam = Adam(weights)
    for step in range(400):
        moves = adam.moves([w - g for w, g in zip(weights, goal, strict=True)])
        weights = [w - 0.1 * (1 - step / 400) * m for w, m in zip(weights, moves, strict=True)]
    assert all(np.allclose(w, g, atol=1e-2) for w, g in zip(weights, goal, strict=True))


def test_single_precision_stays_single() -> None:
    (move,) = Adam([np.zeros(2, np.float32)]).moves([np.ones(2, np.float32)])
    assert move.dtype == np.float32
