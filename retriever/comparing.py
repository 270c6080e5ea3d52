"""Places side by side: what is said of one is held against the same of the others, never against something else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.regions import Region
from ingest.types import Fact
from retriever.evidence import Candidate
from retriever.fitting import resemblance, same_unit
from retriever.question import Query
from retriever.ranking import ALIKE
from retriever.telling import Found

_TOGETHER, _CLEARLY = 0.3, 0.06  # what likeness counts beside how well each answers; from what gain rows are exchanged


@dataclass(frozen=True, slots=True)
class Side:
    """One place with what may answer for it, and what answers there when nothing else is looked at."""

    region: Region | None
    facts: Sequence[Candidate]
    plain: Sequence[Candidate]
    found: Found | None


Decide = Callable[[Side, Fact | None], Found | None]  # what answers of a side, held against a fact of another


def side_by_side(query: Query, sides: Sequence[Side], decide: Decide) -> list[Found | None]:
    """What answers for each place, None where its documents state nothing of the same kind and subject.

    Args:
        query: What is asked of each place.
        sides: The places.
        decide: Answers for one of them with the fact of another in view.
    """
    best: list[Found | None] = [side.found for side in sides]
    if _alike(query, best) >= ALIKE and _comparable(query, best):
        return best
    highest = _total(query, best)
    for side in sides:
        for fact in _compared(query, side.found)[:1]:
            against = [side.found if other is side else decide(other, fact) for other in sides]
            total = _total(query, against)
            if total > highest + _CLEARLY or not _comparable(query, best):
                best, highest = against, total
    return best


def _compared(query: Query, found: Found | None) -> list[Fact]:
    """The values of an answer that are asked for: where benefits are compared no tax rate and no goal."""
    facts = [c.fact for line in found.lines for c in line.evidence if c.fact] if found else []
    valued = [fact for fact in facts if fact.value is not None]
    return [f for f in valued if f.kind == "benefit"] or valued if query.wants_benefit else valued


def _total(query: Query, found: Sequence[Found | None]) -> float:
    """How well the rows answer, and how much they speak of one thing."""
    return sum(f.score for f in found if f) + _TOGETHER * _alike(query, found) * len(found)


def _alike(query: Query, found: Sequence[Found | None]) -> float:
    """How much two rows speak of one thing, at best."""
    valued = [_compared(query, f) for f in found]
    pairs = [(a, b) for i, mine in enumerate(valued) for others in valued[i + 1 :] for a in mine for b in others]
    return max((resemblance(a, b) for a, b in pairs if same_unit(a, b)), default=0.0)


def _comparable(query: Query, found: Sequence[Found | None]) -> bool:
    """Whether all rows that give a value give one of the same unit."""
    valued = [facts for f in found if (facts := _compared(query, f))]
    return all(any(same_unit(a, b) for a in valued[0] for b in facts) for facts in valued[1:])
