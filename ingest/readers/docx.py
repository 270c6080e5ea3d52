"""DOCX: paragraphs and tables in their order, numbering that Word adds, and HTML that was embedded as an altChunk."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from ingest.errors import BrokenDocument
from ingest.readers.html import html_text, mht_text
from ingest.readers.numbering import Numbering
from ingest.readers.text import decode
from ingest.settings import ReaderLimits
from ingest.types import SourceText

_REMEDY = "open it in Word, WPS or LibreOffice and save it again, or save it as .pdf"
_P, _TBL, _ROW, _CELL, _SDT = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:sdt")
_ALT_CHUNK, _ID = qn("w:altChunk"), qn("r:id")
_TEXT = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_RUN_TEXT = qn("w:t")
# Deleted text of tracked changes, moved-away text, field codes, alternative drawings.
_LEFT_OUT = frozenset(map(qn, ("w:del", "w:moveFrom", "w:instrText", "w:delText", "w:pPr", "w:rPr")))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_docx(data: bytes, limits: ReaderLimits) -> SourceText:
    """The text, a paragraph or a table row a line, cells parted by tabs.

    Raises:
        BrokenDocument: It cannot be read as DOCX.
        TooLarge: An embedded page is nested too deep.
    """
    try:
        document = docx.Document(io.BytesIO(data))
        numbering = Numbering(document)
        body = document.element.body
        lines = list(_lines(body, document, numbering, limits))
    except (
        PackageNotFoundError,
        KeyError,
        ValueError,
        AttributeError,
        zipfile.BadZipFile,
        etree.XMLSyntaxError,
        OSError,
    ) as error:
        raise BrokenDocument("the DOCX is damaged", _REMEDY) from error
    return SourceText("".join(line + "\n" for line in lines), "docx")


def _lines(parent: Any, document: Any, numbering: Numbering, limits: ReaderLimits) -> Iterator[str]:
    for node in parent:
        if node.tag == _P:
            yield numbering.mark(node) + _text(node)
            for box in _boxes(node):
                yield from _lines(box, document, numbering, limits)
        elif node.tag == _TBL:
            for row in node.iter(_ROW):
                yield "\t".join(_cell(cell, numbering) for cell in row.iter(_CELL))
        elif node.tag == _ALT_CHUNK:
            yield from _embedded(document.part.rels[node.get(_ID)].target_part, limits).rstrip("\n").split("\n")
        elif node.tag == _SDT:
            content = node.find(qn("w:sdtContent"))
            if content is not None:
                yield from _lines(content, document, numbering, limits)
        elif node.tag in (qn("w:ins"), qn("w:smartTag"), qn("w:customXml")):
            yield from _lines(node, document, numbering, limits)


def _cell(cell: Any, numbering: Numbering) -> str:
    """The text of a table's cell on one line."""
    paragraphs = (numbering.mark(node) + _text(node) for node in cell.iter(_P))
    return " ".join(part for text in paragraphs if (part := " ".join(text.split("\n")).strip()))


def _text(paragraph: Any) -> str:
    """The visible text of a paragraph; boxes drawn in it stand apart."""
    parts: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        node = stack.pop()
        if node.tag == _RUN_TEXT:
            parts.append(node.text or "")
        elif node.tag in _TEXT:
            page = node.get(qn("w:type")) in ("page", "column")
            parts.append("" if page else _TEXT[node.tag])
        elif node.tag not in _LEFT_OUT and node.tag not in (_FALLBACK, qn("w:txbxContent"), qn("w:tabs")):
            stack.extend(reversed(node))
    return "".join(parts)


def _boxes(paragraph: Any) -> Iterator[Any]:
    """Text boxes drawn in a paragraph, each once."""
    for box in paragraph.iter(qn("w:txbxContent")):
        if not any(parent.tag == _FALLBACK for parent in box.iterancestors()):
            yield box


def _embedded(part: Any, limits: ReaderLimits) -> str:
    data: bytes = part.blob
    kind = f"{part.content_type} {part.partname}".lower()
    if "message/rfc822" in kind or ".mht" in kind or data.lstrip()[:13].lower() == b"mime-version:":
        return mht_text(data, limits)
    if "html" in kind or data.lstrip()[:1] == b"<":
        return html_text(data, limits)
    if "text/plain" in kind or ".txt" in kind:
        return decode(data)[0]
    raise BrokenDocument("a part of the DOCX is embedded in a format that cannot be read", _REMEDY)
