"""Which counts are facts: how many are allowed, taken or given out, what is aimed at, of how many a body is made up."""

from __future__ import annotations

import re

from ingest.facts.context import Context
from ingest.facts.frames import Frame
from ingest.facts.patterns import AIM, OBLIGED, TARGET
from ingest.facts.phrases import Span
from ingest.facts.values import Value
from ingest.types import FactKind

_REQUIRES = re.compile("(?:应当?|须|必须)(?:达到?|为|有|在)?$")
_TIMES = re.compile("次数|补正|延[长期展]|展期")
_KIND_OF_BODY = re.compile(r"(?:省属|部委|部门|高等|民营|国有)")
_PLACES = re.compile("(?:指标|名额|编制|岗位)")
_BUILD = re.compile("建[成设立]|培[育养]|新增|引进|组建|打造|形成|达到|每年(?:遴选|支持|选派|选取|评选|安排)")
_LIMIT = re.compile(r"最多|至多|限[报推申购领租]|不得?超过|不超过|不得多于|(?:只|仅)[能限可准得]|为限")
# 招聘教师36名, 供应公租房120套: how many are taken or given out
_PROVIDED = re.compile(r"(?:招聘|招收|招募|招录|选聘|供应|配租|配售|评选)[^，。；、\d]{0,16}$")
# 委员会由七至十一人组成, 设主任一人、委员八至十人
_MADE_UP = re.compile("(?:委员|成员|理事|监事|董事|副?主任|人数|名额|次数|总数)(?:应当?|须|总数|人数|均|为|有){0,3}$")
_PERMITS = re.compile("(?:的|者)[^，。；]{0,6}，(?:均?可|得(?![少多]))")


def kind_of_count(text: str, segment: Span, frame: Frame, v: Value, context: Context) -> FactKind | None:
    if context.qualifies and v.bound != "exact":
        return "condition"
    if _KIND_OF_BODY.match(frame.after):
        return None
    if context.told or _heading(text, v) or _once(frame, v):
        return None
    if v.bound != "at_least" and (
        _LIMIT.search(frame.before[-14:] + text[v.start_bound : v.start]) or "限" in text[v.end : v.end_bound]
    ):
        return "quota"
    aim = context.year is not None or bool(AIM.search(text, segment.start, v.end_bound + 8))
    if v.unit in ("名", "个", "人") and _PLACES.match(frame.after):
        return "quota"
    if v.unit in ("名", "人", "套", "家", "项", "次") and (
        _made_up(frame, v) or (not aim and _PROVIDED.search(frame.before))
    ):
        return "quota"
    if v.bound in ("at_least", "at_most") and not aim and OBLIGED.match(text, v.end_bound):
        return "condition" if _PERMITS.match(text, v.end_bound) else None  # 续航八十公里以上者，可认定为…
    if not aim and v.bound != "exact" and _REQUIRES.search(frame.before):
        return "condition"  # 场地面积应达200平方米以上
    if aim or TARGET.search(frame.lead[-60:]) or _BUILD.search(text, v.start_bound, v.start):
        return "target"
    if v.bound in ("at_least", "range") and _BUILD.search(text, segment.start, v.start):
        return "target"
    return "target" if not frame.before.strip() and TARGET.search(frame.previous) else None


def _heading(text: str, v: Value) -> bool:
    """Whether it is how many things a heading says it lists: 推广的举措（共23项）, 科技金融方面4项：…."""
    after = text[v.end_bound : v.end_bound + 1]
    if v.unit not in ("项", "条", "个", "类"):
        return False
    all_of = after in (")", "）") and text[max(0, v.start - 2) : v.start] in ("(共", "（共")
    return all_of or (v.unit != "个" and after in ("：", ":"))


def _once(frame: Frame, v: Value) -> bool:
    """That something is given once is no number of times, unless these are what it is about: 补正次数以一次为限."""
    return v.unit == "次" and v.value == 1 and v.value_max is None and not _TIMES.search(frame.before)


def _made_up(frame: Frame, v: Value) -> bool:
    """委员会由七至十一人组成, 监事会成员不得少于三人, 设1至2名监事: of how many a body is made up."""
    if v.unit not in ("名", "人") or "联名" in frame.after:
        return False
    if frame.after.startswith("组成") or (v.bound == "at_least" and _MADE_UP.search(frame.before)):
        return True
    return bool(
        re.search("设(?:立)?$", frame.before)
        and re.match("(?:专职|兼职|副)?(?:监事|委员|理事|董事|副?主任|副?会长)", frame.after)
    )
