"""The trained selector: which of the facts and sentences found answers the question, and whether any of them does.

A softmax over the candidates and "none of them" (the null answer of Rajpurkar, Jia and Liang 2018), over their traits.
The networks are made by `python -m eval.selecting`; weights and card are in models/selector/.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from retriever.evidence import Candidate
from retriever.generation import Generation
from retriever.likeness import WordLikeness
from retriever.matching import Weighted
from retriever.net_files import NetFile
from retriever.question import Query
from retriever.remembering import Passages
from retriever.traits.shown import Shown
from retriever.traits.table import NAMES, traits
from retriever.types import ScoredClause

Floats = npt.NDArray[np.float32]

DEFAULT = Path(__file__).parent / "models" / "selector"
LOOKED_AT = 20  # facts, and sentences, that are weighed; the rest stay untrusted
MOST = 5.0  # standard deviations a figure may lie from the mean: beyond it nothing was learned


@dataclass(frozen=True, slots=True)
class Net:
    """Log-odds of a row x against "none": v · tanh(W z + b) + u · z + c, where z = (x - mean) / scale."""

    mean: Floats
    scale: Floats
    hidden: Floats  # W, traits × hidden
    bias: Floats
    out: Floats  # v
    straight: Floats  # u
    level: Floats  # c

    def odds(self, rows: Floats) -> Floats:
        """The log-odds of each row."""
        z = np.clip((rows - self.mean) / self.scale, -MOST, MOST)
        return np.asarray(np.tanh(z @ self.hidden + self.bias) @ self.out + z @ self.straight + self.level, np.float32)


_ALL = ""  # they are one set, which has no name
_FILE = NetFile(Net, NAMES, "selector", "traits", "eval.selecting")


class Weigher(Protocol):
    """What weighs the facts and sentences found; `Selector` is the one that answers."""

    def weighed(
        self, query: Query, terms: Sequence[Weighted], found: Sequence[ScoredClause], facts: Sequence[Candidate],
        plain: Sequence[Candidate], passages: Passages, likeness: WordLikeness, generation: Generation,
    ) -> tuple[list[Candidate], list[Candidate]]:  # fmt: skip
        """Facts and sentences with their trust, each list in the order of it."""


class Selector:
    """The networks, whose log-odds are averaged."""

    def __init__(self, nets: Sequence[Net]) -> None:
        self._nets = tuple(nets)

    def weighed(
        self, query: Query, terms: Sequence[Weighted], found: Sequence[ScoredClause], facts: Sequence[Candidate],
        plain: Sequence[Candidate], passages: Passages, likeness: WordLikeness, generation: Generation,
    ) -> tuple[list[Candidate], list[Candidate]]:  # fmt: skip
        """Facts and sentences with their trust, each list in the order of it.

        Args:
            query: The question.
            terms: Its weighted terms.
            found: The clauses they stand in, best first.
            facts: Best first.
            plain: Sentences, best first.
            passages: Compares the question with texts.
            likeness: Words of like meaning.
            generation: The index.
        """
        first = [*facts[:LOOKED_AT], *plain[:LOOKED_AT]]
        if not first or not terms:
            return list(facts), list(plain)
        rows = traits(Shown(query, terms, found, first, passages, likeness, generation))
        odds = np.mean([net.odds(rows) for net in self._nets], axis=0).tolist()
        weighed = [replace(c, trust=z) for c, z in zip(first, odds, strict=True)]
        cut = min(len(facts), LOOKED_AT)
        return by_trust([*weighed[:cut], *facts[LOOKED_AT:]]), by_trust([*weighed[cut:], *plain[LOOKED_AT:]])


def by_trust(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The most trusted first; those of equal trust stay in their order."""
    return sorted(candidates, key=lambda c: -c.trust)


def certainty(candidates: Iterable[Candidate]) -> float:
    """The probability that one of these answers, no others being there."""
    odds = sum(math.exp(c.trust) for c in candidates)
    return odds / (1.0 + odds)


@cache
def open_selector(folder: Path = DEFAULT) -> Selector:
    """The selector that lies in a folder.

    Raises:
        ModelError: It is missing, damaged, or made for other traits.
    """
    return Selector(_FILE.read(folder)[_ALL])


def save(folder: Path, nets: Sequence[Net]) -> None:
    """Write the networks."""
    _FILE.write(folder, {_ALL: nets})
