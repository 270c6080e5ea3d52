"""Tables by their rules: from drawn lines to cells, and from cells to rows of text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.readers.pieces import Line, Piece, rows_of
from ingest.readers.spans import Cell, spread

_NEAR = 3.0  # points: rules this close are one, and meet
_MOST = 4000  # rules of a page above which it is a drawing


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line, upright or level."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def upright(self) -> bool:
        """Whether it runs downwards."""
        return self.bottom - self.top > self.x1 - self.x0


@dataclass(frozen=True, slots=True)
class Table:
    """Boxes of the cells, (x0, top, x1, bottom)."""

    cells: tuple[tuple[float, float, float, float], ...]


def tables_of(rules: Sequence[Rule]) -> list[Table]:
    """Tables of at least two columns and two rows; a box around a text is none."""
    if not 4 <= len(rules) <= _MOST:
        return []
    xs = _snap([rule.x0 for rule in rules if rule.upright])
    ys = _snap([rule.top for rule in rules if not rule.upright])
    if len(xs) < 3 or len(ys) < 3:
        return []
    upright = _merged((_nearest(xs, r.x0), r.top, r.bottom) for r in rules if r.upright)
    level = _merged((_nearest(ys, r.top), r.x0, r.x1) for r in rules if not r.upright)
    corners = {(x, y) for x in xs for y in ys if _on(upright[x], y) and _on(level[y], x)}
    cells = _cells(sorted(corners), corners, upright, level)
    return [Table(tuple(group)) for group in _groups(cells) if _is_table(group)]


def cell_texts(table: Table, pieces: Iterable[Piece]) -> tuple[list[Line], list[Piece]]:
    """The rows of a table as lines, cells parted by tabs, and the pieces that stand outside it."""
    inside: dict[tuple[float, float, float, float], list[Piece]] = defaultdict(list)
    outside: list[Piece] = []
    for piece in (part for one in pieces for part in _parted(one, table)):
        x, y = (piece.x0 + piece.x1) / 2, (piece.top + piece.bottom) / 2
        cell = next((c for c in table.cells if c[0] <= x <= c[2] and c[1] <= y <= c[3]), None)
        (outside if cell is None else inside[cell]).append(piece)
    lines = []
    texts_of = {cell: _cell_text(inside.get(cell, []), cell[0], cell[2]) for cell in table.cells}
    lefts, tops = (sorted({cell[side] for cell in table.cells}) for side in (0, 1))
    rows = [sorted((cell for cell in table.cells if cell[1] == top), key=lambda cell: cell[0]) for top in tops]
    reach = [
        [Cell(texts_of[one], _steps(lefts, one[0], one[2]), _steps(tops, one[1], one[3])) for one in row]
        for row in rows
    ]
    for top, row, placed in zip(tops, rows, spread(reach), strict=True):
        if not any(texts_of[cell] for cell in row):
            continue
        texts = [text for text, _ in placed]
        held = [piece for cell in row for piece in inside.get(cell, [])]
        size = max(piece.bottom - piece.top for piece in held)
        lines.append(Line("\t".join(texts), row[0][0], top, row[-1][2], min(c[3] for c in row), size, table=True))
    return lines, outside


def _steps(places: Sequence[float], start: float, end: float) -> int:
    """How many columns or rows begin within a cell."""
    return sum(start <= place < end for place in places)


def _parted(piece: Piece, table: Table) -> Iterable[Piece]:
    """A text that reaches over a cell's side, character by character."""
    middle = (piece.top + piece.bottom) / 2
    sides = {side for cell in table.cells if cell[1] <= middle <= cell[3] for side in (cell[0], cell[2])}
    count = len(piece.text)
    if count == 1 or not any(piece.x0 + 1 < side < piece.x1 - 1 for side in sides):
        return [piece]
    wide = (piece.x1 - piece.x0) / count
    return [
        Piece(char, piece.x0 + wide * at, piece.top, piece.x0 + wide * (at + 1), piece.bottom)
        for at, char in enumerate(piece.text)
    ]


