"""What tells the right clause from the others that were found: a row of figures a clause, for the re-scorer.

All are read from the clause's own text and from the two sides of the search; none knows a document or a place.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retriever.generation import Generation
from retriever.matching import pair_shares, weigh
from retriever.pieces import Worded, compare
from retriever.reading import longest_shared, runs
from retriever.terms import Term
from retriever.tokenize import fold
from retriever.wanted import Wanted

Floats = npt.NDArray[np.float32]

NAMES = (
    "lexical", "dense", "mixed", "lexical_rank", "dense_rank", "lexical_share", "cosine",
    "cover", "cover_exact", "window", "window_wide", "head", "rarest", "second", "often", "near",
    "bigrams", "bigrams_head", "run", "place", "place_head", "numbers", "kind", "length", "position",
    "meaning", "meaning_best",
)  # fmt: skip

_HEAD = 60  # characters that say what a clause is about, when it has no headings above it
_WINDOW, _WIDE = 60, 160  # characters of a sentence, of a few
_NEAR = 12  # characters between two things that belong together
_MANY = 6  # occurrences looked at
_STRETCH = 64  # pieces; about 100 characters
_RUN = 24  # characters; a longer common run says no more
_KINDS = (
    (re.compile(r"多少|几[个家项名年月天]|额度|金额|比例|标准|how (?:much|many|large)|what (?:share|percent)", re.I),
     re.compile(r"\d|[一二三四五六七八九十百千]+(?:万|亿|元|个|倍)|百分之")),
    (re.compile(r"什么时候|何时|哪[天年]|时间|期限|多久|when|until|what date|deadline|how long", re.I),
     re.compile(r"\d+[年月日天时]|之日起|工作日|截止|期限|[一二三四五六七八九十]+个?[年月日天]")),
    (re.compile(r"谁|哪个?(?:部门|单位|机关)|负责|who|which (?:department|body|agency)", re.I),
     re.compile(r"[局部委厅办]|政府|机关|单位|机构")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """A clause as its features read it."""

    text: str  # folded
    head: str  # the headings above, or how it begins
    pieces: npt.NDArray[np.int32]  # token ids of the embedding model; empty for a model that has none


@dataclass(frozen=True, slots=True)
class Sides:
    """What the two sides say of some clauses: as shares of the best, as they are, and by rank from 0."""

    lexical: Floats
    dense: Floats
    mixed: Floats
    lexical_rank: npt.NDArray[np.intp]
    dense_rank: npt.NDArray[np.intp]
    cosine: Floats
    coverage: float


def features(wanted: Wanted, generation: Generation, views: Sequence[View], sides: Sides) -> Floats:
    """A row a view, a column a name in NAMES."""
    table = np.zeros((len(views), len(NAMES)), np.float32)
    table[:, 0], table[:, 1], table[:, 2] = sides.lexical, sides.dense, sides.mixed
    table[:, 3], table[:, 4] = 1.0 / (1.0 + sides.lexical_rank), 1.0 / (1.0 + sides.dense_rank)
    table[:, 5], table[:, 6] = sides.lexical * sides.coverage, sides.cosine
    reader = _Reader(wanted, generation)
    for row, view in enumerate(views):
        table[row, 7:25] = reader.read(view)
    table[:, 25], table[:, 26] = meaning(wanted, generation, views)
    return table


class _Reader:
    """A question made ready to be held against many texts."""

    def __init__(self, wanted: Wanted, generation: Generation) -> None:
        self._units = [[(fold(word), weight) for word, weight in unit.words] for unit in wanted.units]
        firsts = [Term(unit.first) for unit in wanted.units]
        weights = [w.weight for w in weigh(firsts, generation)]
        total = sum(weights) or 1.0
        self._weights = [w / total for w in weights]
        self._by_weight = sorted(range(len(weights)), key=lambda n: -weights[n])
        self._places = [[word for word, _ in unit.words] for unit in wanted.places]
        self._numbers = wanted.numbers
        said = runs(fold(wanted.text))
        self._runs = [run for run in said if len(run) > 1]
        self._bigrams = pair_shares(said, generation).items()
        self._kinds = [answer for asked, answer in _KINDS if asked.search(wanted.question)]

    def read(self, view: View) -> tuple[float, ...]:
        text, head = view.text, view.head
        cover = exact = often = in_head = 0.0
        held: list[float] = []
        marks: list[tuple[int, int, float]] = []
        for number, words in enumerate(self._units):
            best, times, at_head = 0.0, 0, 0.0
            for word, worth in words:
                at = text.find(word)
                if at < 0:
                    continue
                best = max(best, worth)
                count = 0
                while at >= 0 and count < _MANY:
                    marks.append((at, number, worth))
                    count += 1
                    at = text.find(word, at + len(word))
                times += count
                if worth > at_head and word in head:
                    at_head = worth
            held.append(best)
            weight = self._weights[number]
            cover += weight * best
            exact += weight * (best >= 1.0)
            often += weight * math.log1p(times)
            in_head += weight * at_head
        marks.sort()
        window, where = self._window(marks, _WINDOW)
        wide, _ = self._window(marks, _WIDE)
        order = self._by_weight
        rarest = held[order[0]] if order else 0.0
        second = held[order[1]] if len(order) > 1 else rarest
        bigrams = sum(w for b, w in self._bigrams if b in text)
        bigrams_head = sum(w for b, w in self._bigrams if b in head)
        place, place_head = self._placed(text), self._placed(head)
        numbers = sum(n in text for n in self._numbers) / len(self._numbers) if self._numbers else 0.5
        around = text[max(0, where - 20) : where + _WINDOW + 40]
        kind = sum(bool(k.search(around)) for k in self._kinds) / len(self._kinds) if self._kinds else 0.5
        return (
            cover, exact, window, wide, in_head, rarest, second, often, self._near(marks), bigrams, bigrams_head,
            self._run(text), place, place_head, numbers, kind, math.log1p(len(text)) / 8.0,
            where / max(1, len(text)),
        )  # fmt: skip

    def _window(self, marks: Sequence[tuple[int, int, float]], width: int) -> tuple[float, int]:
        """The most weight that stands within so many characters, and where that begins."""
        best, where, first = 0.0, 0, 0
        for last in range(len(marks)):
            while marks[last][0] - marks[first][0] > width:
                first += 1
            if last + 1 < len(marks) and marks[last + 1][0] - marks[first][0] <= width:
                continue  # the next one makes it larger
            worth: dict[int, float] = {}
            for _, number, w in marks[first : last + 1]:
                worth[number] = max(w, worth.get(number, 0.0))
            total = sum(self._weights[n] * w for n, w in worth.items())
            if total > best:
                best, where = total, marks[first][0]
        return best, where

    def _near(self, marks: Sequence[tuple[int, int, float]]) -> float:
        """Share of neighbours in the question that are neighbours, in that order, in the text."""
        if len(self._units) < 2:
            return 0.5
        pairs = {
            marks[i][1]
            for i in range(len(marks))
            for j in range(i + 1, min(i + 4, len(marks)))
            if marks[j][1] == marks[i][1] + 1 and marks[j][0] - marks[i][0] <= _NEAR
        }
        return len(pairs) / (len(self._units) - 1)

    def _placed(self, text: str) -> float:
        return sum(any(n in text for n in names) for names in self._places) / len(self._places) if self._places else 0.5

    def _run(self, text: str) -> float:
        """The longest run that question and text share."""
        best = 0
        for run in self._runs:
            best = longest_shared(run, text, best)
        return min(best, _RUN) / _RUN


def view_of(generation: Generation, clause: int) -> View:
    """A clause of the index."""
    chunks = [chunk.text for chunk in generation.chunks(clause)]
    text = fold("\n".join(chunks))
    first = text.split("\n", 1)[0]
    head = f"{first[:200]} {text[len(first) : len(first) + _HEAD]}" if len(first) < _HEAD else text[:_HEAD]
    return View(text, head, _pieces(generation, "\n".join(chunks)))


def meaning(wanted: Wanted, generation: Generation, views: Sequence[View]) -> tuple[Floats, Floats]:
    """Of each of the question's pieces its likest piece in the text, by cosine, weighted by how much the piece says.

    Late interaction (Khattab and Zaharia 2020) over the static model's rows: over the whole text, and over the best
    stretch of it, for a long text holds something like everything.
    """
    zero = np.zeros(len(views), np.float32)
    encoder = generation.encoder
    asked = _pieces(generation, wanted.question if wanted.language == "en" else wanted.text)
    if not len(asked) or not views or not isinstance(encoder, Worded):
        return zero, zero
    found = compare(encoder, asked, [v.pieces for v in views])
    cosines, ends, weights = found.cosines, found.ends, found.asked
    starts = [np.arange(start, end, _STRETCH) for start, end in zip([0, *ends[:-1]], ends, strict=True)]
    first = np.concatenate([[0], np.cumsum([len(s) for s in starts])[:-1]])
    stretch = np.maximum.reduceat(cosines, np.concatenate(starts), axis=0)  # a row a stretch
    whole = np.maximum.reduceat(stretch, first, axis=0) @ weights
    best = np.maximum.reduceat(stretch @ weights, first)
    return whole.astype(np.float32), best.astype(np.float32)


def _pieces(generation: Generation, text: str) -> npt.NDArray[np.int32]:
    encoder = generation.encoder
    return encoder.pieces(text) if isinstance(encoder, Worded) else np.zeros(0, np.int32)
