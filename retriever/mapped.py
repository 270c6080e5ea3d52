"""Files of plain numbers, read through the page cache and never whole."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

_Number = TypeVar("_Number", bound=np.generic)


def mapped(path: Path, kind: type[_Number]) -> npt.NDArray[_Number]:
    """A file of numbers, memory-mapped: a plain view, since numpy.memmap pays for its subclass at every slice."""
    if path.stat().st_size == 0:  # nothing cannot be mapped
        return np.zeros(0, kind)
    return np.asarray(np.memmap(path, kind, "r"))
