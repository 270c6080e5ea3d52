"""DOCX: paragraphs and tables in their order, numbers that Word adds, footnotes, and embedded HTML (altChunk)."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml import etree

from ingest.errors import BrokenDocument, DocumentError
from ingest.readers.html import html_text, mht_text
from ingest.readers.numbering import Numbering
from ingest.readers.spans import WIDEST, Cell, spread
from ingest.readers.text import decode
from ingest.settings import ReaderLimits
from ingest.types import SourceText

_REMEDY = "open it in Word, WPS or LibreOffice and save it again, or save it as .pdf"
_P, _TBL, _ROW, _CELL, _SDT = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:sdt")
_WRAPPERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:customXml", "w:smartTag")))
_NOTES = {"footnotes": qn("w:footnote"), "endnotes": qn("w:endnote")}
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
        numbering, notes = Numbering(document), _notes(document)
        lines = list(_lines(document.element.body, document, numbering, notes, limits))
    except DocumentError:
        raise
    except Exception as error:  # python-docx, zipfile and lxml raise errors of many kinds on damaged packages
        raise BrokenDocument("the DOCX is damaged", _REMEDY) from error
    warnings = (f"{len(notes)} footnotes stand after their paragraph",) if notes else ()
    return SourceText("".join(line + "\n" for line in lines), "docx", warnings=warnings)


def _lines(
    parent: Any, document: Any, numbering: Numbering, notes: Mapping[tuple[str, str], str], limits: ReaderLimits
) -> Iterator[str]:
    for node in parent:
        if node.tag == _P:
            yield numbering.mark(node) + _text(node)
            for box in _boxes(node):
                yield from _lines(box, document, numbering, notes, limits)
            yield from _noted(node, notes)
        elif node.tag == _TBL:
            for placed in spread(_merged(list(_rows(node)), numbering)):
                yield "\t".join(text for text, _ in placed)
            yield from _noted(node, notes)
        elif node.tag == _ALT_CHUNK:
            yield from _embedded(document.part.rels[node.get(_ID)].target_part, limits).rstrip("\n").split("\n")
        elif node.tag == _SDT:
            content = node.find(qn("w:sdtContent"))
            if content is not None:
                yield from _lines(content, document, numbering, notes, limits)
        elif node.tag in (qn("w:ins"), qn("w:smartTag"), qn("w:customXml")):
            yield from _lines(node, document, numbering, notes, limits)


def _rows(table: Any) -> Iterator[Any]:
    """The rows of a table, not those of tables inside its cells; rows that were deleted are left out."""
    for node in table:
        if node.tag == _ROW:
            if node.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:
                yield node
        elif node.tag in _WRAPPERS:
            yield from _rows(node)


def _cells(row: Any) -> Iterator[Any]:
    for node in row:
        if node.tag == _CELL:
            yield node
        elif node.tag in _WRAPPERS:
            yield from _cells(node)


def _merged(rows: Sequence[Any], numbering: Numbering) -> list[list[Cell]]:
    """The cells of each row; Word writes a cell that reaches down as one that begins and empty ones that go on."""
    out: list[list[Cell]] = []
    begun: dict[int, tuple[int, int]] = {}  # column → row and place of the cell that reaches down so far
    for number, row in enumerate(rows):
        cells = [Cell("")] * _number(row, "w:trPr", "w:gridBefore", 0)
        column = len(cells)
        for node in _cells(row):
            text, across = _cell(node, numbering), max(1, _number(node, "w:tcPr", "w:gridSpan", 1))
            merge = node.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            if merge is None or merge.get(qn("w:val")) == "restart" or text or column not in begun:
                begun.pop(column, None)
                if merge is not None:
                    begun[column] = (number, len(cells))
                cells.append(Cell(text, across))
            else:
                above, place = begun[column]
                out[above][place] = replace(out[above][place], down=number - above + 1)
            column += across
        out.append(cells)
    return out


def _number(node: Any, properties: str, name: str, default: int) -> int:
    found = node.find(f"{qn(properties)}/{qn(name)}")
    value = "" if found is None else found.get(qn("w:val")) or ""
    return min(int(value), WIDEST) if value.isdecimal() else default


def _notes(document: Any) -> dict[tuple[str, str], str]:
    """The text of each footnote and endnote, by its kind and id."""
    out = {}
    for relation in document.part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind not in _NOTES or relation.is_external:
            continue
        # Left to lxml as it stands, an entity could grow without end.
        root = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
        for note in root.iter(_NOTES[kind]):
            text = " ".join(" ".join(_text(one).split()) for one in note.iter(_P)).strip()
            if text and note.get(qn("w:type")) in (None, "normal"):
                out[kind, note.get(qn("w:id"))] = text
    return out


def _noted(node: Any, notes: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """The notes that a paragraph or a table refers to."""
    if notes:
        for reference in node.iter(qn("w:footnoteReference"), qn("w:endnoteReference")):
            kind = "footnotes" if reference.tag == qn("w:footnoteReference") else "endnotes"
            if text := notes.get((kind, reference.get(qn("w:id")))):
                yield text


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
