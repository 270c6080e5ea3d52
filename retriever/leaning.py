"""A follow-up as the selector reads it: with what was talked of before, and beside what was answered before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from retriever.earlier import Earlier
from retriever.evidence import Candidate
from retriever.matching import Weighted
from retriever.question import Query
from retriever.selector import by_trust

Pair = tuple[list[Candidate], list[Candidate]]  # facts and sentences, each in the order of their trust
Weigh = Callable[[Query, Sequence[Weighted]], Pair]

_TOLD = 0.5  # of its weight counts a word that was said before
_ALONE = 0.35  # what the trust in an answer to the question alone counts beside that to all that is understood
# log-odds: of what stands in a clause that was cited, in its document, elsewhere; of a value that was just given, and
# of the sentence it stands in. Fitted to follow-ups, half of which the documents do not answer.
_CITED, _BESIDE, _ELSEWHERE, _GIVEN, _TOLD_BEFORE = 1.3, -0.45, -1.7, -1.5, -0.5


def weighed_with_context(
    query: Query, terms: Sequence[Weighted], before: Sequence[Weighted], earlier: Earlier, weigh_up: Weigh
) -> Pair:
    """Facts and sentences with their trust, as answers to the question alone and together with what it leaves unsaid.

    Args:
        query: The question, with what the conversation was about.
        terms: Its weighted terms.
        before: The weighted terms of what the conversation was about.
        earlier: What was answered before.
        weigh_up: Weighs the facts and sentences found for a question.
    """
    alone = weigh_up(query, terms)
    if before:
        told = [Weighted(w.term, _TOLD * w.weight) for w in before]
        text = "，".join((*(w.term.text for w in before), query.text))
        alone = _between(alone, weigh_up(replace(query, text=text), [*terms, *told]))
    return _beside(alone[0], earlier), _beside(alone[1], earlier)


def _between(some: Pair, others: Pair) -> Pair:
    """The weighted mean of two weighings of the same candidates: of the question alone, and with what was told."""
    trust = {_key(c): c.trust for c in (*others[0], *others[1])}

    def mean(candidates: Sequence[Candidate]) -> list[Candidate]:
        return [replace(c, trust=_ALONE * c.trust + (1 - _ALONE) * trust[_key(c)]) for c in candidates]

    return by_trust(mean(some[0])), by_trust(mean(some[1]))


def _key(c: Candidate) -> tuple[int, int]:
    return id(c.sentence), id(c.fact)


def _beside(candidates: Sequence[Candidate], earlier: Earlier) -> list[Candidate]:
    """With what the last answer says of where this one stands."""
    if not earlier.clauses:
        return list(candidates)
    documents = {doc_id for doc_id, _ in earlier.clauses}

    def moved(c: Candidate) -> Candidate:
        cited = (c.doc_id, c.clause.clause.clause_id) in earlier.clauses
        gain = _CITED if cited else _BESIDE if c.doc_id in documents else _ELSEWHERE
        if c.fact is not None:
            gain += _GIVEN * ((c.doc_id, c.fact.value_start) in earlier.values)
        elif any((c.doc_id, fact.value_start) in earlier.values for fact in c.stated()):
            gain += _TOLD_BEFORE
        return replace(c, trust=c.trust + gain)

    return by_trust([moved(c) for c in candidates])
