"""`policyqa ingest`: files into the corpus, the corpus into an index."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli_options import DataDir, env, settings_for
from app.cli_progress import Show, progress
from ingest.errors import UsageError

if TYPE_CHECKING:
    from app.settings import Settings
    from ingest.corpus import Corpus
    from ingest.pipeline import FileReport, IngestReport

DEFAULT = Path("docs_corpus")


def ingest(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", help="Files or folders; docs_corpus/ by default.")
    ] = None,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", envvar=env("rebuild"), help="Read and index again although nothing changed.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", envvar=env("dry_run"), help="Report what would change, change nothing.")
    ] = False,
    stage: Annotated[
        bool, typer.Option("--stage", envvar=env("stage"), help="Build the index beside the live one, do not switch.")
    ] = False,
    data_dir: DataDir = None,
) -> int:
    """Read documents and index them."""
    settings = settings_for(data_dir=data_dir)
    named = paths or [DEFAULT]
    if not paths and not DEFAULT.is_dir():
        raise UsageError(f"there is no folder {DEFAULT}/ here", "name files or folders: policyqa ingest PATH …")

    from ingest.corpus import Corpus
    from ingest.pipeline import ingest as read_files

    corpus = Corpus(settings.data_dir)
    with progress() as show:
        report = read_files(
            named, corpus, settings.ingest, dry_run, rebuild, lambda done, total, name: show("reading", done, total)
        )
        _print(report)
        if not report.files:
            typer.echo("no documents in " + ", ".join(map(str, named)), err=True)
        if not dry_run:
            _index(corpus, settings, rebuild, stage, show)
    for one in report.failed:
        typer.echo(f"error: {one.path}: {one.reason}", err=True)
    return int(bool(report.failed))


def _index(corpus: Corpus, settings: Settings, rebuild: bool, stage: bool, show: Show) -> None:
    """Build what the corpus now is, unless it is there, and make it live."""
    from retriever.catalog import current_id, promote
    from retriever.embedder import open_encoder
    from retriever.index import build

    live = current_id(settings.data_dir)
    documents = len(corpus.documents())
    if not documents and live is None:
        return
    with build(corpus, open_encoder(settings.embedding), settings.index, show, rebuild=rebuild) as built:
        name, clauses = built.id, built.manifest.clauses
    if not stage:
        promote(settings.data_dir, name)
    state = "up to date" if name == live else "staged: policyqa index promote makes it live" if stage else "live"
    typer.echo(f"index {name}: {documents} documents, {clauses} clauses, {state}")


def _print(report: IngestReport) -> None:
    """The report, a line a file, with its warnings below."""
    from rich.cells import cell_len

    rows = [("", "file", "clauses", "levels", "facts", "")]
    rows += [_row(one) for one in report.files]
    widths = [max(cell_len(row[column]) for row in rows) for column in range(5)]
    for row, warnings in zip(rows, [(), *(one.warnings for one in report.files)], strict=True):
        cells = [
            pad + cell if 2 <= column <= 4 else cell + pad
            for column, cell in enumerate(row[:5])
            for pad in [" " * (widths[column] - cell_len(cell))]
        ]
        typer.echo("  ".join((*cells, row[5])).rstrip())
        for warning in warnings:
            typer.echo(f"  ! {warning}")


def _row(one: FileReport) -> tuple[str, str, str, str, str, str]:
    counts = (str(one.clauses), str(one.levels), str(one.facts)) if one.clauses else ("", "", "")
    return (one.status, Path(one.path).name, *counts, one.reason or "")
