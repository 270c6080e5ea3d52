"""The checks a generation passes before it may become live."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ingest.errors import StoreError
from retriever.chunking import Passage
from retriever.generation import Generation
from retriever.settings import IndexSettings
from retriever.tokenize import tokenize

if TYPE_CHECKING:
    from retriever.embedder import Encoder

PROBES = 16
_NEAR = 0.99  # a stored vector beside its own text embedded again; batches may differ in the last digits
_REMEDY = "the live index is untouched; try again, and report this if it stays"


def check(folder: Path, passages: Sequence[Passage], stored: int, encoder: Encoder, settings: IndexSettings) -> None:
    """Open what was built and see that counts agree and that clauses, spread over the rows, find themselves.

    Raises:
        StoreError: They do not.
    """
    with Generation(folder, encoder, settings) as built:
        said = built.manifest
        vectors = {"chunks": said.chunks, "vectors": built.dense.rows, "chroma": stored}
        clauses = {"passages": len(passages), "clauses": said.clauses, "bm25": built.sparse.rows}
        if len(set(vectors.values())) != 1 or len(set(clauses.values())) != 1:
            raise StoreError(f"the new index is not complete ({vectors | clauses})", _REMEDY)
        for number in np.linspace(0, len(passages) - 1, min(PROBES, len(passages)), dtype=int).tolist():
            passage = passages[number]
            if built.clause_ids([number]) != [(passage.doc_id, passage.clause_id)]:
                raise StoreError(f"the new index has another clause for {passage.clause_id}", _REMEDY)
            missing = _missing(built, passage, number)
            if missing:
                raise StoreError(f"the new index does not find its own clause {passage.clause_id} ({missing})", _REMEDY)


def _missing(built: Generation, passage: Passage, number: int) -> str:
    """Which side does not find a clause by its own text; empty where both do."""
    tokens = tokenize(passage.whole)
    if tokens:
        scores = built.sparse.score_terms({token: float(count) for token, count in Counter(tokens).items()})
        if scores[number] < 0.5 * scores.max() or scores[number] <= 0:  # a longer copy of the text may score higher
            return "bm25"
    row, text = int(built.starts[number]), next(passage.chunks()).text
    vector = np.asarray(built.encoder.encode_passages([text])[0], dtype=np.float32)
    if np.linalg.norm(vector) < 0.5:  # a text without one known token has no direction
        return ""
    if float(built.dense.vectors[row] @ vector) < _NEAR:
        return "vectors"
    store = built.dense.store()
    if store is not None and not any(score >= _NEAR for _, score in built.dense.nearest(store, vector, 5)):
        return "chroma"
    return ""
