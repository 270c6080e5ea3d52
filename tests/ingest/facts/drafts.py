"""Facts of one sentence, for the tests of the modules that share the reading of it."""

from __future__ import annotations

from ingest.facts.phrases import Span
from ingest.facts.sentence import Draft, facts_of_sentence
from ingest.normalize import normalize


def drafts(text: str, year: int | None = None) -> list[Draft]:
    """The facts that a sentence states."""
    norm = normalize(text).text
    return list(facts_of_sentence(norm, Span(0, len(norm)), year))


def draft(text: str, year: int | None = None) -> Draft:
    """The one fact that a sentence states."""
    (found,) = drafts(text, year)
    return found
