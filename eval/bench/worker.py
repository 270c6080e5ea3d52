"""One step of one system in a process of its own: `python -m eval.bench.worker JSON`; the result is the last line."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from eval.bench.systems import FILTERS, SYSTEMS


def build(system: str, files: Path, home: Path, ours: Path) -> dict[str, Any]:
    """Index everything."""
    began, busy = time.perf_counter(), time.process_time()
    told = SYSTEMS[system]().build(files, home, ours)
    return told | _used(home, began, busy)


def copy(known: Path, home: Path, times: int) -> dict[str, Any]:
    """Our own index, out of a smaller one."""
    from eval.bench.copies import multiply
    from retriever.embedder import open_encoder
    from retriever.settings import EmbeddingSettings, IndexSettings

    began, busy = time.perf_counter(), time.process_time()
    made = multiply(known, home, times, open_encoder(EmbeddingSettings()), IndexSettings())
    told = {"documents": len(made.documents), "clauses": made.clauses, "chunks": made.chunks, "copied": times}
    return told | _used(home, began, busy)


def _used(home: Path, began: float, busy: float) -> dict[str, Any]:
    return {
        "seconds": round(time.perf_counter() - began, 1),
        "cpu_s": round(time.process_time() - busy, 1),
        "disk_mb": round(sum(path.stat().st_size for path in home.rglob("*") if path.is_file()) / 1e6),
        **_memory(),
    }


def query(system: str, home: Path, questions: Sequence[str], places: Sequence[str], started: float) -> dict[str, Any]:
    """Open, answer one question (the cold start, from the start of the process), then each question warm.

    Args:
        system: Name of the system.
        home: Its folder.
        questions: What is asked; the first few are asked beforehand, unmeasured.
        places: Codes of places, taken in turn for the questions asked with a filter.
        started: When the process was started, seconds since the epoch.
    """
    ask = SYSTEMS[system]().open(home)
    ask(questions[0], None)
    found: dict[str, Any] = {"cold_s": round(time.time() - started, 2)}
    for question in questions[: max(1, len(questions) // 10)]:
        ask(question, None)
    found["all"] = _timed(lambda number: ask(questions[number], None), len(questions))
    if system in FILTERS and places:
        found["filtered"] = _timed(lambda number: ask(questions[number], places[number % len(places)]), len(questions))
    return found | _memory()


def _timed(ask: Callable[[int], object], count: int) -> dict[str, float]:
    wall, cpu = [], []
    for number in range(count):
        began, busy = time.perf_counter(), time.process_time()
        ask(number)
        wall.append(time.perf_counter() - began)
        cpu.append(time.process_time() - busy)
    out = {f"p{share}_ms": round(float(np.percentile(wall, share)) * 1000, 2) for share in (50, 95, 99)}
    return out | {"cpu_p50_ms": round(float(np.percentile(cpu, 50)) * 1000, 2)}


def _memory() -> dict[str, int]:
    """Megabytes now, pages of mapped files apart, and the most there ever was of both; nothing where /proc is not."""
    try:
        said = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    except OSError:
        return {}
    names = {"memory_mb": "RssAnon", "mapped_mb": "RssFile", "peak_mb": "VmHWM"}
    return {name: int(said[key].split()[0]) // 1000 for name, key in names.items() if key in said}


def main() -> None:
    """Read the job from the one argument, print the result."""
    job = json.loads(sys.argv[1])
    home, files, ours = Path(job["home"]), Path(job["files"]), Path(job["ours"])
    if job["step"] == "build" and job.get("copy"):
        result = copy(Path(job["copy"]), home, int(job["times"]))
    elif job["step"] == "build":
        home.mkdir(parents=True, exist_ok=True)
        result = build(job["system"], files, home, ours)
    else:
        result = query(job["system"], home, job["questions"], job["places"], job["started"])
    sys.stdout.write("\n" + json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
