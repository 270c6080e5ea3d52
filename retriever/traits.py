"""What tells the fact or sentence that answers from the others: a row of figures a candidate, for the selector.

All are read from the question, from the candidate with its headings, and from how the others match; none knows a
document or a place.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import get_args

import numpy as np
import numpy.typing as npt

from ingest.facts.patterns import BENEFIT_WORDS
from ingest.facts.phrases import levels as named_levels
from ingest.types import FactKind
from retriever.contradicting import contradicts
from retriever.evidence import Candidate
from retriever.fitting import anchored, answers, misses_a_term_of_art, unmet
from retriever.generation import Generation
from retriever.kinds import asked_kind, kind_bonus
from retriever.likeness import WordLikeness
from retriever.matching import Weighted, presence
from retriever.question import Query, is_yes_no
from retriever.reading import bigrams
from retriever.remembering import Passages
from retriever.stating import states
from retriever.tokenize import fold
from retriever.types import Intent, ScoredClause

Floats = npt.NDArray[np.float32]

_INTENTS = tuple(get_args(Intent))
_FACTS = tuple(get_args(FactKind))
_OWN = (
    "score", "cover", "sentence", "heading", "path", "clause", "exact", "soft", "meaning", "unmet", "unmet_sentence",
    "unmet_anywhere", "bigrams", "bigrams_heading", "bigrams_back", "subject", "subject_exact", "cosine",
    "cosine_heading", "cosine_clause", "lexical", "dense", "found_rank", "kind", "number", "fits", "length", "is_fact",
    "higher", "benefit", "wants_benefit", "benefit_wanted", "placed", "english", "terms", "strange", "yes_no", "claims",
    "context", "enumerates", "parent", "frame", "answers", "anchored", "contradicts", "unmet_value", "unmet_art",
    "states", "level", "year", "unit", "money", "share", "several",
)  # fmt: skip
_RELATIVE = ("score", "cover", "heading", "soft", "bigrams", "cosine", "cosine_heading", "lexical", "dense")
NAMES = (
    *_OWN, *(f"fact_{k}" for k in _FACTS), *(f"asks_{i}" for i in _INTENTS), *(f"behind_{n}" for n in _RELATIVE), "rank"
)  # fmt: skip

_SUBJECT, _SENTENCE, _HEADING, _PATH, _CLAUSE = range(5)
_MET, _SOFT, _SOFT_FROM = 0.3, 0.8, 0.45  # as matching.py has them
_NUMBER = re.compile(r"\d|[一二两三四五六七八九十百千]+(?:万|亿|元|个|倍|年|月|日|成)|百分之")
_BENEFIT = re.compile(BENEFIT_WORDS)
_SAYS = {
    "amount": re.compile(r"(?=.*(?:\d|[一二两三四五六七八九十百千]))(?:.*[元万亿])"),
    "rate": re.compile(r"[%％‰成倍]|百分之"),
    "target": _NUMBER,
    "when": re.compile(r"[年月日]|期限|之日起|截止"),
    "how_long": re.compile(r"[年月日]|期限|之日起|截止"),
    "who": re.compile(r"[局部委厅办院所]|政府|机关|单位|机构|中心|公司|企业|协会"),
}  # what a sentence has that can answer such a question
_EVEN = 0.5  # where nothing can be said
_HAN_RUN = re.compile(r"[㐀-鿿a-z0-9]+")


def traits(
    query: Query,
    terms: Sequence[Weighted],
    found: Sequence[ScoredClause],
    candidates: Sequence[Candidate],
    passages: Passages,
    likeness: WordLikeness,
    generation: Generation,
) -> Floats:
    """A row a candidate, a column a name in NAMES.

    Args:
        query: The question.
        terms: Its weighted terms, at least one.
        found: The clauses that the candidates stand in, best first.
        candidates: At least one.
        passages: Compares the question with texts.
        likeness: Words of like meaning.
        generation: The index, for how rare a pair of characters is.
    """
    own = np.zeros((len(candidates), len(_OWN)), np.float32)
    column = {name: n for n, name in enumerate(_OWN)}

    def put(name: str, values: npt.ArrayLike) -> None:
        own[:, column[name]] = values

    put("score", [c.score for c in candidates])
    put("cover", [c.cover for c in candidates])
    for name, values in _matches(terms, candidates, likeness).items():
        put(name, values)
    for name, shares in _pairs(query, candidates, generation).items():
        put(name, shares)
    asked = query.text.strip() or query.question
    put("cosine", passages.cosines(asked, [c.sentence.text[:300] or " " for c in candidates]))
    put("cosine_heading", passages.cosines(asked, [f"{c.clause.heading} {c.sentence.text}"[:300] for c in candidates]))
    put("cosine_clause", passages.cosines(asked, [f"{c.clause.path} {c.clause.text}"[:400] for c in candidates]))
    rank = {s.clause_id: (s.lexical, s.dense, 1.0 / (1.0 + n)) for n, s in enumerate(found)}
    for n, name in enumerate(("lexical", "dense", "found_rank")):  # not the score: a reranker's has a scale of its own
        put(name, [rank[c.clause.clause.clause_id][n] for c in candidates])
    kind, listing = asked_kind(query.text, query.intent == "list"), query.intent == "list"
    put("kind", [kind_bonus(kind, c.sentence.text) for c in candidates])
    put("number", [bool(_NUMBER.search(c.sentence.text)) for c in candidates])
    says = _SAYS.get(query.compared)
    put("fits", [bool(says.search(c.sentence.text)) if says else _EVEN for c in candidates])
    put("length", [math.log1p(len(c.sentence.text)) / 6 for c in candidates])
    benefit = np.array([bool(_BENEFIT.search(c.sentence.text)) for c in candidates], np.float32)
    put("benefit", benefit)
    put("benefit_wanted", benefit * query.wants_benefit)
    put("wants_benefit", query.wants_benefit)
    put("placed", bool(query.regions))
    put("english", query.language == "en")
    put("terms", min(len(terms), 8) / 8)
    put("strange", _strange(terms, generation))
    put("yes_no", is_yes_no(query))
    put("claims", bool(query.claims))
    put("context", bool(query.context))
    put("enumerates", [listing and c.sentence.text.count("、") >= 2 for c in candidates])
    put("parent", [len(c.clause.children) > 1 for c in candidates])
    put("frame", [c.clause.clause.role in ("front", "tail") for c in candidates])
    put("higher", [c.higher for c in candidates])
    put("states", [c.fact is None and states(query.compared, query.text, c.sentence.text) for c in candidates])
    for row, c in zip(own, candidates, strict=True):
        if c.fact is not None:
            row[column["is_fact"]] = 1.0
            row[column["answers"]] = answers(query, c.fact)
            row[column["anchored"]] = anchored(terms, c)
            row[column["contradicts"]] = contradicts(query, c)
            row[column["unmet_value"]] = unmet(terms, c, likeness)
            row[column["unmet_art"]] = misses_a_term_of_art(terms, c, likeness)
    for name, fitting in _asked_for(query, candidates).items():
        put(name, fitting)
    facts = np.array([[c.fact is not None and c.fact.kind == k for k in _FACTS] for c in candidates], np.float32)
    intents = np.broadcast_to(np.array([query.intent == i for i in _INTENTS], np.float32), (len(own), len(_INTENTS)))
    behind = np.stack([own[:, column[n]] - own[:, column[n]].max() for n in _RELATIVE], axis=1)
    order = np.argsort(np.argsort(-own[:, 0], kind="stable"), kind="stable")
    return np.column_stack([own, facts, intents, behind, 1.0 / (1.0 + order)]).astype(np.float32)


def _matches(
    terms: Sequence[Weighted], candidates: Sequence[Candidate], likeness: WordLikeness
) -> dict[str, npt.NDArray[np.float64]]:
    """How the question's terms are met, place by place."""
    known: dict[str, list[float]] = {}

    def met(text: str) -> list[float]:
        if text not in known:
            known[text] = [presence(t.term, text) for t in terms]
        return known[text]

    def like(text: str) -> list[float]:
        return [max(0.0, likeness(t.term.text, text)) for t in terms]

    table = np.array([[met(text) for text in _places(c)] for c in candidates])  # candidates × places × terms
    meaning = np.array([like(c.sentence.text) for c in candidates])
    over = {c.clause.heading: like(c.clause.heading) for c in candidates}
    alike = np.maximum(meaning, [over[c.clause.heading] for c in candidates])
    weights = np.array([t.weight for t in terms])
    optional = np.array([t.term.optional for t in terms])
    total = max(float(weights.sum()), 1e-9)

    def cover(best: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        counted = np.where((best > 0) | ~optional, weights, 0.0)
        return np.asarray((best @ weights) / np.maximum(counted.sum(axis=-1), 1e-9))

    def heaviest(best: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.asarray(np.where((best < _MET) & ~optional, weights, 0.0).max(axis=-1) / total)

    near = np.maximum(table[:, _SENTENCE], table[:, _HEADING])
    anywhere = np.maximum(near, np.maximum(table[:, _PATH], table[:, _CLAUSE]))
    soft = np.where((near < _EVEN) & (alike >= _SOFT_FROM), np.maximum(near, _SOFT * alike), near)
    return {
        "sentence": cover(table[:, _SENTENCE]),
        "heading": cover(near),
        "path": cover(np.maximum(near, table[:, _PATH])),
        "clause": cover(anywhere),
        "subject": cover(table[:, _SUBJECT]),
        "exact": (table[:, _SENTENCE] >= 0.9) @ weights / total,
        "subject_exact": (table[:, _SUBJECT] >= 0.9) @ weights / total,
        "soft": cover(soft),
        "meaning": meaning @ weights / total,
        "unmet": heaviest(near),
        "unmet_sentence": heaviest(table[:, _SENTENCE]),
        "unmet_anywhere": heaviest(np.maximum(anywhere, soft)),
    }


def _places(c: Candidate) -> tuple[str, str, str, str, str]:
    subject = f"{c.fact.subject}{c.fact.word or ''}{c.fact.base or ''}" if c.fact else ""
    return subject, c.sentence.text, c.clause.heading, c.clause.path, c.clause.text


def _asked_for(query: Query, candidates: Sequence[Candidate]) -> dict[str, list[float]]:
    """Whether what a question asks for by level, year and unit is there; even where it asks for none."""
    levels, out = {_bare(level) for level in query.levels}, []
    for c in candidates:
        text, fact = c.sentence.text, c.fact
        named = {_bare(level) for level in ([fact.level] if fact and fact.level else named_levels(text))}
        start, end = c.reading.norm.source_span(c.sentence.start, c.sentence.end)
        units = [f.unit for f in c.clause.facts if f.unit and f.start < end and start < f.end]
        out.append(
            (
                _EVEN if not levels else float(bool(levels & named)) if named else 0.4,
                _EVEN if query.year is None else float(str(query.year) in c.clause.text),
                _EVEN if not query.units else float(any(unit in query.units for unit in units)),
                float("CNY" in units),
                float(any(unit in ("%", "‰", "百分点", "倍") for unit in units)),
                min(len(units), 6) / 6,
            )
        )
    return {
        name: list(values)
        for name, values in zip(
            ("level", "year", "unit", "money", "share", "several"), zip(*out, strict=True), strict=True
        )
    }


def _bare(level: str) -> str:
    return {"自治区级": "省级", "州级": "市级", "省部级": "省级"}.get(level, level)


def _pairs(query: Query, candidates: Sequence[Candidate], generation: Generation) -> dict[str, list[float]]:
    """Pairs of characters that question and text share, by how rare they are, and the share of the text's own."""
    sparse = generation.sparse
    weights: dict[str, float] = {}
    for run in _HAN_RUN.findall(fold(query.text)):
        for pair in (run[n : n + 2] for n in range(len(run) - 1)):
            row = sparse.vocabulary.get(pair)
            df = int(sparse.indptr[row + 1] - sparse.indptr[row]) if row is not None else 0
            weights[pair] = math.log(1 + (sparse.rows - df + 0.5) / (df + 0.5))
    total = sum(weights.values()) or 1.0
    out: dict[str, list[float]] = {"bigrams": [], "bigrams_heading": [], "bigrams_back": []}
    for c in candidates:
        text, heading = fold(c.sentence.text), fold(c.clause.heading)
        own = bigrams(text) if len(text) > 1 else frozenset()
        out["bigrams"].append(sum(w for pair, w in weights.items() if pair in own) / total)
        out["bigrams_heading"].append(sum(w for pair, w in weights.items() if pair in own or pair in heading) / total)
        out["bigrams_back"].append(sum(pair in weights for pair in own) / (len(own) or 1))
    return out


def _strange(terms: Sequence[Weighted], generation: Generation) -> float:
    """Share of the question's weight that no clause of the index holds in any wording."""

    def held(t: Weighted) -> bool:
        words = (t.term.text, *t.term.variants, *t.term.written, *t.term.loose)
        return any(generation.sparse.holds(word, None, 1.0) for word in words)

    total = sum(t.weight for t in terms) or 1.0
    return sum(t.weight for t in terms if not held(t)) / total
