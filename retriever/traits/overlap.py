"""What question and text have in common letter by letter and piece by piece, whatever is a term."""

from __future__ import annotations

import re
from functools import lru_cache

from retriever.matching import pair_shares
from retriever.reading import bigrams, longest_shared, runs
from retriever.tokenize import fold
from retriever.traits.shown import Shown

_LONGEST = 12  # characters in a row beyond which more say nothing


def overlap(shown: Shown) -> dict[str, list[float]]:
    """A column a trait."""
    query = shown.query
    shares = pair_shares(runs(fold(query.text)), shown.generation)
    columns: dict[str, list[float]] = {"bigrams": [], "bigrams_heading": [], "bigrams_back": [], "run": []}
    asked = _letters(query.text)
    for c in shown.candidates:
        text, heading = fold(c.sentence.text), fold(c.clause.heading)
        own = bigrams(text) if len(text) > 1 else frozenset()
        columns["bigrams"].append(sum(share for pair, share in shares.items() if pair in own))
        columns["bigrams_heading"].append(sum(w for pair, w in shares.items() if pair in own or pair in heading))
        columns["bigrams_back"].append(sum(pair in shares for pair in own) / (len(own) or 1))
        columns["run"].append(min(longest_shared(asked, _letters(c.sentence.text)), _LONGEST) / _LONGEST)
    said = query.question if query.language == "en" else query.text or query.question
    columns["pieces"], columns["pieces_back"] = shown.passages.pieces_alike(said, shown.sentences())
    return columns


@lru_cache(maxsize=8192)
def _letters(text: str) -> str:
    return re.sub(r"\W", "", text)
