"""`policyqa eval facts`: precision and recall of facts over annotated clauses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli_options import AsJson, env, print_json, settings_for
from app.cli_progress import progress
from ingest.errors import UsageError

if TYPE_CHECKING:
    from eval.annotated import AnnotatedDocument
    from eval.facts import Judged

_COLUMNS = ("stated", "found", "right", "precision", "recall", "strict_precision", "strict_recall")


def add_to(tree: typer.Typer) -> None:
    """Put the command under `policyqa eval`."""
    tree.command("facts")(facts)


def facts(
    sets: Annotated[
        list[str] | None,
        typer.Option("--set", envvar=env("set"), metavar="NAME", help="A set of annotated clauses; all by default."),
    ] = None,
    test_data: Annotated[
        Path | None,
        typer.Option("--test-data", envvar=env("test_data"), metavar="DIR", help="The documents that were annotated."),
    ] = None,
    failures: Annotated[
        bool, typer.Option("--failures", envvar=env("failures"), help="List what is wrong or missed in develop sets.")
    ] = False,
    as_json: AsJson = False,
) -> int:
    """How many of the facts that clauses state are found, and how many of those found are right."""
    from eval.annotated import SETS, load
    from eval.facts import figures, judge

    settings_for()
    if unknown := [name for name in sets or () if name not in SETS]:
        raise UsageError(f"there is no annotated set {unknown[0]}", f"name one of {', '.join(SETS)}")
    out: dict[str, Any] = {}
    for name in sets or SETS:
        documents = load(name, test_data)
        with progress() as show:
            judged = judge(documents, show)
        out[name] = {"documents": len(documents), "clauses": sum(len(d.clauses) for d in documents), **figures(judged)}
        if failures and name.startswith("develop"):
            _list(documents, judged)
    if as_json:
        print_json(out)
    else:
        for name, found in out.items():
            _print(name, found)
    return 0


def _print(name: str, found: dict[str, Any]) -> None:
    typer.echo(f"\n{name}: {found['clauses']} clauses of {found['documents']} documents")
    typer.echo(
        f"{'':<12}{'stated':>7}{'found':>7}{'right':>7}{'precision':>11}{'recall':>8}{'strict p':>10}{'strict r':>10}"
    )
    for label, row in {"all": found["all"], "values": found["values"], **found["kinds"]}.items():
        cells = [row[column] for column in _COLUMNS]
        counts = "".join(f"{cell:>7}" for cell in cells[:3])
        shares = (
            f"{'–' if cell is None else f'{cell:.3f}':>{w}}" for cell, w in zip(cells[3:], (11, 8, 10, 10), strict=True)
        )
        typer.echo(f"{label:<12}{counts}{''.join(shares)}")
    typer.echo("right but different in " + ", ".join(f"{field} {n}" for field, n in found["differ"].items()))


def _list(documents: tuple[AnnotatedDocument, ...], judged: list[Judged]) -> None:
    texts = {document.file: document.text for document in documents}
    for one in judged:
        if one.right and not one.wrong:
            continue
        text = texts[one.clause.file]
        said = (
            f"{one.found.kind} {one.found.value} {one.found.value_max or ''} {one.found.unit} {one.found.bound}"
            f" per={one.found.per} level={one.found.level} of={one.found.subject!r} tier={one.found.tier}"
            if one.found
            else ""
        )
        want = ""
        if one.stated:
            start, end = one.stated.span
            subject = text[one.stated.subject_start : one.stated.subject_end] if one.stated.subject_start else ""
            want = f"{one.stated.kind} {text[start:end]!r} {one.stated.bound} per={one.stated.per}"
            want += f" level={one.stated.level} of={subject!r} tier={one.stated.tier}"
        label = "differs in " + ", ".join(one.wrong) if one.right else "missed" if one.stated else "extra"
        typer.echo(f"{label} {one.clause.file[:40]} {one.clause.start}\n  {text[one.clause.start : one.clause.end]}")
        typer.echo(f"  stated: {want}\n  found:  {said}")
