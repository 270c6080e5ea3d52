"""`policyqa eval`: accuracy over the gold questions, the gate, the report, the comparison with earlier runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app import cli_eval_cases, cli_eval_facts, cli_eval_sets
from app.cli_options import DataDir, env, settings_for
from app.cli_progress import Show, progress
from ingest.errors import UsageError

if TYPE_CHECKING:
    from app.settings import Settings
    from eval.cases import Case
    from eval.corpus import Sections
    from eval.evaluation import Evaluation
    from eval.run import Result
    from eval.runs import Run

tree = typer.Typer(help="Measure answers over the gold questions, or over passages of your own.", rich_markup_mode=None)
cli_eval_sets.add_to(tree)
cli_eval_cases.add_to(tree)
cli_eval_facts.add_to(tree)

Runs = Annotated[
    Path | None,
    typer.Option("--runs", envvar=env("runs"), metavar="DIR", help="Where runs are kept; data/runs/ by default."),
]


@tree.callback(invoke_without_command=True)
def gold(
    context: typer.Context,
    cases: Annotated[
        list[Path] | None,
        typer.Option("--cases", envvar=env("cases"), metavar="FILE", help="Cases of your own; the gold ones else."),
    ] = None,
    sets: Annotated[
        list[str] | None,
        typer.Option(
            "--set", envvar=env("set"), metavar="NAME",
            help="A gold set (develop, score2 …; again for more), or outside; all over docs_corpus/ else.",
        ),
    ] = None,
    test_data: Annotated[
        Path | None,
        typer.Option(
            "--test-data", envvar=env("test_data"), metavar="DIR", help="The documents that the set outside is over."
        ),
    ] = None,
    split: Annotated[
        str | None, typer.Option("--split", envvar=env("split"), metavar="NAME", help="develop or score alone.")
    ] = None,
    failures: Annotated[
        bool, typer.Option("--failures", envvar=env("failures"), help="List each develop case that failed.")
    ] = False,
    generation: Annotated[
        str | None,
        typer.Option(
            "--generation", envvar=env("generation"), metavar="ID", help="Judge this index, a staged one too."
        ),
    ] = None,
    baseline: Annotated[
        str | None,
        typer.Option(
            "--baseline", envvar=env("baseline"), metavar="RUN",
            help="Compare with this run (id, folder or latest); else with the accepted one. none: with none.",
        ),
    ] = None,
    accept: Annotated[
        bool, typer.Option("--accept", envvar=env("accept"), help="Make this run the accepted baseline if it passes.")
    ] = False,
    jobs: Annotated[
        int | None, typer.Option("--jobs", envvar=env("jobs"), min=1, help="Processes; one a core by default.")
    ] = None,
    runs: Runs = None,
    data_dir: DataDir = None,
) -> int:  # fmt: skip
    """Answer the gold questions over docs_corpus/ indexed apart or a data folder; exit 1 if the gate is failed."""
    if context.invoked_subcommand is not None:
        return 0
    from eval.evaluation import keep, measure

    settings = settings_for(data_dir=data_dir)
    folder = runs or settings.data_dir / "runs"
    if "outside" in (sets or ()):
        if len(sets or ()) > 1 or cases or data_dir or generation or baseline or accept:
            raise UsageError("--set outside stands alone", "ask it without other sets, an index, or a baseline")
        return _outside(settings, test_data, split, failures, jobs, folder)
    asked = _cases(cases, sets, split)
    before = _baseline(baseline, folder, own=bool(cases))
    with progress() as show, _index(settings, data_dir is not None or generation is not None, generation, show) as over:
        today = date.today().isoformat()
        done = measure(over, asked, today, generation_id=generation, baseline=before, jobs=jobs, progress=show)
    _table(done.results)
    _failures(done.results, failures)
    _compared(done)
    typer.echo(f"\nreport {keep(done, folder) / 'report.html'}")
    _missed(done)
    if accept and not done.missed:
        from eval.runs import accept as write

        write(done.run)
    return int(bool(done.missed))


def _outside(
    settings: Settings, data: Path | None, split: str | None, failures: bool, jobs: int | None, folder: Path
) -> int:
    """Each set over other documents, asked of an index of those documents alone."""
    from eval import gate
    from eval.cases import split_of
    from eval.corpus import Sections, indexed_apart
    from eval.elsewhere import FAMILIES, load_outside
    from eval.evaluation import keep, measure

    _known(split)
    wanted = {
        family: [load_outside(name, data) for name in names if split in (None, split_of(name))]
        for family, names in FAMILIES.items()
    }
    today, failed = date.today().isoformat(), False
    for family, sets in wanted.items():
        floors, done = gate.load(section=family), {}
        with progress() as show:
            for one in sets:
                with indexed_apart(one.files, Sections.of(settings), show) as over:
                    done[one.name] = measure(
                        over, one.cases, today, gate=floors, jobs=jobs, name=one.name, progress=show
                    )
        results = [result for found in done.values() for result in found.results]
        typer.echo(f"{family}\n")
        _table(results)
        _failures(results, failures)
        for name, found in done.items():  # a folder each: no trend runs over several sets
            typer.echo(f"\nreport {keep(found, folder / name) / 'report.html'}\n")
            _missed(found)
        failed = failed or any(found.missed for found in done.values())
    return int(failed)


def _known(split: str | None) -> None:
    from eval.cases import SPLITS

    if split is not None and split not in SPLITS:
        raise UsageError(f"there is no split {split}", "name develop or score")


def _cases(paths: Sequence[Path] | None, sets: Sequence[str] | None, split: str | None) -> tuple[Case, ...]:
    from eval.cases import SETS, gold, load, unique

    _known(split)
    if unknown := set(sets or ()) - set(SETS):
        raise UsageError(f"there is no set {min(unknown)}", f"name outside or some of {', '.join(SETS)}")
    if paths and sets:
        raise UsageError("--cases and --set exclude each other", "name the one or the other")
    found = unique((c for path in paths for c in load(path)), "--cases") if paths else gold(sets or SETS)
    asked = tuple(case for case in found if split in (None, case.split))
    if not asked:
        raise UsageError("no cases to ask", "name a file with a case a line, see eval/gold/README.md")
    return asked


def _baseline(name: str | None, folder: Path, own: bool) -> Run | None:
    from eval.evaluation import accepted
    from eval.runs import find

    if name == "none" or (name is None and own):
        return None
    return accepted() if name is None else find(folder, name)


@contextmanager
def _index(settings: Settings, there: bool, generation: str | None, show: Show) -> Iterator[Sections]:
    """The data folder where one is named, filled first if it is empty; else docs_corpus/ indexed apart."""
    from eval.corpus import Sections, documents, index, indexed_apart
    from retriever.catalog import current_id

    sections = Sections.of(settings)
    if not there:
        with indexed_apart([documents()], sections, show) as apart:
            yield apart
        return
    if generation is None and current_id(settings.data_dir) is None:
        index([documents()], sections, show)
    yield sections


def _table(results: Sequence[Result]) -> None:
    splits = list(dict.fromkeys(result.split for result in results))
    asked: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for result in results:
        for name in (result.category, "all"):
            asked[name, result.split] += 1
            right[name, result.split] += result.right
    typer.echo(f"{'category':<14}" + "".join(f"{name:>18}" for name in splits))
    for name in [*dict.fromkeys(result.category for result in results), "all"]:
        cells = (
            f"{right[name, s]}/{asked[name, s]} {right[name, s] / asked[name, s]:6.1%}" if asked[name, s] else ""
            for s in splits
        )
        typer.echo(f"{name:<14}" + "".join(f"{cell:>18}" for cell in cells))


def _missed(done: Evaluation) -> None:
    for row in done.missed:
        typer.echo(f"gate: {row}", err=True)


def _compared(done: Evaluation) -> None:
    whole = done.comparison.whole if done.comparison else None
    if done.comparison is None or whole is None:
        return
    change = f"{whole.before:.1%} → {whole.after:.1%}, {whole.better} better, {whole.worse} worse, p = {whole.p:.3f}"
    typer.echo(f"\nbeside {done.comparison.baseline}: {change}")
    for flip in done.comparison.flips:
        if not flip.better:
            typer.echo(f"  worse: {flip.id} {flip.question or ''}")


def _failures(results: Sequence[Result], wanted: bool) -> None:
    for result in results:
        if wanted and result.split == "develop" and not result.right:
            _failure(result)


def _failure(result: Result) -> None:
    case, answer = result.case or {}, result.answer or {}
    ends = ((v["value"], v["value_max"], v["unit"]) for v in case["values"])
    wanted = [f"{low if high is None else f'{low}–{high}'} {unit}" for low, high, unit in ends]
    typer.echo(f"\n{result.id}  [{result.category}, {case['difficulty']}]")
    for turn in case["history"]:
        typer.echo(f"  before    {turn}")
    typer.echo(f"  question  {case['question']}" + (f"  (region {case['region']})" if case["region"] else ""))
    typer.echo(f"  expected  {'/'.join(case['status'])}  {'; '.join((*wanted, *case['must_say']))}")
    for span in case["evidence"]:
        quote = " ".join(span["quote"].split())
        typer.echo(f"            {span['source_file']}[{span['start']}:{span['end']}] {quote}")
    typer.echo(f"  got       {answer['status']}  " + answer["answer"].replace("\n", "\n            "))
    for cited in answer["citations"]:
        path = " › ".join(cited["clause_path"])
        typer.echo(f"  cited     {cited['source_file']}[{cited['start']}:{cited['end']}] {path}")
    for reason in result.reasons:
        typer.echo(f"  because   {reason}")
