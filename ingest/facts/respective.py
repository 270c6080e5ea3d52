"""分别 and its kin: n values for n levels or n subjects. Where the counts differ nothing is guessed.

对新认定的国家级、省级创新平台，分别给予100万元、20万元 → 国家级 100万元 · 省级 20万元
科学技术普及率和实用技术培训覆盖率分别达到95%和80% → 普及率 95 % · 覆盖率 80 %
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.facts.phrases import Span, find_level_lists, level_list, levels, split, strip_lead

if TYPE_CHECKING:
    from ingest.facts.sentence import Draft

_BETWEEN = re.compile(r"^(?:[、，和及与或/]|以及)+$")


def resolve(text: str, segment: Span, drafts: list[Draft]) -> Iterator[Draft]:
    """The drafts of a segment, with lists of values assigned to the members of the subject's list."""
    for group in _groups(text, drafts):
        yield from _assign(text, segment, group) if len(group) > 1 else group


def _groups(text: str, drafts: list[Draft]) -> Iterator[list[Draft]]:
    """Runs of values of one kind and unit with nothing but a list mark between them."""
    group: list[Draft] = []
    for draft in drafts:
        if group:
            gap = text[group[-1].end : draft.start]
            last = group[-1]
            alike = (last.kind, last.unit, last.bound) == (
                draft.kind,
                draft.unit,
                draft.bound,
            ) and last.bound != "range"
            if not (alike and _BETWEEN.match(gap)):
                yield group
                group = []
        group.append(draft)
    if group:
        yield group


def _assign(text: str, segment: Span, group: list[Draft]) -> Iterator[Draft]:
    if len({d.tier for d in group if d.tier}) == len(group):
        yield from group  # each is picked by a bracket of its own
        return
    subject, n = group[0].subject.split("分别")[0] or group[0].subject, len(group)
    word = next((d.word for d in reversed(group) if d.word), None)
    per = next((d.per for d in group if d.per), None)
    group = [replace(d, word=d.word or word, per=d.per or per) for d in group]
    named = (
        _by_level(subject, n)
        or _by_class(text, segment, group, subject)
        or _by_member(subject, n)
        or _by_level_before(text, segment, group)
    )
    if named:
        for draft, (name, level) in zip(group, named, strict=True):
            yield replace(draft, subject=name, level=level)
        return
    # unequal counts: shown whole, assigned to nobody
    first, last = group[0], group[-1]
    yield replace(first, end=last.end, value=None, value_max=None, level=None)


Named = list[tuple[str, str | None]]  # a subject and its level, for each value


def _by_level(subject: str, n: int) -> Named | None:
    """国家级、省级平台 · 国家、省、市科技进步奖 → one for each level."""
    for listed in find_level_lists(subject):
        if len(items := level_list(listed)) == n:
            return [(subject.replace(listed, item), item) for item in items]
    found = levels(subject)
    if len(found) == n and next(find_level_lists(subject), None) is None:
        parts = re.split(r"[、和及与]", subject)
        if len(parts) == n:
            return list(zip(parts, found, strict=True))
    bodies = _BODIES.search(subject)
    if bodies and len(names := re.split("[、和及]", bodies[0])) == n:
        return [(subject.replace(bodies[0], name), f"{name}级") for name in names]
    return None


def _by_level_before(text: str, segment: Span, group: list[Draft]) -> Named | None:
    """A类、B类人才创办的企业，…，可分别给予企业…: the levels may stand some fragments before."""
    for part in reversed(split(text, Span(segment.start, group[0].start), "，：")):
        if named := _by_level(strip_lead(text[part.start : part.end]), len(group)):
            return named
    return None


def _by_member(subject: str, n: int) -> Named | None:
    """高新技术企业、科技型中小企业 → one for each member."""
    members = _members(subject, n) or _members(re.sub(r"\([^()]*\)", "", subject), n)
    if members is None:
        return None
    if members[-1].endswith("率") and not any(m.endswith("率") for m in members[:-1]):  # 油菜种植、收获机械化率
        rate, of = members[-1][2:], members[0][:-2]
        members = [m + rate if m is not members[-1] else m for m in members]
        members = [m if m is members[0] or m.startswith(of) else of + m for m in members]
    if bodies := _bodies(members):
        return [(member, f"{body}级") for member, body in zip(members, bodies, strict=True)]
    own = [levels(member) for member in members]
    return [(m, named[0] if len(named) == 1 else None) for m, named in zip(members, own, strict=True)]


def _by_class(text: str, segment: Span, group: list[Draft], subject: str) -> Named | None:
    """按顶尖、领军、优秀三个层次，给予…; 分三年按50%、30%、20%拨付 → one for each class, one for each year."""
    before = text[segment.start : group[0].start]
    if classes := _CLASSES.search(before):
        names = re.split("[、和及与]", classes["names"])
        if len(names) == len(group):
            whom = re.split("，?(?:根据|按照?|分为?)", subject)[0]
            return [(f"{name}（{whom}）" if whom and name not in whom else name, None) for name in names]
    years = _STAGES.search(before)
    if years and _DIGITS.get(years["n"]) == len(group):
        stage = {"年": "第{}年", "期": "第{}期", "次": "第{}次", "批": "第{}批"}[years["unit"]]
        whom = strip_lead(before[: years.start()])
        return [(whom + stage.format("一二三四五六"[i]), None) for i in range(len(group))]
    return None


_BODIES = re.compile(r"(?:国家|自治区|省|市|州|县|区)(?:[、和及](?:自治区|省|市|州|县|区))+(?=[^级、和及，。；]{2})")
_CLASSES = re.compile(
    r"(?:根据|按照?|分为?)(?P<names>[^，。；、\d]{1,10}(?:[、和及与][^，。；、\d]{1,10}?)+?)(?:[一二三四五六七八九两]|\d)?个?(?:层次|等级|档次|类别|级别|等次|档|类型)"
)
_STAGES = re.compile(r"分(?P<n>[二两三四五六2-6])(?:个)?(?P<unit>[年期次批])[^，。；、\d]{0,6}$")
_DIGITS = {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6}


def _bodies(members: list[str]) -> list[str] | None:
    """省服务业重点企业、市服务业重点企业 → 省, 市: the same thing of several bodies."""
    split = [
        re.fullmatch(r"(?:.*?(?:认定为|评为|获得?|列入))?(国家|省|自治区|市|州|县|区)(?!级)(.+)", m) for m in members
    ]
    if any(m is None for m in split) or len({m[2] for m in split if m}) > 1:
        return None
    return [m[1] for m in split if m]


def _members(subject: str, n: int) -> list[str] | None:
    """A、B和C → its n members; the modifier in front of the first (新认定的A、B) goes with each."""
    parts = [p for p in re.split(r"[、，]|(?<=[^平共饱调缓总普涉参])[和及与](?!谐)", subject) if p]
    if len(parts) != n and "、" in subject:  # 与其他国家货物贸易、对外投资和利用外资: the last mark alone joins
        parts = [p for p in subject.split("、") if p]
        parts[-1:] = re.split(r"[和及与](?!.*[和及与])", parts[-1])
    if len(parts) != n:
        return None
    head = re.match(r"^.*的(?=.{2,})", parts[0])
    return [parts[0], *(head[0] + p if head and "的" not in p else p for p in parts[1:])]
