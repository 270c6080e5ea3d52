"""`policyqa eval check|add|export`: the gold cases themselves."""

from __future__ import annotations

import typer


def add_to(tree: typer.Typer) -> None:
    """Put the commands under `policyqa eval`."""
