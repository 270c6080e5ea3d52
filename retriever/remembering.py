"""Vectors of sentences that were compared before: the same sentences come back in every question about a place."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from retriever.embedder import Encoder, Vectors


class Passages:
    """An encoder's passages, each embedded once; all are forgotten when there are too many.

    Threads may ask at once: a passage is at worst embedded twice, and a batch never reads what another one drops.
    """

    def __init__(self, encoder: Encoder, most: int = 20_000) -> None:
        self._encoder = encoder
        self._most = most
        self._rows: dict[str, Vectors] = {}

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
