"""`policyqa bench`: how fast this machine does the work."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from app.cli_options import AsJson, print_json, settings_for

tree = typer.Typer(help="Measure how fast this machine does the work.", no_args_is_help=True)


@tree.callback()
def root() -> None:
    """What is measured has a command of its own."""


@tree.command("ingest")
def bench_ingest(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATH]...", help="Files or folders.")] = None,
    json: AsJson = False,
) -> int:
    """Read and parse files, per format, then ingest them all into an empty corpus that is thrown away."""
    settings = settings_for()

    from eval.bench_ingest import bench

    found = bench(paths or [Path("docs_corpus")], settings.ingest)
    if json:
        rates = {"megabytes_per_second": found.per_second}
        print_json(asdict(found) | rates)
        return 0
    typer.echo(f"{'format':10}{'files':>7}{'MB text':>10}{'read MB/s':>12}{'parse MB/s':>12}")
    for one in found.formats:
        row = f"{one.reader:10}{one.files:>7}{one.text / 1e6:>10.2f}"
        typer.echo(f"{row}{one.read_per_second:>12.2f}{one.parsed_per_second:>12.2f}")
    for reason in found.refused:
        typer.echo(f"refused: {reason}")
    memory = f"peak memory {found.peak_memory / 1e6:.0f} MB (this process and its largest worker)"
    typer.echo(f"all of it: {found.seconds:.1f} s, {found.per_second:.2f} MB/s, {memory}")
    return 0
