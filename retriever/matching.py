"""How well a place in a clause covers what a question asks about: each term by its weight and where it stands."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from retriever.generation import Generation
from retriever.reading import bigrams
from retriever.terms import Term
from retriever.tokenize import fold, frequency, tagged

# What a term found there counts. The subject of a fact, its sentence, the clause's heading, the headings above,
# the rest of the clause. Set on the develop half of the gold set, in steps of 0.05 or more.
SUBJECT, SENTENCE, HEADING, CLAUSE, PATH = 1.0, 0.95, 0.85, 0.6, 0.55
_VARIANT = 0.9  # a synonym in the term's place
_LOOSE = 0.45  # what else a translation may mean: less than ties a value
_UNSURE = 0.5  # what a word weighs whose learned translations stand nowhere: they may be wrong
_WRITTEN = 0.8  # how documents write an everyday word
_SAID = 0.7  # what an everyday word weighs beside the word that documents have for it: it may mean another
_PARTIAL = 0.75  # the bigrams of a term, at most
SOFT = 0.8  # a word of like meaning, times its likeness
SOFT_FROM = 0.45  # cosine from which two words are of like meaning in the default model

UNMET = 0.3  # a term covered by less is not met

_BRACKETS = str.maketrans("", "", "()（）")

Likeness = Callable[[str, str], float]  # term, text → the best cosine between the term and a word of the text


@dataclass(frozen=True, slots=True)
class Weighted:
    """A term with its weight: how much it tells clauses apart in this index, and how much it says at all."""

    term: Term
    weight: float


def weigh(terms: Sequence[Term], generation: Generation) -> tuple[Weighted, ...]:
    """Terms with their inverse document frequency (Robertson and Spärck Jones 1976, the form BM25 uses).

    A word that no document holds would weigh most of all; it weighs by how rare it is in general Chinese instead:
    老师 and 牌子 are everyday words, 棉花 says what the question is about. Verbs say less than nouns.
    """
    return tuple(Weighted(t, _term_weight(t, generation)) for t in terms)


def _term_weight(term: Term, generation: Generation) -> float:
    """A translated or everyday term weighs what its first rendering weighs that the index holds."""
    if not term.translated and not term.written:
        return _weight(term.text, generation)
    words = (term.text, *term.variants, *term.loose, *term.written)
    held = next((w for w in words if _document_frequency(w, generation)), None)
    if held is not None:
        return _weight(held, generation) * (_SAID if term.written else 1.0)
    return _weight(term.text, generation) * (1.0 if term.translated != "learned" else _UNSURE)


def _weight(word: str, generation: Generation) -> float:
    df, n = _document_frequency(word, generation), max(1, generation.sparse.rows)
    idf = math.log(1 + (n - df + 0.5) / (df + 0.5))
    if df == 0:
        idf *= min(1.0, max(0.2, 1.15 - math.log10(frequency(word) + 1) / 4.5))
    return idf * _part_of_speech(word)


@lru_cache(maxsize=4096)
def _part_of_speech(word: str) -> float:
    tags = tagged(word)
    last = tags[-1][1] if tags else "n"
    if last[0] in "nijl" or last in ("vn", "eng", "x", "b"):
        return 1.0
    return 0.6 if last[0] == "v" else 0.4


def _document_frequency(word: str, generation: Generation) -> int:
    token = fold(word)
    df = _holding(token, generation)
    # a word the segmenter cut: as rare as its rarest pair
    return min(_holding(b, generation) for b in bigrams(token)) if df == 0 and len(token) > 2 else df


def _holding(token: str, generation: Generation) -> int:
    """How many clauses hold a token."""
    sparse = generation.sparse
    row = sparse.vocabulary.get(token)
    return int(sparse.indptr[row + 1] - sparse.indptr[row]) if row is not None else 0


def pair_shares(runs: Sequence[str], generation: Generation) -> dict[str, float]:
    """The pairs of characters of some runs with their share of the weight of all, by how rare they are in the index.

    Args:
        runs: Of letters and digits, folded.
        generation: The index.
    """
    n = generation.sparse.rows
    weights = {}
    for pair in dict.fromkeys(run[i : i + 2] for run in runs for i in range(len(run) - 1)):
        df = _holding(pair, generation)
        weights[pair] = math.log(1 + (n - df + 0.5) / (df + 0.5))
    total = sum(weights.values()) or 1.0
    return {pair: weight / total for pair, weight in weights.items()}


@lru_cache(maxsize=8192)
def _unbracketed(text: str) -> str:
    return text.translate(_BRACKETS)


@lru_cache(maxsize=1 << 16)  # every place of a clause is looked at again for each of its facts and sentences
def presence(term: Term, text: str) -> float:
    """1 where the term stands in the text, less for a synonym or a part of it, 0 for none."""
    text = _unbracketed(text)  # 工程(技术)研究中心
    if term.text in text or (term.text.isascii() and term.text.lower() in text.lower()):  # syb, SYB
        return 1.0
    if any(v in text for v in term.variants):
        return _VARIANT
    if any(w in text for w in term.written):
        return _WRITTEN
    least = _LOOSE if any(w in text for w in term.loose) else 0.0
    if len(term.text) < 3:
        return least
    wanted = bigrams(term.text)
    share = sum(b in text for b in wanted) / len(wanted)
    return max(least, _PARTIAL * share if share >= 0.3 else 0.0)


def cover(terms: Sequence[Weighted], places: Sequence[tuple[str, float]], likeness: Likeness | None = None) -> float:
    """Share of the question's weight that the places cover, each term by its best place; 1 for no terms at all.

    Args:
        terms: The weighted terms of the question.
        places: Texts with what a term found there counts.
        likeness: Where given, a term that stands nowhere may be covered by a word of like meaning.
    """
    met = [(t, _best(t.term, places, likeness)) for t in terms]
    total = sum(t.weight for t, best in met if best or not t.term.optional)
    if total == 0:
        return 1.0 if not any(t.weight for t in terms) else 0.0
    return sum(t.weight * best for t, best in met) / total


def _best(term: Term, places: Sequence[tuple[str, float]], likeness: Likeness | None) -> float:
    best = max((presence(term, text) * worth for text, worth in places), default=0.0)
    if likeness is None or best >= 0.5:
        return best
    for text, worth in places:
        cosine = likeness(term.text, text)
        if cosine >= SOFT_FROM:
            best = max(best, SOFT * cosine * worth)
    return best


def heaviest_unmet(terms: Sequence[Weighted], places: Sequence[tuple[str, float]], likeness: Likeness | None) -> float:
    """Share of the question's weight of the heaviest term that stands nowhere in the places, not even by meaning."""
    total = sum(t.weight for t in terms)
    unmet = [t.weight for t in terms if t.term.text and not t.term.optional and _best(t.term, places, likeness) < UNMET]
    return max(unmet, default=0.0) / total if total else 0.0


def missing(terms: Sequence[Weighted], holds: Callable[[str, float], bool]) -> tuple[str, ...]:
    """The terms that no clause holds, not even in part, heaviest first.

    Args:
        terms: The weighted terms of a question.
        holds: Whether some clause holds such a share of a word's tokens.
    """
    lost = [
        t
        for t in terms
        if not t.term.optional
        and not any(holds(word, 1.0) for word in (t.term.text, *t.term.variants, *t.term.loose, *t.term.written))
        and not (len(t.term.text) > 2 and holds(t.term.text, 0.5 / _PARTIAL))
    ]
    return tuple(t.term.text for t in sorted(lost, key=lambda t: -t.weight))
