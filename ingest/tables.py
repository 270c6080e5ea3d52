"""Tables whose rows a reader gave as lines with tabs: the row of headings, and a record for each row below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ingest.types import Normalized

_MIN_ROWS, _HEAD_CELL, _NAME_CELL = 2, 20, 60
_VALUE = re.compile(r"[\d.,％%\s—-]+")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table [start, end) of the normalised text, and its cells as shown."""

    start: int
    end: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The row that names the columns, and the records below it."""

    head: Row
    rows: tuple[Row, ...]


def find_tables(norm: Normalized, source: str) -> list[Table]:
    """The tables of a text, in order: lines in succession with as many cells as the first, which names the columns."""
    if "\t" not in source:
        return []
    found: list[Table] = []
    run: list[Row] = []
    for row in (*_rows(norm, source), None):
        if row is not None and len(row.cells) > 1 and (not run or row.start == run[-1].end + 1):
            run.append(row)
            continue
        found += _table(run)
        run = [row] if row is not None and len(row.cells) > 1 else []
    return found


def _rows(norm: Normalized, source: str) -> Iterator[Row]:
    at = 0
    for line in norm.text.split("\n"):
        if line:
            start, end = norm.source_span(at, at + len(line))
            cells = source[start:end].split("\t")
            yield Row(at, at + len(line), tuple(" ".join(cell.split()) for cell in cells))
        at += len(line) + 1


def _table(run: list[Row]) -> list[Table]:
    """A run of rows as a table, if its first row reads like names of columns."""
    if len(run) <= _MIN_ROWS:
        return []
    head, *rows = _with_second_head(run)
    names = [cell for cell in head.cells if cell]
    if len(names) < 2 or any(len(cell) > _HEAD_CELL or _VALUE.fullmatch(cell) or "。" in cell for cell in names):
        return []
    if max(len(row.cells) for row in rows) > len(head.cells) + 1:
        return []
    return [Table(head, tuple(rows))]


def _with_second_head(run: list[Row]) -> list[Row]:
    """A head of two rows as one: 补助标准 over 国家级 and 省级, where a reader repeats what reaches over columns."""
    first, second, *rest = run
    over = {name for name, after in pairwise(first.cells) if name and name == after}
    below = [cell for cell, name in zip(second.cells, first.cells, strict=False) if name in over]
    if not over or len(second.cells) != len(first.cells) or len(set(below)) < len(below):
        return run
    if any(cell != name for cell, name in zip(second.cells, first.cells, strict=True) if name not in over):
        return run
    names = (
        cell if cell == name else f"{name} {cell}".strip() for name, cell in zip(first.cells, second.cells, strict=True)
    )
    return [Row(first.start, second.end, tuple(names)), *rest]


def name_of(row: Row) -> str | None:
    """What a record is called: its first cell that is no bare number."""
    named = next((cell for cell in row.cells if cell and not _VALUE.fullmatch(cell)), None)
    return named if named and len(named) <= _NAME_CELL else None
