"""Facts of one sentence: which of its values are benefits, rates, targets, quotas or terms, and of whom.

A sentence is read in segments (between ；) and each segment in fragments (between ，). The subject of a value is
what 对…/凡… names before the verb that gives, else what stands before the value in its fragment, else the
fragment before. 分别 and its kin are resolved in `respective`, brackets in `tiers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.facts.phrases import Span, levels, split, strip_lead
from ingest.facts.respective import resolve
from ingest.facts.tiers import Brackets, conditions_of_segment, tier_of
from ingest.facts.values import Value, find_values
from ingest.types import Bound, FactKind, Tier

BENEFIT_WORDS = (
    "补助|补贴|奖励|资助|扶持|支持|配套|奖补|贴息|奖金|津贴|专项资金|启动经费|经费|资金|发放|拨付|返还|减免|优惠|让利|"
    "贷款|救助|慰问|报销|退还|奖"
)
_GIVE = re.compile(r"给予|落实|予以|奖励|补助|补贴|资助|发放|拨付|享受|提供|安排|奖补|扶持|兑现|支付|减免|贴息|可按|按照?|每[年户家人件个项月亩台套]|分别|一次性|最高|由|市政府|财政|免征|减半|减征")
_BENEFIT = re.compile(BENEFIT_WORDS)
_BENEFIT_NAME = re.compile(
    rf"^(?:的|以内|以下|以上|左右|/[年月户家人件]|人民币|额度)*(?P<name>[^，。；：、\d(（]{{0,14}}?(?:{BENEFIT_WORDS})(?:资金|经费|金|项目)?)"
)
_TARGET = re.compile(
    r"达到?|力争|实现|突破|建成|建设|建立|培育|培养|新增|引进|组建|构建|打造|形成|遴选|选派|选取|选择|认定|增长|提高到?|降低到?|增加到?|超过|"
    r"完成|覆盖|支持|推广|实施|创建|占|保持|控制在|不少于|不低于|至少|总数|总量|累计|数量|目标|确定|布局|转化|拥有|发展|孵化|以上$"
)
_FUND = re.compile(r"设立|额度|规模|总额|安排|预算|筹集|注入|出资|投入")
_RATE = re.compile(
    r"税率|税|比例|比重|按|加计扣除|利率|贴息|费率|划归|提取|计提|补贴|补助|奖励|减免|减按|收益|所得|不低于|不高于|不超过|比率|收入的|销售额|投资额|总额的|费用的|价格"
)
_GOAL = re.compile(r"(?:到|至)(?:19|20)\d{2}年|“?[十百]\w五”?(?:期间|末)|目标|力争|年均|增长|增幅|覆盖率|贡献率|普及率|占比|比重|总产值|增加值")
_TERM = re.compile(r"期限?[为是:：]?$|期\($|期为$|满$|之日起|内$|在$|[^\d]$")
_PER = (
    (r"一次性", "one-off"), (r"每年|/年|年度|每一年度|按年|逐年|年均", "year"), (r"每月|/月|按月", "month"),
    (r"每件|每项|/件|/项", "piece"), (r"每户|每家|每个|/户|/家", "household"), (r"每人|每名|/人|人均|每位", "person"),
    (r"每亩|/亩", "mu"), (r"每平方米|/平方米|每㎡", "㎡"), (r"每台|每套|/台|/套", "set"),
)  # fmt: skip
_OBJECT = re.compile(r"(?:^|[，；：。\n]|[一二三四五六七八九十]是|并|可)(对于?|凡是?|向|为(?!了|进一步|加快|深入)|给(?!予))")
_LEAD_VERB = re.compile(
    r"^(?:到(?:19|20)\d{2}年(?:底|末)?[，、]?|(?:19|20)\d{2}年(?:底|末)?前?[，、]?|力争|争取|确保|要|将|计划|至少|累计|每年|全面|总计|共|再|未来\d年[，、]?|落实|"
    r"建成|建设(?!用地)|建立|培育|培养|新增|引进|组建|构建|重点|打造|形成|遴选|选派|选取|选择|确定|组织|实施|推广|应用|完成|支持|创建|突破|实现|设立|有|达到?|为|按照?)+"
)
_TAIL_VERB = re.compile(
    r"(?:要|应|须|均|也|将|可|分别|力争|总数|总量|数量|规模)?(?:达到?|超过|突破|为|提高到?|增加到?|增加至|提高至|不少于|不低于|不得低于|不超过|不高于|至少|最高|约|近|增长|按|"
    r"给予|予以|奖励|补助|补贴|资助|发放|一次性|照|每[户家件人年个项]|要求?|在|是|应|到|实现|力争|控制|累计|的|新增|有|比例|比重|[:：])+$"
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact before it is bound to a document; spans index the normalised text, `start` and `end` the value's."""

    kind: FactKind
    subject: str
    start: int
    end: int
    value: float | str | None
    value_max: float | None = None
    unit: str | None = None
    bound: Bound = "exact"
    per: str | None = None
    base: str | None = None
    cap: float | None = None
    tier: Tier | None = None
    level: str | None = None
    conditions: tuple[str, ...] = ()
    word: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class _Frame:
    """A value where it stands: its segment, its fragment, and the text before and after it in the fragment."""

    segment: Span
    fragment: Span
    before: str
    after: str
    lead: str  # the whole fragment up to the value, earlier values included
    previous: str  # the fragment before, for a subject that the value's own fragment leaves out


