"""What the selector is shown: a question, the candidates found for it, and what it may look things up in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retriever.evidence import Candidate
from retriever.generation import Generation
from retriever.likeness import WordLikeness
from retriever.matching import Weighted
from retriever.question import Query
from retriever.remembering import Passages
from retriever.types import ScoredClause

EVEN = 0.5  # of a trait where nothing can be said


@dataclass(frozen=True, slots=True)
class Shown:
    """A question beside its candidates.

    Attributes:
        query: The question.
        terms: Its weighted terms, at least one.
        found: The clauses that the candidates stand in, best first.
        candidates: At least one.
        passages: Compares the question with texts.
        likeness: Words of like meaning.
        generation: The index, for how rare a word is.
    """

    query: Query
    terms: Sequence[Weighted]
    found: Sequence[ScoredClause]
    candidates: Sequence[Candidate]
    passages: Passages
    likeness: WordLikeness
    generation: Generation

    def sentences(self) -> list[str]:
        """The sentence of each candidate."""
        return [c.sentence.text for c in self.candidates]
