"""What a sentence stands in: the line that opens its list, and whether it tells of the past."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ingest.facts.statements import list_kind
from ingest.types import Clause

_NEWS = ("记者", "获悉", "发布会", "据悉", "本报讯", "介绍，", "表示，")
_LABEL = 16  # characters of an item that only names what its own items are of
_OF_ITS_OWN = re.compile("标准|额度|金额|方式|程序|流程|时间|期限|依据|材料|文件|条件|对象|要求|不得|罚|下列|以下|如下")
_HEAD = 120  # characters of a title
_PAST = re.compile(
    r"截[至止](?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日|目前|今|[上去]?年底|[^，。；]{0,4}[，,])|目前(?!无|没有|尚未)|已(?:累计|经?达到|超过|突破|完成|建成|有|形成|发放|拨付|预拨|投入|筹措|启动|设|恢复|占)|"
    r"累计(?:筹措|投入|发放|减|新增|报告|完成|实现)|同比|近年来|据[^，。；]{0,8}(?:统计|测算|介绍)|过去|[五十]年(?:来|间|累计|总体|年均|接近|增加)|[上去]年(?!度)|增加到|上升到|增至|压减|"
    r"仅此?[^，。；]{0,12}就"
)
_FUTURE = re.compile(
    r"(?<!截)(?:到|至)20\d\d年|力争|目标|将(?=[在于会达不给拿安采继对按以有从推降提增减扩]|进一步|提供|出台)|计划|(?<![主需重必])要(?![求点素件])|确保|拟|未来|下一步|底前"
)


def is_report(text: str) -> bool:
    """Whether a document is news or a report of what was done, and no rule or plan: its sums are mostly results."""
    if re.search("工作报告|发布会|记者", text[:_HEAD]):
        return True
    return sum(text.count(word) for word in _NEWS) >= 2 + len(text) // 20_000


def tells(text: str, start: int, end: int, report: bool) -> bool:
    """Whether a sentence says what was reached or done."""
    if _FUTURE.search(text, start, end):
        return False
    return report or _PAST.search(text, start, end) is not None


def leads(text: str, clauses: Sequence[Clause], places: Mapping[str, tuple[int, int]]) -> dict[str, str]:
    """For each clause the line of its parent that ends with a colon and opens the list it stands in, or the heading.

    Args:
        text: The normalised text.
        clauses: The clauses of the document, in order.
        places: Start and end of each clause in the text.
    """
    own: dict[str | None, str] = {}
    out: dict[str, str] = {}
    for clause in clauses:
        start, end = places[clause.clause_id]
        out[clause.clause_id] = own.get(clause.parent, "")
        while end > start and text[end - 1].isspace():
            end -= 1
        if end == start or text[end - 1] not in "：:":
            own[clause.clause_id] = clause.heading or ""
            continue
        begin = max(start, *(text.rfind(mark, start, end) + 1 for mark in "。！？；\n"))
        line = text[begin:end].strip()
        within = len(line) <= _LABEL and not _OF_ITS_OWN.search(line) and list_kind(out[clause.clause_id]) is not None
        own[clause.clause_id] = out[clause.clause_id] if within else line  # 一、重要产业：…, in a list of conditions
        if begin > start and text[begin - 1] == "\n":
            own[clause.parent] = line  # a second list begins behind the items of the first
    return out
