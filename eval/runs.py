"""Runs kept in a folder: what was measured, with everything needed to measure it again. A run is its own folder.

run.json        the configuration, versions, corpus hash, index, figures and latency
results.jsonl   a line a case; of the score split nothing that was asked or said
"""

from __future__ import annotations

import hashlib
import json
import platform
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from eval import jsonl
from eval.cases import Case
from eval.corpus import Sections
from eval.run import Result
from eval.summary import Figure, figures, latency, selective
from ingest.errors import UsageError
from retriever.catalog import current_id, folder_of
from retriever.generation import Manifest

BASELINE = Path(__file__).parent / "baseline.jsonl"
_RUN, _RESULTS = "run.json", "results.jsonl"
_LIBRARIES = ("policyqa", "numpy", "bm25s", "chromadb", "tokenizers", "OpenCC", "rjieba")


@dataclass(frozen=True)
class Run:
    """A run: its name, what was measured with what, and the results."""

    id: str
    meta: Mapping[str, Any]
    results: tuple[Result, ...]

    @cached_property
    def figures(self) -> dict[str, dict[str, Figure]]:
        """Slice → measure → figure."""
        return figures(self.results)


def make(
    results: Sequence[Result], cases: Sequence[Case], sections: Sections, manifest: Manifest, today: str, name: str = ""
) -> Run:
    """A run of now, its score split withheld."""
    created = datetime.now(UTC)
    what = {
        "settings": _plain({k: v for k, v in asdict(sections).items() if k != "data_dir"}),
        "corpus": manifest.corpus_hash,
        "index": {
            "key": manifest.key, "model": manifest.model, "fingerprint": manifest.fingerprint,
            "tokenizer": manifest.tokenizer, "chunker": manifest.chunker,
        },
        "cases": digest(cases),
        "today": today,
    }  # fmt: skip
    meta = {
        "created": created.isoformat(timespec="seconds"), "name": name, **what,
        "generation": manifest.generation_id, "commit": _commit(),
        "versions": {"python": platform.python_version(), **{one: version(one) for one in _LIBRARIES}},
        "machine": platform.platform(),
    }  # fmt: skip
    kept = tuple(result.withheld() if result.split == "score" else result for result in results)
    key = hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()[:8]
    return Run(f"{created:%Y%m%dT%H%M%S}-{key}", meta, kept)


def save(run: Run, folder: Path) -> Path:
    """Write a run under `folder`, whole or not at all; returns its own folder."""
    target = folder / run.id
    part = folder / f".{run.id}.part"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    curve, area = selective(run.results)
    found = {name: {measure: asdict(figure) for measure, figure in row.items()} for name, row in run.figures.items()}
    told = {"figures": found, "latency": latency(run.results), "risk_coverage": curve, "risk_area": area}
    shown = {**run.meta, "id": run.id, **told}
    (part / _RUN).write_text(json.dumps(shown, ensure_ascii=False, indent=1), "utf-8")
    jsonl.write(part / _RESULTS, map(asdict, run.results))
    shutil.rmtree(target, ignore_errors=True)
    part.replace(target)
    return target


def load(path: Path) -> Run:
    """Read a run's folder.

    Raises:
        UsageError: There is no run, or it cannot be read.
    """
    try:
        meta = json.loads((path / _RUN).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} is no run ({error})", "policyqa eval writes runs; name one of them") from error
    return Run(path.name, meta, results_of(path / _RESULTS))


def results_of(path: Path) -> tuple[Result, ...]:
    """Results as they were stored, or as a baseline keeps them."""
    try:
        return tuple(
            Result(**{**row, "slices": tuple(row["slices"]), "reasons": tuple(row["reasons"])})
            for _, row in jsonl.objects(path)
        )
    except (TypeError, KeyError) as error:
        raise UsageError(f"{path} was written by another version ({error})", "run policyqa eval again") from error


def listed(folder: Path) -> list[Path]:
    """The runs of a folder, oldest first."""
    return sorted(path.parent for path in folder.glob(f"*/{_RUN}") if not path.parent.name.startswith("."))


def history(folder: Path) -> list[tuple[str, float, float, float]]:
    """The runs of a folder, oldest first: id, share of right answers, its interval."""
    out = []
    for path in listed(folder):
        try:
            figure = json.loads((path / _RUN).read_text("utf-8"))["figures"]["all"]["right"]
            out.append((path.name, figure["value"], figure["low"], figure["high"]))
        except (OSError, ValueError, KeyError) as error:
            raise UsageError(f"{path} is no run ({error})", "move it away") from error
    return out


def find(folder: Path, name: str) -> Run:
    """A run by its id, its path, or `latest`.

    Raises:
        UsageError: There is no such run.
    """
    there = listed(folder)
    if name == "latest" and there:
        return load(there[-1])
    path = Path(name) if Path(name).is_dir() else folder / name
    return load(path)


def accept(run: Run, path: Path = BASELINE) -> None:
    """Make a run the baseline that later ones may not fall behind: what was right, and nothing that was said."""
    jsonl.write(path, (asdict(_bare(result)) for result in run.results))


def digest(cases: Iterable[Case]) -> str:
    """One name for a set of cases."""
    lines = sorted(case.model_dump_json() for case in cases)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def code_digest() -> str:
    """One name for the code and the data files of the packages, whether they are committed or not."""
    root = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256()
    for package in ("ingest", "retriever", "eval"):
        for path in sorted((root / package).rglob("*")):
            if path.is_file() and path.suffix not in (".pyc", ".jsonl", ".toml", ".md"):
                digest.update(f"{path.relative_to(root)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def manifest_of(sections: Sections, generation_id: str | None = None) -> Manifest:
    """What the live index of a data folder, or the one named, was built from."""
    name = generation_id or current_id(sections.data_dir)
    if name is None:
        raise UsageError(f"nothing is indexed under {sections.data_dir}", "run `policyqa ingest`")
    return Manifest.read(folder_of(sections.data_dir, name))


def _bare(result: Result) -> Result:
    return Result(
        result.id, result.split, result.category, result.slices, result.right, result.status, {}, (), 0.0, 0.0
    )


def _plain(value: Any) -> Any:
    return json.loads(json.dumps(value, default=str))


def _commit() -> str | None:
    """The commit this code is at, with a + where files differ from it; None outside a checkout."""
    here = Path(__file__).parent
    git = ["git", "-C", str(here)]
    told = []
    for words in (["rev-parse", "HEAD"], ["status", "--porcelain", "--untracked-files=no"]):
        try:
            done = subprocess.run([*git, *words], capture_output=True, text=True, timeout=10, check=True)
        except (OSError, subprocess.SubprocessError):
            return None
        told.append(done.stdout.strip())
    return told[0][:12] + ("+" if told[1] else "")
