"""The documents that a text names: those it rests on or cites, by their titles and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.repeals import names_of, title_key
from ingest.titles import NUMBER
from ingest.types import Normalized, Reference

_NAME = re.compile(
    r"《(?P<title>(?:[^《》\n]|《[^《》\n]*》)+)》(?:(?:的(?:通知|公告|决定))? ?\((?P<about>[^()\n]{2,60})\))?"
)
_ORDER = re.compile(r"(?P<number>[\u4e00-\u9fff]{2,20}令 ?第 ?\d{1,5} ?号)")
_YEAR_AND_NUMBER = re.compile(r"[〔\[(【]\d{4}[〕\])】]第?\d{1,5}号")
_OFFICE = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,12}$")
_LEAD_IN = re.compile(r".*(?:根据|按照|依据|落实|执行|参照|[原以和与及的])")
_LONGEST_OFFICE = 20
_VERSION = (
    r"(?:\((?:试行|暂行|修订|修正|草案|征求意见稿|[^()]{0,20}版|[一二三四五六七八九十\d]{1,4}|20\d\d[^()]{0,12})\))?"
)
# What a document of an office is called; a form, a contract or a table is none.
_DOCUMENT = re.compile(
    r"(?:法|条例|办法|规定|细则|规则|规程|意见|通知|通告|公告|决定|决议|规划|计划|纲要|方案|措施|政策|准则|标准|规范|章程|指南|指引|目录|要点|批复|"
    rf"命令|法典|公约|协定|解释|制度|若干条|\d+条){_VERSION}$"
)


_SHORT = 5  # 工作指引 is a name given in the text, 专利法 a title


def find_cited(
    norm: Normalized, title: str, own_number: str | None, repeals: Sequence[Reference] = ()
) -> tuple[Reference, ...]:
    """Other documents that the text names, each once, where it names it first.

    Args:
        norm: The text.
        title: The document's own title in its search form: what it itself issues is no other document.
        own_number: Its own number.
        repeals: Documents that it repeals, which are not wanted here.
    """
    left_out = {title_key(one) for one in ("", *names_of(title), *(r.title or "" for r in repeals))}
    found: dict[str, Reference] = {}
    numbers = {one.number for one in repeals} | {own_number}
    for match in _NAME.finditer(norm.text):
        said = (match["about"] or "").strip()
        about = NUMBER.fullmatch(said) or _ORDER.fullmatch(said)
        named = match["title"].strip()
        if about:
            numbers.add(about["number"])
        key = title_key(named)
        if key in left_out or not (about or _names_a_document(named)):
            continue
        if key not in found or (about and found[key].number is None):
            end = match.end() if about else match.end("title") + 1
            found[key] = _reference(norm, named, about["number"] if about else None, match.start(), end)
    for number, start, end in _alone(norm.text):
        if number not in numbers:
            found.setdefault(number, _reference(norm, None, number, start, end))
    return tuple(sorted(found.values(), key=lambda one: one.start))


def _names_a_document(title: str) -> bool:
    return bool(_DOCUMENT.search(title)) and (len(title) > _SHORT or title.endswith(("法", "法典", "条例")))


def _alone(text: str) -> Iterator[tuple[str, int, int]]:
    """Numbers of documents wherever they stand: 国发〔2015〕3号."""
    for match in _YEAR_AND_NUMBER.finditer(text):
        before = text[max(0, match.start() - _LONGEST_OFFICE) : match.start()]
        lead_in = _LEAD_IN.match(before)
        office = _OFFICE.search(before[lead_in.end() :] if lead_in else before)
        if office:
            start = match.start() - len(office[0])
            yield text[start : match.end()], start, match.end()


def _reference(norm: Normalized, title: str | None, number: str | None, start: int, end: int) -> Reference:
    return Reference(title, number, *norm.source_span(start, end))
