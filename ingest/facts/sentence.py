"""Facts of one sentence: which of its values are benefits, rates, targets, quotas or terms, and of whom.

A sentence is read in segments (between ；) and each segment in fragments (between ，). The subject of a value is
what 对…/凡… names before the verb that gives, else what stands before the value in its fragment, else the
fragment before. 分别 and its kin are resolved in `respective`, brackets in `tiers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.facts.context import Context
from ingest.facts.frames import Frame, frame_of, is_old, subject_of, trim
from ingest.facts.kinds import kind_of
from ingest.facts.patterns import BENEFIT, BENEFIT_NAME, PER
from ingest.facts.phrases import Span, levels, split, strip_lead
from ingest.facts.respective import resolve
from ingest.facts.setting import tells
from ingest.facts.subjects import named_subject
from ingest.facts.tiers import Brackets, conditions_of_segment, listed_brackets, tier_of
from ingest.facts.values import Value, find_values
from ingest.types import Bound, FactKind, Tier

_FIGURE = re.compile(r"\d[^，；]{0,12}(?:以[上下内]|不足|不满)|(?:不足|不满|超过)\d")
_DONE_WITHIN = re.compile(r"(?:之|以)?内，?(?:应当?|须|可以?|由)*([^，。；]{2,24})")  # 5日内作出决定
_TO_DAY = re.compile(r"起?(?:[-－—–~～至到]|——)(?:同年|当年|次年)?")
_BEFORE_SHARE = re.compile("不得?超过|不得?[低高]于|不得?[少多]于|[低高]于|(?<=金)为")  # 余额不得超过资本净额的百分之十
_MAY_BE_PER = re.compile("[每/年月人一•·]")  # one of them is in every word of a period or piece
_MEMBER = re.compile(r"[、，]?[、和及与][^，。；、\d]{0,12}")


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


def facts_of_sentence(
    text: str,
    sentence: Span,
    year: int | None = None,
    lead: str = "",
    report: bool = False,
    qualifies: bool = False,
    audience: str = "",
) -> Iterator[Draft]:
    """The facts a sentence states.

    Args:
        text: Normalised text of the document.
        sentence: Span of the sentence in it.
        year: The year its targets are for, where an earlier sentence of the paragraph said so.
        lead: The line or heading that opens the list it stands in (申请人应当符合下列条件：).
        report: Whether the document is news or a report, most of whose sums are results.
        qualifies: Whether that list is one of conditions.
        audience: Whom the paragraphs before name as those it is for (补贴对象：…).
    """
    carried: Draft | None = None
    context: Context | None = None
    for segment in split(text, sentence, "；"):
        found = find_values(text[segment.start : segment.end])
        values = _periods(text, [_shift(v, segment.start) for v in found])
        if not values and not _exempts(text, segment.start, segment.end):
            continue
        if context is None:
            told = tells(text, sentence.start, sentence.end, report)
            context = Context(year, lead, told, qualifies, audience)
        picked = listed_brackets(text, segment, values)
        brackets = conditions_of_segment(text, segment, [v for v in values if v not in picked.conditions])
        left = [v for v in values if v not in brackets.conditions and v not in picked.conditions]
        drafts = _drafts(text, sentence, segment, left, values, context)
        drafts += _exemptions(text, sentence, segment)
        tiered = []
        for draft in sorted(drafts, key=lambda d: d.start):
            if own := next((tier for start, tier in picked.tiers if draft.start <= start < draft.end), None):
                tiered.append(replace(draft, tier=own, subject=own.of))
                continue
            tiered.append(_tiered(text, segment, draft, brackets, carried))
            carried = tiered[-1] if tiered[-1].tier else carried
        drafts = tiered
        yield from resolve(text, segment, drafts)


def _drafts(
    text: str, sentence: Span, segment: Span, left: list[Value], values: list[Value], context: Context
) -> list[Draft]:
    """The drafts of the values that are facts; what stands behind the last of a list holds for all of it.

    按博士每人1万元、硕士每人7000元的标准给予补贴: both are benefits.
    """
    out: list[Draft] = []
    for v in reversed(left):
        after = out[-1] if out else None
        alike = after is not None and (after.unit == v.unit or (after.kind == "benefit" and after.bound == "at_most"))
        listed = after is not None and alike and _MEMBER.fullmatch(text[v.end_bound : after.start])
        for draft in _draft(text, sentence, segment, v, values, context, after.kind if after and listed else None):
            out.append(replace(draft, word=draft.word or after.word) if after and listed else draft)
    return out[::-1]


def _exempts(text: str, start: int, end: int) -> bool:
    return text.find("免征", start, end) >= 0 or text.find("减半征收", start, end) >= 0


def _tiered(text: str, segment: Span, draft: Draft, brackets: Brackets, carried: Draft | None) -> Draft:
    """The draft with its bracket; what a later bracket of the sentence leaves out is carried over from the first."""
    tier = tier_of(draft.start, brackets) if draft.kind != "deadline" else None
    if tier is None:
        return draft
    if draft.kind == "target" and draft.unit == "%":
        draft = replace(draft, kind="rate")  # what is asked of those in a bracket is a rule
    opened = max(start for start, _ in brackets.tiers if start <= draft.start)
    rest = trim(strip_lead(text[opened : draft.start]).removeprefix("的").removeprefix("部分").strip("，"))
    rest = "" if rest.startswith("(") else rest
    own = rest if len(rest) >= 4 and draft.kind != "benefit" and not rest.startswith(("免征", "减半")) else ""
    if carried is not None and carried.tier is not None and carried.unit == draft.unit:
        if len(tier.of) < 2:
            tier = replace(tier, of=carried.tier.of)
        # 招用3人以下的…；招用4人以上的…: a subject that is the other bracket is not this one's
        shared = carried.subject if not _FIGURE.search(carried.subject) else draft.subject
        return replace(draft, tier=tier, subject=own or shared, base=draft.base or carried.base, kind=carried.kind)
    return replace(draft, tier=tier, subject=own or draft.subject)


def _periods(text: str, values: list[Value]) -> list[Value]:
    """4月1日至6月20日: one value that begins with the first day."""
    out: list[Value] = []
    for v in values:
        first = out[-1] if out and v.kind == out[-1].kind == "date" else None
        if first is not None and _TO_DAY.fullmatch(text[first.end : v.start]):
            out[-1] = first._replace(end=v.end, end_bound=v.end_bound)
        else:
            out.append(v)
    return out


_ALLOWANCE = re.compile(r"[\u4e00-\u9fff]{2,6}(?:补贴|补助|津贴)")


def _shift(v: Value, by: int) -> Value:
    return Value(
        v.start + by, v.end + by, v.kind, v.value, v.unit, v.value_max, v.bound, v.strict, v.end_bound + by,
        v.start_bound + by,
    )  # fmt: skip


def _draft(
    text: str, sentence: Span, segment: Span, v: Value, values: list[Value], context: Context, listed: FactKind | None
) -> Iterator[Draft]:
    if is_old(text, v):
        return
    frame = frame_of(text, segment, v, values)
    kind = kind_of(text, sentence, segment, frame, v, context)
    if listed == "benefit" or kind is None:
        kind = listed or kind
    if kind is None:
        return
    subject = subject_of(text, segment, frame, kind)
    base = _base(frame.before + text[v.start_bound : v.start], v)
    if kind in ("benefit", "rate", "quota", "condition") or (kind == "deadline" and not subject):
        share = base if kind in ("benefit", "rate") else None
        subject = named_subject(text, sentence, segment, frame, subject, context.audience, share)
    if kind == "deadline" and v.kind == "duration" and (done := _DONE_WITHIN.match(text, v.end, segment.end)):
        subject = f"{subject}，{done[1]}" if subject and done[1] not in subject else subject or done[1]
    if kind == "condition" and (whose := re.match(r"(?:\([^)]*\))?的([^，。；\d]{2,10})", frame.after)):
        subject = whose[1] + subject  # 月均收入低于3500元的个人
    word = _word(frame, kind)
    if word and _ALLOWANCE.fullmatch(word) and _ALLOWANCE.fullmatch(subject):
        subject = word  # 生活补贴每月3600元，每年1000元的交通补贴
    if kind == "deadline" and len(subject.strip("()（） ")) < 2 and text[sentence.start] in "(（":
        subject = _said_before(text, sentence)  # 推进一网通办。（7月底完成）
    named = levels(subject)
    start, end = v.start_bound, v.end_bound
    yield Draft(
        kind=kind, subject=subject, start=start, end=end, value=v.value, value_max=v.value_max, unit=v.unit,
        bound=v.bound, per=_per(frame, kind), base=base,
        level=named[0] if len(named) == 1 else None,
        conditions=_conditions(text, sentence, segment, kind), word=word,
        year=context.year if kind in ("target", "quota", "rate") else None,
    )  # fmt: skip


def _said_before(text: str, sentence: Span) -> str:
    """The sentence on whose line a bracket stands: what is to be done by then."""
    said = re.split("[。；]", text[max(0, sentence.start - 80) : sentence.start].rstrip().rstrip("。；"))[-1]
    return "" if "\n" in said.strip() else strip_lead(said.strip())[-60:]


def _per(frame: Frame, kind: FactKind) -> str | None:
    if kind == "deadline":
        return None
    before, after = (frame.before + frame.changed)[-40:], re.split("[，；]", frame.after)[0][:12]
    if cut := re.search(r"(?:且|并|但)?[^，]{0,2}(?:总额|累计|合计|总计)", before):
        before = before[cut.start() :]  # 每平方米不超过1000元且总额不超过50万元
    around = f"{before}|{after}"
    if not _MAY_BE_PER.search(around):
        return None
    found = [(m.start(), name) for pattern, name in PER for m in pattern.finditer(around)]
    near = [f for f in found if f[0] >= len(before) - 16 or f[1] in ("year", "semester", "month")]
    if not near:
        return None
    one_off = next((name for _, name in near if name == "one-off"), None)
    nearest = min(near, key=lambda f: abs(f[0] - len(before)))[1]
    if one_off and nearest == "year":
        return one_off
    return nearest if kind != "target" or nearest in ("year", "month") else None


def _base(before: str, v: Value) -> str | None:
    """What a percentage is of: 销售额的4%, 占地区生产总值的比重达2%, 按研究开发费用的50%."""
    if v.kind != "percent":
        return None
    m = re.search(r"(?:占|按照?|于)?([^，占按照于达到的]{2,24})[的之](?:比重|比例)?(?:达到?|不低于|不超过)?$", before)
    share = re.search(r"占([^，]{2,24}?)的?(?:比重|比例|比)", before)
    found = share or m
    return _BEFORE_SHARE.split(strip_lead(found[1]))[-1] or None if found else None


def _word(frame: Frame, kind: FactKind) -> str | None:
    if kind not in ("benefit", "quota"):
        return None
    after = BENEFIT_NAME.match(frame.after)
    if after:
        return re.sub(r"^(?:的|/年|一次性)+", "", after["name"])
    before = list(BENEFIT.finditer(frame.before))
    return before[-1][0] if before else None


def _conditions(text: str, sentence: Span, segment: Span, kind: FactKind) -> tuple[str, ...]:
    """Remarks in brackets of the segment that decide who gets it or who pays."""
    if kind != "benefit":
        return ()
    remarks = re.findall(r"[（(]([^（()）]{8,80})[)）]", text[segment.start : segment.end])
    return tuple(r.strip() for r in remarks if not re.search("责任单位|牵头", r))


def _exemptions(text: str, sentence: Span, segment: Span) -> Iterator[Draft]:
    """免征 is a rate of 0 %, 减半征收 one of 50 % of the tax."""
    if not _exempts(text, segment.start, segment.end):
        return
    for m in re.finditer(
        r"免征(?:(?P<tax>[^，。；、]{0,10}?税)|(?P<charge>(?:[^，。；、()（）]|[(（][^()（）]{0,16}[)）]){2,40}?(?:费|金|部分)(?=[，。；、]|$))|(?=、[^，。；、]{0,4}减半征收))"
        r"|减半征收(?P<half>[^，。；、]{0,10}?税)?",
        text[segment.start : segment.end],
    ):
        start, end = segment.start + m.start(), segment.start + m.end()
        before = text[segment.start : start].rstrip("，")
        lead = before if len(before) > 4 else text[sentence.start : segment.start].rstrip("；，")
        subject = re.split(r"不超过|超过|[，；]|\d", lead.removeprefix("对"))
        name = next(
            (s for s in reversed(subject) if len(s.strip("的部分万元")) > 3 and not s.endswith("规定")), lead[:40]
        )
        yield Draft(
            "rate",
            trim(name),
            start,
            end,
            50.0 if m[0].startswith("减半") else 0.0,
            unit="%",
            base=m["tax"] or m["charge"] or m["half"],
        )
