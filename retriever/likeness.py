"""Likeness of meaning between single words, by the embedding model: 老师 beside 高校, 帮扶 beside 扶持."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from retriever.embedder import Encoder
from retriever.tokenize import is_stop, segment

_LIMIT = 50_000  # words kept; beyond it the cache is begun anew


class WordLikeness:
    """Cosines between words. Vectors are kept, since the same words come back in every question."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._vectors: dict[str, npt.NDArray[np.float32]] = {}
        self._words: dict[str, tuple[str, ...]] = {}

    def __call__(self, term: str, text: str) -> float:
        """The best cosine between the term and a word of the text; 0 for a text without words."""
        words = self._words_of(text)
        if not words:
            return 0.0
        self._embed((term, *words))
        vector = self._vectors[term]
        return max(float(self._vectors[w] @ vector) for w in words)

    def _words_of(self, text: str) -> tuple[str, ...]:
        if text not in self._words:
            if len(self._words) > _LIMIT:
                self._words.clear()
            found = (w for w in segment(text) if len(w) > 1 and not is_stop(w) and not w[0].isdigit())
            self._words[text] = tuple(dict.fromkeys(found))
        return self._words[text]

    def _embed(self, words: Iterable[str]) -> None:
        new = [w for w in dict.fromkeys(words) if w not in self._vectors]
        if not new:
            return
        if len(self._vectors) > _LIMIT:
            self._vectors.clear()
            new = list(dict.fromkeys(words))
        for word, row in zip(new, self._encoder.encode_passages(new), strict=True):
            self._vectors[word] = row
