"""A part of the page: what it is made of, and what to give each piece of it when the language changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from app.ui.strings import Lang

PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}  # of every event of the page


@dataclass(frozen=True, slots=True)
class Part:
    """`labels(lang, *values of inputs)` gives one update for each output."""

    outputs: list[Any]
    labels: Callable[..., list[Any]]
    inputs: list[Any] = field(default_factory=list)

    def relabelled(self, lang: Lang, values: list[Any]) -> list[Any]:
        """The updates for a language."""
        updates = self.labels(lang, *values)
        assert len(updates) == len(self.outputs), "one update for each output"
        return updates
