"""Clause marks: 第三条, 一、, （一）, 1., (1), ①, 附件 …: their style, ordinal and extent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ingest.numerals import to_int

Style = Literal[
    "part", "chapter", "section", "article", "paragraph", "item",
    "han", "han_paren", "arabic", "row", "arabic_paren", "arabic_close", "circled", "latin", "annex",
]  # fmt: skip

# The order in which official documents nest marks; a text's own nesting wins over it.
RANK: dict[Style, int] = {
    "annex": 0, "part": 1, "chapter": 2, "section": 3, "article": 4, "paragraph": 5, "item": 6,
    "han": 7, "han_paren": 8, "arabic": 9, "row": 9, "arabic_paren": 10, "arabic_close": 10, "circled": 11,
    "latin": 12,
}  # fmt: skip
STRUCTURAL: frozenset[Style] = frozenset(("part", "chapter", "section", "article"))

_HAN = "〇零一二三四五六七八九十百千两兩廿卅"
_GAP = "[ \u3000\0]"
_IDEOGRAPH = "\u3400-\u4dbf\u4e00-\u9fff"
_NUMBER = rf"(?:[{_HAN}](?:{_GAP}?[{_HAN}])*|[0-9０-９]{{1,4}}(?:[-－][0-9０-９]{{1,2}})?)"
_UNIT = {
    "编": "part", "編": "part", "篇": "part", "分": "part", "章": "chapter", "节": "section", "節": "section",
    "条": "article", "條": "article", "款": "paragraph", "项": "item", "項": "item",
}  # fmt: skip

# 1.5亿, 0. 8%: a number, no mark
_DECIMALS = rf"{_GAP}?[0-9０-９]{{1,3}}(?:[%％‰]|[．.][0-9０-９]|{_GAP}?[万亿萬億元个個倍])"

_MARK = re.compile(
    rf"""
    第{_GAP}?(?P<nth>{_NUMBER}){_GAP}?(?P<unit>部分|[编編篇章节節条條款项項])(?:之(?P<sub>[{_HAN}]+|[0-9]+))?
    | (?P<han>[{_HAN}]{{1,4}}){_GAP}?(?:之(?P<hansub>[{_HAN}]{{1,2}}))?{_GAP}?[、．.](?![{_HAN}]{{1,3}}[、，])
    | [（(]{_GAP}?(?P<hanparen>[{_HAN}]{{1,4}}(?:之[{_HAN}]{{1,2}})?){_GAP}?[）)]、?
    | [（(]{_GAP}?(?P<paren>[0-9０-９]{{1,3}}){_GAP}?[）)]、?
    | (?P<close>[0-9０-９]{{1,2}})[）)]、?
    | (?P<arabic>[0-9０-９]{{1,3}})
      (?: {_GAP}?、(?![0-9０-９]{{1,2}}[、，])
        | [．.](?!{_DECIMALS})(?![0-9０-９])
        | [．.](?=[0-9０-９]{{4}}年) )
    | [（(]?(?P<latin>[A-Za-z])(?:{_GAP}?[．.、）)])(?={_GAP}?[{_IDEOGRAPH}“《（(])
    | (?P<one>[㈠-㈩]|[⑴-⒇]|[⒈-⒛]|[①-⑳㉑-㉟❶-❿])、?
    """,
    re.VERBOSE,
)
_ANNEX = re.compile(
    rf"(?P<word>附{_GAP}*[件表录錄图圖]|附)(?P<n>{_GAP}?(?:[0-9０-９]{{1,2}}|[{_HAN}]{{1,3}}))?{_GAP}*(?P<colon>[:：])?{_GAP}*(?P<rest>[^\n]*)"
)
# What follows a mark that is quoted, not issued: 第三条所称…, 第一款规定…, 第二条第三款
_REFERENCE = re.compile(
    rf"所[称稱指列定规規涉述]|[规規]定|[和及与與或至到](?=[第本前其附])|[之的]|中(?=[的，规規所第、])|修改[为為]|改[为為]|[款项項]|"
    rf"第{_GAP}?{_NUMBER}{_GAP}?[款项項]"
)
_GOES_ON = frozenset("，。；、）)》”,;")
_REFERENCE_LOOSE = re.compile(rf"{_GAP}*(?:项规定|項規定|项所|項所|、[（(]|至[（(]|和[（(]|或[（(]|项|項|款)")


@dataclass(frozen=True, slots=True)
class Mark:
    """A clause mark at a place in a text: [start, end), its style and its number."""

    start: int
    end: int
    style: Style
    number: int
    sub: int = 0  # 第三条之一 → 1

    @property
    def is_article(self) -> bool:
        """True for marks that prose refers to by name (第三条), so that they may stand in a sentence."""
        return self.style in ("part", "chapter", "section", "article", "paragraph", "item")


def read_mark(text: str, at: int = 0) -> Mark | None:
    """The mark that begins at `at`, or None; a reference such as 第三条所称 is none."""
    match = _MARK.match(text, at)
    if not match:
        return None
    end = match.end()
    if match["nth"]:
        return _article(match, text, end)
    style, numeral = _plain(match)
    if style in ("han_paren", "arabic_paren", "circled") and _REFERENCE_LOOSE.match(text, end):
        return None
    if style == "latin":
        return Mark(match.start(), end, style, ord(numeral) - 96)
    base, _, sub = numeral.partition("之")
    number = to_int(base)
    second = to_int(sub or match["hansub"] or "") or 0
    if number is None or number == 0 or number > 400:
        return None
    return Mark(match.start(), end, style, number, second)


def _plain(match: re.Match[str]) -> tuple[Style, str]:
    if match["han"]:
        return "han", match["han"]
    if match["hanparen"]:
        return "han_paren", match["hanparen"]
    if match["paren"]:
        return "arabic_paren", match["paren"]
    if match["close"]:
        return "arabic_close", match["close"]
    if match["arabic"]:
        return "arabic", match["arabic"]
    if match["latin"]:
        return "latin", match["latin"].lower()
    one = match["one"]
    if one <= "⒇" and one >= "⑴":
        return "arabic_paren", one
    if one <= "⒛" and one >= "⒈":
        return "arabic", one
    if "㈠" <= one <= "㈩":
        return "han_paren", one
    return "circled", one


def _article(match: re.Match[str], text: str, end: int) -> Mark | None:
    if _REFERENCE.match(text, end) or text[end : end + 1] in _GOES_ON:
        return None
    base, _, dash = match["nth"].replace("－", "-").partition("-")
    number = to_int(base.replace(" ", "").replace("\u3000", "").replace("\0", ""))
    if not number:
        return None
    style: Style = "part" if match["unit"] == "部分" else _UNIT[match["unit"]]  # type: ignore[assignment]
    sub = to_int(match["sub"] or "") or to_int(dash) or 0
    if style in ("paragraph", "item"):
        return None  # 款 and 项 are not headings: they are counted, not printed
    return Mark(match.start(), end, style, number, sub)


def at_line_start(line: str) -> Mark | None:
    """The mark a line begins with, or None."""
    return read_mark(line, 0)


def read_annex(line: str) -> re.Match[str] | None:
    """A line that names an annex: groups word, n, colon, rest."""
    return _ANNEX.match(line)
