"""One evaluation from beginning to end: run, compare, gate, keep, report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval import gate as gates
from eval import runs
from eval.cases import Case
from eval.compare import Comparison, compare
from eval.corpus import Sections
from eval.gate import Gate, Missed, missed
from eval.parallel import evaluate
from eval.report.page import render
from eval.report.text import as_csv, as_markdown
from eval.run import Progress, Result
from eval.runs import Run


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came of it. `results` has everything; the run that is kept withholds the score split."""

    results: tuple[Result, ...]
    run: Run
    comparison: Comparison | None
    missed: tuple[Missed, ...]


def measure(
    sections: Sections,
    cases: Sequence[Case],
    today: str,
    *,
    generation_id: str | None = None,
    baseline: Run | None = None,
    gate: Gate | None = None,
    jobs: int | None = None,
    name: str = "",
    progress: Progress | None = None,
) -> Evaluation:
    """Run cases over an index and judge the run.

    Args:
        sections: Settings, the data folder among them.
        cases: The questions.
        today: ISO date for questions without one.
        generation_id: The index to judge, a staged one too; else the live one.
        baseline: The run to compare with.
        gate: What has to be reached; else that of gate.toml.
        jobs: Processes.
        name: A word for the run, shown in reports.
        progress: Called as answers come in.
    """
    results = evaluate(sections, cases, today, generation_id=generation_id, jobs=jobs, progress=progress)
    run = runs.make(results, cases, sections, runs.manifest_of(sections, generation_id), today, name)
    comparison = compare(baseline.id, baseline.results, run.results) if baseline else None
    rows = missed(gate or gates.load(), run.figures, comparison)
    return Evaluation(results, run, comparison, tuple(rows))


def keep(done: Evaluation, folder: Path) -> Path:
    """Write the run, its page, its table and its summary under `folder`; returns the run's own folder."""
    before = runs.history(folder)
    target = runs.save(done.run, folder)
    (target / "report.html").write_text(render(done.run, done.missed, done.comparison, before), "utf-8")
    (target / "cases.csv").write_text(as_csv(done.run), "utf-8")
    (target / "summary.md").write_text(as_markdown(done.run, done.missed, done.comparison), "utf-8")
    return target


def accepted(path: Path = runs.BASELINE) -> Run | None:
    """The baseline that is kept with the code, or None where there is none."""
    return Run("the accepted baseline", {}, runs.results_of(path)) if path.is_file() else None
