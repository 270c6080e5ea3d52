"""The source mended, un-wrapped and simplified, with every character mapped back to where it came from.

`shown` is the mended reading in the issued script and width. `text`, of the same length, is for parsing and search:

- Simplified (OpenCC t2s); 「」『』 become “”‘’;
- ASCII letters, digits, `%`, `(`, `)`, `.`, `-`, `/`, `+`, `=` are half-width;
- sentence punctuation is full-width: `，` `；` `：` `！` `？`, also where a half-width one stands in Chinese context;
  `。` and `、` stay as they are.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from functools import cache
from typing import Any

from ingest.markers import Mark, read_mark
from ingest.mend import GONE, HAN, mend
from ingest.types import Normalized
from ingest.unwrap import soft_breaks

_KEPT = re.compile(f"[^{GONE}]+")
# A break, a run of spaces, or markup; told apart by the first character, which lets the regex skip to it fast.
_TOKEN = re.compile(
    r"[\n \u3000#<*](?:(?<=\n)[\n \u3000]*|(?<=[ \u3000])[ \u3000]*"
    r"|(?<=#)(?:(?<=\n#)|(?<![\s\S]#))#{0,5} +|(?<=<)!--[^\n]{0,500}?-->|(?<=\*)\*)"
)
_SENTENCE_END = frozenset("。；：！？…”）)》」;:!?")
_HARD_END = frozenset("。；：！？!?;")
_CLOSE_UP = frozenset("，。；：、！？）》〉”’」』〕】％%,;:!?)]")
_OPENING = frozenset("（《〈“‘「『〔【([")
_CLOSING = frozenset("）》〉”’」』〕】，、；：。！？")
_CONNECTS = frozenset("第和及与或至、，按照依据符合（《“")
_MARK_CHARS = frozenset("第附（(0123456789０１２３４５６７８９一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩㈠⑴⒈")
_DIGITS = frozenset("0123456789０１２３４５６７８９")
_COMMA = re.compile("[，。；、！？,;]")
_ISOLATED = re.compile(r"[ \u3000]([0-9０-９][0-9０-９.,．，]*[%％‰]?)[ \u3000]")
_NUMBER_BEFORE = re.compile(f"[{HAN}][ \u3000]?[0-9０-９.,．，]{{1,8}}[%％‰]?$")
_FULL_DATE = re.compile(r"[0-9０-９]{4} ?年 ?[0-9０-９]{1,2} ?月 ?[0-9０-９]{1,2} ?日")
_ARTICLE_END = re.compile(r"第[^第\n]{1,8}[条條]$")
_IS_HAN = re.compile(f"[{HAN}]")
_FLAT_GAP = re.compile(r"[。；：！？”）][ \u3000]+\S")
_FLAT_LENGTH = 200

_HALF_WIDTH = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "，；：！？"},
    **dict(zip(map(ord, "「」『』﹙﹚﹪﹐﹔﹕︰﹑﹗﹖␣"), "“”‘’()%，；：：、！？ ", strict=True)),
    0x3000: " ",
    **{code: "\ufffd" for code in range(0xD800, 0xE000)},
}
_WIDE_RUN = re.compile(f"[{re.escape(''.join(map(chr, _HALF_WIDTH)))}]+")
_WIDE = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
_HALF_PUNCTUATION = re.compile(f"(?<=[{HAN}”》)〕%])[,;:!?]|[,;:!?](?=[{HAN}“《])")


def normalize(source: str) -> Normalized:
    """Mend, un-wrap and simplify a source text; see the module's docstring for what each form holds."""
    mended = mend(source)
    joins, wrapped = soft_breaks(mended)
    text, offsets = _take(_without_breaks(mended, joins), None)
    cells = _cell_gaps(source, offsets) if "\t" in source else frozenset()
    shown, offsets = _edit(text, offsets, _space_edits(text, wrapped, cells))
    offsets.append(len(source))
    return Normalized(text=_search_form(shown), shown=shown, offsets=offsets)


