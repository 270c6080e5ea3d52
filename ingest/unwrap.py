"""Which line breaks end a paragraph, and which only end a line of a page: decided from the text's own line lengths."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from ingest.markers import at_line_start

_LINE = re.compile(r"[^\n\0 \u3000][^\n]*")
_NARROW = re.compile(r"[\0 \u3000]")
_HALF = re.compile(r"[!-~]")
_MARKUP = re.compile(r"(?:#{1,6} +|[-*>] )")
_ENDS_SENTENCE = re.compile(r"[。；：！？;:!?][”’）)》」』]*$|…$")
_OPEN_END = re.compile(r"[，、（(《〈“‘「『〔【—,]$")
_CANNOT_BEGIN = re.compile(r"[，。；：、！？）》〉”’」』〕】％%,;)\]]")
_CONNECTING = re.compile(r"(?:[，、（(《〈“‘和及与或至到第按照依据根据符合]|即)$")
TITLE = re.compile(
    r"[^，。；：、！？,;:]{4,60}(?:通知|通告|公告|意见|方案|办法|规定|条例|细则|规则|决定|规划|计划|措施|纲要|指南|准则|标准|章程|意見|辦法|規定|條例|細則|規則|決定)"
    r"(?:[（(][^（）()]*[）)])?"
)
_MIN_WRAP, _MIN_LINES = 16, 8
_SLACK = 3.0  # how much shorter than the page's measure a full line may be


@dataclass(frozen=True, slots=True)
class _Line:
    start: int  # of the text, after the indent
    end: int  # after the last character that is no space
    indent: int
    width: float
    text: str


def wrap_width(widths: list[float]) -> float | None:
    """The measure the lines were wrapped at, or None where lines are paragraphs.

    Wrapped text has one width that a large share of the lines reach and hardly any exceeds.
    """
    counts = Counter(round(w) for w in widths)
    best = max(counts, key=lambda w: (counts[w] + counts[w - 1] + counts[w - 2], w), default=0)
    full = sum(counts[best - d] for d in range(3))
    longer = sum(n for w, n in counts.items() if w > best + 2)
    if best < _MIN_WRAP or full < _MIN_LINES or full < 0.25 * len(widths) or longer > 0.1 * len(widths):
        return None
    return float(best)


def soft_breaks(text: str) -> tuple[list[tuple[int, int]], bool]:
    """Spans of white space that only wrap a line, and whether the whole text is wrapped."""
    lines = _lines(text)
    width = wrap_width([line.width for line in lines])
    if width is not None:
        full = [line for line in lines if line.width >= width - _SLACK]
        if sum(not _ENDS_SENTENCE.search(line.text) for line in full) < 0.5 * len(full):
            width = None
    indented = width is not None and sum(line.indent >= 2 for line in lines) >= 0.05 * len(lines)
    joins = []
    for i in range(len(lines) - 1):
        line, after = lines[i], lines[i + 1]
        if _continues(line, after, width, indented, _depth_open(line.text)):
            joins.append((line.end, after.start))
    return joins, width is not None


def _lines(text: str) -> list[_Line]:
    found = []
    for match in _LINE.finditer(text):
        raw = match[0]
        kept = raw.rstrip("\0 \u3000")
        before = text.rfind("\n", 0, match.start()) + 1
        blank = text[before : match.start()]
        indent = blank.count(" ") + 2 * blank.count("\u3000")
        bare = _NARROW.sub("", kept)
        width = len(bare) - 0.5 * len(_HALF.findall(bare))
        found.append(_Line(match.start(), match.start() + len(kept), indent, width, kept))
    return found


def _depth_open(line: str) -> bool:
    """True if a bracket that the line opens stays open."""
    return line.count("《") > line.count("》") or line.count("（") + line.count("(") > line.count("）") + line.count(
        ")"
    )


def _continues(line: _Line, after: _Line, width: float | None, indented: bool, is_open: bool) -> bool:
    """True if `after` goes on with the paragraph of `line`."""
    if _CANNOT_BEGIN.match(after.text):
        return True
    if _MARKUP.match(after.text):
        return False
    marker = at_line_start(after.text)
    ends = bool(_ENDS_SENTENCE.search(line.text))
    full = width is not None and line.width >= width - _SLACK
    if marker:
        return bool(full and not ends and (_CONNECTING.search(line.text) or marker.is_article))
    if _OPEN_END.search(line.text) and not ends:
        return True
    if width is None or ends:
        return False
    if indented and after.indent >= 2 and line.indent < 2 + after.indent:
        return False
    if is_open and line.width >= 0.25 * width:
        return True
    return full and not TITLE.fullmatch(after.text)
