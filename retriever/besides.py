"""A question of a message whose answer stands where another one of the same message was answered."""

from __future__ import annotations

from collections.abc import Sequence

from retriever.compose import sentence_lines
from retriever.earlier import Earlier
from retriever.evidence import Candidate, places_of
from retriever.matching import Weighted, heaviest_unmet
from retriever.question import Query, is_yes_no
from retriever.telling import Found, holds_asked
from retriever.trusting import FIGURES, SUMS

_NEARLY = 0.5  # how much less than the best a sentence may be trusted that stands there
_SURE = -0.5  # trust that it needs
_NAMED = 0.34  # share of a question that one word may weigh which it does not name


def beside(query: Query, terms: Sequence[Weighted], plain: Sequence[Candidate], given: Earlier) -> Found | None:
    """The sentence of a clause already cited that answers, None where none there does.

    Args:
        query: The question.
        terms: Its weighted terms.
        plain: Sentences of the documents cited, the most trusted first.
        given: What was answered.
    """
    if not plain:
        return None
    for c in plain:
        stated = [f for f in c.stated() if f.value is not None]
        if query.compared in FIGURES and stated and all((c.doc_id, f.value_start) in given.values for f in stated):
            continue  # what was given for another question is not asked for again
        if c.trust < max(_SURE, plain[0].trust - _NEARLY):
            return None
        if (c.doc_id, c.clause.clause.clause_id) in given.clauses and _says(query, terms, c):
            return Found(None, tuple(sentence_lines(query, [c])), c.score, translated=False)
    return None


def _says(query: Query, terms: Sequence[Weighted], c: Candidate) -> bool:
    """Whether a sentence states what is asked for, a sum of what is asked about: 博士 gets another than 硕士."""
    figure = query.compared in (*FIGURES, "who")
    if figure and (not holds_asked(query, c) or query.compared not in SUMS):
        return holds_asked(query, c)
    if not (figure or is_yes_no(query)) or not terms:
        return False
    places = [(text, 1.0) for text, _ in places_of(c.clause, c.sentence, None)]
    return heaviest_unmet(terms, places, None) <= _NAMED