def _without_breaks(text: str, joins: list[tuple[int, int]]) -> str:
    """The text with the given spans of white space gone; a blank stays between two ASCII words."""
    parts, at = [], 0
    for start, end in joins:
        parts.append(text[at:start])
        words = text[start - 1].isascii() and text[start - 1].isalnum() and text[end].isascii() and text[end].isalnum()
        parts.append((" " if words else GONE) + GONE * (end - start - 1))
        at = end
    parts.append(text[at:])
    return "".join(parts)


def _take(text: str, offsets: array[int] | None) -> tuple[str, array[int]]:
    """The text without `GONE`, and where each character left came from."""
    kept: array[int] = array("q")
    for run in _KEPT.finditer(text):
        kept.extend(range(run.start(), run.end()) if offsets is None else offsets[run.start() : run.end()])
    return text.replace(GONE, ""), kept


def _edit(text: str, offsets: array[int], edits: Iterable[tuple[int, int, str]]) -> tuple[str, array[int]]:
    """The text with spans replaced by one character or none."""
    parts: list[str] = []
    kept: array[int] = array("q")
    at = 0
    for start, end, new in edits:
        parts += (text[at:start], new)
        kept.extend(offsets[at:start])
        if new:
            kept.append(offsets[start])
        at = end
    parts.append(text[at:])
    kept.extend(offsets[at:])
    return "".join(parts), kept


class _Line:
    """What the spaces of one line need to know of it."""

    __slots__ = ("end", "flat", "mark", "segment", "start")

    def __init__(self, text: str, start: int) -> None:
        end = text.find("\n", start)
        self.start = self.segment = start
        self.end = len(text) if end < 0 else end
        self.mark: Mark | None = read_mark(text, start)
        self.flat = self.end - start > _FLAT_LENGTH and len(_FLAT_GAP.findall(text, start, self.end)) >= 2

    def broken(self, at: int, text: str) -> None:
        """A new paragraph begins at `at`."""
        self.start = self.segment = at
        self.mark = read_mark(text, at)


def _cell_gaps(source: str, offsets: array[int]) -> frozenset[int]:
    """Where in the text a tab of the source stands."""
    return frozenset(at for at, offset in enumerate(offsets) if source[offset] == "\t")


def _space_edits(text: str, wrapped: bool, cells: frozenset[int]) -> Iterable[tuple[int, int, str]]:
    line: _Line | None = None
    content = len(text) - len(text.lstrip(" \u3000\n"))
    for token in _TOKEN.finditer(text):
        start, end = token.span()
        first = text[start]
        if first in "#<*":
            yield start, end, ""
            continue
        if first == "\n":
            yield start, end, "" if start < content else "\n"
            line = None
            continue
        if line is None:
            begin = text.rfind("\n", 0, start) + 1
            while begin < start and text[begin] in " \u3000#":
                begin += 1
            if begin == start:  # the indent of the first line
                yield start, end, ""
                continue
            line = _Line(text, begin)
        if cells and start > line.start and end < line.end and not cells.isdisjoint(range(start, end)):
            yield start, end, " "  # between two cells of a table's row
            continue
        new = _space(text, start, end, line, wrapped)
        if new == "\n":
            line.broken(end, text)
        yield start, end, new


