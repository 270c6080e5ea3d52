"""Facts of one sentence: which of its values are benefits, rates, targets, quotas or terms, and of whom.

A sentence is read in segments (between ；) and each segment in fragments (between ，). The subject of a value is
what 对…/凡… names before the verb that gives, else what stands before the value in its fragment, else the
fragment before. 分别 and its kin are resolved in `respective`, brackets in `tiers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.facts.frames import Frame, frame_of, is_old, subject_of, trim
from ingest.facts.patterns import BENEFIT, BENEFIT_NAME, FUND, GIVE, GOAL, PER, RATE, STANDARD, TARGET
from ingest.facts.phrases import Span, levels, split, strip_lead
from ingest.facts.respective import resolve
from ingest.facts.tiers import Brackets, conditions_of_segment, tier_of
from ingest.facts.values import Value, find_values, may_state
from ingest.types import Bound, FactKind, Tier


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


def facts_of_sentence(text: str, sentence: Span, year: int | None = None) -> Iterator[Draft]:
    """The facts a sentence states.

    Args:
        text: Normalised text of the document.
        sentence: Span of the sentence in it.
        year: The year its targets are for, where an earlier sentence of the paragraph said so.
    """
    if not may_state_facts(text, sentence.start, sentence.end):
        return
    carried: Draft | None = None
    for segment in split(text, sentence, "；"):
        values = [_shift(v, segment.start) for v in find_values(text[segment.start : segment.end])]
        if not values and not _exempts(text, segment.start, segment.end):
            continue
        brackets = conditions_of_segment(text, segment, values)
        drafts = [
            d for v in values if v not in brackets.conditions for d in _draft(text, sentence, segment, v, values, year)
        ]
        drafts += _exemptions(text, sentence, segment)
        tiered = []
        for draft in sorted(drafts, key=lambda d: d.start):
            tiered.append(_tiered(text, segment, draft, brackets, carried))
            carried = tiered[-1] if tiered[-1].tier else carried
        drafts = tiered
        yield from resolve(text, segment, drafts)


def may_state_facts(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] can hold a fact at all: a quick look that spares most sentences the full one."""
    return may_state(text, start, end) or _exempts(text, start, end)


def _exempts(text: str, start: int, end: int) -> bool:
    return text.find("免征", start, end) >= 0 or text.find("减半征收", start, end) >= 0


def _tiered(text: str, segment: Span, draft: Draft, brackets: Brackets, carried: Draft | None) -> Draft:
    """The draft with its bracket; what a later bracket of the sentence leaves out is carried over from the first."""
    tier = tier_of(draft.start, brackets)
    if tier is None:
        return draft
    opened = max(start for start, _ in brackets.tiers if start <= draft.start)
    rest = trim(strip_lead(text[opened : draft.start]).removeprefix("的").removeprefix("部分").strip("，"))
    own = rest if len(rest) >= 4 and draft.kind != "benefit" and not rest.startswith(("免征", "减半")) else ""
    if carried is not None and carried.tier is not None:
        if len(tier.of) < 2:
            tier = replace(tier, of=carried.tier.of)
        return replace(
            draft, tier=tier, subject=own or carried.subject, base=draft.base or carried.base, kind=carried.kind
        )
    return replace(draft, tier=tier, subject=own or draft.subject)


def _shift(v: Value, by: int) -> Value:
    return Value(
        v.start + by, v.end + by, v.kind, v.value, v.unit, v.value_max, v.bound, v.strict, v.end_bound + by,
        v.start_bound + by,
    )  # fmt: skip


def _draft(
    text: str, sentence: Span, segment: Span, v: Value, values: list[Value], year: int | None
) -> Iterator[Draft]:
    if is_old(text, v):
        return
    frame = frame_of(text, segment, v, values)
    kind = _kind(text, segment, frame, v, year)
    if kind is None:
        return
    subject = subject_of(text, segment, frame, kind)
    named = levels(subject)
    start, end = v.start_bound, v.end_bound
    yield Draft(
        kind=kind, subject=subject, start=start, end=end, value=v.value, value_max=v.value_max, unit=v.unit,
        bound=v.bound, per=_per(frame, kind), base=_base(frame, v), level=named[0] if len(named) == 1 else None,
        conditions=_conditions(text, sentence, segment, kind), word=_word(frame, kind),
        year=year if kind in ("target", "quota", "rate") else None,
    )  # fmt: skip


