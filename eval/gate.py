"""The gate: the lowest figure that each metric may have in each slice, from gate.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from eval.summary import MEASURES, Figure
from ingest.errors import UsageError

GATE = Path(__file__).parent / "gate.toml"


@dataclass(frozen=True, slots=True)
class Missed:
    """A figure below its floor; `value` is None where nothing was measured."""

    slice: str
    metric: str
    value: float | None
    floor: float
    n: int = 0

    def __str__(self) -> str:
        said = "nothing measured" if self.value is None else f"{self.value:.3f} of {self.n}"
        return f"{self.slice} {self.metric}: {said}, at least {self.floor:.3f} wanted"


def load(path: Path = GATE) -> dict[str, dict[str, float]]:
    """Slice → metric → floor.

    Raises:
        UsageError: The file cannot be read, or names a metric there is not.
    """
    try:
        given = tomllib.loads(path.read_text("utf-8"))["floors"]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise UsageError(f"{path} is no gate ({error})", "write floors as in eval/gate.toml") from error
    for name, floors in given.items():
        for metric, floor in floors.items():
            if metric not in MEASURES or not isinstance(floor, int | float):
                raise UsageError(f"{path}: {name}.{metric} is no floor", "metrics: " + ", ".join(MEASURES))
    return {name: {metric: float(floor) for metric, floor in floors.items()} for name, floors in given.items()}


def missed(found: Mapping[str, Mapping[str, Figure]], floors: Mapping[str, Mapping[str, float]]) -> list[Missed]:
    """The floors that are not reached. A slice of the gate that the run does not have at all is not judged."""
    out = []
    for name, wanted in floors.items():
        if name not in found:
            continue
        for metric, floor in wanted.items():
            figure = found[name].get(metric)
            if figure is None or figure.value < floor - 1e-9:
                out.append(Missed(name, metric, figure.value if figure else None, floor, figure.n if figure else 0))
    return out
