"""Figures of a run: every metric in every slice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from eval.cases import Case
from eval.metrics import mean
from eval.run import Result

Measure = Callable[[Result], float | None]  # None: does not apply to this case


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric over the cases it applies to."""

    value: float
    n: int


def slices_of(case: Case) -> tuple[str, ...]:
    """The slices a case belongs to."""
    files = sorted({span.source_file for way in case.ways for span in way})
    own = {"split": case.split, "category": case.category, "language": case.language, "difficulty": case.difficulty}
    named = [f"{kind}:{name}" for kind, name in own.items()]
    return ("all", *named, *(f"document:{name}" for name in files), *(f"own:{name}" for name in case.slices))


def _check(name: str) -> Measure:
    def measure(result: Result) -> float | None:
        held = result.verdict.checks.get(name)
        return None if held is None else float(held)

    return measure


CHECKS = (
    "status", "value_said", "value_proved", "must_say", "must_not_say", "evidence", "cited", "verbatim", "supported",
)  # fmt: skip
MEASURES: Mapping[str, Measure] = {
    "right": lambda result: float(result.right),
    **{name: _check(name) for name in CHECKS},
    "language": lambda result: float(result.answer.language == result.case.language),
}  # fmt: skip


def sliced(results: Iterable[Result]) -> dict[str, list[Result]]:
    """The results of each slice, the whole first, the others by name."""
    found: dict[str, list[Result]] = {}
    for result in results:
        for name in slices_of(result.case):
            found.setdefault(name, []).append(result)
    return {name: found[name] for name in sorted(found, key=lambda name: (name != "all", name))}


def figures(results: Sequence[Result]) -> dict[str, dict[str, Figure]]:
    """Slice → metric → figure; a metric that applies to no case of a slice is left out."""
    out: dict[str, dict[str, Figure]] = {}
    for name, members in sliced(results).items():
        row = out[name] = {}
        for metric, measure in MEASURES.items():
            values = [value for value in map(measure, members) if value is not None]
            average = mean(values)
            if average is not None:
                row[metric] = Figure(average, len(values))
    return out
