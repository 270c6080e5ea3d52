"""What comes nearest to a question that nothing answers: clauses to open, and the offices they name."""

from __future__ import annotations

from collections.abc import Iterable

from retriever.evidence import Candidate
from retriever.types import Nearest

MOST = 3


def nearest(candidates: Iterable[Candidate]) -> tuple[Nearest, ...]:
    """The clauses of the most trusted candidates, best first, without their words: none of them is an answer."""
    found: dict[tuple[str, str], Nearest] = {}
    for c in sorted(candidates, key=lambda c: -c.trust):
        clause = c.clause.clause
        if len(found) == MOST:
            break
        if clause.path:
            found.setdefault((c.doc_id, clause.clause_id), _near(c))
    return tuple(found.values())


def _near(c: Candidate) -> Nearest:
    document, clause = c.reading.document, c.clause.clause
    start, end = c.reading.norm.source_span(c.sentence.start, c.sentence.end)
    meta = document.metadata
    bodies = tuple(dict.fromkeys(body for fact in c.clause.facts for body in fact.bodies))
    return Nearest(
        doc_id=document.doc_id, title=meta.title, label=meta.title or meta.label, region=meta.region,
        clause_id=clause.clause_id, clause_path=clause.path, source_file=document.source_file, start=start, end=end,
        offices=bodies or tuple(filter(None, [meta.issuer])),
    )  # fmt: skip
