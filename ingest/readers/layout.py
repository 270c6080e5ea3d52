"""From pieces of text at their places on pages to paragraphs: lines, columns, tables, and wrapped lines made whole.

PDF, OFD and recognised pictures all come here. Coordinates run to the right and downwards, in any unit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ingest.readers.furniture import drop_furniture
from ingest.readers.grid import Table, cell_texts
from ingest.readers.pieces import Line, Piece, rows_of
from ingest.readers.unruled import with_tables

_WIDE_GAP = 1.5  # em: two texts of one line this far apart are two columns or cells
_END = re.compile("[。；：！？;:!?][”’）)》」』]*$")
_MARK = re.compile(
    "(?:第[〇零一二三四五六七八九十百千两0-9０-９ ]{1,8}[编編章节節条條款项項]|[一二三四五六七八九十]{1,3}[、．.]"
    "|附[件录錄表]|[（(][一二三四五六七八九十0-9０-９]{1,3}[）)]|[0-9０-９]{1,2}[、．.](?![0-9０-９])|[①-⑳㈠-㈩⑴-⒇⒈-⒛])"
)
_FEW, _LONG = 5, 20  # lines; em
_LATIN = re.compile(r"[A-Za-z0-9.,%:/@_+-]+")
_WORD = re.compile("[A-Za-z]")
_CONTENTS = re.compile(r"[.．·…‥]{4,}\s*[0-9０-９]+\s*$")  # a line of a table of contents


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its pieces of text and the tables that are ruled on it."""

    pieces: Sequence[Piece]
    tables: Sequence[Table] = ()


@dataclass(frozen=True, slots=True)
class Laid:
    """The text of all pages, where each begins, and what was left out."""

    text: str
    page_starts: tuple[int, ...]
    warnings: tuple[str, ...]


def lay_out(sheets: Sequence[Sheet]) -> Laid:
    """The text in reading order, a paragraph or a table row a line; running heads and page numbers are left out."""
    pages, warnings = drop_furniture([_lines(sheet) for sheet in sheets])
    blocks = [_blocks(page) for page in pages]
    margins = _margins([line for page in blocks for block in page for line in block])
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    before: tuple[Line, tuple[float, float, bool]] | None = None
    for page in blocks:
        new_page = True
        for block in page:
            # A column has margins of its own; a page has those of all pages unless it says clearly otherwise.
            frame = _margins(block) if len(block) >= (_FEW if len(page) > 1 else 3 * _FEW) else margins
            for index, line in enumerate(block):
                if before is not None:
                    joint = _joint(before[0], line, before[1], frame, index > 0, block)
                    parts.append(joint)
                    at += len(joint)
                if new_page:
                    starts.append(at)
                    new_page = False
                parts.append(line.text)
                at += len(line.text)
                before = (line, frame)
        if new_page:
            starts.append(at)
    text = "".join(parts) + "\n" if parts else ""
    return Laid(text, tuple(starts), warnings)


def _lines(sheet: Sheet) -> list[Line]:
    """The lines of a page; the rows of its ruled tables stand as lines of their own."""
    loose = list(sheet.pieces)
    lines: list[Line] = []
    for table in sheet.tables:
        found, loose = cell_texts(table, loose)
        lines += found
    tops: dict[int, float] = {}  # of a whole row: the boxes of its texts differ by a hair
    for number, row in enumerate(rows_of(loose)):
        for segment in _segments(row):
            tops[number] = min(tops.get(number, segment.top), segment.top)
            lines.append(replace(segment, row=number))
    return sorted(lines, key=lambda line: (tops.get(line.row, line.top), line.x0))


def _segments(row: Sequence[Piece]) -> list[Line]:
    """A row split where a gap is wide; pieces that touch are one text."""
    out: list[Line] = []
    for piece in row:
        em = max(piece.bottom - piece.top, 1e-6)
        if out and piece.x0 - out[-1].x1 <= _WIDE_GAP * em:
            last = out[-1]
            gap = " " if piece.x0 - last.x1 > 0.35 * em and not last.text.endswith(" ") else ""
            out[-1] = replace(
                last, text=last.text + gap + piece.text, x1=max(last.x1, piece.x1),
                top=min(last.top, piece.top), bottom=max(last.bottom, piece.bottom), size=max(last.size, em),
            )  # fmt: skip
        else:
            out.append(Line(piece.text, piece.x0, piece.top, piece.x1, piece.bottom, em))
    return [replace(line, text=text) for line in out if (text := line.text.strip(" "))]