def _space(text: str, start: int, end: int, line: _Line, wrapped: bool) -> str:
    """What stands for the run of spaces [start, end): nothing, a blank, or a paragraph's end."""
    if start <= line.start or end >= line.end:
        return ""
    before, after = text[start - 1], text[end]
    if line.mark and start <= line.mark.end:
        return " " if start == line.mark.end and after not in _CLOSE_UP else ""
    if before in "条條" and after not in _CLOSE_UP and _ARTICLE_END.search(text[max(0, start - 12) : start]):
        return " "  # it tells an article glued to the line before from one that is only cited
    if _letter_spaced(text, start, end, line):
        return ""
    width = end - start + text.count("\u3000", start, end)
    if after in _MARK_CHARS and (before in _SENTENCE_END or width >= 4 or (line.flat and before not in _CONNECTS)):
        mark = read_mark(text, end)
        if mark and not (line.flat and text[mark.end : mark.end + 1] in _CLOSE_UP):
            return "\n"
    if (before in _HARD_END and (line.flat or width >= 3)) or (width >= 4 and not wrapped):
        return "\n"
    if after in _CLOSE_UP or before in _OPENING or before in "，、；：。！？":
        return ""
    if before in ",;:" and _IS_HAN.match(after) and not text[start - 2].isascii():
        return ""  # half-width punctuation of a Chinese sentence
    if before == "." and after in _DIGITS and text[start - 2] in _DIGITS:
        return ""  # a torn decimal: 0. 8%
    if _number_gap(text, start, end, before, after, wrapped, line.flat):
        return ""
    if line.flat:
        begin = max(line.segment, line.mark.end if line.mark else 0)
        whole = not _COMMA.search(text, begin, start) and _balanced(text[line.segment : start])
        line.segment = end
        return "\n" if whole else " "
    if before in _CLOSING or after in _OPENING:
        return ""
    return "" if wrapped and (_IS_HAN.match(before) or _IS_HAN.match(after)) else " "


def _letter_spaced(text: str, start: int, end: int, line: _Line) -> bool:
    """True between the letters of 总　则, 财 政 部, 时 间："""
    if not (_IS_HAN.match(text[start - 1]) and _IS_HAN.match(text[end])):
        return False
    first = start - 1 == line.start or (bool(line.mark) and start - 1 == line.mark.end) or text[start - 2] in " \u3000"  # type: ignore[union-attr]
    return first and (end + 1 >= line.end or text[end + 1] in " \u3000：:")


def _number_gap(text: str, start: int, end: int, before: str, after: str, wrapped: bool, flat: bool) -> bool:
    """True for the blanks that typesetting puts between Chinese and numbers: 到 2020 年."""
    digit_after, digit_before = after in _DIGITS, before in _DIGITS
    if digit_after and digit_before:
        return wrapped or (before > "9" and after > "9")
    if not (digit_after or digit_before or before in "%％‰"):
        return False
    if wrapped:
        return True
    if digit_after:
        if not _IS_HAN.match(before) or end - start > 1:
            return False
        return bool(_ISOLATED.match(text, end - 1)) or (not flat and not _FULL_DATE.match(text, end))
    if flat:
        head = _NUMBER_BEFORE.search(text[max(0, start - 16) : start])
        return bool(head and _IS_HAN.match(after))
    return bool(_IS_HAN.match(after)) and end - start == 1


def _balanced(segment: str) -> bool:
    return all(segment.count(a) == segment.count(b) for a, b in ("《》", "（）", "“”", "()"))


def _search_form(shown: str) -> str:
    """`text` of `shown`: Simplified, half-width, with full-width sentence punctuation."""
    half = _WIDE_RUN.sub(lambda m: m[0].translate(_HALF_WIDTH), shown)
    half = _HALF_PUNCTUATION.sub(lambda m: _WIDE[m[0]], half)
    return _simplified(half)


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


def _simplified(text: str) -> str:
    """Simplified text of the same length: whole, else line by line, else character by character."""
    convert = _converter().convert
    lines = text.split("\n")
    whole = convert(text).split("\n")
    if len(whole) == len(lines) and all(map(_same_length, lines, whole)):
        return "\n".join(whole)
    return "\n".join(_simplified_line(line) for line in lines)


def _simplified_line(line: str) -> str:
    convert = _converter().convert
    found = convert(line)
    if len(found) == len(line):
        return str(found)
    single = {ord(c): new for c in set(line) if len(new := convert(c)) == 1}
    return line.translate(single)


def _same_length(a: str, b: str) -> bool:
    return len(a) == len(b)
