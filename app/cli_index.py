"""`policyqa index`: the states of the index."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli_options import AsJson, DataDir, print_json, settings_for

if TYPE_CHECKING:
    from retriever.index import Listed

tree = typer.Typer(
    help="List the states of the index, choose the live one, delete old ones.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@tree.command("list")
def list_states(as_json: AsJson = False, data_dir: DataDir = None) -> None:
    """List the states of the index, oldest first."""
    from retriever.index import list_generations

    listed = list_generations(settings_for(data_dir=data_dir).data_dir)
    if as_json:
        print_json([{**asdict(one.manifest), "state": _state(one)} for one in listed])
        return
    for one in listed:
        built = one.manifest
        typer.echo(
            f"{built.generation_id}  {_state(one):8}  {built.created[:19]}Z  {len(built.documents)} documents, "
            f"{built.clauses} clauses, {built.chunks} chunks, {built.model}"
        )


@tree.command("promote")
def promote(
    generation: Annotated[str, typer.Argument(metavar="ID", help="Id of a state, from policyqa index list.")],
    data_dir: DataDir = None,
) -> None:
    """Make a state the live one."""
    from retriever.index import promote

    promote(settings_for(data_dir=data_dir).data_dir, generation)
    typer.echo(f"{generation} is live")


@tree.command("rollback")
def rollback(data_dir: DataDir = None) -> None:
    """Make the state live that was live before."""
    from retriever.index import rollback

    typer.echo(f"{rollback(settings_for(data_dir=data_dir).data_dir)} is live")


@tree.command("sweep")
def sweep(data_dir: DataDir = None) -> None:
    """Delete the states that are neither live, nor the one before, nor newer, nor in use."""
    from retriever.index import sweep

    settings = settings_for(data_dir=data_dir)
    removed = sweep(settings.data_dir, settings.index)
    typer.echo("\n".join(f"{name} is deleted" for name in removed) or "nothing to delete")


def _state(one: Listed) -> str:
    return "live" if one.live else "previous" if one.previous else "other"
