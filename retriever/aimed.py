"""The year an aim is for: what is to be reached by 2020 says nothing of 2040."""

from __future__ import annotations

import re

from retriever.evidence import Candidate
from retriever.question import Query
from retriever.trusting import SUMS

_BY = re.compile(r"(?:到|至|截[至止]到?)((?:19|20)\d\d)年|\bby (?:the end of )?((?:19|20)\d\d)\b", re.IGNORECASE)


def of_another_aim(query: Query, c: Candidate) -> bool:
    """Whether a sentence says what is to be reached by another year than the one that is asked about."""
    asked = _years(f"{query.question} {query.text}")
    if not asked or query.compared not in SUMS:
        return False
    said = _years_of(c)
    return bool(said) and not said & asked


def _years_of(c: Candidate) -> frozenset[str]:
    """The years by which a sentence says something is to be; else the last one named before it in its clause."""
    own = _years(c.sentence.text)
    if own:
        return own
    before = [m for s in c.clause.sentences if s.end <= c.sentence.start for m in _BY.finditer(s.text)]
    return _years(before[-1][0]) if before else frozenset()


def _years(text: str) -> frozenset[str]:
    return frozenset(year for found in _BY.findall(text) for year in found if year)
