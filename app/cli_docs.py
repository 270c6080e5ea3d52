"""`policyqa docs`: the documents of the current index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from app.cli_options import AsJson, AsOf, DataDir, day, env, print_json, settings_for
from app.library import clause_json, document_json, said_json
from ingest.errors import UsageError
from ingest.succession import Succession

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ingest.corpus import Corpus
    from ingest.types import Reference

tree = typer.Typer(help="List the documents, show one.", rich_markup_mode=None)


@tree.command("list")
def list_documents(as_json: AsJson = False, as_of: AsOf = None, data_dir: DataDir = None) -> None:
    """List the documents and whether they are in force."""
    corpus = _corpus(data_dir)
    listed = corpus.documents()
    others = Succession.of(listed)
    rows = [document_json(corpus.get(one.doc_id), day(as_of), others) for one in listed]
    if as_json:
        print_json(rows)
        return
    if not rows:
        typer.echo("no documents: run policyqa ingest", err=True)
    for row in rows:
        about = " · ".join(str(row[name]) for name in ("region", "doc_number", "issued") if row[name])
        typer.echo(
            f"{row['doc_id']}  {row['title'] or row['label']}  ({about or row['source_file']}; {row['validity']})"
        )


@tree.command("show")
def show(
    doc_id: Annotated[str, typer.Argument(metavar="ID", help="Id of a document, from policyqa docs list.")],
    as_text: Annotated[
        bool, typer.Option("--text", envvar=env("text"), help="Print the text that offsets index.")
    ] = False,
    as_json: AsJson = False,
    as_of: AsOf = None,
    data_dir: DataDir = None,
) -> None:
    """Show a document: its clauses, or its text."""
    if as_text and as_json:
        raise UsageError("--text and --json at once", "give one of them")
    corpus = _corpus(data_dir)
    document = corpus.get(doc_id)
    if as_text:
        typer.echo(document.source.text, nl=False)
        return
    others = Succession.of(corpus.documents())
    row = document_json(document, day(as_of), others)
    if as_json:
        print_json({**row, **said_json(document), "clauses": [clause_json(clause) for clause in document.clauses]})
        return
    meta = document.metadata
    row |= {"addressees": meta.addressees, "cites": _names(meta.cites), "repeals": _names(meta.repeals)}
    typer.echo("\n".join(f"{name}: {value}" for name, value in row.items() if value not in (None, [], "")))
    for clause in document.clauses:
        title = " ".join(part for part in (clause.number, clause.heading) if part) or f"({clause.role})"
        typer.echo(f"{'  ' * clause.depth}{title}  [{clause.start}:{clause.end}]")


def _names(references: Sequence[Reference]) -> str:
    return "、".join(f"《{one.title}》" if one.title else one.number or "" for one in references)


def _corpus(data_dir: Path | None) -> Corpus:
    from ingest.corpus import Corpus

    return Corpus(settings_for(data_dir=data_dir).data_dir)
