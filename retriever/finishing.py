"""The end of each way to an answer: its lines are verified, cited, and said with what has to be known of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from retriever.citing import cite, notices, values_told
from retriever.outcome import Outcome
from retriever.question import Query
from retriever.rows import with_places
from retriever.stages import stage
from retriever.standing import Standing
from retriever.telling import Found
from retriever.tracing import computation
from retriever.types import Status, Warning_
from retriever.verify import Line, verify
from retriever.wording import say


def finished(
    query: Query, found: Sequence[Found], trace: dict[str, Any], standing: Standing, status: Status | None = None
) -> Outcome | None:
    """The outcome of what was found, or None where verification leaves no line that rests on evidence.

    Args:
        query: The question.
        found: What answers, a place or a document each.
        trace: Takes what was verified, removed and computed.
        standing: Which documents hold.
        status: Of the answer, where what was found does not say it.
    """
    drafted = with_places(query, found)
    lines = [
        Line(
            d.text,
            tuple(dict.fromkeys(c.sentence.text for c in d.evidence)),
            tuple(c.fact for c in d.evidence if c.fact),
            d.structural,
            d.named,
            d.computed,
        )
        for d in drafted
    ]
    with stage("verify"):
        verdicts, removed = verify(lines, query.question, query.quantities)
    kept = [d for d, ok in zip(drafted, verdicts, strict=True) if ok]
    trace["removed"] = [asdict(r) for r in removed]
    trace["verify"] = {"lines": len(drafted), "removed": trace["removed"]}
    if not any(d.evidence for d in kept):
        return None
    worked = [share for d in kept for share in d.computed]
    if worked:
        trace["computed"] = [computation(share) for share in worked]
    text, citations, facts = cite(kept, query.as_of, standing)
    evidence = [c for d in kept for c in d.evidence]
    warnings = notices(query, evidence, standing)
    if removed:
        warnings.append(Warning_("unverified_removed", say("unverified", query.language)))
    if query.language == "en" and any(not f.translated for f in found):
        warnings.append(Warning_("not_translated", say("not_translated", "en")))
    if trace.get("reranker") == "failed":
        warnings.append(Warning_("reranker_failed", say("reranker_failed", query.language)))
    if status is None:
        status = "partial" if any(f.partial for f in found) or removed else "answered"
    return Outcome(
        status, text, citations=citations, facts=facts, warnings=tuple(warnings), trace=trace,
        told=values_told(kept),
    )  # fmt: skip
