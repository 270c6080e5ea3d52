"""How well a place in a clause covers what a question asks about: each term by its weight and where it stands."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from retriever.generation import Generation
from retriever.question import Term
from retriever.reading import bigrams
from retriever.tokenize import fold

# What a term found there counts. The subject of a fact, its sentence, the clause's heading, the headings above,
# the rest of the clause. Set on the develop half of the gold set, in steps of 0.05 or more.
SUBJECT, SENTENCE, HEADING, CLAUSE, PATH = 1.0, 0.95, 0.85, 0.6, 0.55
_VARIANT = 0.9  # a synonym in the term's place
_PARTIAL = 0.75  # the bigrams of a term, at most


@dataclass(frozen=True, slots=True)
class Weighted:
    """A term with its weight: how much it tells clauses apart in this index."""

    term: Term
    weight: float


def weigh(terms: Sequence[Term], generation: Generation) -> tuple[Weighted, ...]:
    """Terms with their inverse document frequency (Robertson and Spärck Jones 1976, the form BM25 uses)."""
    return tuple(Weighted(t, _idf(t.text, generation)) for t in terms)


def _idf(word: str, generation: Generation) -> float:
    sparse, n = generation.sparse, max(1, generation.sparse.rows)

    def frequency(token: str) -> int:
        row = sparse.vocabulary.get(token)
        return int(sparse.indptr[row + 1] - sparse.indptr[row]) if row is not None else 0

    token = fold(word)
    df = frequency(token)
    if df == 0 and len(token) > 2:  # a word the segmenter cut: as rare as its rarest pair
        df = min(frequency(b) for b in bigrams(token))
    return math.log(1 + (n - df + 0.5) / (df + 0.5))


def presence(term: Term, text: str) -> float:
    """1 where the term stands in the text, less for a synonym or a part of it, 0 for none."""
    if term.text in text:
        return 1.0
    best = _VARIANT if any(v in text for v in term.variants) else 0.0
    if best < _PARTIAL and len(term.text) > 2:
        wanted = bigrams(term.text)
        share = sum(b in text for b in wanted) / len(wanted)
        best = max(best, _PARTIAL * share if share >= 0.5 else 0.0)
    return best


def cover(terms: Sequence[Weighted], places: Sequence[tuple[str, float]]) -> float:
    """Share of the question's weight that the places cover, each term by its best place; 1 for no terms at all.

    Args:
        terms: The weighted terms of the question.
        places: Texts with what a term found there counts.
    """
    total = sum(t.weight for t in terms)
    if total == 0:
        return 1.0
    return sum(t.weight * max((presence(t.term, text) * worth for text, worth in places), default=0.0) for t in terms) / total


def missing(terms: Sequence[Weighted], texts: Sequence[str]) -> tuple[str, ...]:
    """The terms that none of the texts holds, not even in part, heaviest first."""
    lost = [t for t in terms if not any(presence(t.term, text) >= 0.5 for text in texts)]
    return tuple(t.term.text for t in sorted(lost, key=lambda t: -t.weight))
