"""Whether a document holds on a given day, from what it says of itself."""

from __future__ import annotations

from ingest.types import Metadata, Validity


def validity(metadata: Metadata, as_of: str) -> Validity:
    """State of a document on the ISO date `as_of`.

    A plan is over after its last year, a document after the last day it names; a day of issue alone does not
    say for how long it holds. A date may be a year or a month alone (2016, 2016-05): it begins on its first day
    and ends on its last.
    """
    if metadata.draft:
        return "draft"
    begin = metadata.effective or metadata.issued
    if begin and as_of[: len(begin)] < begin:
        return "not_yet"
    ends = [end for end in (metadata.expires, metadata.period_end) if end]
    if any(as_of[: len(end)] > end for end in ends):
        return "over"
    return "in_force" if metadata.effective or ends else "unknown"
