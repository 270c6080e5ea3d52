"""Two runs, case by case: what was right in both, in one, in none, and whether the difference is more than chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eval.run import Result
from eval.stats import mcnemar


@dataclass(frozen=True, slots=True)
class Flip:
    """A case that one run has right and the other wrong; the answers are None where they are withheld."""

    id: str
    category: str
    better: bool
    question: str | None
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Paired:
    """A slice in both runs, over the cases they share."""

    slice: str
    n: int
    before: float
    after: float
    worse: int
    better: int
    p: float

    @property
    def lost(self) -> bool:
        """Whether more got worse than better."""
        return self.worse > self.better


@dataclass(frozen=True, slots=True)
class Comparison:
    """A run beside a baseline."""

    baseline: str
    slices: tuple[Paired, ...]
    flips: tuple[Flip, ...]
    missing: tuple[str, ...]  # cases of the baseline that this run does not have
    new: tuple[str, ...]

    @property
    def whole(self) -> Paired | None:
        """All cases."""
        return next((row for row in self.slices if row.slice == "all"), None)


def compare(name: str, before: Sequence[Result], after: Sequence[Result]) -> Comparison:
    """Pair two runs by the ids of their cases; slices are those of the later run."""
    old = {result.id: result for result in before}
    new = {result.id: result for result in after}
    pairs = [(old[result.id], result) for result in after if result.id in old]
    members: dict[str, list[tuple[Result, Result]]] = {}
    for pair in pairs:
        for one in pair[1].slices:
            members.setdefault(one, []).append(pair)
    names = sorted(members, key=lambda one: (one != "all", one))
    return Comparison(
        name,
        tuple(_paired(one, members[one]) for one in names),
        tuple(_flip(was, now) for was, now in pairs if was.right != now.right),
        tuple(one for one in old if one not in new),
        tuple(one for one in new if one not in old),
    )


def _paired(name: str, pairs: Sequence[tuple[Result, Result]]) -> Paired:
    worse = sum(was.right and not now.right for was, now in pairs)
    better = sum(now.right and not was.right for was, now in pairs)
    n = len(pairs)
    before = sum(was.right for was, _ in pairs) / n
    after = sum(now.right for _, now in pairs) / n
    return Paired(name, n, before, after, worse, better, mcnemar(worse, better))


def _flip(was: Result, now: Result) -> Flip:
    question = (now.case or was.case or {}).get("question")
    return Flip(now.id, now.category, now.right, question, _said(was.answer), _said(now.answer))


def _said(answer: Mapping[str, Any] | None) -> str | None:
    return None if answer is None else f"{answer['status']}: {answer['answer']}"
