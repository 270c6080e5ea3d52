"""What stands around a clause: the clauses above it, its neighbours, and what it is divided into."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from retriever.reading import ReadClause, Reading


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The clauses around one; those that have no text of their own are left out."""

    above: tuple[ReadClause, ...]  # from the outermost down to the parent
    before: tuple[ReadClause, ...]  # siblings, nearest last
    after: tuple[ReadClause, ...]  # siblings, nearest first
    below: tuple[ReadClause, ...]  # what the clause is divided into


def context(reading: Reading, clause_id: str, reach: int = 1) -> Surroundings:
    """The context of a clause, for a reader or a model that has to understand it.

    Args:
        reading: Its document (`Generation.reading`).
        clause_id: The clause.
        reach: How many siblings on each side.

    Raises:
        KeyError: The document has no such clause.
    """
    clauses = reading.clauses
    own = clauses[clause_id]
    above: list[ReadClause] = []
    parent = own.clause.parent
    while parent is not None and parent in clauses:
        above.append(clauses[parent])
        parent = clauses[parent].clause.parent
    row = [c for c in reading.document.clauses if c.parent == own.clause.parent and c.depth == own.clause.depth]
    at = next(n for n, c in enumerate(row) if c.clause_id == clause_id)
    return Surroundings(
        above=_with_text(reversed(above)),
        before=_with_text(clauses[c.clause_id] for c in row[max(0, at - reach) : at]),
        after=_with_text(clauses[c.clause_id] for c in row[at + 1 : at + 1 + reach]),
        below=_with_text(clauses[c] for c in own.children),
    )


def _with_text(clauses: Iterable[ReadClause]) -> tuple[ReadClause, ...]:
    return tuple(clause for clause in clauses if clause.text.strip())
