"""`policyqa eval`: accuracy over the gold questions and the gate; retrieval and answers over passages of one's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli_options import AsJson, DataDir, env, print_json, settings_for
from app.cli_progress import Show, progress
from ingest.errors import UsageError

if TYPE_CHECKING:
    from app.settings import Settings
    from eval.run import Result
    from retriever.assistant import Assistant

tree = typer.Typer(help="Measure answers over the gold questions, or over passages of your own.", rich_markup_mode=None)

Generation = Annotated[
    str | None,
    typer.Option("--generation", envvar=env("generation"), metavar="ID", help="Judge this index, a staged one too."),
]
Passages = Annotated[
    Path, typer.Option("--passages", envvar=env("passages"), metavar="FILE", help='{"passage_id", "text"} a line.')
]
Questions = Annotated[
    Path,
    typer.Option(
        "--questions", envvar=env("questions"), metavar="FILE", help='{"id", "question", "passage_id"} a line.'
    ),
]


@tree.callback(invoke_without_command=True)
def gold(
    context: typer.Context,
    split: Annotated[
        str | None, typer.Option("--split", envvar=env("split"), metavar="NAME", help="develop or score alone.")
    ] = None,
    failures: Annotated[
        bool, typer.Option("--failures", envvar=env("failures"), help="List each develop case that failed.")
    ] = False,
    generation: Generation = None,
    data_dir: DataDir = None,
) -> int:
    """Answer the gold questions, over docs_corpus/ indexed apart or over a data folder; exit 1 below a floor."""
    if context.invoked_subcommand is not None:
        return 0
    from eval.cases import SPLITS, gold
    from eval.gate import load, missed
    from eval.run import run_cases
    from eval.summary import figures

    if split is not None and split not in SPLITS:
        raise UsageError(f"there is no split {split}", "name develop or score")
    settings = settings_for(data_dir=data_dir)
    cases = gold([name for name in SPLITS if split in (None, name)])
    with (
        progress() as show,
        _assistant(settings, data_dir is not None or generation is not None, generation, show) as one,
    ):
        results = run_cases(one, cases, date.today().isoformat(), progress=show)
    _table(results)
    if failures:
        for result in results:
            if result.case.split == "develop" and not result.right:
                _failure(result)
    below = missed(figures(results), load())
    for row in below:
        typer.echo(f"below the floor: {row}", err=True)
    return int(bool(below))


@tree.command("retrieval")
def retrieval(passages: Passages, questions: Questions, as_json: AsJson = False) -> int:
    """Which passages the search finds: hit@k, MRR, nDCG by side."""
    from eval import outside
    from eval.corpus import Sections

    settings = settings_for()
    with progress() as show:
        found = outside.retrieval(*outside.load(passages, questions), Sections.of(settings), show)
    _print(found, as_json)
    return 0


@tree.command("answers")
def answers(passages: Passages, questions: Questions, as_json: AsJson = False) -> int:
    """How near the answers come to the gold ones: F1 of characters, ROUGE-L."""
    from eval import outside
    from eval.corpus import Sections

    settings = settings_for()
    with progress() as show:
        found = outside.answers(*outside.load(passages, questions), Sections.of(settings), show)
    _print(found, as_json)
    return 0


@contextmanager
def _assistant(settings: Settings, there: bool, generation: str | None, show: Show) -> Iterator[Assistant]:
    """Over the data folder where one is named, filled first if it is empty; else over docs_corpus/ indexed apart."""
    from eval.corpus import Sections, assistant_apart, documents, index, opened
    from retriever.catalog import current_id

    sections = Sections.of(settings)
    if not there:
        with assistant_apart([documents()], sections, show) as one:
            yield one
        return
    if generation is None and current_id(settings.data_dir) is None:
        index([documents()], sections, show)
    with opened(sections, generation) as one:
        yield one


def _table(results: Sequence[Result]) -> None:
    splits = list(dict.fromkeys(result.case.split for result in results))
    asked: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for result in results:
        for name in (result.case.category, "all"):
            asked[name, result.case.split] += 1
            right[name, result.case.split] += result.right
    typer.echo(f"{'category':<14}" + "".join(f"{name:>18}" for name in splits))
    for name in [*dict.fromkeys(result.case.category for result in results), "all"]:
        cells = (
            f"{right[name, s]}/{asked[name, s]} {right[name, s] / asked[name, s]:6.1%}"
            for s in splits
            if asked[name, s]
        )
        typer.echo(f"{name:<14}" + "".join(f"{cell:>18}" for cell in cells))


def _failure(result: Result) -> None:
    case, answer = result.case, result.answer
    wanted = [f"{v.value}{'' if v.value_max is None else f'–{v.value_max}'} {v.unit}" for v in case.values]
    typer.echo(f"\n{case.id}  [{case.category}, {case.difficulty}]")
    for turn in case.history:
        typer.echo(f"  before    {turn}")
    typer.echo(f"  question  {case.question}" + (f"  (region {case.region})" if case.region else ""))
    typer.echo(f"  expected  {'/'.join(case.status)}  {'; '.join((*wanted, *case.must_say))}")
    for span in case.evidence:
        typer.echo(f"            {span.source_file}[{span.start}:{span.end}] {' '.join(span.quote.split())}")
    typer.echo(f"  got       {answer.status}  " + answer.answer.replace("\n", "\n            "))
    for cited in answer.citations:
        typer.echo(f"  cited     {cited.source_file}[{cited.start}:{cited.end}] {' › '.join(cited.clause_path)}")
    for reason in result.verdict.reasons:
        typer.echo(f"  because   {reason}")


def _print(found: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print_json(found)
        return
    for name, value in found.items():
        shown = "  ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else value
        typer.echo(f"{name:<10} {shown}")
