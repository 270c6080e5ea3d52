"""The documents that a text names: those it rests on or cites, by their titles and numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.repeals import title_key
from ingest.titles import NUMBER
from ingest.types import Normalized, Reference

_NAME = re.compile(r"《(?P<title>(?:[^《》\n]|《[^《》\n]*》)+)》(?: ?\((?P<about>[^()\n]{2,60})\))?")
_ALONE = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=根据)|(?<=按照)|(?<=依据)|(?<=落实)|(?<=执行)|(?<=参照)|(?<=[原以和与及]))"
    r"[\u4e00-\u9fff]{2,12}[〔\[(【]\d{4}[〕\])】]第?\d{1,5}号"
)
_VERSION = (
    r"(?:\((?:试行|暂行|修订|修正|草案|征求意见稿|[^()]{0,20}版|[一二三四五六七八九十\d]{1,4}|20\d\d[^()]{0,12})\))?"
)
# What a document of an office is called; a form, a contract or a table is none.
_DOCUMENT = re.compile(
    r"(?:法|条例|办法|规定|细则|规则|规程|意见|通知|通告|公告|决定|决议|规划|计划|纲要|方案|措施|政策|准则|标准|规范|章程|指南|指引|目录|要点|批复|"
    rf"命令|法典|公约|协定|解释|制度|若干条|\d+条){_VERSION}$"
)


def find_cited(
    norm: Normalized, title: str, number: str | None, repeals: Sequence[Reference] = ()
) -> tuple[Reference, ...]:
    """Other documents that the text names, each once, where it names it first.

    Args:
        norm: The text.
        title: The document's own title in its search form: what it itself issues is no other document.
        number: Its own number.
        repeals: Documents that it repeals, which are not wanted here.
    """
    own = title_key(title)
    left_out = {title_key(one.title) for one in repeals if one.title}
    found: dict[str, Reference] = {}
    numbers = {one.number for one in repeals} | {number}
    for match in _NAME.finditer(norm.text):
        about = NUMBER.fullmatch(match["about"].strip()) if match["about"] else None
        named = match["title"].strip()
        if about:
            numbers.add(about["number"])
        key = title_key(named)
        if not key or key in own or key in left_out or not (about or _DOCUMENT.search(named)):
            continue
        if key not in found or (about and found[key].number is None):
            end = match.end() if about else match.end("title") + 1
            found[key] = _reference(norm, named, about["number"] if about else None, match.start(), end)
    for match in _ALONE.finditer(norm.text):
        if match[0] not in numbers:
            found.setdefault(match[0], _reference(norm, None, match[0], *match.span()))
    return tuple(sorted(found.values(), key=lambda one: one.start))


def _reference(norm: Normalized, title: str | None, number: str | None, start: int, end: int) -> Reference:
    return Reference(title, number, *norm.source_span(start, end))
