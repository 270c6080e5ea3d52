"""Pieces of text at their places, and the rows they stand in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_LOOK_BACK = 200  # pieces of a row that the next one is held against


@dataclass(frozen=True, slots=True)
class Piece:
    """A text and the box it is drawn in; `top` is above `bottom`, and smaller."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, a part of one in a column, or a row of a table."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float  # height of its characters
    table: bool = False  # a record of a table, cells parted by tabs
    row: int = -1  # segments of one row share it


def rows_of(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces that stand beside one another, each row from left to right, the rows from the top."""
    rows: list[list[Piece]] = []
    top = bottom = 0.0
    for piece in sorted(pieces, key=lambda one: (one.top + one.bottom, one.x0)):
        height = min(piece.bottom - piece.top, bottom - top) if rows else 0.0
        beside = rows and min(bottom, piece.bottom) - max(top, piece.top) > 0.5 * height
        if beside and not any(_under(one, piece) for one in rows[-1][-_LOOK_BACK:]):
            rows[-1].append(piece)
            # The row keeps the box of its tallest piece: a footnote mark must not pull the next line in.
            if piece.bottom - piece.top > bottom - top:
                top, bottom = piece.top, piece.bottom
        else:
            rows.append([piece])
            top, bottom = piece.top, piece.bottom
    return [sorted(row, key=lambda one: one.x0) for row in rows]


def _under(one: Piece, other: Piece) -> bool:
    """Whether the other stands under the one, not beside it."""
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.bottom - one.top, other.bottom - other.top)
    return across > 0.5 * min(one.x1 - one.x0, other.x1 - other.x0) and abs(one.top - other.top) > 0.4 * height
