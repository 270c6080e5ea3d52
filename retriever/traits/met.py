"""How the terms of a question are met by a candidate, place by place, and which of them are not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from retriever.evidence import Candidate
from retriever.generation import Generation
from retriever.matching import SOFT, SOFT_FROM, UNMET, Weighted, presence
from retriever.question import Query
from retriever.tokenize import fold, tagged
from retriever.traits.shown import EVEN, Shown

Column = npt.NDArray[np.float64]

_SUBJECT, _SENTENCE, _HEADING, _PATH, _CLAUSE, _BEFORE, _TITLE = range(7)
_EXACT = 0.9  # presence of a term that stands there itself
_ASIDE = 0.5  # what a term counts as part of what is asked that only says what kind of answer is wanted
_FAR = 4.0  # characters from the question word at which a term counts half
_ASKING = re.compile(
    r"多少|(?<![好十])几(?!乎|年来|天来)|什么|哪|谁|怎|如何|何时|多[大高长久远]|要不要|能不能|可不可以|是否|是不是|有没有"
    r"|会不会|该不该|(?P<verb>[\u4e00-\u9fff])不(?P=verb)|吗|[么没不](?=[，,？?]|$)"
)


def met(shown: Shown) -> dict[str, Column]:
    """A column a trait."""
    terms = shown.terms
    known: dict[str, list[float]] = {}

    def present(text: str) -> list[float]:
        if text not in known:
            known[text] = [presence(t.term, text) for t in terms]
        return known[text]

    table = np.array(
        [[present(text) for text in _places_of(c)] for c in shown.candidates]
    )  # candidates × places × terms
    sentence, subject = table[:, _SENTENCE], table[:, _SUBJECT]
    near = np.maximum(sentence, table[:, _HEADING])
    meaning, alike = _alike(shown)
    anywhere = np.maximum(near, np.maximum(table[:, _PATH], table[:, _CLAUSE]))
    soft, soft_sentence = _softened(near, alike), _softened(sentence, meaning)
    weights = np.array([t.weight for t in terms])
    optional = np.array([t.term.optional for t in terms])
    total = max(float(weights.sum()), 1e-9)

    def cover(best: Column) -> Column:
        counted = np.where((best > 0) | ~optional, weights, 0.0)
        return np.asarray((best @ weights) / np.maximum(counted.sum(axis=-1), 1e-9))

    def heaviest(best: Column, of: npt.NDArray[np.bool_] | bool = True) -> Column:
        return np.asarray(np.where((best < UNMET) & ~optional & of, weights, 0.0).max(axis=-1) / total)

    focus = weights * closeness(shown.query, terms) * np.where(optional, _ASIDE, 1.0)
    focus = focus / max(float(focus.sum()), 1e-9)
    nouns, verbs = _kinds(terms)
    return {
        "sentence": cover(sentence),
        "heading": cover(near),
        "path": cover(np.maximum(near, table[:, _PATH])),
        "clause": cover(anywhere),
        "subject": cover(subject),
        "before": cover(np.maximum(sentence, table[:, _BEFORE])),
        "title": cover(table[:, _TITLE]),
        "exact": (sentence >= _EXACT) @ weights / total,
        "subject_exact": (subject >= _EXACT) @ weights / total,
        "soft": cover(soft),
        "meaning": meaning @ weights / total,
        "unmet": heaviest(near),
        "unmet_sentence": heaviest(sentence),
        "unmet_anywhere": heaviest(np.maximum(anywhere, soft)),
        "unmet_noun": heaviest(sentence, nouns),
        "unmet_noun_near": heaviest(near, nouns),
        "unmet_verb": heaviest(near, verbs),
        "unmet_known": heaviest(near, _known(terms, shown.generation)),
        "focus": sentence @ focus,
        "focus_near": near @ focus,
        "focus_soft": soft_sentence @ focus,
        "unmet_focus": np.where(sentence < UNMET, focus, 0.0).max(axis=-1),
        "unmet_focus_near": np.where(soft < UNMET, focus, 0.0).max(axis=-1),
        "sibling": np.array([_siblings(terms, text) / total for text in shown.sentences()]),
        "sibling_near": np.array(
            [_siblings(terms, c.sentence.text + c.clause.heading) / total for c in shown.candidates]
        ),
    }


def closeness(query: Query, terms: Sequence[Weighted]) -> Column:
    """How near each term stands to a question word, in (0, 1]: the subject stands in many sentences, what is asked
    of it (权重 of 考核指标的权重是多少) beside the word that asks. All alike where none asks, and in English.
    """
    text = fold(query.text)
    asking = [m.span() for m in _ASKING.finditer(text)] if query.language != "en" else []
    if not asking:
        return np.ones(len(terms))
    out = np.full(len(terms), EVEN)
    for n, t in enumerate(terms):
        at = text.find(t.term.text)
        if at >= 0:
            gap = min(max(0, at - end, start - at - len(t.term.text)) for start, end in asking)
            out[n] = 1.0 / (1.0 + gap / _FAR)
    return out


def _places_of(c: Candidate) -> tuple[str, ...]:
    subject = f"{c.fact.subject}{c.fact.word or ''}{c.fact.base or ''}" if c.fact else ""
    before = c.before()
    title = c.reading.document.metadata.title or ""
    return (
        subject, c.sentence.text, c.clause.heading, c.clause.path, c.clause.text,
        before.text if before else c.clause.heading, title,
    )  # fmt: skip


def _alike(shown: Shown) -> tuple[Column, Column]:
    """By meaning: how well each term is met in the sentence, and in the sentence or its heading."""

    def like(text: str) -> list[float]:
        return [max(0.0, shown.likeness(t.term.text, text)) for t in shown.terms]

    meaning = np.array([like(text) for text in shown.sentences()])
    over = {heading: like(heading) for heading in {c.clause.heading for c in shown.candidates}}
    return meaning, np.maximum(meaning, [over[c.clause.heading] for c in shown.candidates])


def _softened(best: Column, alike: Column) -> Column:
    """With words of like meaning for the terms that are not met by half."""
    return np.where((best < EVEN) & (alike >= SOFT_FROM), np.maximum(best, SOFT * alike), best)


def _known(terms: Sequence[Weighted], generation: Generation) -> npt.NDArray[np.bool_]:
    """Which terms some clause of the index holds, so that a sentence without them is about something else."""
    words = [(t.term.text, *t.term.variants, *t.term.written) for t in terms]
    return np.array([any(generation.sparse.holds(word, None, 1.0) for word in several) for several in words])


def _kinds(terms: Sequence[Weighted]) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Which terms are nouns, and which are verbs, by their last word."""
    tags = [_tag(t.term.text) for t in terms]
    verbs = np.array([tag[0] == "v" and tag != "vn" for tag in tags])
    return np.array([tag[0] in "nijlb" or tag in ("vn", "eng", "x") for tag in tags]), verbs


@lru_cache(maxsize=4096)
def _tag(word: str) -> str:
    tags = tagged(word)
    return tags[-1][1] if tags else "n"


def _siblings(terms: Sequence[Weighted], text: str) -> float:
    """The weight of words of which a text has but the end: 博士后工作站 where it speaks of 院士工作站."""
    return sum(t.weight for t in terms if _is_sibling(t.term.text, text))


def _is_sibling(word: str, text: str) -> bool:
    return len(word) > 3 and word not in text and word[-2:] in text and word[:2] not in text
