"""The trained re-scorer: puts the clauses that either side found best in a better order, by their features.

A few small networks (one hidden layer and a straight path beside it, numpy alone), whose figures are averaged. They are
made by `python -m eval.rescoring`; weights and card are in models/rescorer/.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from retriever.features import NAMES, Sides, View, features, view_of
from retriever.generation import Generation
from retriever.net_files import NetFile
from retriever.wanted import Wanted

Floats = npt.NDArray[np.float32]

DEFAULT = Path(__file__).parent / "models" / "rescorer"
_VIEWS = 6_000  # clauses kept ready; beyond it the store is begun anew


@dataclass(frozen=True, slots=True)
class Net:
    """Score of a row x: v · tanh(W z + b) + u · z, where z = (x - mean) / scale."""

    mean: Floats
    scale: Floats
    hidden: Floats  # W, features × hidden
    bias: Floats
    out: Floats  # v
    straight: Floats  # u

    def scores(self, rows: Floats) -> Floats:
        """A score a row, comparable within one question only."""
        z = (rows - self.mean) / self.scale
        return np.asarray(np.tanh(z @ self.hidden + self.bias) @ self.out + z @ self.straight, np.float32)


_LANGUAGES = ("zh", "en")
_FILE = NetFile(Net, NAMES, "re-scorer", "features", "eval.rescoring")


class Rescorer:
    """The networks, by the question's language, and the clauses they have looked at."""

    def __init__(self, nets: dict[str, tuple[Net, ...]]) -> None:
        self._nets = nets
        self._views: dict[tuple[str, int], View] = {}

    def scores(self, wanted: Wanted, generation: Generation, clauses: Sequence[int], sides: Sides) -> Floats:
        """A score for each of the clauses, higher is better."""
        rows = features(wanted, generation, self.views(generation, clauses), sides)
        nets = self._nets["en" if wanted.language == "en" else "zh"]
        total: Floats = np.mean([net.scores(rows) for net in nets], axis=0, dtype=np.float32)
        return total

    def views(self, generation: Generation, clauses: Sequence[int]) -> list[View]:
        """The clauses made ready, kept for the next question."""
        found = []
        for clause in clauses:
            view = self._views.get((generation.id, clause))
            if view is None:
                if len(self._views) >= _VIEWS:
                    self._views.clear()
                view = self._views[generation.id, clause] = view_of(generation, clause)
            found.append(view)
        return found


@cache
def open_rescorer(folder: Path = DEFAULT) -> Rescorer:
    """The re-scorer that lies in a folder.

    Raises:
        ModelError: It is missing, damaged, or made for other features.
    """
    return Rescorer(_FILE.read(folder, _LANGUAGES))


def save(folder: Path, nets: Mapping[str, Sequence[Net]]) -> None:
    """Write the networks of each language."""
    _FILE.write(folder, nets)
