"""Options that several commands share, and the one way a command gets its settings and prints."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from app.logs import configure_logs
from app.settings import PREFIX, Settings, load_settings
from ingest.errors import UsageError


def env(name: str) -> str:
    """The environment variable of an option."""
    return PREFIX + name.upper()


DataDir = Annotated[
    Path | None,
    typer.Option("--data-dir", envvar=env("data_dir"), help="Folder of the corpus and the index; data/ by default."),
]
AsJson = Annotated[bool, typer.Option("--json", envvar=env("json"), help="Print JSON.")]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", envvar=env("as_of"), metavar="DATE", help="Answer as on this day (YYYY-MM-DD); else today."
    ),
]


def settings_for(**flags: Any) -> Settings:
    """Settings of this run, with logging set up by them."""
    settings = load_settings(**flags)
    configure_logs(settings.log_level, settings.log_format)
    return settings


def day(given: str | None) -> str:
    """The day an answer is for: the one given, or today.

    Raises:
        UsageError: It is no date.
    """
    if given is None:
        return date.today().isoformat()
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError as error:
        raise UsageError(f"{given!r} is no date", "write YYYY-MM-DD, for example 2026-11-21") from error


def print_json(value: Any) -> None:
    """A result, as JSON, on standard output."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
