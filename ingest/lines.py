"""Lines of a text's head and tail, and what was read in them, each with its place in the normalised text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.types import Normalized


@dataclass(frozen=True, slots=True)
class Said:
    """A value and where the normalised text says it."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the blanks around it: its search form, how it is shown, and where it begins."""

    text: str
    shown: str
    start: int

    def said(self, start: int = 0, end: int | None = None) -> Said:
        """A piece of the line, the blanks around it left out, as it is shown."""
        piece = self.shown[start:end]
        left = self.start + start + len(piece) - len(piece.lstrip())
        return Said(piece.strip(), left, left + len(piece.strip()))


def lines_of(norm: Normalized, start: int, end: int) -> list[Line]:
    """The lines of norm.text[start:end] that are not blank."""
    found = []
    at = start
    for raw in norm.text[start:end].split("\n"):
        if text := raw.strip():
            left = at + len(raw) - len(raw.lstrip())
            found.append(Line(text, norm.shown[left : left + len(text)], left))
        at += len(raw) + 1
    return found


def together(pieces: Iterable[Said], between: str = "") -> Said:
    """Pieces that follow one another as one."""
    every = list(pieces)
    return Said(between.join(one.value for one in every), every[0].start, every[-1].end)
