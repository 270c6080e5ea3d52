"""Likeness of meaning between single words, by the embedding model: 老师 beside 高校, 帮扶 beside 扶持."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from retriever.embedder import Encoder
from retriever.tokenize import is_stop, segment

_LIMIT = 50_000  # words kept; beyond it the cache is begun anew
_TEXTS = 2_000  # texts whose words' vectors are kept side by side: 20 KB each


class WordLikeness:
    """Cosines between words. Vectors are kept, since the same words come back in every question."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._vectors: dict[str, npt.NDArray[np.float32]] = {}
        self._words: dict[str, tuple[str, ...]] = {}
        self._matrices: dict[str, npt.NDArray[np.float32]] = {}

    def __call__(self, term: str, text: str) -> float:
        """The best cosine between the term and a word of the text; 0 for a text without words."""
        words = self._words_of(text)
        if not words:
            return 0.0
        vector = self._embedded((term,))[term]
        return float((self._matrix(text, words) @ vector).max())

    def _matrix(self, text: str, words: tuple[str, ...]) -> npt.NDArray[np.float32]:
        """The vectors of a text's words, a row a word; kept for the sentences that come back."""
        found = self._matrices.get(text)
        if found is None:
            vectors = self._embedded(words)
            found = np.stack([vectors[w] for w in words])
            if len(self._matrices) >= _TEXTS:
                self._matrices = {}
            self._matrices[text] = found
        return found

    def _words_of(self, text: str) -> tuple[str, ...]:
        words = self._words.get(text)
        if words is None:
            found = (w for w in segment(text) if len(w) > 1 and not is_stop(w) and not w[0].isdigit())
            words = tuple(dict.fromkeys(found))
            if len(self._words) >= _LIMIT:
                self._words = {}
            self._words[text] = words
        return words

    def _embedded(self, words: Iterable[str]) -> dict[str, npt.NDArray[np.float32]]:
        """Vectors by word, these words among them. What is full is begun anew, not emptied: other threads read it."""
        kept, wanted = self._vectors, dict.fromkeys(words)
        new = [w for w in wanted if w not in kept]
        if new and len(kept) >= _LIMIT:
            kept, new = {}, list(wanted)
            self._vectors = kept
        if new:
            kept.update(zip(new, self._encoder.encode_passages(new), strict=True))
        return kept
