"""`policyqa serve`: the page and the HTTP interface."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli_options import DataDir, env, settings_for


def serve(
    host: Annotated[
        str | None, typer.Option("--host", envvar=env("host"), help="Address to listen on; 127.0.0.1 by default.")
    ] = None,
    port: Annotated[
        int | None, typer.Option("--port", envvar=env("port"), help="Port to listen on; 7860 by default.")
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Serve the page, the documents and the HTTP interface."""
    settings = settings_for(host=host, port=port, data_dir=data_dir)

    from app.server import run

    typer.echo(f"policyqa on http://{settings.host}:{settings.port}", err=True)
    run(settings)
