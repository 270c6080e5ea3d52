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


def check(folder: Path, stored: int | None, encoder: Encoder, settings: IndexSettings) -> None:
    """Open what was built and see that counts agree and that clauses, spread over the rows, find themselves.

    Args:
        folder: The generation.
        stored: How many rows Chroma says it holds; None where it is off.
        encoder: The embedding model.
        settings: Index settings.

    Raises:
        StoreError: They do not.
    """
    with Generation(folder, encoder, settings) as built:
        said, cards = built.manifest, built.archive.cards
        rows = {"chunks": said.chunks, "vectors": built.dense.rows, "documents": sum(card.chunks for card in cards)}
        if stored is not None:
            rows["chroma"] = stored
        clauses = {"clauses": said.clauses, "bm25": built.sparse.rows, "documents": sum(card.clauses for card in cards)}
        if len(set(rows.values())) != 1 or len(set(clauses.values())) != 1:
            raise StoreError(f"the new index is not complete (chunks {rows}, clauses {clauses})", _REMEDY)
        if [(card.doc_id, card.version_id) for card in cards] != list(said.documents):
            raise StoreError("the new index holds other documents than it was built from", _REMEDY)
        for number in np.linspace(0, said.clauses - 1, min(PROBES, said.clauses), dtype=int).tolist():
            chunks = built.chunks(number)
            if missing := _missing(built, chunks, number):
                raise StoreError(
                    f"the new index does not find its own clause {chunks[0].clause_id} ({missing})", _REMEDY
                )


def _missing(built: Generation, chunks: Sequence[Chunk], number: int) -> str:
    """Which side does not find a clause by its own text; empty where all do."""
    tokens = tokenize("\n".join(chunk.text for chunk in chunks))
    if tokens:
        scores = built.sparse.score_terms({token: float(count) for token, count in Counter(tokens).items()})
        if scores[number] < 0.5 * scores.max() or scores[number] <= 0:  # a longer copy of the text may score higher
            return "bm25"
    row, text = int(built.starts[number]), chunks[0].text
    vector = np.asarray(built.encoder.encode_passages([text])[0], dtype=np.float32)
    if np.linalg.norm(vector) < 0.5:  # a text without one known token has no direction
        return ""
    if float(built.dense.vectors[row] @ vector) < _NEAR:
        return "vectors"
    # By its id: the graph of Chroma does not reach every row that is like many others.
    if built.dense.collection() is not None:
        held = built.dense.stored(row)
        if held is None or float(held @ vector) < _NEAR:
            return "chroma"
    return ""
