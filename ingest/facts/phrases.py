"""Sentences, segments and fragments of normalised text, and the level words that tell subjects apart."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

_SENTENCE = re.compile(r"[^。！？\n]*[。！？]?[”」』]?\n?")
_LONGEST = 1000  # characters of a sentence: the longest real one has 600, and work grows with its square
_OPEN, _CLOSE = "(（《“「", ")）》”」"
_LEVEL_CHARS = re.compile("[级等类档星奖认评批确立首授公]")  # one of them is in every level or list of levels

LEVEL = re.compile(
    r"(?:国家|自治区|省部|省|市|州|县|区|部|厅|校|院|世界|国际)级(?:及以上|以上)?"
    r"|(?:特|一|二|三|四|五|[A-E]|[1-5])(?:等奖|等|类|级|档|星级)(?!奖|别|似|型|学校)|[A-E]{2,3}级|(?:金|银|铜)奖"
)
_LEVEL_ITEM = r"(?:国家|自治区|省部|省|市|州|县|区|特|一|二|三|四|五|[A-E]{1,3}|金|银|铜|甲|乙|丙)"
_LEVEL_TAIL = r"(?:级(?:及以上|以上)?|等奖|等|类|档|星级|奖)"
_BODY = "(?:国家|自治区|省|市|州|县|区)"
_LEVEL_LIST = re.compile(
    rf"{_LEVEL_ITEM}{_LEVEL_TAIL}?(?:[、,，和及与或/]{{1,2}}{_LEVEL_ITEM}{_LEVEL_TAIL}?)*"
    rf"[、,，和及与或/]{{1,2}}{_LEVEL_ITEM}{_LEVEL_TAIL}"
    # 经国家、省认定的
    rf"|{_BODY}(?:[、和]{_BODY})+(?=认定|评定|评为|批准|确定|立项|首台|授予|公布)"
)
_LEADING = re.compile(
    r"^(?:[\s—\-–·、，。；：)）]|(?:第[一二三四五六七八九十百零\d]+[条款项]|[(（][一二三四五六七八九十\d]+[)）]|(?:\d{1,2}|[一二三四五六七八九十]+)[、.．](?!\d)|[①-⑳])\s*|[一二三四五六七八九十]+是|同时|并且?|其中|另外|此外|以及|或者?|凡是?|对于?|如果?|若)+"
)


class Span(NamedTuple):  # not a frozen dataclass: that takes three times as long to make, and they are many
    """[start, end) of a text."""

    start: int
    end: int


class Starts:
    """Where in a text a pattern is found: found once, then asked for every clause and sentence."""

    __slots__ = ("_at",)

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self._at = [m.start() for m in pattern.finditer(text)]

    def within(self, start: int, end: int) -> bool:
        """Whether it begins in [start, end)."""
        index = bisect_left(self._at, start)
        return index < len(self._at) and self._at[index] < end


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Sentences of text[start:end], each with its closing mark, blank ones left out."""
    stop = len(text) if end is None else end
    pos = start
    while pos < stop:
        m = _SENTENCE.match(text, pos, stop)
        assert m is not None
        if m.end() == pos:
            break
        cut = m.end() if m.end() - pos <= _LONGEST else _cut(text, pos)
        if text[pos:cut].strip():
            a, b = pos, cut
            while text[a].isspace():
                a += 1
            while text[b - 1].isspace():
                b -= 1
            yield Span(a, b)
        pos = cut


def _cut(text: str, start: int) -> int:
    """Where to end what is too long for a sentence: after its last mark within reach."""
    marks = (text.rfind(mark, start, start + _LONGEST) for mark in "；，、")
    return next((at + 1 for at in marks if at > start), start + _LONGEST)


def split(text: str, span: Span, marks: str) -> list[Span]:
    """Parts of a span between `marks`, which are not looked for inside brackets and quotation marks."""
    for mark in marks:
        if text.find(mark, span.start, span.end) >= 0:
            break
    else:
        return [span] if span.end > span.start else []
    out, depth, begin = [], 0, span.start
    for found in _stops(marks).finditer(text, span.start, span.end):
        char = found[0]
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0:
            out.append(Span(begin, found.start()))
            begin = found.end()
    out.append(Span(begin, span.end))
    return [s for s in out if s.end > s.start]


@cache
def _stops(marks: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(marks + _OPEN + _CLOSE)}]")


def levels(text: str) -> list[str]:
    """The levels a text names, in order, lists written out: 国家、省级 → 国家级, 省级."""
    out: list[str] = []
    pos = 0
    while _LEVEL_CHARS.search(text, pos):
        listed = _LEVEL_LIST.search(text, pos)
        single = LEVEL.search(text, pos)
        if listed and (single is None or listed.start() <= single.start()):
            out += level_list(listed[0])
            pos = listed.end()
        elif single:
            out.append(single[0])
            pos = single.end()
        else:
            break
    return list(dict.fromkeys(out))


def find_level_lists(text: str) -> Iterator[str]:
    """The lists of at least two levels in a text."""
    return (m[0] for m in _LEVEL_LIST.finditer(text))


def level_list(text: str) -> list[str]:
    """国家级、省级 · 国家、省、市级 · 一、二、三等奖 → each with its tail."""
    items = [i for i in re.split(r"[、,，和及与或/]+", text) if i]
    tail_match = re.search(_LEVEL_TAIL + "$", items[-1])
    tail = tail_match[0] if tail_match else "级"
    return [i if re.search(_LEVEL_TAIL + "$", i) else i + tail for i in items]


def strip_lead(text: str) -> str:
    """A phrase without list words, marks and connectives in front."""
    return _LEADING.sub("", text)
