"""`policyqa eval check|add|export`: the gold cases themselves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli_options import AsOf, DataDir, day, env, settings_for
from ingest.errors import UsageError

if TYPE_CHECKING:
    from eval.cases import Case
    from eval.library import Library
    from retriever.assistant import Assistant

Files = Annotated[
    list[Path] | None, typer.Argument(metavar="[FILE]...", help="Files of cases; the project's own by default.")
]
Author = Annotated[str, typer.Option("--author", envvar=env("author"), help="Who vouches for the case.")]
Out = Annotated[
    Path | None, typer.Option("--out", envvar=env("out"), metavar="FILE", help="Append here; else standard output.")
]


def add_to(tree: typer.Typer) -> None:
    """Put the commands under `policyqa eval`."""
    tree.command("check")(check)
    tree.command("add")(add)
    tree.command("export")(export)
    tree.command("ragas")(ragas)


def check(
    files: Files = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            envvar=env("since"),
            metavar="ID",
            help="List the cases whose documents changed since this index.",
        ),
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", envvar=env("fix"), help="Put evidence that moved where it stands now.")
    ] = False,
    data_dir: DataDir = None,
) -> int:
    """Hold cases against the documents: evidence verbatim and in a clause, values in the evidence, no case twice."""
    from eval import jsonl
    from eval.cases import GOLD, SETS, load, unique
    from eval.curate import check as problems_of
    from eval.curate import follow, touched
    from retriever.catalog import folder_of
    from retriever.generation import Manifest

    settings = settings_for(data_dir=data_dir)
    paths = files or [GOLD / f"{name}.jsonl" for name in SETS]
    by_file = {path: load(path) for path in paths}
    library = _library(settings.data_dir, over_data=data_dir is not None or since is not None)
    if fix:
        for path, cases in by_file.items():
            followed = tuple(follow(case, library) for case in cases)
            if followed != cases:
                jsonl.write(path, (_row(case) for case in followed))
                by_file[path] = followed
    cases = unique((case for found in by_file.values() for case in found), "the files")
    if since is not None:
        before = dict(Manifest.read(folder_of(settings.data_dir, since)).documents)
        for one in touched(cases, library, before):
            typer.echo(f"touched: {one.id}: evidence in {one.source_file} {_FATES[one.fate]}")
    problems = problems_of(cases, library)
    for problem in problems:
        typer.echo(f"error: {problem.id}: {problem.what}", err=True)
    typer.echo(f"{len(cases)} cases, {len({p.id for p in problems})} with problems")
    return int(bool(problems))


def add(
    question: Annotated[str, typer.Argument(help="The question; its answer has to be right, look at it first.")],
    category: Annotated[str, typer.Option("--category", envvar=env("category"), help="The kind of question.")],
    author: Author,
    difficulty: Annotated[
        str, typer.Option("--difficulty", envvar=env("difficulty"), help="easy, medium or hard.")
    ] = "medium",
    source: Annotated[
        str, typer.Option("--source", envvar=env("source"), help="written, review or feedback.")
    ] = "review",
    region: Annotated[
        str | None, typer.Option("--region", envvar=env("region"), metavar="NAME", help="The place asked about.")
    ] = None,
    as_of: AsOf = None,
    out: Out = None,
    data_dir: DataDir = None,
) -> int:
    """Make a case from an answer: its citations as evidence, the values of its facts."""
    from eval.cases import load
    from eval.curate import from_answer, next_id
    from eval.drafts import write
    from retriever.types import Ask

    settings = settings_for(data_dir=data_dir)
    when = day(as_of) if as_of is not None else None
    from retriever.assistant import Assistant

    assistant: Assistant = Assistant.open(settings)
    answer = assistant.ask(Ask(question, region=region, as_of=when)).to_json()
    typer.echo(f"{answer['status']}: {answer['answer']}", err=True)
    if answer["status"] == "error":
        return 1
    there = load(out) if out is not None and out.exists() else ()
    given = {
        "id": next_id(category, there), "category": category, "difficulty": difficulty, "author": author,
        "source": source, "region": region, "as_of": when,
    }  # fmt: skip
    try:
        case = from_answer(answer, given)
    except ValueError as error:
        raise UsageError(f"that makes no case: {error}", "see eval/gold/README.md") from error
    if out is None:
        typer.echo(json.dumps(_row(case), ensure_ascii=False))
    else:
        write(out, [_row(case)])
    return 0


def export(author: Author, out: Out = None, data_dir: DataDir = None) -> int:
    """Write the drafts that feedback has left as cases, to be completed by hand and checked."""
    from app.feedback_drafts import feedback_drafts
    from eval.cases import gold
    from eval.drafts import as_cases, drafts, write

    settings = settings_for(data_dir=data_dir)
    found = (*drafts(settings.data_dir), *feedback_drafts(settings.data_dir, settings.records))
    rows = as_cases(found, author, gold())
    if out is None:
        for row in rows:
            typer.echo(json.dumps(row, ensure_ascii=False))
    else:
        write(out, rows)
    typer.echo(f"{len(rows)} drafts", err=True)
    return 0


def ragas(
    run: Annotated[str, typer.Argument(help="A run: its id, its folder or latest.")] = "latest",
    runs: Annotated[
        Path | None,
        typer.Option("--runs", envvar=env("runs"), metavar="DIR", help="Where runs are kept; data/runs/ by default."),
    ] = None,
    out: Out = None,
) -> int:
    """Write a run as the rows that RAGAS reads: question, answer, quotations, reference."""
    from eval.drafts import write
    from eval.judges import ragas_rows
    from eval.runs import find

    rows = ragas_rows(find(runs or settings_for().data_dir / "runs", run).results)
    if out is None:
        for row in rows:
            typer.echo(json.dumps(row, ensure_ascii=False))
    else:
        write(out, rows)
    return 0


_FATES = {"there": "is as it was", "moved": "stands elsewhere now", "gone": "is gone"}


def _library(data_dir: Path, over_data: bool) -> Library:
    """The documents that an index answers from, or those of docs_corpus/."""
    import tempfile

    from eval.corpus import documents
    from eval.library import Library
    from ingest.corpus import Corpus
    from ingest.pipeline import ingest

    if over_data:
        corpus = Corpus(data_dir)
        return Library.of(corpus, [(d.doc_id, d.version_id) for d in corpus.documents()])
    with tempfile.TemporaryDirectory(prefix="policyqa-eval-") as folder:
        corpus = Corpus(Path(folder))
        ingest([documents()], corpus)
        return Library.of(corpus, [(d.doc_id, d.version_id) for d in corpus.documents()])


def _row(case: Case) -> dict[str, object]:
    """A case as its line says it: the split is the file's name, and slices are there where it has any."""
    row = case.model_dump(mode="json", exclude={"split"})
    if not case.slices:
        row.pop("slices")
    return row
