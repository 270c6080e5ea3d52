"""分别 and its kin: n values for n levels or n subjects. Where the counts differ nothing is guessed.

对新认定的国家级、省级创新平台，分别给予100万元、20万元 → 国家级 100万元 · 省级 20万元
科学技术普及率和实用技术培训覆盖率分别达到95%和80% → 普及率 95 % · 覆盖率 80 %
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.facts.phrases import Span, find_level_list, level_list, levels

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
    listed = find_level_list(subject)
    if listed and len(items := level_list(listed[0])) == n:
        for draft, item in zip(group, items, strict=True):
            yield replace(draft, subject=subject[: listed.start()] + item + subject[listed.end() :], level=item)
        return
    named = levels(subject)
    if len(named) == n and not listed:
        parts = re.split(r"[、和及与]", subject)
        if len(parts) == n:
            for draft, part, level in zip(group, parts, named, strict=True):
                yield replace(draft, subject=part, level=level)
            return
    members = _members(subject, n)
    if members and (bodies := _bodies(members)):
        for draft, member, body in zip(group, members, bodies, strict=True):
            yield replace(draft, subject=member, level=body + "级")
        return
    if members:
        for draft, member in zip(group, members, strict=True):
            own = levels(member)
            yield replace(draft, subject=member, level=own[0] if len(own) == 1 else None)
        return
    # unequal counts: shown whole, assigned to nobody
    first, last = group[0], group[-1]
    yield replace(first, end=last.end, value=None, value_max=None, level=None)


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
