"""A value where it stands: its segment, its fragment, what is before and after it, and the subject it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.facts.bounds import BEFORE_VERB
from ingest.facts.patterns import GIVE, LEAD_VERB, OBJECT, TAIL_VERB
from ingest.facts.phrases import Span, split, strip_lead
from ingest.facts.values import Value
from ingest.types import FactKind


@dataclass(frozen=True, slots=True)
class Frame:
    """A value where it stands: its segment, its fragment, and the text before and after it in the fragment."""

    segment: Span
    fragment: Span
    before: str
    after: str
    lead: str  # the whole fragment up to the value, earlier values included
    previous: str  # the fragment before, for a subject that the value's own fragment leaves out
    changed: str = ""  # 由每人每月300元提高到: what was before, and that it is no more


_BRACKETED = re.compile("[（(]([^（()）]*)[)）]")
_MARK = re.compile("[、和及]")
_CHANGED = re.compile("[^，。；]{0,4}?(?:增加|提高|降低|下降|减少|调整|上调|下调|扩大|延长|缩短|降|增|升)[到至为]")
# 由每人每月300元提高到500元, 从原来的3年延长至5年: what stands between 由 and the old value
_FROM = re.compile(
    "[由从](?:原来?|原先|现行|目前|现在|之前|当前)?的?(?:不超过|不低于|最高|最低)?(?:每[人户家年月日天亩件台套个]){0,3}$"
)


def frame_of(text: str, segment: Span, v: Value, values: list[Value]) -> Frame:
    fragments = split(text, segment, "，：:—")
    index = next((i for i, f in enumerate(fragments) if f.start <= v.start < f.end), len(fragments) - 1)
    fragment = fragments[index]
    start, end, after_from = fragment.start, fragment.end, v.end_bound
    before_to = v.start if BEFORE_VERB.fullmatch(text, v.start_bound, v.start) else v.start_bound
    for m in _BRACKETED.finditer(text, fragment.start, fragment.end):
        a, b = m.span(1)
        if not a <= v.start < b:
            continue
        around = text[a : v.start_bound] + text[v.end_bound : b]
        if len(around) <= 2 and around != "完成":  # 试销期(2年)内: read as if the brackets were not there
            before_to, after_from = a - 1, b + 1
        else:  # (其中：…项目8项，…): the bracket holds values of its own
            inner = next((p for p in split(text, Span(a, b), "，：:、；") if p.start <= v.start < p.end), Span(a, b))
            start, end = inner.start, inner.end
    earlier, changed = [w for w in values if start <= w.start and w.end <= v.start], ""
    if earlier and is_old(text, earlier[-1]):  # 由4000万元增加至6000万元: the subject stands before the old value
        before_to = old_start(text, earlier[-1]) or start
        changed = text[before_to : v.start_bound]
    elif earlier:
        # 高校可按70%的比例、科研院所可按40%: the list mark between two values parts them
        gap = text[earlier[-1].end_bound : v.start]
        mark = _MARK.search(gap)
        if mark and (len(gap) > 4 or len(gap) - mark.end() >= 2):
            start = earlier[-1].end_bound + mark.end()
    later = [w for w in values if v.end <= w.start < end]
    if later and later[0].start - v.end_bound > 4 and (mark := _MARK.search(text[v.end_bound : later[0].start])):
        end = v.end_bound + mark.start()
    previous = ""
    if index:
        stop = next((w.start_bound for w in values if w.start >= fragments[index - 1].start), fragment.start)
        previous = text[fragments[index - 1].start : min(stop, fragments[index - 1].end)]
        if stop < fragments[index - 1].end:  # 年收入达200至500万元的养殖场，奖励1万元
            whose = _whose(text, fragments[index - 1], values)
            previous = f"{re.sub('(?:达到?|超过?|突破|满|在|为)$', '', previous)}{whose}" if whose else previous
    return Frame(
        segment,
        Span(start, end),
        text[start:before_to],
        text[after_from:end],
        text[fragment.start : v.start_bound],
        previous,
        changed,
    )


def _whose(text: str, fragment: Span, values: list[Value]) -> str:
    """的养殖场: whose figure it is that a fragment ends with, "" where that is just 企业."""
    last = max(v.end_bound for v in values if fragment.start <= v.start < fragment.end)
    m = re.fullmatch(
        r"(?:[（(][^（()）]*[)）])?(的(?!部分|(?:企业|单位|公司|个人|项目)$)[^，。；：\d]{2,30})",
        text[last : fragment.end],
    )
    return m[1] if m else ""


def is_old(text: str, v: Value) -> bool:
    """由4000万元/年增加至…: the value that is no more."""
    return _CHANGED.match(text, v.end, v.end + 12) is not None and old_start(text, v) is not None


def old_start(text: str, v: Value) -> int | None:
    """Where 由 or 从 before an old value stands."""
    found = _FROM.search(text, max(0, v.start - 16), v.start)
    return found.start() if found else None


_MOVED = re.compile(
    "(?:.*将)?(?P<what>[^，。；]{2,})(?:延长|延期|延迟|顺延|推迟|提前|展期|截止)[到至]$"
)  # 申报期延长至2月24日
_FROM_DAY = re.compile("(?:自|从|[到至])$")
_FIXED = re.compile(
    r"(?:的?(?:幅度|范围))?内?(?:酌情)?(?:确定|酌定|核定|判定)([^，。；：的\d]{2,12})(?=[，。；]|$)"
)  # 在300万元以下确定赔偿数额


def subject_of(text: str, segment: Span, frame: Frame, kind: FactKind) -> str:
    if kind == "deadline" and (moved := _MOVED.match(frame.before)):
        what = trim(moved["what"])
        if len(what) >= 2 and not what.startswith(("得", "可", "必要", "经", "视", "应")):
            return what[-60:]
    if kind == "rate" and (fixed := _FIXED.match(frame.after)):
        return fixed[1]
    if kind == "deadline" and re.search("(?:[到至]|未来|今后|近)$", frame.before):
        # 到2020年，…, 未来3年，…: what is to be done by then stands behind
        behind = text[segment.start : segment.end].find(frame.after) if frame.after else -1
        start = segment.start + behind if behind >= 0 else frame.fragment.end
        done = strip_lead(text[start : segment.end])[:60]
        if len(done.strip("止。；，")) > 1:  # …期间至12月31日止 names what is before it
            return done
    if kind in ("benefit", "rate"):
        given = _object(text, segment, frame)
        if given:
            return given
    own = trim(frame.before)
    if kind == "deadline":
        own = _FROM_DAY.sub("", own)
    if kind == "target" and (after := re.match(r"^(?!的)([^，。；：、（(]{2,30})", frame.after)):
        # 建设4家技术转移中心, 引进领军人才100名: what is counted may stand behind
        own = trim(f"{own}{strip_lead(after[1])}") if len(own) < 4 or not TAIL_VERB.search(frame.before) else own
    if len(own) < 2:
        own = _earlier(text, segment, frame) or trim(text[segment.start : frame.fragment.start])
    if own.startswith(("其", "该", "上述", "此")):  # 研发团队…的收益，其所得不得低于50%
        named = [
            p
            for p in text[segment.start : frame.fragment.start].split("，")
            if len(p) > 3 and p[0] not in "其该此" and not re.search(r"\d", p)
        ]
        own = (trim(named[-1]) if named else "") + own
    elif kind == "rate" and (topic := _topic(text, segment, frame)):
        own = topic + own
    return own[-60:]


def _earlier(text: str, segment: Span, frame: Frame) -> str:
    """The nearest fragment before that names something; 除享受上级补助外 is passed over."""
    named = trim(frame.previous)
    if len(named) >= 2 and not re.match(r"除.*外$", named):
        return named
    for part in reversed(split(text, Span(segment.start, max(segment.start, frame.fragment.start)), "，：:")):
        phrase = trim(text[part.start : part.end])
        if len(phrase) >= 2 and not re.match(r"除.*外$", phrase) and not re.search(r"\d", phrase):
            return phrase
    return ""


def _topic(text: str, segment: Span, frame: Frame) -> str:
    """职务发明成果的所得收益，高校可按70%: what the first fragment puts before the subjects that share it."""
    first = split(text, segment, "，：")[0]
    if first.end > frame.fragment.start:
        return ""
    topic = strip_lead(text[first.start : first.end])
    return (
        topic
        if re.search("(?:收益|所得|收入|经费|费用|资金|税款|投入|投资)$", topic) and not re.search(r"\d", topic)
        else ""
    )


def _object(text: str, segment: Span, frame: Frame) -> str | None:
    """What 对…/凡… names, up to the verb that gives."""
    before = text[segment.start : frame.fragment.start + len(frame.before)]
    found = [m for m in OBJECT.finditer(before) if len(before) - m.end() > 2]
    for m in reversed(found):
        rest = before[m.end() :]
        give = next((g for g in GIVE.finditer(rest, 2) if not _MODIFIES.match(rest, g.end())), None)
        phrase = rest[: give.start()] if give else rest
        phrase = phrase.strip("，、 ：的可")
        if len(phrase) >= 2 and not re.search(r"[。]", phrase):
            return _shorten(phrase)
    return None


# 对疫情期间提供生活服务保障的相关企业: the verb belongs to who is named
_MODIFIES = re.compile(
    r"[^，。；]{0,24}?的[^，。；]{0,8}?(?:企业|单位|个人|人员|机构|项目|平台|者|人才|家庭|学生|基地|园区)"
)


def trim(phrase: str) -> str:
    phrase = strip_lead(phrase.strip())
    previous = None
    while previous != phrase:
        previous = phrase
        phrase = TAIL_VERB.sub("", phrase).strip()
    if phrase in ("分别", "再", "另", "可", "均"):
        return ""
    head = phrase if phrase.startswith("有效") else LEAD_VERB.sub("", phrase).strip("，、 ")
    return head if len(head) >= 2 else phrase


def _shorten(phrase: str) -> str:
    """A subject without remarks in brackets; very long ones keep their end, where the noun stands."""
    bare = re.sub(r"[（(][^（()）]{12,}[)）]", "", phrase)
    return bare[-120:]
