"""The gate: the lowest figure each measure may have in each slice, and no significant loss against a baseline."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eval.compare import Comparison
from eval.measures import NAMES
from eval.summary import Figures
from ingest.errors import UsageError

GATE = Path(__file__).parent / "gate.toml"


@dataclass(frozen=True, slots=True)
class Gate:
    """What a run has to reach."""

    floors: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    alpha: float = 0.05
    slices: tuple[str, ...] = ("all",)  # in which no significant loss is allowed


@dataclass(frozen=True, slots=True)
class Missed:
    """A row of the gate that a run fails, in words."""

    slice: str
    measure: str
    reason: str

    def __str__(self) -> str:
        return f"{self.slice} {self.measure}: {self.reason}"


def load(path: Path = GATE, section: str | None = None) -> Gate:
    """The gate as a file writes it, or another that stands in a section of the file.

    Raises:
        UsageError: The file cannot be read, or names a measure there is not.
    """
    try:
        given = tomllib.loads(path.read_text("utf-8"))
        given = given if section is None else given[section]
        floors, baseline = given["floors"], given.get("baseline", {})
        gate = Gate(floors, float(baseline.get("alpha", 0.05)), tuple(baseline.get("slices", ("all",))))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise UsageError(f"{path} is no gate ({error})", "write floors as in eval/gate.toml") from error
    for name, row in floors.items():
        for measure, floor in row.items():
            if measure not in NAMES or not _is_share(floor):
                raise UsageError(f"{path}: {name}.{measure} = {floor} is no floor", "measures: " + ", ".join(NAMES))
    return gate


def missed(gate: Gate, found: Figures, comparison: Comparison | None = None) -> list[Missed]:
    """The rows that are failed. A slice of the gate that no case of the run belongs to is not judged."""
    out = []
    for name, row in gate.floors.items():
        if name not in found:
            continue
        for measure, floor in row.items():
            figure = found[name].get(measure)
            if figure is None:
                out.append(Missed(name, measure, "nothing was measured"))
            elif figure.value < floor - 1e-9:
                out.append(Missed(name, measure, f"{figure.value:.3f} of {figure.n}, at least {floor:.3f} wanted"))
    for paired in comparison.slices if comparison else ():
        if paired.slice in gate.slices and paired.lost and paired.p < gate.alpha:
            change = f"{paired.before:.3f} → {paired.after:.3f}, {paired.worse} worse, {paired.better} better"
            out.append(Missed(paired.slice, "right", f"{change}, p = {paired.p:.3f}"))
    return out


def _is_share(floor: Any) -> bool:
    return isinstance(floor, int | float) and 0 <= floor <= 1
