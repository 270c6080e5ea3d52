"""A small index, and the traits of candidates in it by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from retriever.embedder import open_encoder
from retriever.evidence import Candidate
from retriever.index import build_passages
from retriever.likeness import WordLikeness
from retriever.matching import weigh
from retriever.remembering import Passages
from retriever.settings import EmbeddingSettings
from retriever.traits.shown import Shown
from retriever.traits.table import NAMES, traits
from retriever.types import ScoredClause
from tests.retriever.papers import PLATFORMS, asked

Table = Callable[[str, Sequence[Candidate]], list[dict[str, float]]]


@pytest.fixture(scope="session")
def table(tmp_path_factory: pytest.TempPathFactory) -> Table:
    """The traits of candidates beside a question, a row a candidate."""
    encoder = open_encoder(EmbeddingSettings())
    passages = [(str(n), line) for n, line in enumerate(PLATFORMS.splitlines())]
    generation = build_passages(passages, encoder, tmp_path_factory.mktemp("index"))

    def rows(question: str, some: Sequence[Candidate]) -> list[dict[str, float]]:
        query = asked(question)
        clauses = dict.fromkeys((c.doc_id, c.clause.clause.clause_id) for c in some)
        found = [ScoredClause(doc_id, clause_id, 1.0, 1.0, 0.5) for doc_id, clause_id in clauses]
        terms = weigh(query.terms, generation)
        shown = Shown(query, terms, found, some, Passages(encoder), WordLikeness(encoder), generation)
        figures = traits(shown)
        assert np.isfinite(figures).all()
        return [dict(zip(NAMES, row.tolist(), strict=True)) for row in figures]

    return rows
