"""Pages scanned sideways, upside down or aslant: the same lines in the same order."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence

import pytest

from ingest.readers.layout import Sheet, lay_out
from ingest.readers.upright import Box, pieces_of, runs_down, turned

LINES = [
    "第一条　为鼓励企业购买科技服务，制定本办法。",
    "第二条　对新认定的企业，一次性补助20万元。",
    "第三条　本办法自2020年1月1日起施行。",
]
WIDTH, HEIGHT = 800.0, 1000.0


def boxes() -> list[Box]:
    """A line every 30 points, characters of 20."""
    out = []
    for number, text in enumerate(LINES):
        x0, y0, x1, y1 = 100.0, 100.0 + 30 * number, 100.0 + 20 * len(text), 120.0 + 30 * number
        out.append(((x0, y0), (x1, y0), (x1, y1), (x0, y1)))
    return out


def aslant(degrees: float) -> list[Box]:
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [tuple((x * cos - y * sin, x * sin + y * cos) for x, y in box) for box in boxes()]


def text_of(placed: Sequence[Box]) -> list[str]:
    return lay_out([Sheet(pieces_of(placed, LINES))]).text.splitlines()


@pytest.mark.parametrize("degrees", [0, 0.1, 1, -1, 3, -3, 8])
def test_lines_of_a_page_that_lies_aslant(degrees: float) -> None:
    assert text_of(aslant(degrees)) == LINES
    pieces = pieces_of(aslant(degrees), LINES)
    assert [piece.bottom - piece.top for piece in pieces] == pytest.approx([20, 20, 20], abs=1)


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_four_quarters_are_none(quarters: int) -> None:
    wide, high = (WIDTH, HEIGHT) if quarters % 2 == 0 else (HEIGHT, WIDTH)
    there = turned(boxes(), WIDTH, HEIGHT, quarters)
    assert runs_down(there, LINES) == (quarters % 2 == 1)
    back = turned(there, wide, high, -quarters)
    assert [[(round(x), round(y)) for x, y in box] for box in back] == [list(box) for box in boxes()]


@pytest.mark.slow
@pytest.mark.parametrize(("degrees", "noise"), [(90, 0), (180, 0), (270, 0), (3, 0), (-3, 25), (1, 40)])
def test_a_scan_that_was_turned(degrees: int, noise: int) -> None:
    import numpy
    from PIL import Image

    from ingest.readers import read_bytes
    from ingest.settings import ReaderLimits
    from tests.ingest.rendering import to_pages

    page = to_pages(LINES)[0].crop((0, 0, 1654, 700)).convert("L")
    page = page.rotate(degrees, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    grain = numpy.random.default_rng(7).normal(0, noise, (page.height, page.width))
    page = Image.fromarray((numpy.asarray(page) + grain).clip(0, 255).astype("uint8"))
    buffer = io.BytesIO()
    page.save(buffer, "PNG")
    text = read_bytes(buffer.getvalue(), "a.png", ReaderLimits()).text
    plain = [line.replace(" ", "").replace(":", "：").replace(",", "，") for line in text.splitlines()]
    assert plain == [line.replace("\u3000", "") for line in LINES]
