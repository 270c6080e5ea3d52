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
            found = _engine()(picture)
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
    pieces: list[Piece] = []
    scores = []
    for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
        if not text.strip():
            continue
        xs, ys = [float(point[0]) for point in box], [float(point[1]) for point in box]
        pieces.append(Piece(text, min(xs), min(ys), max(xs), max(ys)))
        scores.append(float(score))
    return _levelled(pieces), scores


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
