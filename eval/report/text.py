"""A run as CSV and as a Markdown summary for a pull request."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from eval.compare import Comparison, Paired
from eval.gate import Missed
from eval.measures import NAMES
from eval.runs import Run
from eval.summary import Figure, latency

_FIRST = ("id", "split", "category", "right", "status", "confidence", "ms")
_LAST = ("question", "answer", "reasons")
_COLUMNS = tuple(name for name in NAMES if name not in ("right", "abstain_f1"))


def as_csv(run: Run) -> str:
    """A line a case; a measure that does not apply is empty."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow((*_FIRST, *_COLUMNS, *_LAST))
    for r in run.results:
        values = (r.measures.get(name, "") for name in _COLUMNS)
        said = ((r.case or {}).get("question", ""), (r.answer or {}).get("answer", ""), "; ".join(r.reasons))
        cells = (
            r.id,
            r.split,
            r.category,
            int(r.right),
            r.status,
            round(r.confidence, 4),
            r.elapsed_ms,
            *values,
            *said,
        )
        table.writerow([_tame(cell) for cell in cells])
    return out.getvalue()


def as_markdown(run: Run, missed: Sequence[Missed], comparison: Comparison | None) -> str:
    """Whether it may go, the figures by category, what got better and what got worse."""
    found = run.figures
    took = latency(run.results)
    whole = found["all"]
    lines = [
        f"## Evaluation: {'may go' if not missed else 'may not go'}",
        "",
        f"{whole['right'].n} cases, {_told(whole['right'])} right; p50 {took['p50']:.0f} ms, p95 {took['p95']:.0f} ms.",
        "",
        *(f"- **{row}**" for row in missed),
        *([""] if missed else []),
    ]
    change = {p.slice: p for p in comparison.slices} if comparison else {}
    lines += ["| slice | right | 95 % | cases | change |", "|---|---:|---|---:|---|"]
    for name, row in found.items():
        if name == "all" or name.partition(":")[0] in ("split", "category", "language"):
            f = row["right"]
            around = f"{f.low or 0:.1%} – {1 if f.high is None else f.high:.1%}"
            lines.append(f"| {name} | {f.value:.1%} | {around} | {f.n} | {_moved(change.get(name))} |")
    if comparison:
        for title, better in (("Worse", False), ("Better", True)):
            flips = [f for f in comparison.flips if f.better is better]
            lines += ["", f"### {title} than {comparison.baseline}: {len(flips)}", ""] if flips else []
            for flip in flips:
                lines.append(f"- `{flip.id}` {_line(flip.question)}  ")
                lines.append(f"  before: {_line(flip.before)}  ")
                lines.append(f"  after: {_line(flip.after)}")
    m = run.meta
    used = f"corpus `{m['corpus'][:12]}`, index `{m['generation']}`, model `{m['index']['model']}`"
    lines += ["", f"Run `{run.id}`, code `{m.get('commit')}`, {used}, as of {m['today']}."]
    return "\n".join(lines) + "\n"


def _moved(paired: Paired | None) -> str:
    if paired is None or not paired.better + paired.worse:
        return ""
    return f"+{paired.better} −{paired.worse} (p {paired.p:.3f})"


def _told(figure: Figure) -> str:
    around = "" if figure.low is None else f" ({figure.low:.1%} – {figure.high:.1%})"
    return f"{figure.value:.1%}{around}"


def _line(text: str | None) -> str:
    return "(withheld)" if text is None else " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")[:300]


def _tame(cell: object) -> object:
    """No cell that a spreadsheet would run as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t") else cell
