"""Boxes of recognised lines set upright: a page that was scanned sideways, upside down or aslant."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

from ingest.readers.pieces import Piece

Point = tuple[float, float]
Box = tuple[Point, ...]  # the four corners
_SAMPLE = 7  # lines that are asked which way is up
_LONG = 6  # characters of a line whose slope counts
_LEVEL = 0.2  # degrees: less is no slope
_TALL = 1.5  # height by width of a line that runs downwards


def runs_down(boxes: Sequence[Box], texts: Sequence[str]) -> bool:
    """Whether most of the text stands in lines that run down or up the picture."""
    down = sum(len(text) for box, text in zip(boxes, texts, strict=True) if is_tall(box) and len(text) > 1)
    return 2 * down > sum(map(len, texts))


def is_tall(box: Box) -> bool:
    """Whether a line runs down or up the picture."""
    xs, ys = [x for x, _ in box], [y for _, y in box]
    return max(ys) - min(ys) >= _TALL * (max(xs) - min(xs))


def longest(texts: Sequence[str]) -> list[int]:
    """The lines that tell best which way is up."""
    return sorted(range(len(texts)), key=lambda number: -len(texts[number]))[:_SAMPLE]


def turned(boxes: Sequence[Box], width: float, height: float, quarters: int) -> list[Box]:
    """The boxes after the picture was turned anticlockwise by so many quarters."""
    out = list(boxes)
    for _ in range(quarters % 4):
        out = [tuple((y, width - x) for x, y in box) for box in out]
        width, height = height, width
    return out


def pieces_of(boxes: Sequence[Box], texts: Sequence[str]) -> list[Piece]:
    """The texts at their places, lines of a page that lies aslant made level."""
    slope = _slope(boxes, texts)
    if abs(slope) < _LEVEL:
        return [
            Piece(text, min(x for x, _ in box), min(y for _, y in box), max(x for x, _ in box), max(y for _, y in box))
            for box, text in zip(boxes, texts, strict=True)
        ]
    cos, sin = math.cos(math.radians(slope)), math.sin(math.radians(slope))
    out = []
    for box, text in zip(boxes, texts, strict=True):
        xs = [x * cos + y * sin for x, y in box]
        ys = [y * cos - x * sin for x, y in box]
        upper, lower = sum(sorted(ys)[:2]) / 2, sum(sorted(ys)[2:]) / 2
        out.append(Piece(text, min(xs), upper, max(xs), lower))
    return out


def _slope(boxes: Sequence[Box], texts: Sequence[str]) -> float:
    """By how many degrees the lines fall to the right."""
    slopes = []
    for box, text in zip(boxes, texts, strict=True):
        corners = sorted(box)
        left, right = _middle(*corners[:2]), _middle(*corners[2:])
        if len(text) >= _LONG and right[0] > left[0]:
            slopes.append(math.degrees(math.atan2(right[1] - left[1], right[0] - left[0])))
    return median(slopes) if slopes else 0.0


def _middle(one: Point, other: Point) -> Point:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
