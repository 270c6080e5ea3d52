"""How well a selector chooses and declines, on questions it was not learned from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from eval.selecting.learn import Group
from retriever.selector import Net


def figures(groups: Sequence[Group], nets: Sequence[Net]) -> dict[str, float]:
    """Shares and an area, over groups of questions.

    `first`: of the questions that a candidate answers, how often the most trusted one does. `declines`: how probable it
    is that of two questions, one answered rightly and one that nothing answers, the first is thought surer.
    """
    sure: list[tuple[bool, bool, float]] = []
    for group in groups:
        odds = np.mean([net.odds(group.rows) for net in nets], axis=0)
        total = float(np.exp(odds).sum())
        sure.append((bool(group.right.any()), bool(group.right[int(odds.argmax())]), total / (1 + total)))
    right = np.array([s for _, chosen, s in sure if chosen])
    none = np.array([s for there, _, s in sure if not there])
    there = [chosen for answerable, chosen, _ in sure if answerable]
    return {
        "groups": len(sure),
        "first": round(float(np.mean(there)), 3) if there else 0.0,
        "declines": round(float((right[:, None] > none[None, :]).mean()), 3) if len(right) and len(none) else 0.0,
    }
