"""A set of cases over an index, in this process or in several; the figures are the same either way."""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

import structlog

from eval.cases import Case
from eval.corpus import Sections, opened
from eval.run import LIMIT_S, Progress, Result, run_cases
from retriever.assistant import Assistant

CASES_A_PROCESS = 100  # fewer are answered before another process has started
_BATCH = 20
_worker: Assistant | None = None


def evaluate(
    sections: Sections,
    cases: Sequence[Case],
    today: str,
    *,
    generation_id: str | None = None,
    jobs: int | None = None,
    limit_s: float = LIMIT_S,
    progress: Progress | None = None,
) -> tuple[Result, ...]:
    """Ask every case over a data folder's index; results come in the order of the cases.

    Args:
        sections: Settings, the data folder among them.
        cases: The questions.
        today: ISO date for questions without one.
        generation_id: The index to judge; else the live one.
        jobs: Processes; None takes as many as there are cores, if there are cases enough.
        limit_s: Longest time for one answer.
        progress: Called as answers come in.
    """
    most = math.ceil(len(cases) / CASES_A_PROCESS)
    jobs = max(1, min(jobs or min(os.cpu_count() or 1, most), len(cases)))
    if jobs == 1:
        with opened(sections, generation_id) as assistant:
            return run_cases(assistant, cases, today, limit_s, progress)
    batches = [cases[at : at + _BATCH] for at in range(0, len(cases), _BATCH)]
    found: dict[int, tuple[Result, ...]] = {}
    done = 0
    with ProcessPoolExecutor(jobs, get_context("spawn"), _open, (sections, generation_id)) as pool:
        running = {pool.submit(_ask, batch, today, limit_s): number for number, batch in enumerate(batches)}
        for future in as_completed(running):
            found[running[future]] = future.result()
            done += len(batches[running[future]])
            if progress is not None:
                progress("asking", done, len(cases))
    return tuple(result for number in sorted(found) for result in found[number])


def _open(sections: Sections, generation_id: str | None) -> None:
    global _worker  # one assistant a process, for all the batches it gets
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    _worker = Assistant.open(sections, generation_id)


def _ask(batch: Sequence[Case], today: str, limit_s: float) -> tuple[Result, ...]:
    assert _worker is not None
    return run_cases(_worker, batch, today, limit_s)
