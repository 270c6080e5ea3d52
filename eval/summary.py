"""Figures of a run: every measure in every slice, with its interval; latency apart, since no two runs share it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from eval.measures import DERIVED, NAMES, area, risk_coverage
from eval.metrics import f1, mean, percentile
from eval.run import Result
from eval.stats import interval


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure over the cases it applies to; a figure derived from others has no interval."""

    value: float
    n: int
    low: float | None = None
    high: float | None = None


Figures = Mapping[str, Mapping[str, Figure]]


def sliced(results: Iterable[Result]) -> dict[str, list[Result]]:
    """The results of each slice, the whole first, the others by name."""
    found: dict[str, list[Result]] = {}
    for result in results:
        for name in result.slices:
            found.setdefault(name, []).append(result)
    return {name: found[name] for name in sorted(found, key=lambda name: (name != "all", name))}


def figures(results: Sequence[Result]) -> dict[str, dict[str, Figure]]:
    """Slice → measure → figure; a measure that applies to no case of a slice is left out."""
    return {name: _row(members) for name, members in sliced(results).items()}


def _row(members: Sequence[Result]) -> dict[str, Figure]:
    row: dict[str, Figure] = {}
    for name in NAMES:
        if name in DERIVED:
            precision, recall = (row.get(part) for part in DERIVED[name])
            both = f1(precision.value, recall.value) if precision and recall else None
            if both is not None and recall is not None:
                row[name] = Figure(both, recall.n)
            continue
        values = [result.measures[name] for result in members if name in result.measures]
        average = mean(values)
        if average is not None:
            row[name] = Figure(average, len(values), *interval(values))
    return row


def latency(results: Sequence[Result]) -> dict[str, float]:
    """Milliseconds an answer took."""
    took = [result.elapsed_ms for result in results]
    return {f"p{share:g}": round(percentile(took, share / 100), 3) for share in (50, 95, 100)}


def selective(results: Sequence[Result]) -> tuple[list[tuple[float, float]], float | None]:
    """Risk–coverage curve of what was answered, and the area under it."""
    given = [r for r in results if r.status in ("answered", "partial")]
    curve = risk_coverage([(r.confidence, r.right) for r in given])
    return curve, area(curve)
