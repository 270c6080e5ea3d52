"""Who is responsible: 责任单位 in brackets or on a line, and annex records written as lines of label and value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.facts.phrases import Starts

_LABELS = (
    "责任单位|责任部门|牵头考核单位|牵头单位|牵头部门|配合单位|配合部门|主管部门|实施单位|实施部门|承办单位|主办单位|"
    "协办单位|责任主体|负责单位|负责部门|受理单位|受理部门|办理单位|办理部门|执行单位|政策解读单位"
)
_DUTY = re.compile(rf"(?P<label>{_LABELS})[：:](?P<bodies>(?:[^()（）\n。；]|[(（][^()（）\n]*[)）])+)")
# (市科技局、市财政局负责) · (市科技局牵头，市财政局配合)
_BRACKET = re.compile(
    r"[(（](?P<bodies>[^()（）\n。]{2,80}?)(?P<label>牵头负责|负责|牵头)(?:[，,；;、][^()（）\n。]*)?[)）]"
)
_LABEL_OR_BRACKET = re.compile("[：:]|负责|牵头")
_RECORD = re.compile(r"^[ \t]*(?P<label>[一-鿿()（）]{2,10})[：:][ \t]*(?P<value>[^\n]+)$", re.MULTILINE)
_OF_TASK = re.compile("责任|牵头|单位|部门|启动|完成|成果")  # a record of a task, not a form or questions and answers


@dataclass(frozen=True, slots=True)
class Duty:
    """Bodies named as responsible; spans index the text given."""

    label: str
    bodies: tuple[str, ...]
    start: int  # the label and the bodies
    end: int
    bodies_start: int
    bodies_end: int


@dataclass(frozen=True, slots=True)
class Record:
    """One line of an annex record: label and value."""

    label: str
    value: str
    start: int
    end: int
    value_start: int
    value_end: int


def label_starts(text: str) -> Starts:
    """Where a label or a bracket of bodies may stand: a quick look that spares most clauses the full one."""
    return Starts(_LABEL_OR_BRACKET, text)


def find_duties(text: str, start: int, end: int) -> Iterator[Duty]:
    """Every 责任单位 line or bracket in text[start:end]."""
    for pattern, needed in ((_DUTY, "：:"), (_BRACKET, "责头")):
        if text.find(needed[0], start, end) < 0 and text.find(needed[1], start, end) < 0:
            continue
        for m in pattern.finditer(text, start, end):
            names = bodies(m["bodies"])
            if names:
                first, last = min(m.start("label"), m.start("bodies")), max(m.end("label"), m.end("bodies"))
                yield Duty(m["label"], names, first, last, m.start("bodies"), m.end("bodies"))


def bodies(text: str) -> tuple[str, ...]:
    """科技厅、省发展改革委，教育厅等 → the bodies, brackets kept whole."""
    out, depth, begin = [], 0, 0
    for i, char in enumerate(text + "、"):
        if char in "(（":
            depth += 1
        elif char in ")）":
            depth -= 1
        elif char in "、，,；; " and depth <= 0:
            name = text[begin:i].strip()
            if name:
                out.append(re.sub(r"(?<=.{2})等$", "", name))
            begin = i + 1
    return tuple(out)


def find_records(text: str, start: int, end: int) -> list[Record]:
    """Lines of label and value, where a clause has at least three of them: an annex table written as lines."""
    if text.count("：", start, end) + text.count(":", start, end) < 3:
        return []
    found = [
        Record(m["label"], m["value"].strip(), m.start("label"), m.end("value"), m.start("value"), m.end("value"))
        for m in _RECORD.finditer(text, start, end)
    ]
    return found if len(found) >= 3 and any(_OF_TASK.search(r.label) for r in found) else []
