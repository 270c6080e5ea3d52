"""Files of small networks: one npz with the arrays of each, and the names of the figures that they read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar
from zipfile import is_zipfile

import numpy as np
import numpy.typing as npt

from ingest.errors import ModelError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Net = TypeVar("Net", bound="DataclassInstance")
Floats = npt.NDArray[np.float32]

_WEIGHTS = "weights.npz"
_HALF = "hidden"  # the one large array, written in half precision


@dataclass(frozen=True, slots=True)
class NetFile(Generic[Net]):
    """How the networks of one model are kept in a folder.

    Attributes:
        net: Their class, whose fields are arrays.
        names: The figures they read, in the order of the columns.
        model: What messages call it.
        figures: What messages call the figures.
        maker: The module that makes it.
    """

    net: type[Net]
    names: tuple[str, ...]
    model: str
    figures: str
    maker: str

    def read(self, folder: Path, sets: Sequence[str] = ("",)) -> dict[str, tuple[Net, ...]]:
        """The networks of each set.

        Raises:
            ModelError: The file is missing, damaged, or made for other figures.
        """
        remedy = f"make it: python -m {self.maker}"
        try:
            with (folder / _WEIGHTS).open("rb") as raw:
                if not is_zipfile(raw):  # numpy would leave a broken one open
                    raise ValueError("it is cut short or no archive")
            with np.load(folder / _WEIGHTS) as file:
                arrays = {name: np.asarray(file[name], np.float32) for name in file.files if name != "names"}
                names = tuple(str(name) for name in file["names"])
            found = {name: self._of_set(arrays, name) for name in sets}
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"the {self.model} in {folder} cannot be read ({error})", remedy) from error
        if names != self.names:
            raise ModelError(f"the {self.model} in {folder} was made for other {self.figures}", remedy)
        if not all(found.values()):
            raise ModelError(f"the {self.model} in {folder} is not whole", remedy)
        return found

    def write(self, folder: Path, sets: Mapping[str, Sequence[Net]]) -> None:
        """Write the networks of each set; a set that is alone may have no name."""
        folder.mkdir(parents=True, exist_ok=True)
        arrays = {
            f"{_start(name)}{n}.{part}": np.asarray(getattr(net, part), np.float16 if part == _HALF else np.float32)
            for name, nets in sets.items()
            for n, net in enumerate(nets)
            for part in self._parts()
        }
        np.savez(folder / _WEIGHTS, names=np.array(self.names), allow_pickle=False, **arrays)

    def _of_set(self, arrays: Mapping[str, Floats], name: str) -> tuple[Net, ...]:
        parts, start = self._parts(), _start(name)
        count = sum(key.startswith(start) and key.endswith(f".{parts[0]}") for key in arrays)
        return tuple(self.net(*(arrays[f"{start}{n}.{part}"] for part in parts)) for n in range(count))

    def _parts(self) -> tuple[str, ...]:
        return tuple(field.name for field in fields(self.net))


def _start(name: str) -> str:
    """What the names of a set's arrays begin with."""
    return f"{name}." if name else ""
