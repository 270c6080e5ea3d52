"""Whether a document holds on a given day, from what it says of itself and what others say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.types import Metadata, Validity

if TYPE_CHECKING:
    from ingest.succession import Succession


def validity(metadata: Metadata, as_of: str, others: Succession | None = None) -> Validity:
    """State of a document on the ISO date `as_of`.

    A plan is over after its last year, a document after the last day it names; a day of issue alone does not
    say for how long it holds. A date may be a year or a month alone (2016, 2016-05): it begins on its first day
    and ends on its last.

    Args:
        metadata: What the document says of itself.
        as_of: ISO date of the judgement.
        others: `Succession.of` the corpus: with it a document that another one repeals, or that has a later version,
            is `repealed` from the day on that the other one begins.
    """
    if metadata.draft:
        return "draft"
    begin = metadata.effective or metadata.issued
    if begin and as_of[: len(begin)] < begin:
        return "not_yet"
    if metadata.repealed:
        return "repealed"
    end = others.end(metadata) if others else None
    if end and (end.day is None or as_of[: len(end.day)] >= end.day):
        return "repealed"
    last = [day for day in (metadata.expires, metadata.period_end) if day]
    if any(as_of[: len(day)] > day for day in last):
        return "over"
    return "in_force" if metadata.effective or last else "unknown"