def _cell_text(pieces: Sequence[Piece], left: float, right: float) -> str:
    """The text of a cell on one line: a line that fills the cell goes on in the next, another ends there."""
    out = ""
    full = False
    for row in rows_of(pieces):
        text = ""
        last: Piece | None = None
        for piece in row:
            if last and piece.x0 - last.x1 > 0.35 * (piece.bottom - piece.top) and not text.endswith(" "):
                text += " "
            text += piece.text
            last = piece
        text = text.strip()
        words = all(end.isascii() and end.isalpha() for end in (out[-1:], text[:1]))
        numbers = all(end.isdigit() for end in (out[-1:], text[:1])) and last is not None
        wraps = full and not words and not (numbers and last and right - left < 6 * (last.bottom - last.top))
        out += text if wraps else f" {text}"
        if last is not None:
            size = last.bottom - last.top
            full = last.x1 > right - 1.6 * size and row[0].x0 < left + 1.6 * size
    return out.strip()


def _snap(values: Iterable[float]) -> list[float]:
    """Values closer than the slack as one, the first of them."""
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _NEAR:
            out.append(value)
    return out


def _nearest(values: Sequence[float], value: float) -> float:
    return min(values, key=lambda one: abs(one - value))


def _merged(rules: Iterable[tuple[float, float, float]]) -> dict[float, list[tuple[float, float]]]:
    """Spans of the rules at each place, those that touch as one."""
    spans: dict[float, list[tuple[float, float]]] = defaultdict(list)
    for place, start, end in sorted(rules):
        found = spans[place]
        if found and start <= found[-1][1] + _NEAR:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return spans


def _on(spans: Sequence[tuple[float, float]], value: float) -> bool:
    return any(start - _NEAR <= value <= end + _NEAR for start, end in spans)


def _joined(spans: Sequence[tuple[float, float]], a: float, b: float) -> bool:
    return any(start - _NEAR <= a and b <= end + _NEAR for start, end in spans)


def _cells(
    ordered: Sequence[tuple[float, float]], corners: set[tuple[float, float]],
    upright: dict[float, list[tuple[float, float]]], level: dict[float, list[tuple[float, float]]],
) -> list[tuple[float, float, float, float]]:  # fmt: skip
    """From each corner the smallest box whose other corners are there and whose sides are drawn."""
    rights: dict[float, list[float]] = defaultdict(list)
    downs: dict[float, list[float]] = defaultdict(list)
    for x, y in ordered:
        rights[y].append(x)
        downs[x].append(y)
    cells = []
    for x, y in ordered:
        found = None
        for y1 in (value for value in downs[x] if value > y and _joined(upright[x], y, value)):
            for x1 in (value for value in rights[y] if value > x and _joined(level[y], x, value)):
                if (x1, y1) in corners and _joined(upright[x1], y, y1) and _joined(level[y1], x, x1):
                    found = (x, y, x1, y1)
                    break
            if found:
                break
        if found:
            cells.append(found)
    return cells


def _groups(cells: Sequence[tuple[float, float, float, float]]) -> list[list[tuple[float, float, float, float]]]:
    """Cells that share a corner are of one table."""
    parent = list(range(len(cells)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    owner: dict[tuple[float, float], int] = {}
    for number, (x0, top, x1, bottom) in enumerate(cells):
        for corner in ((x0, top), (x1, top), (x0, bottom), (x1, bottom)):
            parent[root(number)] = root(owner.setdefault(corner, number))
    groups: dict[int, list[tuple[float, float, float, float]]] = defaultdict(list)
    for number, cell in enumerate(cells):
        groups[root(number)].append(cell)
    return list(groups.values())


def _is_table(cells: Sequence[tuple[float, float, float, float]]) -> bool:
    return len(cells) >= 4 and len({cell[0] for cell in cells}) >= 2 and len({cell[1] for cell in cells}) >= 2
