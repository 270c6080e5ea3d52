"""Sweeps: the same cases under many configurations, in parallel processes, each kept as a run so that it can go on.

A configuration is named by what it changes. One that is in the folder already, of the same code, documents and
cases, is not run again.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import logging
import sys
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass, field, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import structlog
from pydantic import TypeAdapter, ValidationError

from eval import runs
from eval.ablate import settings_without, without
from eval.cases import Case
from eval.corpus import Sections, indexed_apart
from eval.parallel import evaluate
from eval.run import Progress
from eval.runs import Run
from eval.summary import latency
from ingest.errors import UsageError

CHUNK = "chunk"  # not a setting: the length of a chunk


@dataclass(frozen=True, slots=True)
class Trial:
    """One configuration: the settings that differ (`search.lexical_weight`), and the parts left out."""

    changes: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What a table calls it."""
        told = [f"{key.rpartition('.')[2]}={value}" for key, value in self.changes.items()]
        return " ".join([*told, *(f"without {part}" for part in self.parts)]) or "as configured"


def trials(vary: Sequence[str], leave_out: Sequence[str]) -> list[Trial]:
    """As configured, each part left out alone, and every combination of the values to vary.

    Args:
        vary: `section.name=value,value`, or `chunk=200,400`.
        leave_out: Names of parts.

    Raises:
        UsageError: A wish is not of that form.
    """
    wishes = []
    for wish in vary:
        name, found, values = wish.partition("=")
        if not found or not values or (name != CHUNK and name.count(".") != 1):
            raise UsageError(f"{wish!r} says nothing to vary", "write search.lexical_weight=0.1,0.3 or chunk=200,400")
        wishes.append([(name, value) for value in values.split(",")])
    grid = [Trial(dict(point)) for point in itertools.product(*wishes)] if wishes else []
    return [Trial(), *(Trial(parts=(part,)) for part in leave_out), *grid]


def applied(sections: Sections, trial: Trial) -> Sections:
    """The settings of a trial.

    Raises:
        UsageError: There is no such setting, or it cannot have that value.
    """
    for key, value in trial.changes.items():
        if key == CHUNK:
            continue
        section, _, name = key.partition(".")
        whole = getattr(sections, section, None)
        if whole is None or name not in getattr(whole, "__dataclass_fields__", {}):
            raise UsageError(f"there is no setting {key}", "docs/SETTINGS.md lists them")
        try:
            changed = TypeAdapter(type(whole)).validate_python({**asdict(whole), name: value})
        except ValidationError as error:
            raise UsageError(f"{key} cannot be {value}: {error.errors()[0]['msg']}", "see docs/SETTINGS.md") from error
        sections = replace(sections, **{section: changed})
    return settings_without(sections, trial.parts)


def sweep(
    wanted: Sequence[Trial],
    sections: Sections,
    documents: Path,
    cases: Sequence[Case],
    today: str,
    folder: Path,
    jobs: int,
    progress: Progress | None = None,
) -> list[tuple[Trial, Run]]:
    """Run every trial that the folder does not hold yet; returns all of them in the order asked for."""
    named = {_key(trial, sections, documents, cases): trial for trial in wanted}
    waiting = [key for key in named if not (folder / key).is_dir()]
    for trial in wanted:
        applied(sections, trial)  # a wrong one is told before the work begins
    done = len(named) - len(waiting)
    if waiting:
        with ProcessPoolExecutor(min(jobs, len(waiting)), get_context("spawn"), _quiet) as pool:
            tasks = [pool.submit(_run, key, named[key], sections, documents, cases, today, folder) for key in waiting]
            for task in as_completed(tasks):
                task.result()
                done += 1
                if progress is not None:
                    progress("trials", done, len(named))
    return [(trial, runs.load(folder / key)) for key, trial in named.items()]


def table(
    found: Iterable[tuple[Trial, Run]], measures: Sequence[str] = ("right", "evidence", "abstain_f1", "hit@5")
) -> list[list[str]]:
    """Accuracy against latency, a trial a row, head first."""
    rows = [["configuration", *measures, "95 %", "p50 ms", "p95 ms"]]
    for trial, run in found:
        whole, took = run.figures["all"], latency(run.results)
        shares = [f"{whole[name].value:.3f}" if name in whole else "" for name in measures]
        right = whole["right"]
        rows.append(
            [trial.name, *shares, f"{right.low:.3f}–{right.high:.3f}", f"{took['p50']:.1f}", f"{took['p95']:.1f}"]
        )
    return rows


def _run(
    key: str, trial: Trial, sections: Sections, documents: Path, cases: Sequence[Case], today: str, folder: Path
) -> None:
    chunk = int(trial.changes[CHUNK]) if CHUNK in trial.changes else None
    with without(trial.parts, chunk), indexed_apart([documents], applied(sections, trial)) as apart:
        results = evaluate(apart, cases, today, jobs=1)
        manifest = runs.manifest_of(apart)
        made = runs.make(results, cases, apart, manifest, today, trial.name)
    runs.save(Run(key, made.meta, made.results), folder)


def _key(trial: Trial, sections: Sections, documents: Path, cases: Sequence[Case]) -> str:
    """Everything that decides the figures of a trial, in one name."""
    files = sorted(path for path in documents.rglob("*") if path.is_file())
    content = hashlib.sha256(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in files)).hexdigest()
    used = {k: v for k, v in asdict(sections).items() if k != "data_dir"}
    decides: list[Any] = [dict(trial.changes), trial.parts, used, content, runs.digest(cases), runs.code_digest()]
    return hashlib.sha256(json.dumps(decides, default=str).encode()).hexdigest()[:16]


def _quiet() -> None:
    structlog.configure(
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR),
    )
