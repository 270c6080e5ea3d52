"""Metrics as pure functions of what was found and what is right. Undefined (nothing to divide by) is None, never 1."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Hashable, Sequence

from eval.text import letters


def hit(ranked: Sequence[Hashable], right: Collection[Hashable], k: int) -> float:
    """1 where one of the first k is right, else 0."""
    return float(any(item in right for item in ranked[:k]))


def reciprocal_rank(ranked: Sequence[Hashable], right: Collection[Hashable]) -> float:
    """1 / rank of the first right one, 0 where there is none."""
    return next((1.0 / rank for rank, item in enumerate(ranked, 1) if item in right), 0.0)


def ndcg(ranked: Sequence[Hashable], right: Collection[Hashable], k: int) -> float:
    """Discounted gain of the first k over the best there could be; an item is right or it is not."""
    best = sum(1.0 / math.log2(rank + 1) for rank in range(1, min(len(set(right)), k) + 1))
    seen: set[Hashable] = set()
    gain = 0.0
    for rank, item in enumerate(ranked[:k], 1):
        if item in right and item not in seen:
            gain += 1.0 / math.log2(rank + 1)
            seen.add(item)
    return gain / best if best else 0.0


def f1(precision: float | None, recall: float | None) -> float | None:
    """Harmonic mean; 0 where both are."""
    if precision is None or recall is None:
        return None
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def char_f1(said: str, golds: Sequence[str]) -> float:
    """F1 over bags of characters, punctuation and white space aside, best over the gold answers."""
    return max((_bag_f1(letters(said), letters(gold)) for gold in golds), default=0.0)


def rouge_l(said: str, golds: Sequence[str]) -> float:
    """F1 over the longest common subsequence of characters, as `char_f1` otherwise."""
    return max((_lcs_f1(letters(said), letters(gold)) for gold in golds), default=0.0)


def _bag_f1(said: str, gold: str) -> float:
    common = sum((Counter(said) & Counter(gold)).values())
    return 2.0 * common / (len(said) + len(gold)) if common else 0.0


def _lcs_f1(said: str, gold: str) -> float:
    common = lcs(said, gold)
    return 2.0 * common / (len(said) + len(gold)) if common else 0.0


def lcs(a: str, b: str) -> int:
    """Length of the longest common subsequence, by bits: a row of the table is one integer."""
    where: dict[str, int] = {}
    for i, c in enumerate(a):
        where[c] = where.get(c, 0) | 1 << i
    full = (1 << len(a)) - 1
    row = full
    for c in b:
        match = row & where.get(c, 0)
        row = (row + match | row - match) & full
    return len(a) - row.bit_count()


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of them lie, linear between neighbours; 0 of nothing."""
    ordered = sorted(values)
    if not ordered:
        return 0.0
    at = share * (len(ordered) - 1)
    low = math.floor(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (at - low)


def mean(values: Sequence[float]) -> float | None:
    """Arithmetic mean, or None of nothing."""
    return math.fsum(values) / len(values) if values else None
