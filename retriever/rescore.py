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

from ingest.errors import ModelError
from retriever.features import NAMES, Sides, View, features, view_of
from retriever.generation import Generation
from retriever.wanted import Wanted

Floats = npt.NDArray[np.float32]

DEFAULT = Path(__file__).parent / "models" / "rescorer"
WEIGHTS = "weights.npz"
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
    try:
        with np.load(folder / WEIGHTS) as file:
            arrays = {name: np.asarray(file[name], np.float32) for name in file.files if name != "names"}
            names = tuple(str(name) for name in file["names"])
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(
            f"the re-scorer in {folder} cannot be read ({error})", "make it: python -m eval.rescoring"
        ) from error
    if names != NAMES:
        raise ModelError(f"the re-scorer in {folder} was made for other features", "make it: python -m eval.rescoring")
    nets: dict[str, tuple[Net, ...]] = {}
    for language in ("zh", "en"):
        count = len({name for name in arrays if name.startswith(f"{language}.") and name.endswith(".mean")})
        nets[language] = tuple(Net(*(arrays[f"{language}.{n}.{part}"] for part in Net.__slots__)) for n in range(count))
    return Rescorer(nets)


def save(folder: Path, nets: Mapping[str, Sequence[Net]]) -> None:
    """Write the networks of each language."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays = {
        f"{language}.{n}.{part}": getattr(net, part).astype(np.float16 if part == "hidden" else np.float32)
        for language, several in nets.items()
        for n, net in enumerate(several)
        for part in Net.__slots__
    }
    np.savez(folder / WEIGHTS, names=np.array(NAMES), allow_pickle=False, **arrays)
