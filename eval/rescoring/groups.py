"""From questions with their right clauses to what is learned from: the clauses that search finds, and features."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from eval.rescoring.learn import Group
from retriever.embedder import Encoder
from retriever.features import NAMES, features, view_of
from retriever.generation import Generation
from retriever.index import build_passages
from retriever.question import Query, parse
from retriever.search import pool, score, sides_of
from retriever.settings import SearchSettings
from retriever.wanted import wanted

TODAY = date(2026, 1, 1)  # no question depends on the day; the same day gives the same figures

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the ids of the clauses that answer it, and the documents it is asked of, all of them where None."""

    question: str | Query
    right: frozenset[str]
    doc_ids: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class Pairs:
    """Questions over passages of their own."""

    name: str
    passages: tuple[tuple[str, str], ...]
    asked: tuple[Asked, ...]


def of_pairs(pairs: Pairs, encoder: Encoder, folder: Path, settings: SearchSettings, say: Say) -> list[Group]:
    """The groups of questions over passages, indexed in a folder; taken from there where they were made before."""
    key = hashlib.sha256(repr((pairs, encoder.fingerprint, settings, NAMES)).encode()).hexdigest()[:16]
    kept = folder / f"{pairs.name}-{key}.npz"
    if kept.is_file():
        found = _read(kept)
    else:
        home = folder / f"{pairs.name}-{encoder.fingerprint[-12:]}"
        home.mkdir(parents=True, exist_ok=True)
        with build_passages(pairs.passages, encoder, home) as generation:
            found = list(of_generation(generation, pairs.asked, settings))
        _write(kept, found)
    say(
        f"{pairs.name}: {len(found)} questions, {np.mean([g.right.any() for g in found]):.3f} with a right clause found"
    )
    return found


def _write(path: Path, groups: Sequence[Group]) -> None:
    rows, right = (np.concatenate(parts) for parts in zip(*((g.rows, g.right) for g in groups), strict=True))
    np.savez(path, rows=rows, right=right, lengths=np.array([len(g.right) for g in groups]))


def _read(path: Path) -> list[Group]:
    with np.load(path) as file:
        ends = np.cumsum(file["lengths"])[:-1]
        parts = zip(np.split(file["rows"], ends), np.split(file["right"], ends), strict=True)
        return [Group(rows, right) for rows, right in parts]


def of_generation(generation: Generation, asked: Sequence[Asked], settings: SearchSettings) -> Iterator[Group]:
    """A group a question, over an open index."""
    views = {}
    ids = [clause_id for _, clause_id in generation.clause_ids(range(len(generation.starts)))]
    for one in asked:
        query = one.question if isinstance(one.question, Query) else parse(one.question, TODAY, None)
        want = wanted(query)
        scored = score(generation, want, one.doc_ids, settings)
        clauses = pool(scored, settings)
        if one.doc_ids is not None:  # as `search` does: the places are the filter
            want = replace(want, places=())
        for clause in clauses:
            if clause not in views:
                views[clause] = view_of(generation, clause)
        rows = features(want, generation, [views[c] for c in clauses], sides_of(scored, clauses))
        yield Group(rows, np.array([ids[c] in one.right for c in clauses], np.bool_))


def hits(groups: Sequence[Group], scores: Callable[[Group], np.ndarray]) -> dict[str, float]:
    """hit@1, @3 and @10 of an order of the clauses found."""
    places = []
    for group in groups:
        right = np.flatnonzero(group.right[np.argsort(-scores(group), kind="stable")])
        places.append(int(right[0]) + 1 if len(right) else 0)
    return {f"hit@{k}": round(float(np.mean([0 < place <= k for place in places])), 4) for k in (1, 3, 10)}
