"""Lexical index: BM25 over the clauses' tokens, its postings memory-mapped.

A row is a clause whole, not a chunk: over the chunks of long notices hit@1 was 0.78, over the notices whole 0.82.

Opening an index reads nothing but a few numbers, however large it is: a term is looked up in a mapped table of hashes,
its postings are a slice of a mapped file. Scores are those of bm25s (a test holds both to the same), which could not
build it: it is given all tokens as lists, a gigabyte for 100,000 clauses. What the rows were counted from is
kept beside it, so that the next index takes over the rows that have not changed without reading their texts.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from retriever.mapped import mapped
from retriever.tokenize import tokenize

Floats = npt.NDArray[np.float32]

K1 = 1.2
B = 0.5  # clauses differ in length for reasons that say nothing of relevance; 0.75 loses 2 points of hit@1 on notices

_COUNT = "count.json"
_STEP = 4_000_000  # postings computed at once
_MOST = np.iinfo(np.uint16).max


@dataclass(frozen=True, slots=True)
class Terms:
    """Numbers of terms by a hash of 64 bits. Two terms with one hash would count as one: 1 in 10 million indexes."""

    hashes: npt.NDArray[np.uint64]  # sorted
    numbers: npt.NDArray[np.int32]

    def get(self, term: str) -> int | None:
        """The number of a term, None for one that no row holds."""
        wanted = _hash(term)
        at = int(np.searchsorted(self.hashes, wanted))
        return int(self.numbers[at]) if at < len(self.hashes) and self.hashes[at] == wanted else None

    def __len__(self) -> int:
        return len(self.hashes)


@dataclass(frozen=True, slots=True)
class Rows:
    """What an index was counted from: of row r the terms `terms[starts[r]:starts[r+1]]`, how often, and of how many."""

    starts: npt.NDArray[np.int64]
    terms: npt.NDArray[np.int32]
    counts: npt.NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Sparse:
    """Postings by term: `indices[indptr[t]:indptr[t+1]]` are the rows that hold term t, `data` its score in each."""

    rows: int
    vocabulary: Terms
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
            scores *= keep
        best = float(scores.max(initial=0.0))
        return scores, min(1.0, best / possible) if possible > 0 else float(best > 0)

    def postings(self, token: str) -> npt.NDArray[np.int32]:
        """The rows that hold a token, ascending."""
        term = self.vocabulary.get(token)
        if term is None:
            return np.zeros(0, np.int32)
        return self.indices[int(self.indptr[term]) : int(self.indptr[term + 1])]

    def holds(self, text: str, keep: npt.NDArray[np.bool_] | None = None, share: float = 1.0) -> bool:
        """Whether a row holds all of a text's tokens, or a share of them. Those of a longer word are its pairs too."""
        tokens = list(dict.fromkeys(tokenize(text)))
        if not tokens:
            return False
        found = np.zeros(self.rows, np.uint8)
        for token in tokens[:200]:
            found[self.postings(token)] += 1
        if keep is not None:
            found *= keep
        return bool(found.max(initial=0) >= share * len(tokens[:200]))

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


class Writer:
    """Counts rows one by one, or takes them over from an index made before; `finish` computes the scores."""

    def __init__(self, folder: Path, known: Path | None = None) -> None:
        folder.mkdir(parents=True)
        self._folder = folder
        # The numbers of an index made before hold on, so that its rows can be copied as they are.
        self._before = _terms(known) if known is not None else None
        self._known = read_rows(known) if known is not None else None
        self._numbers: dict[str, int] = {}
        self._new: dict[str, int] = {}
        self._lengths: list[npt.NDArray[np.int64]] = []
        self._terms = (folder / "row_terms.bin").open("wb")
        self._counts = (folder / "row_counts.bin").open("wb")

    def add(self, tokens: Sequence[str]) -> None:
        """A row by its tokens."""
        counted = Counter(tokens)
        self._terms.write(np.fromiter(map(self._number, counted), np.int32, len(counted)).tobytes())
        self._counts.write(np.minimum(np.fromiter(counted.values(), np.int64), _MOST).astype(np.uint16).tobytes())
        self._lengths.append(np.asarray([len(counted)]))

    def copy(self, start: int, end: int) -> None:
        """Rows of the index made before, from `start` up to `end`."""
        assert self._known is not None
        first, last = int(self._known.starts[start]), int(self._known.starts[end])
        self._terms.write(self._known.terms[first:last].tobytes())
        self._counts.write(self._known.counts[first:last].tobytes())
        self._lengths.append(np.diff(self._known.starts[start : end + 1]))

    def _number(self, term: str) -> int:
        number = self._numbers.get(term)
        if number is None:
            number = self._before.get(term) if self._before is not None else None
            if number is None:
                number = (len(self._before) if self._before is not None else 0) + len(self._new)
                self._new[term] = number
            self._numbers[term] = number
        return number

    def finish(self) -> int:
        """Write the index; returns how many rows there are."""
        self._terms.close()
        self._counts.close()
        lengths = np.concatenate([np.zeros(1, np.int64), *self._lengths])
        _save(self._folder, "row_starts", np.cumsum(lengths, dtype=np.int64))
        hashes = np.fromiter(map(_hash, self._new), np.uint64, len(self._new))
        numbers = np.fromiter(self._new.values(), np.int32, len(self._new))
        if self._before is not None:
            hashes = np.concatenate([self._before.hashes, hashes])
            numbers = np.concatenate([self._before.numbers, numbers])
        order = np.argsort(hashes)
        _save(self._folder, "term_hashes", hashes[order])
        _save(self._folder, "term_numbers", numbers[order])
        top = _postings(self._folder, read_rows(self._folder), len(hashes))
        count = {"rows": len(lengths) - 1, "top": top, "k1": K1, "b": B}
        (self._folder / _COUNT).write_text(json.dumps(count), "utf-8")
        return len(lengths) - 1