def _kind(text: str, segment: Span, frame: Frame, v: Value, year: int | None) -> FactKind | None:
    around = frame.before[-30:] + "|" + text[v.end : v.end_bound] + frame.after[:16]
    whole = text[segment.start : segment.end]
    goal = year is not None or bool(GOAL.search(text[segment.start : v.start])) or bool(GOAL.search(frame.after[:8]))
    if v.kind == "date" and _year_goal(frame, v):
        return "deadline"
    if v.kind == "date":
        done = re.search(r"^(?:[（(].*?[)）])?(?:之?前|底|末|止|起)|完成|启动|截止|施行|实施|开始", frame.after[:12])
        return "deadline" if done and not re.match(r"[—－-]", frame.after) else None
    if v.kind == "duration":
        if v.unit in ("岁", "周岁"):
            return "condition"
        if re.search("未来|今后|近$", frame.before[-3:]) and v.unit == "年":
            return "deadline"
        return (
            "deadline"
            if re.search(r"期|内|满|起|时间|届|超过|不得|保留|工作日|连续|每|延长|缩短|享受|免", around)
            else None
        )
    if v.kind == "money":
        benefit = BENEFIT.search(frame.after[:16]) or (GIVE.search(frame.before[-14:]) and BENEFIT.search(whole))
        if FUND.search(frame.before[-16:]) and not re.search("给予|奖励|补助|补贴", frame.before[-12:]):
            return "quota" if not goal else "target"
        if benefit and not (year is not None and not re.search("给予|奖|补|资助|扶持", around)):
            return "benefit"
        if goal or TARGET.search(frame.before[-12:]):
            return "target"
        capped = v.bound == "at_most" or re.search("最高|每|上限|封顶", frame.before[-6:])
        if capped and re.search("给予|奖励|补助|补贴|资助", whole):
            return "benefit"
        return "quota" if STANDARD.search(whole) else None
    if v.kind == "percent":
        if goal and not re.search("税率|加计扣除|贴息|划归", whole):
            return "target"
        if re.search("给予|奖励|补助|补贴|资助|贴息", frame.before[-24:] + frame.after[:12]) and re.search(
            "按|的|最高|不超过", around
        ):
            return "benefit"
        return "rate" if RATE.search(whole) else "target" if TARGET.search(frame.before[-16:]) else None
    if v.kind in ("count", "times"):
        if re.match(r"(?:省属|部委|部门|高等|民营|国有)", frame.after):
            return None
        if goal or TARGET.search(frame.lead[-60:]) or v.bound in ("at_least", "at_most", "range"):
            return "target"
        return "target" if not frame.before.strip() and TARGET.search(frame.previous) else None
    return None


def _year_goal(frame: Frame, v: Value) -> bool:
    return frame.before.endswith(("到", "至")) and isinstance(v.value, str) and len(v.value) == 4


def _per(frame: Frame, kind: FactKind) -> str | None:
    around = frame.before[-16:] + "|" + frame.after[:8]
    found = [(m.start(), name) for pattern, name in PER for m in pattern.finditer(around)]
    if not found:
        return None
    one_off = next((name for _, name in found if name == "one-off"), None)
    nearest = min(found, key=lambda f: abs(f[0] - around.index("|")))[1]
    return (
        one_off
        if one_off and nearest == "year"
        else nearest
        if kind != "target" or nearest in ("year", "month")
        else None
    )


def _base(frame: Frame, v: Value) -> str | None:
    """What a percentage is of: 销售额的4%, 占地区生产总值的比重达2%, 按研究开发费用的50%."""
    if v.kind != "percent":
        return None
    m = re.search(r"(?:占|按照?|于)?([^，占按照于达到的]{2,24})的(?:比重|比例)?(?:达到?|不低于|不超过)?$", frame.before)
    share = re.search(r"占([^，]{2,24}?)的?(?:比重|比例|比)", frame.before)
    found = share or m
    return found[1] if found else None


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
        r"免征(?P<tax>[^，。；、]{0,10}?税)|减半征收(?P<half>[^，。；、]{0,10}?税)?", text[segment.start : segment.end]
    ):
        start, end = segment.start + m.start(), segment.start + m.end()
        before = text[segment.start : start].rstrip("，")
        lead = before if len(before) > 4 else text[sentence.start : segment.start].rstrip("；，")
        subject = re.split(r"不超过|超过|[，；]|\d", lead.removeprefix("对"))
        name = next((s for s in reversed(subject) if len(s.strip("的部分万元")) > 3), lead[:40])
        yield Draft(
            "rate",
            trim(name),
            start,
            end,
            50.0 if m[0].startswith("减半") else 0.0,
            unit="%",
            base=m["tax"] or m["half"],
        )
