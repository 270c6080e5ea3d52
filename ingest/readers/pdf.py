"""PDF: its text layer, page by page, with pypdfium2."""

from __future__ import annotations

import re
import threading

import pypdfium2

from ingest.errors import BrokenDocument, TooLarge
from ingest.settings import ReaderLimits
from ingest.types import SourceText

_DAMAGED = "check that it was downloaded completely, or print it to PDF again"
_OCR = "run text recognition (OCR) on it and give the PDF that comes out"
_PASSWORD = 4
_LETTER = re.compile(r"[\w\u4e00-\u9fff]")
_pdfium = threading.Lock()  # PDFium is not thread-safe


def read_pdf(data: bytes, limits: ReaderLimits) -> SourceText:
    """The text of every page, each ended by a line end; the offsets of the pages are kept.

    Raises:
        BrokenDocument: It is damaged, encrypted, or holds pictures of text only.
        TooLarge: It has too many pages or too much text.
    """
    with _pdfium:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
                raise BrokenDocument("the PDF is encrypted", "save it without a password") from error
            raise BrokenDocument("the PDF is damaged", _DAMAGED) from error
        try:
            count = len(document)
            if count > limits.max_pages:
                raise TooLarge(f"{count} pages, over {limits.max_pages}", "split the PDF, or raise max_pages")
            pages = _pages(document, count, limits.max_characters)
        except pypdfium2.PdfiumError as error:
            raise BrokenDocument("a page of the PDF is damaged", _DAMAGED) from error
        finally:
            document.close()
    return _joined(pages)


def _pages(document: pypdfium2.PdfDocument, count: int, most: int) -> list[str]:
    pages, total = [], 0
    for number in range(count):
        page = document[number]
        try:
            text_page = page.get_textpage()
            try:
                text = text_page.get_text_range()
            finally:
                text_page.close()
        finally:
            page.close()
        total += len(text)
        if total > most:
            raise TooLarge(f"over {most:,} characters", "split the PDF, or raise max_characters")
        pages.append(_cleaned(text))
    return pages


def _cleaned(text: str) -> str:
    # PDFium ends lines with CR LF and marks a hyphen at a line's end with U+FFFE; NUL is a glyph without character.
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "-").replace("\x00", "").rstrip("\n")


def _joined(pages: list[str]) -> SourceText:
    parts, starts, at = [], [], 0
    for page in pages:
        starts.append(at)
        parts.append(page + "\n")
        at += len(page) + 1
    text = "".join(parts)
    empty = [number for number, page in enumerate(pages, 1) if not _LETTER.search(page)]
    if len(empty) == len(pages):
        raise BrokenDocument("the PDF holds no text, only pictures of it", _OCR)
    warnings = []
    if empty:
        shown = ", ".join(map(str, empty[:10])) + (" …" if len(empty) > 10 else "")
        warnings.append(f"no text on page {shown}: empty, or a picture")
    return SourceText(text, "pdf", page_starts=tuple(starts), warnings=tuple(warnings))