def facts_of_sentence(text: str, sentence: Span, year: int | None = None) -> Iterator[Draft]:
    """The facts a sentence states.

    Args:
        text: Normalised text of the document.
        sentence: Span of the sentence in it.
        year: The year its targets are for, where an earlier sentence of the paragraph said so.
    """
    carried: Draft | None = None
    for segment in split(text, sentence, "；"):
        values = [_shift(v, segment.start) for v in find_values(text[segment.start : segment.end])]
        if not values and not re.search("免征|减半征收", text[segment.start : segment.end]):
            continue
        brackets = conditions_of_segment(text, segment, values)
        drafts = [d for v in values if v not in brackets.conditions for d in _draft(text, sentence, segment, v, values, year)]
        drafts += _exemptions(text, sentence, segment)
        drafts = [_tiered(text, segment, d, brackets, carried) for d in drafts]
        carried = next((d for d in reversed(drafts) if d.tier), carried)
        yield from resolve(text, segment, drafts)


def _tiered(text: str, segment: Span, draft: Draft, brackets: Brackets, carried: Draft | None) -> Draft:
    """The draft with its bracket; what a later bracket of the sentence leaves out is carried over from the first."""
    tier = tier_of(draft.start, brackets)
    if tier is None:
        return draft
    opened = max(start for start, _ in brackets.tiers if start <= draft.start)
    rest = _trim(strip_lead(text[opened : draft.start]).removeprefix("的").removeprefix("部分").strip("，"))
    own = rest if len(rest) >= 4 and draft.kind != "benefit" and not rest.startswith(("免征", "减半")) else ""
    if carried is not None and carried.tier is not None:
        if len(tier.of) < 2:
            tier = replace(tier, of=carried.tier.of)
        return replace(draft, tier=tier, subject=own or carried.subject, base=draft.base or carried.base, kind=carried.kind)
    return replace(draft, tier=tier, subject=own or draft.subject)


def _shift(v: Value, by: int) -> Value:
    return replace(v, start=v.start + by, end=v.end + by, start_bound=v.start_bound + by, end_bound=v.end_bound + by)


def _draft(text: str, sentence: Span, segment: Span, v: Value, values: list[Value], year: int | None) -> Iterator[Draft]:
    if _is_old(text, v):
        return
    frame = _frame(text, segment, v, values)
    kind = _kind(text, segment, frame, v, year)
    if kind is None:
        return
    subject = _subject(text, segment, frame, kind)
    named = levels(subject)
    start, end = v.start_bound, v.end_bound
    yield Draft(
        kind=kind, subject=subject, start=start, end=end, value=v.value, value_max=v.value_max, unit=v.unit,
        bound=v.bound, per=_per(frame, kind), base=_base(frame, v), level=named[0] if len(named) == 1 else None,
        conditions=_conditions(text, sentence, segment, kind), word=_word(frame, kind),
        year=year if kind in ("target", "quota", "rate") else None,
    )  # fmt: skip


