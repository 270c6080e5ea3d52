"""`policyqa eval retrieval|answers`: question sets of others, over their own passages."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from app.cli_options import AsJson, env, print_json, settings_for
from app.cli_progress import progress

Passages = Annotated[
    Path, typer.Option("--passages", envvar=env("passages"), metavar="FILE", help='{"passage_id", "text"} a line.')
]
Questions = Annotated[
    Path,
    typer.Option(
        "--questions", envvar=env("questions"), metavar="FILE", help='{"id", "question", "passage_id"} a line.'
    ),
]
Reworded = Annotated[
    Path | None,
    typer.Option(
        "--reworded", envvar=env("reworded"), metavar="FILE",
        help='{"id", "question"} a line: some of the questions in other words or another language, asked instead.',
    ),
]  # fmt: skip
HalfName = Annotated[
    Literal["develop", "score"] | None,
    typer.Option(
        "--half", envvar=env("half"), metavar="HALF",
        help="develop or score: ids that end in an even or in an odd hexadecimal digit.",
    ),
]  # fmt: skip

Jobs = Annotated[
    int | None, typer.Option("--jobs", envvar=env("jobs"), min=1, help="Processes; one a core by default.")
]


def add_to(tree: typer.Typer) -> None:
    """Put the commands under `policyqa eval`."""
    tree.command("retrieval")(retrieval)
    tree.command("answers")(answers)
    tree.command("sweep")(sweep)
    tree.command("stress")(stress)


def retrieval(
    passages: Passages, questions: Questions, reworded: Reworded = None, half: HalfName = None, as_json: AsJson = False
) -> int:
    """Which passages the search finds: hit@k, MRR, nDCG by side; `fused` is what ask searches with."""
    from eval import outside
    from eval.corpus import Sections

    settings = settings_for()
    with progress() as show:
        asked = outside.load(passages, questions, reworded, half)
        found = outside.retrieval(*asked, Sections.of(settings), show)
    _print(found, as_json)
    return 0


def answers(passages: Passages, questions: Questions, as_json: AsJson = False) -> int:
    """How near the answers come to the gold ones: F1 of characters, ROUGE-L."""
    from eval import outside
    from eval.corpus import Sections

    settings = settings_for()
    with progress() as show:
        found = outside.answers(*outside.load(passages, questions), Sections.of(settings), show)
    _print(found, as_json)
    return 0


def sweep(
    vary: Annotated[
        list[str] | None,
        typer.Option("--vary", envvar=env("vary"), metavar="NAME=V,V", help="A setting, or chunk, and its values."),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(
            "--without",
            envvar=env("without"),
            metavar="PART",
            help="facts, glossary, dense, lexical, rescorer or reranker.",
        ),
    ] = None,
    cases: Annotated[
        list[Path] | None,
        typer.Option("--cases", envvar=env("cases"), metavar="FILE", help="Cases; the develop split by default."),
    ] = None,
    jobs: Jobs = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", envvar=env("out"), metavar="DIR", help="Where trials are kept; data/sweep/ by default."),
    ] = None,
) -> int:
    """The develop cases under many configurations: accuracy against latency. Run again, it goes on where it stopped."""
    from rich.cells import cell_len as cell_width

    from eval.cases import gold, load, unique
    from eval.corpus import Sections, documents
    from eval.report.plots import scatter
    from eval.sweep import sweep as run
    from eval.sweep import table, trials

    settings = settings_for()
    asked = unique((c for path in cases for c in load(path)), "--cases") if cases else gold(["develop"])
    folder = out or settings.data_dir / "sweep"
    wanted = trials(vary or [], without or [])
    with progress() as show:
        today = date.today().isoformat()
        cores = jobs or os.cpu_count() or 1
        found = run(wanted, Sections.of(settings), documents(), asked, today, folder, cores, show)
    rows = table(found)
    widths = [max(cell_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        typer.echo("  ".join(cell + " " * (width - cell_width(cell)) for cell, width in zip(row, widths, strict=True)))
    markdown = ["| " + " | ".join(row) + " |" for row in rows]
    markdown.insert(1, "|" + "---|" * len(rows[0]))
    (folder / "sweep.md").write_text("\n".join(markdown) + "\n", "utf-8")
    points = [(row[0], float(row[-2]), float(row[1])) for row in rows[1:]]
    (folder / "sweep.svg").write_text(scatter(points, "Accuracy against latency", "p50, ms"), "utf-8")
    return 0


def stress(
    kind: Annotated[
        list[str] | None, typer.Option("--kind", envvar=env("kind"), metavar="NAME", help="These sets; all by default.")
    ] = None,
    failures: Annotated[
        bool, typer.Option("--failures", envvar=env("failures"), help="List each case that failed.")
    ] = False,
    jobs: Jobs = None,
) -> int:
    """Questions and documents shaken by rules: how many answers stand."""
    from eval.cases import gold
    from eval.corpus import Sections, documents
    from eval.stress.sets import KINDS
    from eval.stress.sets import stress as run

    settings = settings_for()
    with progress() as show:
        today = date.today().isoformat()
        sections = Sections.of(settings)
        rows, results = run(sections, documents(), gold(["develop"]), today, kind or KINDS, jobs, show)
    typer.echo(f"{'set':<18}{'cases':>7}{'right':>8}   {'95 %':<16}{'still right':>12}")
    for row in rows:
        kept = "" if row.kept is None else f"{row.kept:.1%}"
        around = f"{row.low:.1%} – {row.high:.1%}"
        typer.echo(f"{row.kind:<18}{row.n:>7}{row.right:>8.1%}   {around:<16}{kept:>12}")
    for result in results:
        if failures and not result.right:
            said = (result.answer or {}).get("answer", "").replace("\n", " ")
            typer.echo(f"\n{result.id}  {(result.case or {}).get('question')}\n  {result.status}: {said[:200]}")
            typer.echo("  because " + "; ".join(result.reasons))
    return 0


def _print(found: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print_json(found)
        return
    for name, value in found.items():
        shown = "  ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else value
        typer.echo(f"{name:<10} {shown if shown is not None else '–'}")
