"""Pictures of text, recognised with rapidocr, whose wheel carries models for Simplified, Traditional and Latin."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from statistics import median
from typing import Any

from ingest.errors import BrokenDocument
from ingest.readers.pieces import Piece
from ingest.readers.upright import Box, is_tall, longest, pieces_of, runs_down, turned

_DOUBTFUL = 0.8
_AREA = re.compile(r"((?:面[积積]|用地)[^。；\n]{0,24}?[0-9０-９] ?)[mM](?![A-Za-z0-9²³])")
_lock = threading.Lock()  # one picture at a time: the engine uses every core it may


def recognise(picture: Any) -> tuple[list[Piece], list[float]]:
    """The texts of a picture (height × width × 3, uint8) at their places, and how sure the engine is of each, 0 to 1.

    Raises:
        BrokenDocument: The engine is not installed, or failed.
    """
    with _lock:
        try:
            found = _engine()(picture, use_det=True, use_cls=True, use_rec=True)
            quarters = _quarters(picture, found)
        except ImportError as error:
            raise BrokenDocument(
                "a picture of text, and rapidocr is not installed", "install rapidocr, or give a text"
            ) from error
        except Exception as error:  # the engine raises whatever OpenCV, onnxruntime or its own code does
            raise BrokenDocument(
                f"text recognition failed ({type(error).__name__})", "give the file it was printed from"
            ) from error
    if found.boxes is None or not found.txts:
        return [], []
    boxes = turned(_boxes(found), picture.shape[1], picture.shape[0], quarters)
    kept = [number for number, text in enumerate(found.txts) if text.strip()]
    pieces = pieces_of([boxes[number] for number in kept], [found.txts[number] for number in kept])
    return _levelled(pieces), [float(found.scores[number]) for number in kept]


def _boxes(found: Any) -> list[Box]:
    return [tuple((float(x), float(y)) for x, y in box) for box in found.boxes]


def _quarters(picture: Any, found: Any) -> int:
    """By how many quarters the picture has to be turned anticlockwise: its longest lines are asked.

    The engine reads a line that runs down, or stands on its head, as if it did not; only their order is lost.
    """
    if found.boxes is None or not found.txts:
        return 0
    import numpy

    boxes, down = _boxes(found), 0
    sideways = runs_down(boxes, found.txts)
    asked = 0
    for number in longest(found.txts):
        box = boxes[number]
        if is_tall(box) != sideways:
            continue
        (x0, y0), (x1, y1) = (tuple(int(pick(p[side] for p in box)) for side in (0, 1)) for pick in (min, max))
        line = picture[max(0, y0) : y1 + 1, max(0, x0) : x1 + 1]
        if not line.size:
            continue
        line = numpy.ascontiguousarray(numpy.rot90(line) if sideways else line)
        label, _ = _engine()(line, use_det=False, use_cls=True, use_rec=False).cls_res[0]
        down += label == "180"
        asked += 1
    return (1 if sideways else 0) + (2 if 2 * down > asked else 0)


def _levelled(pieces: Sequence[Piece]) -> list[Piece]:
    """Boxes about as high as most become just as high: one around digits alone is lower than one around characters."""
    if not pieces:
        return []
    usual = median(piece.bottom - piece.top for piece in pieces)
    out = []
    for piece in pieces:
        middle, height = (piece.top + piece.bottom) / 2, piece.bottom - piece.top
        if 0.6 * usual < height < 1.3 * usual:
            piece = replace(piece, top=middle - usual / 2, bottom=middle + usual / 2)
        out.append(piece)
    return out


def square_metres(text: str) -> str:
    """㎡ where an area stands in “m”: no model knows the character, and m is what they make of it."""
    return _AREA.sub(r"\1㎡", text)


def confidence(scores: Sequence[float]) -> float | None:
    """The mean of the recognised lines, or None where there is none."""
    return round(sum(scores) / len(scores), 4) if scores else None


def told(pages: int, scores: Sequence[float]) -> str:
    """The mark of a recognised document: its confidence, and how many lines are in doubt."""
    if not scores:
        return f"ocr: no text recognised on {pages} pages"
    mean, doubtful = sum(scores) / len(scores), sum(score < _DOUBTFUL for score in scores)
    note = f", {doubtful} of {len(scores)} lines in doubt" if doubtful else ""
    sure = f"confidence {mean:.3f} (lowest line {min(scores):.2f}){note}"
    return f"ocr: text recognised from pictures of {pages} pages, {sure}"


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    # A line is never thrown away for a low score: it is counted as doubtful instead.
    return RapidOCR(params={"Global.log_level": "critical", "Global.text_score": 0.0})
