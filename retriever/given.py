"""What is decided about: a question, what was found for it in one place, and what it has to reach to answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.regions import Region
from ingest.types import Fact
from retriever.evidence import Candidate
from retriever.likeness import WordLikeness
from retriever.matching import Weighted
from retriever.question import Query
from retriever.settings import AnswerSettings


@dataclass(frozen=True, slots=True)
class Given:
    """One question, one place."""

    query: Query
    terms: Sequence[Weighted]  # of the question
    facts: Sequence[Candidate]  # of the best clauses, best first
    plain: Sequence[Candidate]  # their sentences, best first
    region: Region | None  # the place, None where none is known
    likeness: WordLikeness
    settings: AnswerSettings
    # how probable it is that something answers, by all that was found for the place: a part of it, such as the
    # documents in force, is no less sure for being a part
    sure: float
    beside: Fact | None = None  # what answers for another place that this one is compared with