def write(tokens: Iterable[Sequence[str]], folder: Path) -> None:
    """Index the rows' tokens into a new folder."""
    writer = Writer(folder)
    for row in tokens:
        writer.add(row)
    writer.finish()


def read(folder: Path) -> Sparse:
    """Open a written index; terms and postings stay on disk until a query needs them."""
    count = json.loads((folder / _COUNT).read_text("utf-8"))
    return Sparse(
        rows=int(count["rows"]),
        vocabulary=_terms(folder),
        data=mapped(folder / "scores.bin", np.float32),
        indices=mapped(folder / "rows.bin", np.int32),
        indptr=mapped(folder / "starts.bin", np.int64),
        tops=mapped(folder / "tops.bin", np.float32),
        top=float(count["top"]),
    )


def read_rows(folder: Path) -> Rows:
    """What an index was counted from."""
    return Rows(
        mapped(folder / "row_starts.bin", np.int64),
        mapped(folder / "row_terms.bin", np.int32),
        mapped(folder / "row_counts.bin", np.uint16),
    )


def _postings(folder: Path, rows: Rows, terms: int) -> float:
    """BM25 as Lucene computes it (Robertson and Zaragoza 2009, without the constant k1 + 1), by term; the highest."""
    from scipy.sparse import csr_matrix

    number = len(rows.starts) - 1
    per_row = np.diff(rows.starts)
    lengths = np.zeros(number, np.float32)
    filled = np.flatnonzero(per_row)  # reduceat has no notion of an empty run
    if len(filled):
        lengths[filled] = np.add.reduceat(rows.counts, rows.starts[filled], dtype=np.int64)
    average = float(lengths.mean()) if len(filled) else 1.0
    frequencies = np.bincount(rows.terms, minlength=terms)
    idf = np.log(1 + (number - frequencies + 0.5) / (frequencies + 0.5)).astype(np.float32)
    damping = (K1 * (1 - B + B * lengths / average)).astype(np.float32)
    scores = np.empty(len(rows.terms), np.float32)
    owners = np.repeat(np.arange(number, dtype=np.int32), per_row)
    for start in range(0, len(scores), _STEP):
        part = slice(start, start + _STEP)
        counts = rows.counts[part].astype(np.float32)
        scores[part] = idf[rows.terms[part]] * counts / (counts + damping[owners[part]])
    del owners
    by_term = csr_matrix((scores, rows.terms, rows.starts), shape=(number, terms)).tocsc()
    _save(folder, "scores", by_term.data.astype(np.float32, copy=False))
    _save(folder, "rows", by_term.indices.astype(np.int32, copy=False))
    _save(folder, "starts", by_term.indptr.astype(np.int64, copy=False))
    tops = np.zeros(terms, np.float32)
    used = np.flatnonzero(np.diff(by_term.indptr))
    if len(used):
        tops[used] = np.maximum.reduceat(by_term.data, by_term.indptr[used])
    _save(folder, "tops", tops)
    return float(tops.max(initial=0.0))


def _hash(term: str) -> np.uint64:
    return np.uint64(int.from_bytes(blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little"))


def _terms(folder: Path) -> Terms:
    return Terms(mapped(folder / "term_hashes.bin", np.uint64), mapped(folder / "term_numbers.bin", np.int32))


def _save(folder: Path, name: str, array: npt.NDArray[Any]) -> None:
    array.tofile(folder / f"{name}.bin")
