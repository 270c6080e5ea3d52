"""How sure a figure is, and whether two runs differ: bootstrap intervals and McNemar's test, both without chance."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

SEED = 20_260_101
RESAMPLES = 1000
LEVEL = 0.95


def interval(values: Sequence[float], level: float = LEVEL) -> tuple[float, float]:
    """Percentile bootstrap interval of a mean.

    Of zeros and ones, the bootstrap's distribution is the binomial one, and is computed rather than drawn; of
    other values 1,000 resamples are drawn, always the same ones.
    """
    n = len(values)
    if n == 0:
        return (0.0, 1.0)
    tail = (1.0 - level) / 2
    if all(value in (0.0, 1.0) for value in values):
        share = sum(values) / n
        return _binomial_quantile(n, share, tail) / n, _binomial_quantile(n, share, 1 - tail) / n
    drawn = np.random.default_rng(SEED).integers(0, n, (RESAMPLES, n))
    means = np.asarray(values, np.float64)[drawn].mean(axis=1)
    low, high = np.quantile(means, (tail, 1 - tail))
    return float(low), float(high)


def _binomial_quantile(n: int, share: float, at: float) -> int:
    """Smallest k with P(X ≤ k) ≥ at."""
    if share in (0.0, 1.0):
        return round(n * share)
    total = 0.0
    for k in range(n + 1):
        total += math.exp(_log_choose(n, k) + k * math.log(share) + (n - k) * math.log1p(-share))
        if total >= at - 1e-12:
            return k
    return n


def mcnemar(worse: int, better: int) -> float:
    """Exact two-sided p of McNemar's test from the cases that only one of two runs has right; 1 where there is none."""
    n = worse + better
    if n == 0:
        return 1.0
    tail = sum(math.exp(_log_choose(n, k) - n * math.log(2)) for k in range(min(worse, better) + 1))
    return min(1.0, 2 * tail)


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
