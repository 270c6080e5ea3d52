"""Which place a document is of: its issuer's, its title's, its addressees', or the one it speaks of most."""

from __future__ import annotations

import re
from collections import Counter

from ingest import regions
from ingest.head import Head
from ingest.lines import Said
from ingest.region_table import own_law
from ingest.regions import Mention, Region
from ingest.types import Normalized

# A document's own words for the place it is of, and the levels they can mean.
_OWN_WORDS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile("我市|全市|本市|市委|市政府"), ("prefecture", "province", "county")),
    (re.compile("我州|全州|本州|州委|州政府|州级"), ("prefecture",)),
    (re.compile("我省|全省|本省|省委|省政府"), ("province",)),
    (re.compile("我区|全区|本区|区委|区政府"), ("county",)),
    (re.compile("我县|全县|本县|县委|县政府"), ("county",)),
    (re.compile("自治区(?!直|、)"), ("province",)),
    (re.compile("我国|全国"), ()),
)
NATIONAL_BODY = re.compile(
    r"^(?:国务院|中共中央|中央|全国人|最高人民|国家(?!税务总局.{2,8}税务局)|中华人民共和国|"
    r"[\u4e00-\u9fff]{2,10}(?<!指挥)(?<!总)部(?: |、|$)|各省、自治区、直辖市)"
)
_ZONE = re.compile(
    r"(?:中共)?(?P<zone>[\u4e00-\u9fff]{0,14}?(?:高新技术产业开发区|高新区|经济技术开发区|经开区|开发区|工业园区|产业园区|新区|保税港?区|自贸区))"
    r"(?=管理委员会|管委会|党工委|工委|[\u4e00-\u9fff]{1,12}[局委办]|关于|促进|支持|鼓励|扶持|加快|推进|推动|进一步|\d)"
)
_NO_ZONE = re.compile("关于|政府|促进|推进|建设|国家级|各|和|与|部|院|厅|局")
_MAINLAND = re.compile("国务院|人民政府|中华人民共和国|人民币")
_MIN_MENTIONS, _MARGIN = 2, 2.0

Place = tuple[Region | None, Said | None]
_NOWHERE: Place = (None, None)


def place_of(norm: Normalized, head: Head) -> Place:
    """The place a document is of and where it is named; neither where it is of the whole country, or of no place.

    A name that several places bear (鼓楼区) is decided by the rest of the text, or left open.
    """
    if own := _under_own_law(norm.text):
        return own
    place, decided = _NOWHERE, False
    for said in (head.issuer, _title(head)):
        if said is None or (decided and place[0] is None):
            continue
        if not decided and NATIONAL_BODY.match(said.value):
            return _NOWHERE
        found = _named(said, norm)
        if not found:
            continue
        region, at = found
        if not decided or (region and place[0] in regions.ancestors(region)):
            place, decided = (region, at), True
    if decided or zone_of(head):
        return place  # a 高新区 without a place may be of any
    wanted = _own_levels(norm.text)
    if head.addressees:
        if NATIONAL_BODY.match(head.addressees.value):
            return _NOWHERE
        found = _named(head.addressees, norm)
        if found and found[0] and (fitting := _at_level(found[0], wanted)):
            return fitting, found[1]
    return _most_mentioned(norm.text, wanted)


def _under_own_law(text: str) -> Place | None:
    """The place of a text that speaks as those of a place with a law of its own do: 中华民国一百零九年, 新台币."""
    for code, says in own_law():
        found = says.search(text)
        if found and not _MAINLAND.search(text):
            return regions.by_code(code), Said(found[0], found.start(), found.end())
    return None


def zone_of(head: Head) -> Said | None:
    """The zone (高新区, 新区, 园区) that issued a document or is in its title, as written, place in front; else None.

    It is no place of its own: what it grants holds in a part of the place that it lies in.
    """
    for said in (head.issuer, _title(head)):
        found = _ZONE.match(said.value) if said else None
        if said is None or found is None or _NO_ZONE.search(found["zone"]):
            continue
        if not any(mention.end == len(found["zone"]) and mention.region for mention in regions.find(found["zone"])):
            return Said(found["zone"], said.start + found.start("zone"), said.start + found.end("zone"))
    return None


def _title(head: Head) -> Said | None:
    return Said(head.title_text, head.title.start, head.title.end) if head.title else None


def _named(said: Said, norm: Normalized) -> tuple[Region | None, Said] | None:
    """The place a name begins with, the most exact where one follows the other (广州市天河区); None for an open one."""
    words = norm.text[said.start : said.end]
    found: Mention | None = None
    region: Region | None = None
    for mention in regions.find(words):
        if found is None:
            found, region = mention, mention.region or _by_context(words, mention, norm.text)
        elif mention.region and region in regions.ancestors(mention.region) and mention.start - found.end <= 1:
            found, region = Mention(mention.region, found.start, mention.end), mention.region
        else:
            break
    if found is None:
        return None
    at = Said(words[found.start : found.end], said.start + found.start, said.start + found.end)
    return region, at


def _by_context(words: str, mention: Mention, text: str) -> Region | None:
    """Which of the places of one name is meant, where the text names it beside a place above it."""
    name = words[mention.start : mention.end]
    clear = (m.region for m in regions.find(text) if m.region and text[m.start : m.end].endswith(name))
    return next((region for region in clear if region in mention.candidates), None)


def _own_levels(text: str) -> tuple[str, ...]:
    counts = [(len(pattern.findall(text)), levels) for pattern, levels in _OWN_WORDS]
    best, levels = max(counts, key=lambda c: c[0])
    return levels if best else ()


def _at_level(region: Region, levels: tuple[str, ...]) -> Region | None:
    """The region, or the one above it, that the document's own words fit."""
    if not levels:
        return region
    return next((r for r in (region, *regions.ancestors(region)) if r.level in levels), None)


def _most_mentioned(text: str, levels: tuple[str, ...]) -> Place:
    if not levels:
        return _NOWHERE  # a text that never says 我市 or 全省 is of no place
    counts: Counter[str] = Counter()
    first: dict[str, Said] = {}
    for mention in regions.find(text):
        if mention.region is not None:
            for region in (mention.region, *regions.ancestors(mention.region)):
                if region.level in levels:
                    counts[region.code] += 1
                    at = Said(text[mention.start : mention.end], mention.start, mention.end)
                    first.setdefault(region.code, at)
                    break
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < _MIN_MENTIONS:
        return _NOWHERE
    if len(ranked) == 2 and ranked[0][1] < _MARGIN * ranked[1][1]:
        return _NOWHERE
    return regions.by_code(ranked[0][0]), first[ranked[0][0]]
