"""PDF: its text layer with the place of every text, laid out by geometry; pages that are pictures go to recognition."""

from __future__ import annotations

import ctypes
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.errors import BrokenDocument, TooLarge
from ingest.readers.grid import Rule, tables_of
from ingest.readers.layout import Sheet, lay_out
from ingest.readers.pieces import Piece
from ingest.settings import ReaderLimits
from ingest.types import SourceText

_DAMAGED = "check that it was downloaded completely, or print it to PDF again"
_PASSWORD = 4
_LETTER = re.compile(r"[\w\u4e00-\u9fff]")
_THIN, _SHORT = 3.0, 8.0  # points: what a drawn rule is at most thick and at least long
_MOST_OBJECTS = 20_000  # drawn objects of a page above which it is looked at for tables no more
_MOST_PICTURES = 200  # pages to recognise in one file
_pdfium = threading.RLock()  # PDFium is not thread-safe


def read_pdf(data: bytes, limits: ReaderLimits) -> SourceText:
    """The text of every page, paragraphs made whole; the offsets of the pages are kept.

    Raises:
        BrokenDocument: It is damaged, encrypted, or holds no text, not even as a picture.
        TooLarge: It has too many pages or too much text.
    """
    with _opened(data) as document:
        count = len(document)
        if count > limits.max_pages:
            raise TooLarge(f"{count} pages, over {limits.max_pages}", "split the PDF, or raise max_pages")
        sheets: list[Sheet] = []
        total = 0
        for number in range(count):
            sheet = _sheet(document, number)
            total += sum(len(piece.text) for piece in sheet.pieces)
            if total > limits.max_characters:
                raise TooLarge(f"over {limits.max_characters:,} characters", "split the PDF, or raise max_characters")
            sheets.append(sheet)
        return _with_pictures(document, sheets, limits)


@contextmanager
def _opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with _pdfium:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
                raise BrokenDocument("the PDF is encrypted", "save it without a password") from error
            raise BrokenDocument("the PDF is damaged", _DAMAGED) from error
        try:
            yield document
        except pypdfium2.PdfiumError as error:
            raise BrokenDocument("a page of the PDF is damaged", _DAMAGED) from error
        finally:
            document.close()


def _with_pictures(document: pypdfium2.PdfDocument, sheets: list[Sheet], limits: ReaderLimits) -> SourceText:
    """Lay the pages out, those without text recognised from their picture."""
    bare = [number for number, sheet in enumerate(sheets) if not any(_LETTER.search(p.text) for p in sheet.pieces)]
    pictures = [number for number in bare if _has_picture(document, number)]
    warnings: list[str] = []
    reader, sure_of = "pdf", None
    if pictures:
        from ingest.readers.ocr import confidence, recognise, square_metres, told

        if len(pictures) > min(_MOST_PICTURES, limits.max_pages):
            raise TooLarge(f"{len(pictures)} pages are pictures, over {_MOST_PICTURES}", "split the PDF")
        scores: list[float] = []
        for number in pictures:
            found, sure = recognise(_picture(document, number))
            sheets[number] = Sheet(found)
            scores += sure
        reader = "ocr" if 2 * len(pictures) > len(sheets) else "pdf"
        warnings.append(told(len(pictures), scores))
        sure_of = confidence(scores)
    empty = [number + 1 for number in bare if not sheets[number].pieces]
    laid = lay_out(sheets)
    text = square_metres(laid.text) if pictures else laid.text
    if not _LETTER.search(laid.text):
        raise BrokenDocument("the PDF holds no text, nor a picture of any", "print it to PDF where it was made")
    if empty:
        shown = ", ".join(map(str, empty[:10])) + (" …" if len(empty) > 10 else "")
        warnings.append(f"no text on page {shown}")
    said = (*warnings, *laid.warnings)
    return SourceText(text, reader, page_starts=laid.page_starts, warnings=said, confidence=sure_of)


def _sheet(document: pypdfium2.PdfDocument, number: int) -> Sheet:
    page = document[number]
    try:
        text_page = page.get_textpage()
        try:
            tables = tables_of(_rules(page))
            pieces = _pieces(text_page, page.get_height(), whole=not tables)
        finally:
            text_page.close()
    finally:
        page.close()
    return Sheet(pieces, tables)


