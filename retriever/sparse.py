"""Lexical index: BM25 over the clauses' tokens, its postings memory-mapped.

A row is a clause whole, not a chunk: over the chunks of long notices hit@1 was 0.78, over the notices whole 0.82.

bm25s computes and writes the index. Reading it takes numpy alone, from the same files: weighted terms are not in the
library's interface, and its import would cost a question 0.25 s (scipy). A test holds both to the same scores.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from retriever.tokenize import tokenize

Floats = npt.NDArray[np.float32]

K1 = 1.2
B = 0.5  # clauses differ in length for reasons that say nothing of relevance; 0.75 loses 2 points of hit@1 on notices

_FILES = {"data": "data.csc.index.npy", "indices": "indices.csc.index.npy", "indptr": "indptr.csc.index.npy"}
_VOCABULARY = "vocab.index.json"
_TOPS = "term_tops.npy"
_COUNT = "count.json"


@dataclass(frozen=True, slots=True)
class Sparse:
    """Postings by term: `indices[indptr[t]:indptr[t+1]]` are the rows that hold term t, `data` its score in each."""

    rows: int
    vocabulary: dict[str, int]
    data: Floats
    indices: npt.NDArray[np.int32]
    indptr: npt.NDArray[np.int64]
    tops: Floats  # the highest score of each term
    top: float  # the highest of all

    def match(
        self,
        text: str,
        expansions: Sequence[tuple[str, float]] = (),
        keep: npt.NDArray[np.bool_] | None = None,
    ) -> tuple[Floats, float]:
        """BM25 score of every row, 0 where it shares no term with the query, and how well the best one covers it.

        Args:
            text: The query, Simplified.
            expansions: Further terms (synonyms, translations) with the weight of each.
            keep: The rows to search; the others score 0.

        Returns:
            The scores, and the best one as a share of what a row could get for the query's own terms: near 1 where the
            document uses the asker's words, near 0 where it uses others.
        """
        weights: dict[str, float] = defaultdict(float)
        for token in tokenize(text):
            weights[token] += 1.0
        possible = sum(weight * self._most(token) for token, weight in weights.items())
        for term, weight in expansions:
            for token in tokenize(term):
                weights[token] += weight
        scores = self.score_terms(weights)
        if keep is not None:
            scores[~keep] = 0.0
        best = float(scores.max(initial=0.0))
        return scores, min(1.0, best / possible) if possible > 0 else float(best > 0)

    def _most(self, token: str) -> float:
        """The most a row has for a term; for an unknown one, which is a rare one, the most there is."""
        term = self.vocabulary.get(token)
        return float(self.tops[term]) if term is not None else float(self.top)

    def score_terms(self, weights: dict[str, float]) -> Floats:
        """Score of every row for weighted terms."""
        scores: Floats = np.zeros(self.rows, dtype=np.float32)
        for token, weight in weights.items():
            term = self.vocabulary.get(token)
            if term is None or weight == 0.0:
                continue
            start, end = int(self.indptr[term]), int(self.indptr[term + 1])
            # A row stands at most once in a term's postings, so plain indexed addition is right (and fast).
            scores[self.indices[start:end]] += np.float32(weight) * self.data[start:end]
        return scores


def write(tokens: Iterable[Sequence[str]], folder: Path) -> None:
    """Index the rows' tokens into a new folder."""
    rows = [list(row) for row in tokens]
    folder.mkdir(parents=True)
    if any(rows):
        import bm25s

        model = bm25s.BM25(k1=K1, b=B, method="lucene")
        model.index(rows, show_progress=False)
        model.save(str(folder), show_progress=False)
        np.save(folder / _TOPS, _tops(model.scores["data"], model.scores["indptr"]))
    else:  # the library cannot index nothing; an emptied corpus is a corpus
        np.save(folder / _FILES["data"], np.zeros(0, np.float32))
        np.save(folder / _FILES["indices"], np.zeros(0, np.int32))
        np.save(folder / _FILES["indptr"], np.zeros(1, np.int64))
        np.save(folder / _TOPS, np.zeros(0, np.float32))
        (folder / _VOCABULARY).write_text("{}", "utf-8")
    (folder / _COUNT).write_text(json.dumps({"rows": len(rows), "k1": K1, "b": B}), "utf-8")


def read(folder: Path) -> Sparse:
    """Open a written index; postings stay on disk until a term needs them."""
    # Plain views of the mapped files: numpy.memmap pays for its subclass at every slice.
    arrays = {name: np.asarray(np.load(folder / file, mmap_mode="r")) for name, file in _FILES.items()}
    vocabulary = json.loads((folder / _VOCABULARY).read_text("utf-8"))
    rows = int(json.loads((folder / _COUNT).read_text("utf-8"))["rows"])
    tops: Floats = np.load(folder / _TOPS)
    top = float(tops.max(initial=0.0))
    return Sparse(rows, vocabulary, arrays["data"], arrays["indices"], arrays["indptr"], tops, top)


def _tops(data: Floats, indptr: npt.NDArray[np.int64]) -> Floats:
    tops: Floats = np.zeros(len(indptr) - 1, np.float32)
    used = np.flatnonzero(np.diff(indptr))  # reduceat has no notion of an empty run
    if len(used):
        tops[used] = np.maximum.reduceat(data, np.asarray(indptr)[used])
    return tops
