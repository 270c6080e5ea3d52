"""Objects of an OFD page: texts with the place of each run, and drawn strokes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ingest.readers.grid import Rule
from ingest.readers.pieces import Piece

Matrix = tuple[float, ...]  # a, b, c, d, e, f as in OFD: x' = a·x + c·y + e, y' = b·x + d·y + f
_NUMBERS = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?")
_STEP = re.compile(r"([MLSBQACR])([^MLSBQACR]*)")
_THIN, _SHORT = 3.0, 8.0  # points: what a drawn rule is at most thick and at least long
_LONGEST_PATH = 4000
_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2014\u2018-\u201d\u2026]")


def floats(text: str | None) -> list[float]:
    """The numbers of an attribute."""
    return [float(number) for number in _NUMBERS.findall(text or "")]


def within(outer: Matrix, own: Matrix, x: float, y: float) -> Matrix:
    """The matrix of an object that lies at x, y of what `outer` places."""
    a, b, c, d, e, f = own
    e, f = e + x, f + y
    oa, ob, oc, od, oe, of = outer
    ex, fy = oa * e + oc * f + oe, ob * e + od * f + of
    return (oa * a + oc * b, ob * a + od * b, oa * c + oc * d, ob * c + od * d, ex, fy)


def texts(node: Any, matrix: Matrix) -> Iterator[Piece]:
    """The runs of a text object: a new one where the next character stands elsewhere than right after."""
    size = (floats(node.get("Size")) or [1.0])[0]
    unit = abs(matrix[0]) or abs(matrix[2]) or 1.0  # points an OFD unit of the text is long on the page
    turned = abs(matrix[1]) > abs(matrix[0])
    run: Piece | None = None
    x = y = 0.0
    for code in node.iter("{*}TextCode"):
        x, y = (floats(code.get("X")) or [x])[0], (floats(code.get("Y")) or [y])[0]
        across, down = _deltas(code.get("DeltaX")), _deltas(code.get("DeltaY"))
        cx, cy = x, y
        for index, char in enumerate((code.text or "").strip("\r\n")):
            step = across[index] if index < len(across) else 0.0 if down else _width(char) * size
            here = _placed(char, matrix, cx, cy, size, step)
            if run is None:
                run = here
            elif turned or (down and not any(across)) or _follows(run, here, size * unit):
                run = Piece(run.text + char, run.x0, run.top, max(run.x1, here.x1), run.bottom)
            else:
                yield run
                run = here
            cx += step
            cy += down[index] if index < len(down) else 0.0
    if run is not None:
        yield run


def _placed(char: str, matrix: Matrix, x: float, y: float, size: float, step: float) -> Piece:
    a, b, c, d, e, f = matrix
    wide = min(step, 1.05 * size) if step > 0 else _width(char) * size
    left, base = a * x + c * y + e, b * x + d * y + f
    tall = abs(d) * size or abs(b) * size or size
    return Piece(char, left, base - 0.88 * tall, left + (abs(a) or abs(c) or 1.0) * wide, base + 0.12 * tall)


def _follows(run: Piece, here: Piece, em: float) -> bool:
    return abs(here.top - run.top) < 0.3 * (run.bottom - run.top) and -0.1 * em <= here.x0 - run.x1 <= 0.6 * em


def _deltas(text: str | None) -> list[float]:
    """Distances of the characters; `g 3 5.0` stands for three times 5.0."""
    out: list[float] = []
    words = (text or "").split()
    index = 0
    while index < len(words):
        if words[index] == "g" and index + 2 < len(words):
            out += [float(words[index + 2])] * min(int(words[index + 1]), 10_000)
            index += 3
        else:
            out.append(float(words[index]))
            index += 1
    return out


def _width(char: str) -> float:
    return 1.0 if _HAN.match(char) else 0.5


def strokes(node: Any, matrix: Matrix) -> Iterator[Rule]:
    """The level and upright strokes of a path, and the sides of boxes as thin as one."""
    data = next((one.text or "" for one in node.iter("{*}AbbreviatedData")), "")
    if len(data) > _LONGEST_PATH:
        return
    a, b, c, d, e, f = matrix
    start = last = None
    for kind, numbers in _STEP.findall(data):
        values = floats(numbers)
        here = None
        if kind in "MLS" and len(values) >= 2:
            here = (a * values[0] + c * values[1] + e, b * values[0] + d * values[1] + f)
        if kind in "MS":
            start = here
        end = start if kind == "C" else here if kind == "L" else None
        if last is not None and end is not None:
            x0, x1 = sorted((last[0], end[0]))
            top, bottom = sorted((last[1], end[1]))
            if min(x1 - x0, bottom - top) <= _THIN and max(x1 - x0, bottom - top) >= _SHORT:
                yield Rule(x0, top, x1, bottom)
        last = start if kind == "C" else here
