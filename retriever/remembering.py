"""Vectors of sentences that were compared before: the same sentences come back in every question about a place."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from retriever.embedder import Encoder, Vectors
from retriever.pieces import Pieces, Worded, compare


class Passages:
    """An encoder's passages, each embedded once; all are forgotten when there are too many.

    Threads may ask at once: a passage is at worst embedded twice, and a batch never reads what another one drops.
    """

    def __init__(self, encoder: Encoder, most: int = 20_000) -> None:
        self._encoder = encoder
        self._most = most
        self._rows: dict[str, Vectors] = {}
        self._pieces: dict[str, Pieces] = {}

    def cosines(self, query: str, texts: Sequence[str]) -> Vectors:
        """The cosine of each text with a query, none negative.

        Args:
            query: Embedded as a question.
            texts: At least one.
        """
        kept = self._rows
        missing = [text for text in dict.fromkeys(texts) if text not in kept]
        if len(kept) + len(missing) > self._most:
            kept, missing = {}, list(dict.fromkeys(texts))
            self._rows = kept
        if missing:
            kept.update(zip(missing, self._encoder.encode_passages(missing), strict=True))
        rows = np.stack([kept[text] for text in texts])
        cosines: Vectors = np.clip(rows @ self._encoder.encode_queries([query])[0], 0.0, 1.0)
        return cosines

    def pieces_alike(self, query: str, texts: Sequence[str]) -> tuple[list[float], list[float]]:
        """How alike the pieces of a question are to the likest of each text, and each text's to those of the question.

        Means of cosines, each piece by how much it says; 0 where the model has no pieces to look at.

        Args:
            query: A question.
            texts: At least one.
        """
        encoder = self._encoder
        asked = encoder.pieces(query) if isinstance(encoder, Worded) else None
        if not isinstance(encoder, Worded) or asked is None or not len(asked):
            return [0.0] * len(texts), [0.0] * len(texts)
        found = compare(encoder, asked, [self._pieces_of(encoder, text) for text in texts])
        starts = np.concatenate([[0], found.ends[:-1]])
        there = np.maximum.reduceat(found.cosines, starts, axis=0) @ found.asked
        said = np.maximum(np.add.reduceat(found.said, starts), 1e-9)
        back = np.add.reduceat(found.cosines.max(axis=1) * found.said, starts) / said
        return there.tolist(), back.tolist()

    def _pieces_of(self, encoder: Worded, text: str) -> Pieces:
        kept = self._pieces
        pieces = kept.get(text)
        if pieces is None:
            pieces = encoder.pieces(text)
            if len(kept) >= self._most:
                kept = self._pieces = {}
            kept[text] = pieces
        return pieces
