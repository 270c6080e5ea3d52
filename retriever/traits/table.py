"""The row of figures that the selector sees of each fact and sentence, and the names of its columns.

All are read from the question, from the candidate with its headings, and from how the others match; none knows a
document or a place.
"""

from __future__ import annotations

import math
import re
from typing import get_args

import numpy as np
import numpy.typing as npt

from ingest.facts.patterns import BENEFIT_WORDS
from ingest.types import FactKind
from retriever.contradicting import contradicts
from retriever.fitting import anchored, answers, misses_a_term_of_art, unmet
from retriever.kinds import asked_kind, kind_bonus
from retriever.matching import Weighted
from retriever.question import is_yes_no
from retriever.stating import states
from retriever.traits.asked import asked_for
from retriever.traits.met import met
from retriever.traits.overlap import overlap
from retriever.traits.shown import Shown
from retriever.types import Intent

Floats = npt.NDArray[np.float32]

_INTENTS = tuple(get_args(Intent))
_FACTS = tuple(get_args(FactKind))
_OWN = (
    "score", "cover", "sentence", "heading", "path", "clause", "exact", "soft", "meaning", "unmet", "unmet_sentence",
    "unmet_anywhere", "bigrams", "bigrams_heading", "bigrams_back", "subject", "subject_exact", "cosine",
    "cosine_heading", "cosine_clause", "lexical", "dense", "found_rank", "kind", "number", "fits", "length", "is_fact",
    "higher", "benefit", "wants_benefit", "benefit_wanted", "placed", "english", "terms", "strange", "yes_no", "claims",
    "context", "enumerates", "parent", "frame", "answers", "anchored", "contradicts", "unmet_value", "unmet_art",
    "states", "level", "year", "unit", "money", "share", "several", "focus", "focus_near", "focus_soft", "unmet_focus",
    "unmet_focus_near", "unmet_noun", "unmet_noun_near", "unmet_verb", "unmet_known", "sibling", "sibling_near",
    "signs", "counted", "of_year", "other_year", "before", "title", "run", "pieces", "pieces_back",
)  # fmt: skip
_RELATIVE = (
    "score", "cover", "heading", "soft", "bigrams", "cosine", "cosine_heading", "lexical", "dense", "focus_soft",
    "focus_near", "unmet", "run", "pieces", "pieces_back",
)  # fmt: skip
NAMES = (
    *_OWN, *(f"fact_{k}" for k in _FACTS), *(f"asks_{i}" for i in _INTENTS), *(f"behind_{n}" for n in _RELATIVE), "rank"
)  # fmt: skip
_BENEFIT = re.compile(BENEFIT_WORDS)


def traits(shown: Shown) -> Floats:
    """A row a candidate, a column a name in NAMES."""
    candidates = shown.candidates
    own = np.zeros((len(candidates), len(_OWN)), np.float32)
    column = {name: n for n, name in enumerate(_OWN)}
    for columns in (
        met(shown),
        overlap(shown),
        asked_for(shown),
        _nearness(shown),
        _of_question(shown),
        _of_text(shown),
    ):
        for name, values in columns.items():
            own[:, column[name]] = values
    for row, c in zip(own, candidates, strict=True):
        if c.fact is not None:
            row[column["is_fact"]] = 1.0
            row[column["answers"]] = answers(shown.query, c.fact)
            row[column["anchored"]] = anchored(shown.terms, c)
            row[column["contradicts"]] = contradicts(shown.query, c)
            row[column["unmet_value"]] = unmet(shown.terms, c, shown.likeness)
            row[column["unmet_art"]] = misses_a_term_of_art(shown.terms, c, shown.likeness)
    facts = np.array([[c.fact is not None and c.fact.kind == k for k in _FACTS] for c in candidates], np.float32)
    intents = np.array([shown.query.intent == i for i in _INTENTS], np.float32)
    behind = np.stack([own[:, column[n]] - own[:, column[n]].max() for n in _RELATIVE], axis=1)
    order = np.argsort(np.argsort(-own[:, 0], kind="stable"), kind="stable")
    repeated = np.broadcast_to(intents, (len(own), len(_INTENTS)))
    return np.column_stack([own, facts, repeated, behind, 1.0 / (1.0 + order)]).astype(np.float32)


def _nearness(shown: Shown) -> dict[str, npt.ArrayLike]:
    """How near each candidate is by the search, by its score, and by the likeness of meaning."""
    candidates, passages = shown.candidates, shown.passages
    asked = shown.query.text.strip() or shown.query.question
    rank = {s.clause_id: (s.lexical, s.dense, 1.0 / (1.0 + n)) for n, s in enumerate(shown.found)}
    lexical, dense, found = zip(*(rank[c.clause.clause.clause_id] for c in candidates), strict=True)
    return {
        "score": [c.score for c in candidates],
        "cover": [c.cover for c in candidates],
        "cosine": passages.cosines(asked, [text[:300] or " " for text in shown.sentences()]),
        "cosine_heading": passages.cosines(asked, [f"{c.clause.heading} {c.sentence.text}"[:300] for c in candidates]),
        "cosine_clause": passages.cosines(asked, [f"{c.clause.path} {c.clause.text}"[:400] for c in candidates]),
        "lexical": lexical,
        "dense": dense,
        "found_rank": found,  # not the score of the clause: a reranker's has a scale of its own
    }


def _of_question(shown: Shown) -> dict[str, float]:
    """What is the same for all candidates."""
    query, terms = shown.query, shown.terms
    return {
        "wants_benefit": query.wants_benefit,
        "placed": bool(query.regions),
        "english": query.language == "en",
        "terms": min(len(terms), 8) / 8,
        "strange": _strange(shown),
        "yes_no": is_yes_no(query),
        "claims": bool(query.claims),
        "context": bool(query.context),
    }


def _of_text(shown: Shown) -> dict[str, npt.ArrayLike]:
    """What a candidate is like, and whether it is the kind of text that is asked for."""
    query, candidates, texts = shown.query, shown.candidates, shown.sentences()
    listing = query.intent == "list"
    kind = asked_kind(query.text, listing)
    benefit = [bool(_BENEFIT.search(text)) for text in texts]
    stated = (states(query.compared, query.text, text) for text in texts)
    return {
        "kind": [kind_bonus(kind, text) for text in texts],
        "length": [math.log1p(len(text)) / 6 for text in texts],
        "benefit": benefit,
        "benefit_wanted": [there and query.wants_benefit for there in benefit],
        "enumerates": [listing and text.count("、") >= 2 for text in texts],
        "parent": [len(c.clause.children) > 1 for c in candidates],
        "frame": [c.clause.clause.role in ("front", "tail") for c in candidates],
        "higher": [c.higher for c in candidates],
        "states": [c.fact is None and state for c, state in zip(candidates, stated, strict=True)],
    }


def _strange(shown: Shown) -> float:
    """Share of the question's weight that no clause of the index holds in any wording."""

    def held(t: Weighted) -> bool:
        words = (t.term.text, *t.term.variants, *t.term.written, *t.term.loose)
        return any(shown.generation.sparse.holds(word, None, 1.0) for word in words)

    total = sum(t.weight for t in shown.terms) or 1.0
    return sum(t.weight for t in shown.terms if not held(t)) / total
