"""`policyqa bench`: how fast this machine does the work."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from app.cli_options import AsJson, env, print_json, settings_for

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


@tree.command("scale")
def bench_scale(
    texts: Annotated[Path, typer.Argument(metavar="FOLDER", help="Real documents; the corpora are made of them.")],
    out: Annotated[
        Path,
        typer.Option("--out", envvar=env("out"), help="Folder of the results; a run that was ended goes on there."),
    ],
    sizes: Annotated[
        str, typer.Option("--sizes", envvar=env("sizes"), help="Numbers of clauses.")
    ] = "1000,10000,100000,1000000",
    systems: Annotated[
        str, typer.Option("--systems", envvar=env("systems"), help="Names of systems; all of them by default.")
    ] = "",
    questions: Annotated[
        Path | None,
        typer.Option(
            "--questions", envvar=env("questions"), help="Questions, a JSON object a line; else made of texts."
        ),
    ] = None,
    count: Annotated[
        int, typer.Option("--count", envvar=env("count"), min=10, help="How many questions are asked.")
    ] = 100,
    copy: Annotated[
        int | None,
        typer.Option(
            "--copy", envvar=env("copy"), help="Make larger indexes of ours out of the kept one of this size."
        ),
    ] = None,
    keep: Annotated[bool, typer.Option("--keep", envvar=env("keep"), help="Keep corpora and indexes.")] = False,
) -> int:
    """Build, cold start, questions, memory and disk by the size of the corpus, beside the usual recipes.

    A million clauses take an hour or more. The recipes' packages: pip install -c constraints.txt '.[bench]'
    """
    settings_for()

    from eval.bench.report import plot, table
    from eval.bench.scale import run
    from eval.bench.systems import SYSTEMS
    from eval.jsonl import objects

    out.mkdir(parents=True, exist_ok=True)
    results = run(
        texts,
        out,
        [int(size) for size in sizes.split(",")],
        [name.strip() for name in systems.split(",") if name.strip()] or list(SYSTEMS),
        questions=[str(row["question"]) for _, row in objects(questions)] if questions is not None else (),
        count=count,
        keep=keep,
        copy=copy,
        tell=lambda said: typer.echo(said, err=True),
    )
    (out / "scale.md").write_text(table(results), "utf-8")
    (out / "scale.svg").write_text(plot(results), "utf-8")
    typer.echo(table(results), nl=False)
    return 0
