"""Which places a question is about: of a place and one within it the lower, and none for where a person is from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.regions import Mention, Region, covers, in_line
from retriever.patterns import COMPARE, JOINED

# 香港青年想租天河的公寓: the people of the one place ask for what the other one offers
_GUESTS = re.compile(r"籍|(?:的)?(?:青年|居民|同胞|人士|学生|投资者|考生)|人(?=[，,在想来去到能可申])|来的|过来")
# 港澳台青年 are asked of by the mainland's documents, even where no other place is named
_FROM_AFAR = ("71", "81", "82")
# 我们是台湾的公司, I'm from Hong Kong
_SELF = re.compile(
    r"(?:我们?|敝公司|本公司|我司|我们公司)(?:是|来自)(?:从|在)?$"
    r"|\b(?:i am|i['’]m|we are|we['’]re) (?:an? )?(?:from |based in |coming from )?$",
    re.IGNORECASE,
)
# a Taiwanese investor may be asking about any place, a Taiwanese veteran is of his own
_PEOPLE = re.compile(
    r"[ -](?:(?:small|young|private) )?(?:business(?:m[ae]n|wom[ae]n|people|person|es)?|investors?|compan(?:y|ies)"
    r"|firms?|enterprises?|compatriots?|residents?|students?|citizens?|nationals?|youths?|people|persons?|talents?|professionals?|passports?"
    r"|capital|funded|invested|owned)\b",
    re.IGNORECASE,
)
_MAINLAND = re.compile(r"\bmainland\b|\b(?:in|to|of|across) china\b|\bchina['’]s\b", re.IGNORECASE)
_ASKED = re.compile("多少|(?<![好十])几|什么|哪|谁|多[大高久长]")
# Tianhe, Guangzhou
_WITHIN = re.compile(r"[\s,，的]*(?:in|of|the|district|county|city|province|[\s,])*", re.IGNORECASE)


def asked_about(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions that name where the answer has to hold; those of people who come from elsewhere are left out."""
    placed = [m for m in mentions if m.region is not None]
    hosts = [m for m in placed if not _GUESTS.match(text, m.end) and not _of_the_asker(text, m, len(placed) > 1)]
    guests = [m for m in placed if m not in hosts and (hosts or (m.region and m.region.code[:2] in _FROM_AFAR))]
    return tuple(m for m in mentions if m not in guests)


def _of_the_asker(text: str, mention: Mention, others: bool) -> bool:
    """Whether a place from afar tells where the asker is from, or someone spoken of; `others` are named beside it."""
    if mention.region is None or mention.region.code[:2] not in _FROM_AFAR:
        return False
    people = text[mention.start : mention.end].lower().endswith("ese")
    if people and (others or _PEOPLE.match(text, mention.end) or _MAINLAND.search(text)):
        return True
    return bool(_SELF.search(text[: mention.start]))


def lowest(text: str, mentions: Sequence[Mention]) -> tuple[Region, ...]:
    """The places of a question without those above another one, unless the two are held against each other."""
    leading = {  # 四川凉山州
        id(a)
        for a, b in pairwise(mentions)
        if a.region and b.region and b.start == a.end and a.region != b.region and covers(a.region, b.region)
    }
    regions = list(dict.fromkeys(m.region for m in mentions if m.region is not None and id(m) not in leading))
    apart = [
        (a.region, b.region)
        for a, b in pairwise(mentions)
        if JOINED.fullmatch(text[a.end : b.start]) and not _WITHIN.fullmatch(text[a.end : b.start])
    ]
    if COMPARE.search(text) or any(a and b and in_line(a, b) for a, b in apart) or _each_asked(text, mentions):
        return tuple(regions)
    return tuple(r for r in regions if not any(o != r and covers(r, o) for o in regions))


def _each_asked(text: str, mentions: Sequence[Mention]) -> bool:
    """全省打算有几家，本州又打算有几家: each of two places has a question of its own."""
    at = 0
    asked: set[Region] = set()
    for part in re.split("(?<=[，,；;、])", text):
        named = {m.region for m in mentions if m.region is not None and at <= m.start < at + len(part)}
        if len(named) == 1 and _ASKED.search(part):
            asked |= named
        at += len(part)
    return len(asked) > 1


def side_by_side(text: str, mentions: Sequence[Mention]) -> bool:
    """锦州和凉山: places named in one breath."""
    return any(
        JOINED.fullmatch(text[a.end : b.start]) and not (a.region and b.region and in_line(a.region, b.region))
        for a, b in pairwise(mentions)
    ) or any(
        re.fullmatch("(?:和|与|跟|同|及|还有|以及|and|or)[在于]?", text[a.end : b.start].strip())
        for a, b in pairwise(mentions)
    )
