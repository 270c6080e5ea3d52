"""Merged cells of tables: a value that reaches over rows stands in each, so that every row is a record.

What reaches over columns stands once, but in the row that names the columns: there every column gets the name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDEST = 64  # columns that one cell may reach over
_MOST_AGAIN = 20_000  # places of a table that are filled from merged cells
_REPEATED = 60  # characters of a cell that is a value; a longer one is prose, which stands once
_NAME = 20  # characters of what names a column
_Held = dict[int, tuple[str | None, int]]  # column → what reaches down into it, for how many rows more; None: no cell


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell, and how many columns and rows it reaches over."""

    text: str
    across: int = 1
    down: int = 1


def again(text: str) -> str:
    """What stands in the further places of a merged cell."""
    return text if len(text) <= _REPEATED else ""


def names_columns(texts: Sequence[str]) -> bool:
    """Whether the first row of a table can name its columns: no row for a title, and nothing but short names."""
    return len(texts) > 1 and all(len(text) <= _NAME for text in texts)


def spread(rows: Sequence[Sequence[Cell]]) -> list[list[tuple[str, bool]]]:
    """The texts of each row, and whether each only stands there again: from a row above, or of a column beside."""
    out: list[list[tuple[str, bool]]] = []
    held: _Held = {}
    copies = 0
    for number, row in enumerate(rows):
        placed: list[tuple[str, bool]] = []
        above, held, column = held, {}, 0
        head = number == 0 and names_columns([cell.text for cell in row])
        for cell in row:
            column = _take_down(placed, above, held, column)
            across = max(1, min(cell.across, WIDEST))
            placed += [(cell.text, False), *[(again(cell.text), True)] * (across - 1 if head else 0)]
            if (down := min(cell.down, len(rows) - number) - 1) > 0:
                text = again(cell.text)
                held |= {column + one: (text if head or one == 0 else None, down) for one in range(across)}
            column += across
        _take_down(placed, above, held, column)
        copies += len(held)
        if copies > _MOST_AGAIN:
            held = {}
        out.append(placed)
    return out


def _take_down(placed: list[tuple[str, bool]], above: _Held, held: _Held, column: int) -> int:
    """Fill the next columns with what reaches down into them; the column after those."""
    while (found := above.pop(column, None)) is not None:
        text, left = found
        if left > 1:
            held[column] = (text, left - 1)
        if text is not None:
            placed.append((text, True))
        column += 1
    return column
