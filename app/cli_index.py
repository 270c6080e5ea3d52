"""`policyqa index`: the states of the index."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli_options import AsJson, DataDir, print_json, settings_for

if TYPE_CHECKING:
    from retriever.catalog import Listed

tree = typer.Typer(
    help="List the states of the index, choose the live one, delete old ones.",
    rich_markup_mode=None,
)


@tree.command("list")
def list_states(as_json: AsJson = False, data_dir: DataDir = None) -> None:
    """List the states of the index, oldest first."""
    from retriever.catalog import list_generations

    listed = list_generations(settings_for(data_dir=data_dir).data_dir)
    live = next((one.created for one in listed if one.live), "")
    if as_json:
        print_json([_json(one, live) for one in listed])
        return
    if not listed:
        typer.echo("no index: run policyqa ingest", err=True)
    for one in listed:
        built = one.manifest
        about = (
            f"{built.created[:19]}Z  {len(built.documents)} documents, {built.clauses} clauses, model {built.model}"
            if built is not None
            else one.error
        )
        typer.echo(f"{one.generation_id}  {_state(one, live):8}  {about}")


@tree.command("promote")
def promote(
    generation: Annotated[str, typer.Argument(metavar="ID", help="Id of a state, from policyqa index list.")],
    data_dir: DataDir = None,
) -> None:
    """Make a state the live one."""
    from retriever.catalog import promote

    promote(settings_for(data_dir=data_dir).data_dir, generation)
    typer.echo(f"{generation} is live")


@tree.command("rollback")
def rollback(data_dir: DataDir = None) -> None:
    """Make the state live that was live before."""
    from retriever.catalog import rollback

    typer.echo(f"{rollback(settings_for(data_dir=data_dir).data_dir)} is live")


@tree.command("sweep")
def sweep(data_dir: DataDir = None) -> None:
    """Delete the states that are neither live, nor the one before, nor newer, nor in use."""
    from retriever.catalog import sweep

    settings = settings_for(data_dir=data_dir)
    removed = sweep(settings.data_dir, settings.index)
    typer.echo("\n".join(f"{name} is deleted" for name in removed) or "nothing to delete")


def _state(one: Listed, live: str) -> str:
    if one.manifest is None:
        return "damaged"
    if one.live or one.previous:
        return "live" if one.live else "previous"
    return "staged" if one.created > live else "old"


def _json(one: Listed, live: str) -> dict[str, Any]:
    built = asdict(one.manifest) if one.manifest is not None else {"error": one.error}
    return {"generation_id": one.generation_id, "state": _state(one, live), **built}
