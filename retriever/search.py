"""Search: BM25 and dense scores of clauses, each divided by its best, mixed, and the best of them put in order.

Fused by score, not by rank: reciprocal rank fusion lost ten points of hit@1 on notices, where the dense side is weak.
The weight follows from how much of the query its best clause covers: a question in the document's words is left to
BM25, one in a layman's words or in English to the model. The trained re-scorer then looks at the clauses themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from retriever.best import best
from retriever.covering import covered
from retriever.features import Sides
from retriever.generation import Generation
from retriever.pieces import Worded
from retriever.reranker import Reranker, pieces_of, rerank
from retriever.rescore import open_rescorer
from retriever.settings import SearchSettings
from retriever.types import ScoredClause
from retriever.wanted import Wanted, plain

Floats = npt.NDArray[np.float32]
Expansions = Sequence[tuple[str, float]]

_FLOOR = 1e-6  # a clause at or under it was not found at all
_GAINING = 200  # clauses that gain by their documents
_DEEP = 8  # times as many clauses are looked at where one document may not fill the list
_LAST = 60  # ranks beyond it are one
_RRF = 60  # of reciprocal rank fusion (Cormack, Clarke and Büttcher 2009)


@dataclass(frozen=True, slots=True)
class Rankings:
    """One query ranked in every way there is; `fused` is what `search` gives before a cross-encoder.

    `mixed` is the weighted sum of both sides, `rrf` reciprocal rank fusion of them, for comparison.
    """

    lexical: tuple[ScoredClause, ...]
    dense: tuple[ScoredClause, ...]
    rrf: tuple[ScoredClause, ...]
    mixed: tuple[ScoredClause, ...]
    fused: tuple[ScoredClause, ...]
    reranked: tuple[ScoredClause, ...] | None = None


@dataclass(frozen=True, slots=True)
class Scored:
    """Every clause by each side: as shares of the best, 0 outside the filter."""

    lexical: Floats
    dense: Floats
    cosine: Floats  # as it is
    mixed: Floats
    coverage: float  # how much of the query its best clause covers
    lexical_order: list[int]  # the best of each side alone
    dense_order: list[int]


def search(
    generation: Generation,
    asked: str | Wanted,
    expansions: Expansions = (),
    doc_ids: Collection[str] | None = None,
    k: int = 10,
    *,
    settings: SearchSettings | None = None,
    reranker: Reranker | None = None,
    failed: Callable[[], None] = lambda: None,
    each: int | None = None,
) -> list[ScoredClause]:
    """The k best clauses, best first; a clause is as good as its best chunk.

    Args:
        generation: The index.
        asked: A question made ready with `wanted`, or a Simplified text.
        expansions: Further terms for the lexical side (synonyms, translations), each with its weight.
        doc_ids: Search only these documents; None searches all, an empty set none.
        k: How many clauses at most. Fewer come back where fewer were found.
        settings: Weights.
        reranker: Puts the best clauses in its own order.
        failed: Called where it could not, and the order stayed.
        each: No more than so many clauses of one document, for questions that compare documents.
    """
    settings = settings or SearchSettings()
    want = _ready(asked, expansions)
    scored = score(generation, want, doc_ids, settings)
    fused = rescored(generation, want, scored, settings, filtered=doc_ids is not None)
    fused = with_documents(generation, want, fused, settings)
    if each is None:
        return _ranked(generation, want.question, fused, scored, k, reranker, failed)
    return _spread(_ranked(generation, want.question, fused, scored, _DEEP * k, reranker, failed), each)[: max(k, 0)]


def search_passages(
    generation: Generation,
    asked: str | Wanted,
    expansions: Expansions = (),
    k: int = 10,
    *,
    settings: SearchSettings | None = None,
    reranker: Reranker | None = None,
) -> Rankings:
    """One query ranked in every way; over `build_passages`, clause_id is the passage's id."""
    settings = settings or SearchSettings()
    want = _ready(asked, expansions)
    scored = score(generation, want, None, settings)
    fused = with_documents(generation, want, rescored(generation, want, scored, settings), settings)

    def ranked(scores: Floats) -> tuple[ScoredClause, ...]:
        return tuple(_best(generation, scores, scored, k))

    return Rankings(
        lexical=ranked(scored.lexical),
        dense=ranked(scored.dense),
        rrf=ranked(_by_ranks(scored)),
        mixed=ranked(scored.mixed),
        fused=ranked(fused),
        reranked=tuple(_ranked(generation, want.question, fused, scored, k, reranker)) if reranker else None,
    )


def lexical_weight(coverage: float, settings: SearchSettings) -> float:
    """Share of the lexical side for a query whose best clause covers this much of it."""
    return min(settings.lexical_most, settings.lexical_weight + settings.lexical_gain * coverage)


def score(generation: Generation, want: Wanted, doc_ids: Collection[str] | None, settings: SearchSettings) -> Scored:
    """Every clause by each side and by both."""
    if len(generation.starts) == 0:
        none = np.zeros(0, np.float32)
        return Scored(none, none, none, none, 0.0, [], [])
    rows: npt.NDArray[np.intp] | None = None
    keep: npt.NDArray[np.bool_] | None = None
    if doc_ids is not None:
        keep = generation.clause_mask(doc_ids)
        rows = generation.rows(doc_ids)
    bm25, coverage = generation.sparse.match(want.text, want.expansions, keep)
    cosine = generation.cosines(_vector(generation, want), rows, settings.candidates)
    lexical, dense = _by_best(bm25), _by_best(cosine)
    weight = settings.english_weight if want.language == "en" else lexical_weight(coverage, settings)
    mixed = _by_best((weight * lexical + (1.0 - weight) * dense).astype(np.float32))
    return Scored(lexical, dense, cosine, mixed, coverage, _order(lexical, _LAST), _order(dense, _LAST))


