"""Tables without rules: rows whose texts stand under one another, a record a line, the lines of a cell made whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ingest.readers.pieces import Line

_MARK = re.compile(
    "(?:第[^第]{1,8}[编編章节節条條]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])"
)
_WORD = re.compile("[A-Za-z0-9]")
_TIGHT = 0.85  # of the usual distance of two rows: lines this close are of one record
_EDGE = 1.3  # em: a text that ends this close to its column's right edge may go on in the next line


@dataclass(slots=True)
class _Column:
    """A column's reach, and the rows that have a text in it."""

    x0: float
    x1: float
    rows: set[int]


def with_tables(lines: Sequence[Line]) -> list[Line]:
    """The lines of a block, those of tables without rules as a line a record with tabs; texts of one row together.

    Args:
        lines: From the top, those of one row (`Line.row`) one after the other from the left.
    """
    rows = _rows(lines)
    out: list[Line] = []
    at = 0
    while at < len(rows):
        end = _run(rows, at)
        columns = _columns(rows[at:end]) if end - at > 1 else []
        if sum(len(column.rows) > 1 for column in columns) > 1:
            out += _records(rows[at:end], columns)
        else:
            end = at + 1
            out.append(_joined(rows[at]))
        at = end
    return out


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for line in lines:
        if rows and not line.table and not rows[-1][0].table and rows[-1][0].row == line.row:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _run(rows: Sequence[list[Line]], start: int) -> int:
    """Where the rows end that could be a table from `start` on."""
    if len(rows[start]) < 2:
        return start + 1
    end = start + 1
    widest = 0.0  # distance of two rows
    columns = _columns(rows[start:end])
    while end < len(rows):
        row = rows[end]
        gap, size = row[0].top - rows[end - 1][0].top, row[0].size
        if row[0].table or gap > 3.5 * size or _MARK.match(row[0].text):
            break
        places = [_overlaps(columns, line) for line in row]
        if len(row) == 1 and (len(places[0]) != 1 or (places[0] == [0] and gap >= widest * _TIGHT)):
            break  # a line of text, or a heading
        if len(row) > 1 and all(len(place) != 1 for place in places):
            break
        _extend(columns, row, end - start)
        end += 1
        widest = max(widest, gap)
    while end - start > 1 and len(rows[end - 1]) == 1 and not _goes_on(rows[end - 2], rows[end - 1]):
        end -= 1
    return end


def _goes_on(row: Sequence[Line], after: Sequence[Line]) -> bool:
    """Whether a row of one text can be the rest of a text above it."""
    return any(min(one.x1, after[0].x1) - max(one.x0, after[0].x0) > 0 for one in row)


def _columns(rows: Sequence[Sequence[Line]]) -> list[_Column]:
    """The columns that the rows share; those with most texts say first where columns are."""
    columns: list[_Column] = []
    order = sorted(range(len(rows)), key=lambda number: (-len(rows[number]), number))
    for number in order:
        _extend(columns, rows[number], number)
    return columns


def _extend(columns: list[_Column], row: Sequence[Line], number: int) -> None:
    for line in row:
        over = _overlaps(columns, line)
        if not over:
            columns.append(_Column(line.x0, line.x1, {number}))
            columns.sort(key=_left)
        elif len(over) == 1:
            column = columns[over[0]]
            column.x0, column.x1 = min(column.x0, line.x0), max(column.x1, line.x1)
            column.rows.add(number)


def _left(column: _Column) -> float:
    return column.x0


def _overlaps(columns: Sequence[_Column], line: Line) -> list[int]:
    return [number for number, one in enumerate(columns) if min(one.x1, line.x1) - max(one.x0, line.x0) > 0]


def _records(rows: Sequence[Sequence[Line]], columns: Sequence[_Column]) -> list[Line]:
    groups: list[list[Sequence[Line]]] = []
    gaps = [after[0].top - before[0].top for before, after in pairwise(rows)]
    usual = max(gaps, default=0.0)
    loose = [gap for gap in gaps if gap > usual * _TIGHT]
    apart = median(loose) * _TIGHT if 0 < len(loose) < len(gaps) else 0.0
    for number, row in enumerate(rows):
        if number and (gaps[number - 1] < apart or _wraps(groups[-1][-1], row, columns)):
            groups[-1].append(row)
        else:
            groups.append([row])
    return [_record(group, columns) for group in groups]


def _wraps(before: Sequence[Line], row: Sequence[Line], columns: Sequence[_Column]) -> bool:
    """Whether a row without a text in the first column goes on with full cells of the row before."""
    for line in row:
        over = _overlaps(columns, line)
        if not over or over[0] == 0:
            return False
        column = columns[over[0]]
        above = next((one for one in before if over[0] in _overlaps(columns, one)), None)
        if above is None or above.x1 < column.x1 - _EDGE * line.size or abs(above.x0 - line.x0) > _EDGE * line.size:
            return False
    return True


def _record(rows: Sequence[Sequence[Line]], columns: Sequence[_Column]) -> Line:
    cells = [""] * len(columns)
    for line in (line for row in rows for line in row):
        place = (_overlaps(columns, line) or [0])[0]
        words = bool(_WORD.match(cells[place][-1:])) and bool(_WORD.match(line.text))
        cells[place] += (" " if words else "") + line.text
    held = [line for row in rows for line in row]
    return replace(
        held[0], text="\t".join(cells).rstrip("\t"), x0=min(line.x0 for line in held), table=True,
        x1=max(line.x1 for line in held), bottom=max(line.bottom for line in held),
    )  # fmt: skip


def _joined(row: Sequence[Line]) -> Line:
    """Texts of one row that stand in no columns."""
    if len(row) == 1:
        return row[0]
    text = " ".join(line.text for line in row)
    return replace(row[0], text=text, x1=max(line.x1 for line in row), bottom=max(line.bottom for line in row))
