"""How well whole documents cover a question: each of its words by the clause of the document that has it best.

A notice says in one paragraph what it is about and in another what is asked. The clause that answers need not name the
subject then, but its document does.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from retriever.generation import Generation
from retriever.tokenize import tokenize

Floats = npt.NDArray[np.float32]


def covered(generation: Generation, text: str, documents: Sequence[int]) -> Floats:
    """For each document the sum of what its best clause has for each word of a text, as a share of the best document.

    Args:
        generation: The index.
        text: The question, Simplified.
        documents: Numbers of documents.
    """
    starts = generation.archive.clause_starts
    ends = np.stack([starts[np.asarray(documents)], starts[np.asarray(documents) + 1]], axis=1)
    total = np.zeros(len(documents), np.float32)
    sparse = generation.sparse
    for token in dict.fromkeys(tokenize(text)):
        term = sparse.vocabulary.get(token)
        if term is None:
            continue
        posted = slice(int(sparse.indptr[term]), int(sparse.indptr[term + 1]))
        within = np.searchsorted(sparse.indices[posted], ends)
        scores = sparse.data[posted]
        for n in np.flatnonzero(within[:, 0] < within[:, 1]):
            total[n] += scores[within[n, 0] : within[n, 1]].max()
    best = float(total.max(initial=0.0))
    return total / np.float32(best) if best > 0 else total
