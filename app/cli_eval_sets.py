"""`policyqa eval retrieval|answers`: question sets of others, over their own passages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

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


def add_to(tree: typer.Typer) -> None:
    """Put the commands under `policyqa eval`."""
    tree.command("retrieval")(retrieval)
    tree.command("answers")(answers)


def retrieval(passages: Passages, questions: Questions, as_json: AsJson = False) -> int:
    """Which passages the search finds: hit@k, MRR, nDCG by side."""
    from eval import outside
    from eval.corpus import Sections

    settings = settings_for()
    with progress() as show:
        found = outside.retrieval(*outside.load(passages, questions), Sections.of(settings), show)
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


def _print(found: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print_json(found)
        return
    for name, value in found.items():
        shown = "  ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else value
        typer.echo(f"{name:<10} {shown if shown is not None else '–'}")
