"""What a trace says of each stage: how the question was understood, what was found, how it scored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ingest.facts.values import Value
from retriever.computing import Share
from retriever.evidence import Candidate
from retriever.fitting import answers
from retriever.question import Query
from retriever.scope import Scope
from retriever.types import ScoredClause


def shown(query: Query) -> dict[str, Any]:
    """The query as the trace and the page show it."""

    def values(given: Sequence[Value]) -> list[dict[str, Any]]:
        return [{"value": v.value, "unit": v.unit, "bound": v.bound} for v in given]

    return {
        "text": query.text,
        "intent": query.intent,
        "attribute": query.attribute,
        "regions": [r.name for r in query.regions],
        "levels": list(query.levels),
        "terms": [t.text for t in query.terms],
        "context": [t.text for t in query.context],
        "year": query.year,
        "units": list(query.units),
        "quantities": values(query.quantities),
        "claims": values(query.claims),
    }


def record(
    trace: dict[str, Any],
    scope: Scope,
    query: Query,
    found: Sequence[ScoredClause],
    facts: Sequence[Candidate],
    plain: Sequence[Candidate],
) -> None:
    """Write what was found for one place into the trace: the best clauses, facts and sentences with their scores."""
    place = scope.region.name if scope.region else "*"
    trace.setdefault("search", {})[place] = [
        {
            "clause_id": s.clause_id,
            "score": round(s.score, 3),
            "lexical": round(s.lexical, 3),
            "dense": round(s.dense, 3),
        }
        for s in found[:5]
    ]
    trace.setdefault("facts", {})[place] = [
        {"text": c.fact.text, "subject": c.fact.subject, "fits": answers(query, c.fact), **_scores(c)}
        for c in facts[:6]
        if c.fact
    ]
    trace.setdefault("sentences", {})[place] = [{"text": c.sentence.text[:80], **_scores(c)} for c in plain[:4]]


def _scores(c: Candidate) -> dict[str, float]:
    return {"score": round(c.score, 3), "cover": round(c.cover, 3)}


def computation(share: Share) -> dict[str, Any]:
    """Operands and result of one share of a computation, in yuan and percent, so that others can work it out again."""
    return {
        "figure": share.figure,
        "part": share.part,
        "rate": share.fact.value,
        "cap": share.fact.cap,
        "value": share.value,
    }
