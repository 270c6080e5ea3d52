"""The report of a run: one HTML file that needs nothing beside it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from eval.compare import Comparison
from eval.gate import Missed
from eval.report import plots
from eval.run import Result
from eval.runs import Run
from eval.summary import Figure, latency, selective

Point = tuple[str, float, float, float]  # a run: id, share of right answers, its interval

_HERE = Path(__file__).parent
SHOWN = ("right", "status", "value_said", "value_proved", "must_say", "evidence", "hit@5", "language")
_CARDS = {
    "right": "right", "evidence": "right clause cited", "verbatim": "verbatim", "supported": "no unsupported number",
    "abstain_f1": "abstention F1",
}  # fmt: skip
_EXPLAINED = {
    "right": "everything below that applies to the case holds",
    "status": "the status is an acceptable one",
    "value_said": "the text says every value, after units are normalised",
    "value_proved": "a fact that a citation holds has every value",
    "must_say": "the text contains what it has to",
    "must_not_say": "the text contains nothing it may not",
    "evidence": "the right clause is cited, each place that is needed",
    "cited": "an answer has a citation",
    "verbatim": "every quotation stands in its source, character for character",
    "supported": "no number without a quotation, the question or a document's name behind it",
    "exists": "cited documents and clauses exist",
    "evidence_precision": "share of the citations that meet the gold evidence or its clause",
    "evidence_recall": "share of the gold evidence that is cited",
    "alce_precision": "citation precision as ALCE defines it, entailment by rule",
    "alce_recall": "citation recall as ALCE defines it, entailment by rule",
    "hit@1": "the best clause found is a right one", "hit@3": "one of the best three", "hit@5": "one of the best five",
    "mrr": "1 / rank of the first right clause", "ndcg@5": "discounted gain of the best five clauses",
    "abstain_precision": "of the answers withheld, those that should be", "abstain_f1": "of both",
    "abstain_recall": "of the answers that should be withheld, those that are",
    "pointed": "of the answers withheld wrongly, those beside which the right clause is named as near",
    "follow_up": "a question that needs the conversation got the right place",
    "language": "the answer is in the question's language and script",
    "delivered": "there was an answer, in time, without an error",
}  # fmt: skip


def render(run: Run, missed: Sequence[Missed], comparison: Comparison | None, before: Sequence[Point]) -> str:
    """The page.

    Args:
        run: What was measured.
        missed: Rows of the gate that it fails.
        comparison: Beside a baseline, where there is one.
        before: The earlier runs of the folder, oldest first, for the trend.
    """
    found = run.figures
    points, area = selective(run.results)
    shares = [(name.partition(":")[2], row["right"]) for name, row in found.items() if name.startswith("category:")]
    fill = {
        "title": run.id,
        "subtitle": escape(_subtitle(run)),
        "cards": _cards(run, area),
        "gate": _gate(missed),
        "categories": plots.bars([(name, *_whole(figure)) for name, figure in shares], "Right answers by category"),
        "risk": plots.curve(points, "Risk and coverage", "share of the answers given, the surest first", "wrong"),
        "trend": plots.trend([*before, (run.id, *_whole(found["all"]["right"])[:3])], "Right answers over the runs"),
        "measures": _table(
            ("measure", "value", "95 %", "cases", "what"),
            [(name, *_cells(f), _EXPLAINED[name]) for name, f in found.get("all", {}).items()],
        ),
        "slices": _table(
            ("slice", "cases", *SHOWN),
            [(name, str(row["right"].n), *(_share(row.get(m)) for m in SHOWN)) for name, row in found.items()],
        ),
        "comparison": _comparison(comparison),
        "configuration": escape(json.dumps(run.meta, ensure_ascii=False, indent=1)),
        "data": json.dumps([_case(r) for r in run.results], ensure_ascii=False).replace("<", "\\u003c"),
        "css": (_HERE / "page.css").read_text("utf-8"),
        "js": (_HERE / "page.js").read_text("utf-8"),
    }
    parts = (_HERE / "page.html").read_text("utf-8").split("{{")
    # Filled in one pass: what a document says cannot be taken for a place to fill.
    return parts[0] + "".join(fill[name] + rest for name, _, rest in (part.partition("}}") for part in parts[1:]))


def _subtitle(run: Run) -> str:
    m = run.meta
    used = f"code {m.get('commit') or '?'} · model {m['index']['model']} · index {m['generation']}"
    return f"{run.id} · {len(run.results)} cases · {used} · asked as on {m['today']}"


def _cards(run: Run, area: float | None) -> str:
    whole = run.figures.get("all", {})
    took = latency(run.results)
    cards = [(f"{whole[name].value:.1%}", said) for name, said in _CARDS.items() if name in whole]
    cards.append((f"{took['p50']:.0f} / {took['p95']:.0f} ms", "latency p50 / p95"))
    if area is not None:
        cards.append((f"{area:.3f}", "risk, mean over coverage"))
    return "".join(f'<div class="card"><b>{value}</b><span>{escape(name)}</span></div>' for value, name in cards)


def _gate(missed: Sequence[Missed]) -> str:
    if not missed:
        return '<p class="verdict passed">The gate is passed: no figure below its floor, no significant loss.</p>'
    rows = "".join(f"<li>{escape(str(row))}</li>" for row in missed)
    return f'<div class="verdict failed">The gate is failed:<ul>{rows}</ul></div>'


def _comparison(comparison: Comparison | None) -> str:
    if comparison is None:
        return ""
    rows = [
        (p.slice, str(p.n), f"{p.before:.1%}", f"{p.after:.1%}", str(p.better), str(p.worse), f"{p.p:.4f}")
        for p in comparison.slices
    ]
    flips = [
        (f.id, "better" if f.better else "worse", *(text or "withheld" for text in (f.question, f.before, f.after)))
        for f in sorted(comparison.flips, key=lambda f: (f.better, f.id))
    ]
    gone = f"<p>Not in this run: {escape(', '.join(comparison.missing))}</p>" if comparison.missing else ""
    table = _table(("slice", "cases", "before", "after", "better", "worse", "p (McNemar)"), rows)
    out = f'<section class="wide"><h2>Beside {escape(comparison.baseline)}</h2>{table}{gone}</section>'
    if flips:
        table = _table(("id", "now", "question", "before", "after"), flips)
        out += f'<section class="wide"><h2>Flipped cases</h2>{table}</section>'
    return out


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    cells = "".join(f"<th>{escape(one)}</th>" for one in head)
    lines = "".join("<tr>" + "".join(_td(cell) for cell in row) + "</tr>" for row in rows)
    return f'<table class="sortable"><thead><tr>{cells}</tr></thead><tbody>{lines}</tbody></table>'


def _td(cell: str) -> str:
    number = cell.removesuffix("%").replace(".", "", 1).isdigit()
    return f'<td class="n" data-v="{cell.removesuffix("%")}">{cell}</td>' if number else f"<td>{escape(cell)}</td>"


def _cells(figure: Figure) -> tuple[str, str, str]:
    around = "" if figure.low is None else f"{figure.low:.1%} – {figure.high:.1%}"
    return f"{figure.value:.1%}", around, str(figure.n)


def _share(figure: Figure | None) -> str:
    return "" if figure is None else f"{figure.value:.1%}"


def _whole(figure: Figure) -> tuple[float, float, float, int]:
    return figure.value, figure.low or 0.0, 1.0 if figure.high is None else figure.high, figure.n


def _case(result: Result) -> dict[str, Any]:
    """A case as the page's script takes it."""
    return {
        "id": result.id, "category": result.category, "right": result.right, "status": result.status,
        "confidence": result.confidence, "ms": result.elapsed_ms, "slices": result.slices, "reasons": result.reasons,
        "question": (result.case or {}).get("question", ""), "case": result.case, "answer": result.answer,
    }  # fmt: skip
