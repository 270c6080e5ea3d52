"""What a document's first and last lines say of it: title, number, issuing body, day of issue, addressees."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.lines import Line, Said, lines_of
from ingest.signatures import issue_of
from ingest.titles import number_of, title_of
from ingest.types import Clause, Normalized

_FIRST_LINES, _HEAD_LINES, _HALF_NAME = 12, 400, 30
_ADDRESSEES = re.compile(
    r"(?P<who>(?:尊敬的|各|省|市|州|县|区|全|驻|有关|相关|国务院|中央|[\u4e00-\u9fff（）()]{2,20}[局委部厅办院会行区县市]、)[^。；：！？《》]{1,220}?)"
    r"[：:](?=\s|$)"
)
_NO_ADDRESSEE = re.compile(r"如下|以下|下列|包括|[为是有]$|^(?:各地|各位)?要|要求|时间|日期|标题|来源")
_ADDRESSED = re.compile(
    r"各|有关|相关|直属|政府|委员会|办公[厅室]|[局委厅部办处院校司行](?:$|[、，,(（])|企业|单位|机构|纳税人|居民|市民|群众|同志|代表|老师|同学|家长"
)
_DRAFT_TITLE = re.compile(r"征求意见稿|公开征求意见|送审稿|\(草案\)")
_ENDED_LINE = re.compile(
    r"(?:文件状态|效力状态|有效性|时效性|时效|是否有效|状态)[：:] *(?:已|全文)?(?:废止|失效)(?:或失效)?$"
)
_DRAFT_LINE = re.compile(r"\(?(?:公开)?(?:征求意见稿|送审稿)\)?")


@dataclass(frozen=True, slots=True)
class Head:
    """What was found; None where the document does not say."""

    title: Said | None
    title_text: str  # search form of the title, "" where there is none
    number: Said | None
    issuer: Said | None
    issued: Said | None
    addressees: Said | None
    draft: Said | None
    repealed: Said | None
    lines: tuple[Line, ...]  # the lines before the first clause


def read_head(norm: Normalized, clauses: Sequence[Clause]) -> Head:
    """Read the lines before the first clause and those of the closing parts."""
    first = next((c for c in clauses if c.role == "clause"), None)
    lines = lines_of(norm, 0, norm.at(first.start) if first else len(norm.text))
    lines = lines[: _HEAD_LINES if first else _FIRST_LINES]
    tail = [n for c in clauses if c.role == "tail" for n in lines_of(norm, _line_before(norm, c), norm.at(c.end))]
    number = number_of(lines)
    title, text = title_of(lines, ordered=number is not None) or (None, "")
    plain = Said(text, title.start, title.end) if title else None
    issue = issue_of(lines, tail or lines_of(norm, 0, len(norm.text))[-6:], plain, number)
    return Head(
        title=title,
        title_text=text,
        number=number,
        issuer=issue.issuer,
        issued=issue.issued,
        addressees=_addressees(lines),
        draft=_draft(plain, lines),
        repealed=next((line.said() for line in lines if _ENDED_LINE.match(line.text)), None),
        lines=tuple(lines),
    )


def _line_before(norm: Normalized, tail: Clause) -> int:
    """Where a tail begins, with the line above it if that is short: the first half of a torn name."""
    start = norm.at(tail.start)
    above = norm.text.rfind("\n", 0, max(0, start - 1)) + 1
    return above if 0 < start - above <= _HALF_NAME + 1 else start


def _addressees(lines: Sequence[Line]) -> Said | None:
    """Whom a notice is sent to: the line, or the beginning of a line, that names bodies before a colon."""
    for line in lines:
        found = _ADDRESSEES.match(line.text)
        if found and _ADDRESSED.search(found["who"]) and not _NO_ADDRESSEE.search(found["who"]):
            return line.said(*found.span("who"))
    return None


def _draft(title: Said | None, lines: Sequence[Line]) -> Said | None:
    """Where the title, or a line of its own, says that it is a draft."""
    if title and (found := _DRAFT_TITLE.search(title.value)):
        return Said(found[0], title.start + found.start(), title.start + found.end())
    return next((line.said() for line in lines if _DRAFT_LINE.fullmatch(line.text)), None)