def _blocks(lines: list[Line]) -> list[list[Line]]:
    """The lines in reading order, in blocks of one column each."""
    gutter = _gutter(lines)
    if gutter is None:
        return [with_tables(lines)] if lines else []
    out: list[list[Line]] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        if line.x0 < gutter < line.x1 or line.table:
            out += [*_blocks(left), *_blocks(right)]
            left, right = [], []
            if out and len(out[-1]) and out[-1][-1].x0 < gutter < out[-1][-1].x1:
                out[-1].append(line)
            else:
                out.append([line])
        else:
            (left if line.x1 <= gutter else right).append(line)
    return [block for block in (*out, *_blocks(left), *_blocks(right)) if block]


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where the white space between two columns of running text lies, or None."""
    texts = [line for line in lines if not line.table]
    if len(texts) < 12:
        return None
    left, right = min(line.x0 for line in texts), max(line.x1 for line in texts)
    em = median(line.size for line in texts)
    step = em / 2
    best: tuple[float, float] | None = None
    for number in range(int((right - left) * 0.15 / step), int((right - left) * 0.85 / step)):
        x = left + number * step
        score = _sides(texts, x)
        if score is not None and (best is None or score > best[0]):
            best = (score, x)
    return best[1] if best else None


def _sides(lines: Sequence[Line], x: float) -> float | None:
    """How well x parts the lines where there are some on both sides of it; None where they are no columns of text."""
    before = [line for line in lines if line.x1 <= x]
    after = [line for line in lines if line.x0 >= x]
    if min(len(before), len(after)) < 6:
        return None
    top = max(min(line.top for line in before), min(line.top for line in after))
    bottom = min(max(line.top for line in before), max(line.top for line in after))
    before = [line for line in before if top <= line.top <= bottom]
    after = [line for line in after if top <= line.top <= bottom]
    crossing = sum(line.x0 < x < line.x1 and top <= line.top <= bottom for line in lines)
    if min(len(before), len(after)) < 6 or crossing > 0.15 * (len(before) + len(after)):
        return None
    return None if _ragged(before) or _ragged(after) else len(before) + len(after) - 5.0 * crossing


def _ragged(side: Sequence[Line]) -> bool:
    """Whether this is no column of running text, whose lines are long and mostly end at one edge."""
    size = median(line.size for line in side)
    edge = sorted(line.x1 for line in side)[int(0.8 * (len(side) - 1))]
    long = sum(line.x1 - line.x0 > 6 * size for line in side)
    full = sum(line.x1 > edge - 1.7 * size for line in side)
    return long < 0.4 * len(side) or full < 0.3 * len(side)


def _margins(lines: Sequence[Line]) -> tuple[float, float, bool]:
    """Left and right edge of the running text, and whether paragraphs are indented."""
    texts = [line for line in lines if not line.table]
    if not texts:
        return 0.0, 0.0, False
    em = median(line.size for line in texts)
    few = max(2, len(texts) // 12)
    left = _edge([line.x0 for line in texts], em * 0.6, few, 1)
    # Of a few lines nobody can say which of them are full, but of long ones that end at one place.
    ends = [line.x1 for line in texts if len(texts) >= _FEW or line.x1 - line.x0 >= _LONG * em]
    shared = len(texts) >= _FEW or sum(max(ends, default=0.0) - end <= em * 1.3 for end in ends) > 1
    right = _edge(ends, em * 1.3, few, -1) if shared else float("inf")
    indented = sum(1.4 * em <= line.x0 - left <= 4.6 * em for line in texts)
    return left, right, indented >= max(2, len(texts) // 12)


def _edge(values: Sequence[float], slack: float, few: int, way: int) -> float:
    """The outermost place that a few of the values share."""
    ordered = sorted(values, reverse=way < 0)
    for index, value in enumerate(ordered):
        if sum(abs(other - value) <= slack for other in ordered[index : index + few]) >= few:
            return value
    return ordered[0]


def _joint(
    line: Line, after: Line, frame: tuple[float, float, bool], next_frame: tuple[float, float, bool],
    same_block: bool, block: Sequence[Line],
) -> str:  # fmt: skip
    """What stands between two lines: a line end, or nothing (a blank between Latin words) where the line only wraps."""
    em = min(line.size, after.size)
    _, right, indented = frame
    if line.table or after.table or max(line.size, after.size) > 1.25 * em:
        return "\n"
    if _CONTENTS.search(line.text):
        return "\n"
    if same_block and after.top - line.top > 2.2 * _pitch(block):
        return "\n"
    first = _LATIN.match(after.text)
    room = 1.7 * em + (0.55 * em * len(first[0]) if first else 0.0)
    if line.x1 < right - room or after.x0 - next_frame[0] > 0.9 * em:
        return "\n"
    if _END.search(line.text) and (not indented or _MARK.match(after.text)):
        return "\n"
    return " " if _WORD.match(line.text[-1:]) and _WORD.match(after.text) else ""


def _pitch(block: Sequence[Line]) -> float:
    gaps = [b.top - a.top for a, b in pairwise(block) if b.top - a.top > 0.5 * a.size]
    return median(gaps) if gaps else float("inf")
