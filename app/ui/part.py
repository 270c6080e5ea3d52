"""A part of the page: what it is made of, and what to give each piece of it when the language changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import gradio as gr

from app.ui.strings import Lang

PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}  # of every event of the page


def html(value: str = "", **more: Any) -> gr.HTML:
    """HTML of ours as it is, without Gradio's styles for prose."""
    return gr.HTML(value, apply_default_css=False, **more)


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
