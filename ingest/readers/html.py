"""Web pages and .mht: the text of the page, a block a line, a table row a line, without scripts and menus."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import Message

from lxml import etree, html

from ingest.errors import BrokenDocument, TooLarge
from ingest.readers.menus import NEVER, drop_furniture
from ingest.readers.spans import Cell, spread
from ingest.readers.text import decode
from ingest.settings import ReaderLimits
from ingest.types import SourceText

_REMEDY = "open the page in a browser and save it again, or save its text"
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend",
    "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul",
))  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n\f]+")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_LAYOUT_CELL = 600  # a cell longer than this holds a page, not a value


def read_html(source: SourceText, limits: ReaderLimits) -> SourceText:
    """The text of a web page; what was left out is counted in the warnings.

    Raises:
        BrokenDocument: There is no page in it.
        TooLarge: Its elements are nested too deep.
    """
    text, left_out = _page(source.text, limits)
    return SourceText(text, "html", source.encoding, warnings=(*source.warnings, *left_out))


def read_mht(data: bytes, limits: ReaderLimits) -> SourceText:
    """The text of the first page in a .mht file. Raises as `read_html` does."""
    page, encoding = mht_page(data)
    text, left_out = _page(page, limits)
    return SourceText(text, "html", encoding, warnings=left_out)


def _page(page: str, limits: ReaderLimits) -> tuple[str, tuple[str, ...]]:
    root = _parse(page, limits)
    left_out = drop_furniture(root)
    return _text_of(root), tuple(_told(reason, texts) for reason, texts in left_out.items())


def _told(reason: str, texts: list[str]) -> str:
    count = sum(len(_SPACE.sub("", text)) for text in texts)
    shown = " | ".join(text if len(text) <= 40 else text[:39] + "…" for text in texts[:8])
    more = f" | {len(texts) - 8} more" if len(texts) > 8 else ""
    return f"{count} characters of {reason} were left out: {shown}{more}"


def mht_text(data: bytes, limits: ReaderLimits) -> str:
    """The text of a .mht part of another document: all of it, for it is no web page. Raises as `read_html` does."""
    return _text_of(_parse(mht_page(data)[0], limits))


def html_text(data: bytes, limits: ReaderLimits) -> str:
    """The text of an HTML part of another document, all of it. Raises as `read_html` does."""
    return _text_of(_parse(decode(data)[0], limits))


def mht_page(data: bytes) -> tuple[str, str]:
    """The HTML of a .mht file, and its encoding.

    Raises:
        BrokenDocument: There is none.
    """
    message: Message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                return decode(payload)
    raise BrokenDocument("no page in the .mht file", _REMEDY)


def _parse(text: str, limits: ReaderLimits) -> html.HtmlElement:
    if not text.strip():
        raise BrokenDocument("the page is empty", _REMEDY)
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        # NUL and other controls end a libxml2 string early.
        root = html.document_fromstring(re.sub(r"[\x00-\x08\x0b\x0e-\x1f]", "", _DECLARATION.sub("", text)), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise BrokenDocument("the page cannot be read as HTML", _REMEDY) from error
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    if deepest > limits.max_depth:
        raise TooLarge(f"elements nested over {limits.max_depth} deep", "save the text of the page, or raise max_depth")
    return root


def _text_of(root: html.HtmlElement) -> str:
    """Lines of text: blocks and <br> end a line, cells of a row are parted by a tab, white space is one blank."""
    out = _Lines()
    data_tables = {table for table in root.iter("table") if _holds_values(table)}
    for table in data_tables:
        _fill_merged(table)
    rows = {row for table in data_tables for row in table.iter("tr")}
    skip: html.HtmlElement | None = None
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if skip is not None:
            if event == "end" and node is skip:
                skip = None
                out.add(node.tail or "", kept=out.pre > 0)
            continue
        tag = node.tag
        if event == "start":
            if tag in NEVER:
                skip = node
                continue
            if node in rows:
                out.row += 1
            out.edge(tag, start=True)
            out.pre += tag == "pre"
            out.add(node.text or "", kept=out.pre > 0)
        else:
            out.pre -= tag == "pre"
            out.edge(tag, start=False)
            if node in rows:
                out.row -= 1
                out.end_line()
            if node is not root:
                out.add(node.tail or "", kept=out.pre > 0)
    return out.text()


def _holds_values(table: html.HtmlElement) -> bool:
    """Whether a table is one, not the frame of a page."""
    cells = list(table.iter("td", "th"))
    return table.find(".//table") is None and all(len(cell.text_content()) <= _LAYOUT_CELL for cell in cells)


def _fill_merged(table: html.HtmlElement) -> None:
    """Put a value that reaches over rows or columns into each of them."""
    rows = list(table.iter("tr"))
    if not any(cell.get(name) for cell in table.iter("td", "th") for name in ("rowspan", "colspan")):
        return
    for row, placed in zip(rows, spread([[_cell(cell) for cell in _own(row)] for row in rows]), strict=True):
        own, last = iter(_own(row)), None
        for text, repeated in placed:
            here = row.makeelement("td") if repeated else next(own)
            if repeated:
                here.text = text
                if last is None:
                    row.insert(0, here)
                else:
                    last.addnext(here)
            last = here


def _own(row: html.HtmlElement) -> list[html.HtmlElement]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _cell(node: html.HtmlElement) -> Cell:
    across, down = ((node.get(name) or "").strip()[:4] for name in ("colspan", "rowspan"))
    text = _SPACE.sub(" ", node.text_content()).strip()
    return Cell(text, int(across) if across.isdecimal() else 1, int(down) if down.isdecimal() else 1)


class _Lines:
    """Text being put together line by line; `row` counts the open rows of tables of values, `pre` the open <pre>."""

    def __init__(self) -> None:
        self.row = self.pre = 0
        self._lines: list[str] = []
        self._line: list[str] = []

    def add(self, text: str, *, kept: bool) -> None:
        """Text of an element; line breaks count where white space is kept."""
        if kept and not self.row:
            first, *rest = text.rstrip("\n").split("\n")
            self._line.append(first)
            for line in rest:
                self.end_line()
                self._line.append(line)
            if text.endswith("\n"):
                self.end_line()
        elif text:
            self._line.append(_SPACE.sub(" ", text))

    def edge(self, tag: str, *, start: bool) -> None:
        """The start or the end of an element."""
        if self.row and tag in ("td", "th"):
            if not start:
                self._line.append("\t")
        elif tag == "br" or tag in _BLOCKS:
            if not self.row:
                if tag != "br" or start:
                    self.end_line()
            elif self._line and not self._line[-1].endswith(("\t", " ")):
                self._line.append(" ")

    def end_line(self) -> None:
        """Close the line, unless it is empty."""
        cells = [re.sub(" {2,}", " ", cell).strip(" ") for cell in "".join(self._line).split("\t")]
        line = "\t".join(cells).rstrip("\t") if any(cells) else ""
        if line:
            self._lines.append(line)
        self._line = []

    def text(self) -> str:
        """All lines, each ended."""
        self.end_line()
        return "".join(line + "\n" for line in self._lines)
