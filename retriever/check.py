"""The checks a generation passes before it may become live."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ingest.errors import StoreError
from retriever.generation import Generation
from retriever.settings import IndexSettings
from retriever.tokenize import tokenize
from retriever.types import Chunk

if TYPE_CHECKING:
    from retriever.embedder import Encoder

PROBES = 16
_NEAR = 0.99  # a stored vector beside its own text embedded again; batches may differ in the last digits
_REMEDY = "the live index is untouched; try again, and report this if it stays"


def check(folder: Path, chunks: Sequence[Chunk], stored: int, encoder: Encoder, settings: IndexSettings) -> None:
    """Open what was built and see that counts agree and that chunks, spread over the rows, find themselves.

    Raises:
        StoreError: They do not.
    """
    with Generation(folder, encoder, settings) as built:
        counts = {"chunks": len(chunks), "vectors": built.dense.rows, "chroma": stored, "bm25": built.sparse.rows}
        if len(set(counts.values())) != 1:
            raise StoreError(f"the new index is not complete ({counts})", _REMEDY)
        for row in np.linspace(0, len(chunks) - 1, min(PROBES, len(chunks)), dtype=int).tolist():
            missing = _missing(built, chunks[row].text, row)
            if missing:
                raise StoreError(
                    f"the new index does not find its own chunk {chunks[row].chunk_id} ({missing})", _REMEDY
                )


def _missing(built: Generation, text: str, row: int) -> str:
    """Which side does not find a chunk by its own text; empty where both do."""
    tokens = tokenize(text)
    if tokens:
        scores = built.sparse.score_terms({token: float(count) for token, count in Counter(tokens).items()})
        if scores[row] < 0.5 * scores.max() or scores[row] <= 0:  # a longer copy of the same text may score higher
            return "bm25"
    vector = np.asarray(built.encoder.encode_passages([text])[0], dtype=np.float32)
    if np.linalg.norm(vector) < 0.5:  # a text without one known token has no direction
        return ""
    if float(built.dense.vectors[row] @ vector) < _NEAR:
        return "vectors"
    store = built.dense.store()
    if store is not None and not any(score >= _NEAR for _, score in built.dense.nearest(store, vector, 5)):
        return "chroma"
    return ""