def pool(scored: Scored, settings: SearchSettings) -> list[int]:
    """The clauses that the re-scorer looks at: the best of both sides together and of each alone."""
    half = settings.pool // 2
    several = (_order(scored.mixed, settings.pool), scored.lexical_order[:half], scored.dense_order[:half])
    return list(dict.fromkeys(clause for order in several for clause in order))


def sides_of(scored: Scored, clauses: Sequence[int]) -> Sides:
    """What is known of some clauses from the two sides."""
    at = np.asarray(clauses, np.intp)
    return Sides(
        scored.lexical[at], scored.dense[at], scored.mixed[at],
        _ranks(scored.lexical_order, at), _ranks(scored.dense_order, at), scored.cosine[at], scored.coverage,
    )  # fmt: skip


def rescored(
    generation: Generation, want: Wanted, scored: Scored, settings: SearchSettings, *, filtered: bool = False
) -> Floats:
    """The mixed scores with those of the best clauses dealt out anew, in the order of the re-scorer.

    What reads the scores further on knows how mixed ones are spread, so these are. Another model than a static one has
    no rows of words to look at, and its cosines are spread otherwise: there the mixed order stays.
    """
    if not settings.rescore or not isinstance(generation.encoder, Worded):
        return scored.mixed
    clauses = pool(scored, settings)
    if len(clauses) < 2:
        return scored.mixed
    if filtered:  # the places are the filter: whether a clause repeats them says nothing
        want = replace(want, places=())
    found = open_rescorer().scores(want, generation, clauses, sides_of(scored, clauses))
    at = np.asarray(clauses, np.intp)
    fused = scored.mixed.copy()
    # The order of the text breaks ties, so that the same query always gives the same list.
    fused[at[np.lexsort((at, -found))]] = np.sort(scored.mixed[at])[::-1]
    return fused


def with_documents(generation: Generation, want: Wanted, scores: Floats, settings: SearchSettings) -> Floats:
    """The best clauses gain by how well their documents cover the question; the others stay behind them."""
    clauses = np.asarray(_order(scores, _GAINING), np.intp)
    if settings.document_weight == 0 or not len(clauses):
        return scores
    owners = np.searchsorted(generation.archive.clause_starts, clauses, side="right") - 1
    documents, own = np.unique(owners, return_inverse=True)
    if len(documents) < 2:
        return scores
    gained = scores.copy()
    gained[clauses] += np.float32(settings.document_weight) * covered(generation, want.text, documents.tolist())[own]
    return _by_best(gained)


def _spread(found: Sequence[ScoredClause], each: int) -> list[ScoredClause]:
    taken: Counter[str] = Counter()
    kept = []
    for clause in found:
        taken[clause.doc_id] += 1
        if taken[clause.doc_id] <= each:
            kept.append(clause)
    return kept


def _ready(asked: str | Wanted, expansions: Expansions) -> Wanted:
    want = plain(asked) if isinstance(asked, str) else asked
    return replace(want, expansions=(*want.expansions, *expansions)) if expansions else want


def _vector(generation: Generation, want: Wanted) -> Floats:
    """The meanings of the question together, as one unit vector."""
    total: Floats = np.sum([generation.dense.encode(text) for text in want.meant], axis=0, dtype=np.float32)
    length = float(np.linalg.norm(total))
    return total / np.float32(length) if length > _FLOOR else total


def _by_best(scores: Floats) -> Floats:
    best = float(scores.max(initial=0.0))
    return scores / np.float32(best) if best > _FLOOR else np.zeros_like(scores)


def _by_ranks(scored: Scored) -> Floats:
    total = np.zeros_like(scored.mixed)
    for scores in (scored.lexical, scored.dense):
        for rank, clause in enumerate(_order(scores, 100), 1):
            total[clause] += 1.0 / (_RRF + rank)
    return _by_best(total)


def _ranks(order: Sequence[int], at: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    ranks = {clause: rank for rank, clause in enumerate(order)}
    return np.array([ranks.get(int(clause), _LAST) for clause in at], np.intp)


def _ranked(
    generation: Generation, question: str, scores: Floats, scored: Scored, k: int,
    reranker: Reranker | None, failed: Callable[[], None] = lambda: None,
) -> list[ScoredClause]:  # fmt: skip
    """The k best by score; with a reranker, by its order of the first few."""
    if reranker is None:
        return _best(generation, scores, scored, k)
    order = _order(scores, max(k, reranker.top))
    found = _found(generation, order, scores, scored)
    return rerank(reranker, question, found, pieces_of(generation, order), failed)[: max(k, 0)]


def _best(generation: Generation, scores: Floats, scored: Scored, k: int) -> list[ScoredClause]:
    return _found(generation, _order(scores, k), scores, scored)


def _order(scores: Floats, k: int) -> list[int]:
    found = best(scores, k, _FLOOR)
    # The order of the text breaks ties, so that the same query always gives the same list.
    order: list[int] = found[np.lexsort((found, -scores[found]))][: max(k, 0)].tolist()
    return order


def _found(generation: Generation, order: Sequence[int], scores: Floats, scored: Scored) -> list[ScoredClause]:
    return [
        ScoredClause(doc_id, clause_id, float(scores[n]), float(scored.lexical[n]), float(scored.dense[n]))
        for n, (doc_id, clause_id) in zip(order, generation.clause_ids(order), strict=True)
    ]
