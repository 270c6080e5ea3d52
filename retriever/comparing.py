"""Places side by side: what is said of one is held against the same of the others, never against something else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ingest.regions import Region
from ingest.types import Fact
from retriever.compose import sentence_lines
from retriever.evidence import UNTRUSTED, Candidate
from retriever.fitting import answers, reaches, resemblance, same_unit
from retriever.question import Query
from retriever.ranking import ALIKE
from retriever.telling import Found
from retriever.trusting import FIGURES, own_trust

_TOGETHER, _CLEARLY = 0.3, 0.06  # what likeness counts beside how well each answers; from what gain rows are exchanged
_AGAINST = 3  # values of a row that the other rows are held against
# log-odds that the sentences of two values of one unit need together where one of them is not sure by itself, what
# their likeness adds to it, what that one needs, and how alike they have to be
_BOTH_SURE, _LIKENESS, _LEAST, _LIKE = 5.0, 8.0, 0.5, 0.3
_LOOKED_AT = 6  # values of a place that are held against those of another


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
    if not (_alike(query, best) >= ALIKE and _comparable(query, best)):
        highest = _total(query, best)
        for side in sides:
            for fact in _compared(query, side.found)[:1]:
                against = [side.found if other is side else decide(other, fact) for other in sides]
                total = _total(query, against)
                if total > highest + _CLEARLY or not _comparable(query, best):
                    best, highest = against, total
    return _completed(query, sides, best)


def _compared(query: Query, found: Found | None, quoted: bool = False) -> list[Fact]:
    """The values of an answer that are asked for: where benefits are compared no tax rate and no goal.

    Args:
        query: What is asked.
        found: The answer.
        quoted: Whether those count as well that stand in a sentence that is given whole.
    """
    lines = found.lines if found else ()
    facts = [c.fact for line in lines for c in line.evidence if c.fact]
    if quoted and not facts:
        facts = [f for line in lines for c in line.evidence for f in c.stated()]
    valued = [f for f in facts if f.value is not None and (not quoted or answers(query, f))]
    return [f for f in valued if f.kind == "benefit"] or valued if query.wants_benefit else valued


def _completed(query: Query, sides: Sequence[Side], rows: Sequence[Found | None]) -> list[Found | None]:
    """The rows, with the like of what answers for one place where nothing by itself was sure enough for another.

    A value of the same unit and of a like subject is surer than one that stands by itself.
    """
    if query.compared not in FIGURES or query.wants_benefit or all(rows) or not any(rows):
        return list(rows)
    there = [(f, _trust_of(f, side)) for side, row in zip(sides, rows, strict=True)
             for f in _compared(query, row, quoted=True)[:_AGAINST]]  # fmt: skip
    out = list(rows)
    for i, side in enumerate(sides):
        pairs = [(_together(f, trust, c, side), c) for f, trust in there for c in _valued(query, side)]
        if out[i] is None and pairs:
            out[i] = _row(query, side, max(pairs, key=lambda p: p[0]))
    return out


def _valued(query: Query, side: Side) -> list[Candidate]:
    """Values of the kind that is asked for, the most trusted first."""
    stated = [c for c in side.facts if c.fact is not None and c.fact.value is not None and answers(query, c.fact)]
    able = [c for c in stated if reaches(c, side.region) and c.trust > UNTRUSTED and _own(c, side) >= _LEAST]
    return able[:_LOOKED_AT]


def _own(c: Candidate, side: Side) -> float:
    return own_trust(c, side.plain)


def _trust_of(fact: Fact, side: Side) -> float:
    return max((_own(c, side) for c in side.facts if c.fact == fact), default=0.0)


def _together(fact: Fact, trust: float, c: Candidate, side: Side) -> float:
    """How sure two values of two places are of each other."""
    alike = resemblance(fact, c.fact) if c.fact is not None and same_unit(fact, c.fact) else 0.0
    return trust + _own(c, side) + _LIKENESS * alike if alike >= _LIKE else UNTRUSTED


def _row(query: Query, side: Side, best: tuple[float, Candidate]) -> Found | None:
    """The sentence of a value, with the value; None where the two are not sure enough."""
    sure, c = best
    if sure < _BOTH_SURE:
        return None
    return Found(side.region, tuple(sentence_lines(query, [replace(c, fact=None)])), c.score, translated=False)


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
