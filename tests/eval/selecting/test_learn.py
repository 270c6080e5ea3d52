"""Learning the selector: it tells right from wrong, learns when to decline, and does so again from the same seed."""

from __future__ import annotations

import numpy as np

from eval.selecting.learn import Group, LearnSettings, _slopes, learn
from eval.selecting.measure import figures

SETTINGS = LearnSettings(hidden=4, steps=150, batch=32, drop=0.0, nets=1)


def groups(count: int, seed: int) -> list[Group]:
    """Candidates whose first figure says which is right; in every third question it is low for all."""
    rng = np.random.default_rng(seed)
    out = []
    for n in range(count):
        rows = rng.normal(0, 0.3, (5, 3)).astype(np.float32)
        right = np.zeros(5, np.bool_)
        if n % 3:
            right[n % 5] = True
            rows[n % 5, 0] += 3.0
        out.append(Group("made", rows, right, 1.0, kept=True))
    return out


def test_it_finds_the_right_one_and_declines_where_there_is_none() -> None:
    nets = learn(groups(90, 1), SETTINGS)
    assert figures(groups(60, 2), nets) == {"groups": 60, "first": 1.0, "declines": 1.0}


def test_the_same_seed_gives_the_same_weights() -> None:
    one, again = (learn(groups(30, 1), SETTINGS)[0] for _ in range(2))
    assert np.array_equal(one.hidden, again.hidden)
    assert np.array_equal(one.straight, again.straight)


def test_the_slopes_are_those_of_the_loss() -> None:
    rng = np.random.default_rng(3)
    weights = [rng.normal(0, 0.5, shape) for shape in ((3, 2), 2, 2, 3, 1)]
    some = groups(6, 4)
    rows = [g.rows.astype(np.float64) for g in some]

    def loss() -> float:
        total = 0.0
        for group, z in zip(some, rows, strict=True):
            hidden, bias, out, straight, level = weights
            likely = np.exp(np.tanh(z @ hidden + bias) @ out + z @ straight + level)
            aimed = likely[group.right].sum() if group.right.any() else 1.0
            total -= float(np.log(aimed / (1 + likely.sum()))) / len(some)
        return total

    slopes = _slopes(weights, some, rows, 0.0, np.random.default_rng(0))  # type: ignore[arg-type]
    for weight, slope in zip(weights, slopes, strict=True):
        at = tuple(0 for _ in weight.shape)
        kept = weight[at]
        weight[at] = kept + 1e-5
        above = loss()
        weight[at] = kept - 1e-5
        below = loss()
        weight[at] = kept
        assert np.isclose(slope[at], (above - below) / 2e-5, rtol=1e-3, atol=1e-6)
