"""The measurements as a table and as plots that stand in the documentation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from eval.bench.scale import Result
from eval.report.plots import lines

_HEADER = (
    "| about | system | build | CPU of it | disk | cold start | p50 / p95 / p99 | CPU | with a filter | memory |\n"
    "|---|---|---|---|---|---|---|---|---|---|"
)


def table(results: Sequence[Result]) -> str:
    """All results as Markdown, a row a system and size; times of questions in milliseconds."""
    rows = [_HEADER]
    for size, system in dict.fromkeys((one.size, one.system) for one in results):
        steps = {one.step: one for one in results if (one.size, one.system) == (size, system)}
        rows.append("| " + " | ".join([f"{size:,}", system, *_cells(steps)]) + " |")
    return "\n".join(rows) + "\n"


def plot(results: Sequence[Result]) -> str:
    """The median processor time of a question over the number of clauses, a line a system, both axes logarithmic."""
    found: dict[str, list[tuple[float, float]]] = {}
    for one in results:
        if one.step == "query" and not one.stopped:
            found.setdefault(one.system, []).append((one.size, one.figures["all"]["cpu_p50_ms"]))
            filtered = one.figures.get("filtered")
            if filtered and one.system != "policyqa search":
                found.setdefault(f"{one.system}, filtered", []).append((one.size, filtered["cpu_p50_ms"]))
    return lines(list(found.items()), "Median processor time of a question by the size of the corpus", "clauses", "ms")


def _cells(steps: Mapping[str, Result]) -> list[str]:
    build, query = steps.get("build"), steps.get("query")
    if build is None:
        return [""] * 8
    if build.stopped:
        return [f"stopped: {build.stopped}", *[""] * 7]
    made = build.figures
    copied = f", copied {made['copied']} times" if "copied" in made else ""
    cells = [_seconds(made["seconds"]) + copied, _seconds(made["cpu_s"]), f"{made['disk_mb']:,} MB"]
    if query is None:
        return [*cells, *[""] * 5]
    if query.stopped:
        return [*cells, f"stopped: {query.stopped}", *[""] * 4]
    said = query.figures
    filtered = said.get("filtered")
    return [
        *cells,
        f"{said['cold_s']:.1f} s",
        " / ".join(_short(said["all"][f"p{share}_ms"]) for share in (50, 95, 99)),
        _short(said["all"]["cpu_p50_ms"]),
        f"{_short(filtered['p50_ms'])} (CPU {_short(filtered['cpu_p50_ms'])})" if filtered else "none",
        f"{said['memory_mb']:,} MB" if "memory_mb" in said else "",
    ]


def _short(value: Any) -> str:
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}"


def _seconds(value: float) -> str:
    return f"{value:,.0f} s" if value < 600 else f"{value / 60:,.0f} min"
