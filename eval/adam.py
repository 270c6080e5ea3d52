"""The steps of Adam (Kingma and Ba 2015): slopes in, how far each weight is to move out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

Floats = TypeVar("Floats", npt.NDArray[np.float32], npt.NDArray[np.float64])


class Adam(Generic[Floats]):
    """The running means of the slopes and of their squares, of weights in several arrays."""

    def __init__(self, weights: Sequence[Floats]) -> None:
        self._first: list[Floats] = [np.zeros_like(w) for w in weights]
        self._second: list[Floats] = [np.zeros_like(w) for w in weights]
        self._steps = 0

    def moves(self, slopes: Sequence[Floats]) -> list[Floats]:
        """How far each weight goes down in this step where the rate is one."""
        self._steps += 1
        first, second = 1 - 0.9**self._steps, 1 - 0.999**self._steps  # both means begin at nothing
        moves = []
        for n, slope in enumerate(slopes):
            self._first[n] = 0.9 * self._first[n] + 0.1 * slope
            self._second[n] = 0.999 * self._second[n] + 0.001 * slope * slope
            moves.append((self._first[n] / first) / (np.sqrt(self._second[n] / second) + 1e-8))
        return moves