def _frame(text: str, segment: Span, v: Value, values: list[Value]) -> _Frame:
    fragments = split(text, segment, "，：:—")
    index = next((i for i, f in enumerate(fragments) if f.start <= v.start < f.end), len(fragments) - 1)
    fragment = fragments[index]
    start, end, after_from = fragment.start, fragment.end, v.end_bound
    before_to = v.start_bound
    for m in re.finditer(r"[（(]([^（()）]*)[)）]", text[fragment.start : fragment.end]):
        a, b = fragment.start + m.start(1), fragment.start + m.end(1)
        if not a <= v.start < b:
            continue
        if v.start_bound - a + b - v.end_bound <= 2:  # 试销期(2年)内: read as if the brackets were not there
            before_to, after_from = a - 1, b + 1
        else:  # (其中：…项目8项，…): the bracket holds values of its own
            inner = next((p for p in split(text, Span(a, b), "，：:、；") if p.start <= v.start < p.end), Span(a, b))
            start, end = inner.start, inner.end
    earlier = [w for w in values if start <= w.start and w.end <= v.start]
    if earlier and _is_old(text, earlier[-1]):  # 由4000万元增加至6000万元: the subject stands before the old value
        before_to = earlier[-1].start - 1
    elif earlier:
        # 高校可按70%的比例、科研院所可按40%: the list mark between two values parts them
        gap = text[earlier[-1].end_bound : v.start]
        mark = re.search(r"[、和及]", gap)
        if mark and len(gap) > 4:
            start = earlier[-1].end_bound + mark.end()
    later = [w for w in values if v.end <= w.start < end]
    if later and (mark := re.search(r"[、和及]", text[v.end_bound : later[0].start])) and later[0].start - v.end_bound > 4:
        end = v.end_bound + mark.start()
    previous = ""
    if index:
        stop = next((w.start_bound for w in values if w.start >= fragments[index - 1].start), fragment.start)
        previous = text[fragments[index - 1].start : min(stop, fragments[index - 1].end)]
    return _Frame(
        segment, Span(start, end), text[start:before_to], text[after_from:end], text[fragment.start : v.start_bound], previous
    )


def _is_old(text: str, v: Value) -> bool:
    """由4000万元/年增加至…: the value that is no more."""
    before, after = text[max(0, v.start - 1) : v.start], text[v.end : v.end + 12]
    return before in ("由", "从") and bool(re.match(r"[^，。；]{0,4}?(?:增加|提高|降低|下降|减少|调整|上调|下调|扩大)[到至为]", after))


def _kind(text: str, segment: Span, frame: _Frame, v: Value, year: int | None) -> FactKind | None:
    around = frame.before[-30:] + "|" + text[v.end : v.end_bound] + frame.after[:16]
    whole = text[segment.start : segment.end]
    goal = year is not None or bool(_GOAL.search(text[segment.start : v.start])) or bool(_GOAL.search(frame.after[:8]))
    if v.kind == "date" and _year_goal(frame, v):
        return "deadline"
    if v.kind == "date":
        done = re.search(r"^(?:[（(].*?[)）])?(?:之?前|底|末|止|起)|完成|启动|截止|施行|实施", frame.after[:12])
        return "deadline" if done and not re.match(r"[—－-]", frame.after) else None
    if v.kind == "duration":
        if v.unit in ("岁", "周岁"):
            return "condition"
        return "deadline" if re.search(r"期|内|满|起|时间|届|超过|不得|保留|工作日|连续|每|延长|缩短|享受|免", around) else None
    if v.kind == "money":
        benefit = _BENEFIT.search(frame.after[:16]) or _GIVE.search(frame.before[-14:]) and _BENEFIT.search(whole)
        if _FUND.search(frame.before[-16:]) and not re.search("给予|奖励|补助|补贴", frame.before[-12:]):
            return "quota" if not goal else "target"
        if benefit and not (year is not None and not re.search("给予|奖|补|资助|扶持", around)):
            return "benefit"
        if goal or _TARGET.search(frame.before[-12:]):
            return "target"
        capped = v.bound == "at_most" or re.search("最高|每|上限|封顶", frame.before[-6:])
        return "benefit" if capped and re.search("给予|奖励|补助|补贴|资助", whole) else None
    if v.kind == "percent":
        if goal and not re.search("税率|加计扣除|贴息|划归", whole):
            return "target"
        if re.search("给予|奖励|补助|补贴|资助|贴息", frame.before[-24:] + frame.after[:12]) and re.search("按|的|最高|不超过", around):
            return "benefit"
        return "rate" if _RATE.search(whole) else "target" if _TARGET.search(frame.before[-16:]) else None
    if v.kind in ("count", "times"):
        if re.match(r"(?:省属|部委|部门|高等|民营|国有)", frame.after):
            return None
        if goal or _TARGET.search(frame.lead[-60:]) or v.bound in ("at_least", "at_most", "range"):
            return "target"
        return "target" if not frame.before.strip() and _TARGET.search(frame.previous) else None
    return None


def _year_goal(frame: _Frame, v: Value) -> bool:
    return frame.before.endswith(("到", "至")) and isinstance(v.value, str) and len(v.value) == 4


