"""PDF: its text layer with the place of every text, laid out by geometry; pages that are pictures go to recognition."""

from __future__ import annotations

import ctypes
import math
import re
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
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
_SAMPLE = 200  # characters of a page that say which way its text runs
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
            text = text_page.get_text_range()
            view = _View(_quarters(text_page.raw, len(text)), page.get_height())
            tables = tables_of(_rules(page, view))
            pieces = _pieces(text_page.raw, text, view, whole=not tables)
        finally:
            text_page.close()
    finally:
        page.close()
    return Sheet(pieces, tables)


@dataclass(frozen=True, slots=True)
class _View:
    """How a page is to be looked at: PDF measures upwards, and its text may run up, down or on its head."""

    quarters: int  # by how many quarters the text is turned anticlockwise
    height: float

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """x0, top, x1, bottom as the text is read."""
        if self.quarters == 1:
            return bottom, left, top, right
        if self.quarters == 2:
            return -right, bottom, -left, top
        if self.quarters == 3:
            return -top, -right, -bottom, -left
        return left, self.height - top, right, self.height - bottom


def _quarters(raw: Any, length: int) -> int:
    """How most of the characters of a page are turned, whatever the page says of itself."""
    step = max(1, length // _SAMPLE)
    angles = (pdfium.FPDFText_GetCharAngle(raw, index) for index in range(0, length, step))
    turned = Counter(round(angle / (math.pi / 2)) % 4 for angle in angles if angle >= 0)
    return (-turned.most_common(1)[0][0]) % 4 if turned else 0


def _pieces(raw: Any, text: str, view: _View, *, whole: bool) -> list[Piece]:
    """The texts of a page. PDFium's own lines where nothing parts them; else (tables) a piece a character."""
    out: list[Piece] = []
    # PDFium ends lines with CR LF and marks a hyphen at a line's end with U+FFFE; NUL is a glyph without character.
    start = 0
    for line in text.split("\n"):
        span = line.rstrip("\r")
        for part in re.finditer(r"\S+" if whole else r"\S", span):
            first = _box(raw, start + part.start(), view)
            last = first if part.end() - part.start() == 1 else _box(raw, start + part.end() - 1, view)
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


def _box(raw: Any, index: int, view: _View) -> tuple[float, float, float, float] | None:
    rect = pdfium.FS_RECTF()
    at = pdfium.FPDFText_GetCharIndexFromTextIndex(raw, index)
    if at < 0 or not pdfium.FPDFText_GetLooseCharBox(raw, at, rect):
        return None
    return view.box(rect.left, rect.bottom, rect.right, rect.top)


def _rules(page: Any, view: _View) -> list[Rule]:
    """The level and upright lines drawn on a page: strokes, and boxes as thin as one."""
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
                _add(out, points[-1], here, view)
            points = [here]
            if pdfium.FPDFPathSegment_GetClose(segment) and begin is not None:
                _add(out, here, begin, view)
    return out


def _add(out: list[Rule], a: tuple[float, float], b: tuple[float, float], view: _View) -> None:
    x0, x1 = sorted((a[0], b[0]))
    low, high = sorted((a[1], b[1]))
    if min(x1 - x0, high - low) <= _THIN and max(x1 - x0, high - low) >= _SHORT:
        out.append(Rule(*view.box(x0, low, x1, high)))


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
