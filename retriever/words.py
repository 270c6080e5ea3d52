"""Which documents hold a word as it is written, by the lexical index: no document is read for it."""

from __future__ import annotations

import re
from functools import reduce
from typing import TYPE_CHECKING

import numpy as np

from retriever.language import simplified
from retriever.tokenize import fold, tokenize

if TYPE_CHECKING:
    from retriever.generation import Generation

_HAN = re.compile(r"[㐀-鿿]{2}")
_PLAIN = re.compile(r"\d+(?:\.\d+)?|[a-z][a-z0-9&+.'’-]*|[^〔]*〔\d{4}〕\d+号")


def holding(generation: Generation, word: str) -> dict[str, int]:
    """Of each document that holds the word, by its id, the first clause (an index) that does or stands below it.

    A single Chinese character is no word of the index: nothing holds it.
    """
    wanted = fold(simplified(word)).strip()
    needed = _needed(wanted)
    if not needed:
        return {}
    lists = sorted((generation.sparse.postings(token) for token in needed), key=len)
    clauses = reduce(lambda one, two: np.intersect1d(one, two, assume_unique=True), lists)
    owners = np.searchsorted(generation.archive.clause_starts, clauses, side="right") - 1
    certain = needed == [wanted]  # two characters that stand side by side are the word
    found: dict[str, int] = {}
    for clause, owner in zip(clauses.tolist(), owners.tolist(), strict=True):
        doc_id = generation.manifest.documents[owner][0]
        if doc_id not in found and (certain or _stands_in(generation, clause, wanted)):
            found[doc_id] = clause
    return found


def clause_at(generation: Generation, clause: int) -> tuple[str, str]:
    """The id of a clause given by its index, and the last part of its path."""
    ((doc_id, clause_id),) = generation.clause_ids([clause])
    path = generation.reading(doc_id).clauses[clause_id].clause.path
    return clause_id, path[-1] if path else ""


def _needed(word: str) -> list[str]:
    """Tokens that a text has wherever the word stands in it: words are cut by what is around them, pairs are not."""
    tokens = dict.fromkeys(tokenize(word))
    return [token for token in tokens if _HAN.fullmatch(token) or _PLAIN.fullmatch(token)]


def _stands_in(generation: Generation, clause: int, word: str) -> bool:
    bare = re.sub(r"\s", "", word)
    return any(bare in re.sub(r"\s", "", fold(chunk.text)) for chunk in generation.chunks(clause))