def _subject(text: str, segment: Span, frame: _Frame, kind: FactKind) -> str:
    if kind == "deadline" and re.search("[到至]$", frame.before):  # 到2020年，…: what is to be done by then stands behind
        return strip_lead(text[segment.start + text[segment.start : segment.end].find(frame.after) : segment.end] if frame.after else text[frame.fragment.end : segment.end])[:60]
    if kind in ("benefit", "rate"):
        given = _object(text, segment, frame)
        if given:
            return given
    own = _trim(frame.before)
    if kind == "target" and (after := re.match(r"^(?!的)([^，。；：、（(]{2,30})", frame.after)):
        # 建设4家技术转移中心, 引进领军人才100名: what is counted may stand behind
        own = _trim(f"{own}{strip_lead(after[1])}") if len(own) < 4 or not _TAIL_VERB.search(frame.before) else own
    if len(own) < 2:
        own = _trim(frame.previous) or _trim(text[segment.start : frame.fragment.start])
    if own.startswith(("其", "该", "上述", "此")):  # 研发团队…的收益，其所得不得低于50%
        named = [p for p in text[segment.start : frame.fragment.start].split("，") if len(p) > 3 and p[0] not in "其该此" and not re.search(r"\d", p)]
        own = (_trim(named[-1]) if named else "") + own
    return own[-60:]


def _object(text: str, segment: Span, frame: _Frame) -> str | None:
    """What 对…/凡… names, up to the verb that gives."""
    before = text[segment.start : frame.fragment.start + len(frame.before)]
    found = [m for m in _OBJECT.finditer(before) if len(before) - m.end() > 2]
    for m in reversed(found):
        rest = before[m.end() :]
        give = _GIVE.search(rest, 2)
        phrase = rest[: give.start()] if give else rest
        phrase = phrase.strip("，、 ：的可")
        if len(phrase) >= 2 and not re.search(r"[。]", phrase):
            return _shorten(phrase)
    return None


def _trim(phrase: str) -> str:
    phrase = strip_lead(phrase.strip())
    previous = None
    while previous != phrase:
        previous = phrase
        phrase = _TAIL_VERB.sub("", phrase).strip()
    head = _LEAD_VERB.sub("", phrase).strip("，、 ")
    return head if len(head) >= 2 else phrase


def _shorten(phrase: str) -> str:
    """A subject without remarks in brackets; very long ones keep their end, where the noun stands."""
    bare = re.sub(r"[（(][^（()）]{12,}[)）]", "", phrase)
    return bare[-120:]


def _per(frame: _Frame, kind: FactKind) -> str | None:
    around = frame.before[-16:] + "|" + frame.after[:8]
    found = [(m.start(), name) for pattern, name in _PER for m in re.finditer(pattern, around)]
    if not found:
        return None
    one_off = next((name for _, name in found if name == "one-off"), None)
    nearest = min(found, key=lambda f: abs(f[0] - around.index("|")))[1]
    return one_off if one_off and nearest == "year" else nearest if kind != "target" or nearest in ("year", "month") else None


def _base(frame: _Frame, v: Value) -> str | None:
    """What a percentage is of: 销售额的4%, 占地区生产总值的比重达2%, 按研究开发费用的50%."""
    if v.kind != "percent":
        return None
    m = re.search(r"(?:占|按照?|于)?([^，占按照于达到的]{2,24})的(?:比重|比例)?(?:达到?|不低于|不超过)?$", frame.before)
    share = re.search(r"占([^，]{2,24}?)的?(?:比重|比例|比)", frame.before)
    found = share or m
    return found[1] if found else None


def _word(frame: _Frame, kind: FactKind) -> str | None:
    if kind not in ("benefit", "quota"):
        return None
    after = _BENEFIT_NAME.match(frame.after)
    if after:
        return re.sub(r"^(?:的|/年|一次性)+", "", after["name"])
    before = list(_BENEFIT.finditer(frame.before))
    return before[-1][0] if before else None


def _conditions(text: str, sentence: Span, segment: Span, kind: FactKind) -> tuple[str, ...]:
    """Remarks in brackets of the segment that decide who gets it or who pays."""
    if kind != "benefit":
        return ()
    remarks = re.findall(r"[（(]([^（()）]{8,80})[)）]", text[segment.start : segment.end])
    return tuple(r.strip() for r in remarks if not re.search("责任单位|牵头", r))


def _exemptions(text: str, sentence: Span, segment: Span) -> Iterator[Draft]:
    """免征 is a rate of 0 %, 减半征收 one of 50 % of the tax."""
    for m in re.finditer(r"免征(?P<tax>[^，。；、]{0,10}?税)|减半征收(?P<half>[^，。；、]{0,10}?税)?", text[segment.start : segment.end]):
        start, end = segment.start + m.start(), segment.start + m.end()
        before = text[segment.start : start].rstrip("，")
        lead = before if len(before) > 4 else text[sentence.start : segment.start].rstrip("；，")
        subject = re.split(r"不超过|超过|[，；]|\d", lead.removeprefix("对"))
        name = next((s for s in reversed(subject) if len(s.strip("的部分万元")) > 3), lead[:40])
        yield Draft("rate", _trim(name), start, end, 50.0 if m[0].startswith("减半") else 0.0, unit="%", base=m["tax"] or m["half"])