def _pieces(text_page: Any, height: float, *, whole: bool) -> list[Piece]:
    """The texts of a page. PDFium's own lines where nothing parts them; else (tables) a piece a character."""
    out: list[Piece] = []
    raw = text_page.raw
    # PDFium ends lines with CR LF and marks a hyphen at a line's end with U+FFFE; NUL is a glyph without character.
    text = text_page.get_text_range()
    start = 0
    for line in text.split("\n"):
        span = line.rstrip("\r")
        for part in re.finditer(r"\S+" if whole else r"\S", span):
            first = _box(raw, text, start + part.start(), height)
            last = first if part.end() - part.start() == 1 else _box(raw, text, start + part.end() - 1, height)
            shown = part[0].replace("\ufffe", "-").replace("\x00", "")
            if first is None or last is None or not shown:
                continue
            x0, top, _, bottom = first
            _, top2, x1, bottom2 = last
            joined = out and whole and part.start() and out[-1].x1 <= x0 + 1e-3
            if joined and abs(out[-1].top - top) < 0.5 * (bottom - top) and x0 - out[-1].x1 < 1.2 * (bottom - top):
                before = out[-1]
                blank = " " if span[part.start() - 1].isspace() else ""
                top, bottom = min(before.top, top), max(before.bottom, bottom)
                out[-1] = Piece(before.text + blank + shown, before.x0, top, x1, bottom)
            else:
                if not whole and part.start() and span[part.start() - 1].isspace() and out:
                    out[-1] = replace(out[-1], text=out[-1].text + " ")
                out.append(Piece(shown, min(x0, last[0]), min(top, top2), max(x1, first[2]), max(bottom, bottom2)))
        start += len(line) + 1
    return out


def _box(raw: Any, text: str, index: int, height: float) -> tuple[float, float, float, float] | None:
    rect = pdfium.FS_RECTF()
    at = pdfium.FPDFText_GetCharIndexFromTextIndex(raw, index)
    if at < 0 or not pdfium.FPDFText_GetLooseCharBox(raw, at, rect):
        return None
    return rect.left, height - rect.top, rect.right, height - rect.bottom


def _rules(page: Any) -> list[Rule]:
    """The level and upright lines drawn on a page: strokes, and boxes as thin as one."""
    height = page.get_height()
    out: list[Rule] = []
    for count, item in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4)):
        if count > _MOST_OBJECTS:
            return []
        segments = pdfium.FPDFPath_CountSegments(item.raw)
        if segments > 400:
            continue
        matrix = item.get_matrix()
        points: list[tuple[float, float]] = []
        begin: tuple[float, float] | None = None
        for number in range(segments):
            segment = pdfium.FPDFPath_GetPathSegment(item.raw, number)
            x, y = ctypes.c_float(), ctypes.c_float()
            if not segment or not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
                break
            kind = pdfium.FPDFPathSegment_GetType(segment)
            here = matrix.on_point(x.value, y.value)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                points, begin = [here], here
                continue
            if kind != pdfium.FPDF_SEGMENT_LINETO:
                points = [here]
                continue
            if points:
                _add(out, points[-1], here, height)
            points = [here]
            if pdfium.FPDFPathSegment_GetClose(segment) and begin is not None:
                _add(out, here, begin, height)
    return out


def _add(out: list[Rule], a: tuple[float, float], b: tuple[float, float], height: float) -> None:
    x0, x1 = sorted((a[0], b[0]))
    low, high = sorted((a[1], b[1]))
    if min(x1 - x0, high - low) <= _THIN and max(x1 - x0, high - low) >= _SHORT:
        out.append(Rule(x0, height - high, x1, height - low))


def _has_picture(document: pypdfium2.PdfDocument, number: int) -> bool:
    page = document[number]
    try:
        return any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4))
    finally:
        page.close()


def _picture(document: pypdfium2.PdfDocument, number: int) -> Any:
    """A page as a picture of about 200 dots an inch, never more than a few megapixels."""
    page = document[number]
    try:
        longest = max(page.get_width(), page.get_height(), 1.0)
        return page.render(scale=min(200 / 72, 3000 / longest)).to_numpy()
    finally:
        page.close()
