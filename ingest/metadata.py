"""What a document says of itself, from its text alone: unknown stays None."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from ingest import regions
from ingest.head import Head, read_head
from ingest.regions import Region
from ingest.terms import effective, expires, period_end
from ingest.types import Clause, Metadata, Normalized, SourceText

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
_NATIONAL = re.compile(
    r"^(?:国务院|中共中央|中央|全国人|最高人民|国家(?!税务总局.{2,8}税务局)|中华人民共和国|"
    r"[\u4e00-\u9fff]{2,10}(?<!指挥)(?<!总)部(?: |、|$)|各省、自治区、直辖市)"
)
_OWN_NAME = re.compile(
    r"本((?:实施|暂行|管理|若干|指导)*(?:意见|办法|方案|规定|细则|条例|通知|公告|通告|措施|规划|计划|指引|指南|规则))"
)
_MIN_MENTIONS, _MARGIN = 2, 2.0


def extract(norm: Normalized, clauses: Sequence[Clause], source: SourceText, source_file: str) -> Metadata:
    """Metadata of a document from its text alone.

    Args:
        norm: `normalize(source.text)`.
        clauses: `build_clauses` of the same text.
        source: What the reader found.
        source_file: Name of the file, for the label of a text that names nothing.
    """
    del source  # readers give no metadata of their own yet
    head = read_head(norm, clauses)
    region = _region(norm.text, head)
    begins = effective(norm.text, head.issued)
    return Metadata(
        title=head.title,
        label=head.title or _label(norm.text, clauses, region, source_file),
        region=region.name if region else None,
        region_code=region.code if region else None,
        issuer=head.issuer,
        doc_number=head.number,
        issued=head.issued,
        effective=begins,
        expires=expires(norm.text, begins or head.issued),
        period_end=period_end(head.title_text, norm, clauses),
        draft=head.draft,
    )


def _region(text: str, head: Head) -> Region | None:
    """The place a document is of: its issuer's, its title's, its addressee's, or the one it speaks of most."""
    for said in (head.issuer or "", head.title_text):
        if _NATIONAL.match(said):
            return None
        if found := _named(said):
            return found
    wanted = _own_levels(text)
    addressee = next((line.text for line in head.lines if line.text.endswith("：") and len(line.text) < 200), "")
    if _NATIONAL.match(addressee):
        return None
    if (found := _named(addressee)) and (fitting := _at_level(found, wanted)):
        return fitting
    return _most_mentioned(text, wanted)


def _named(said: str) -> Region | None:
    """The place a name begins with, the most exact where one follows the other (广州市天河区)."""
    found: Region | None = None
    for mention in regions.find(said):
        if mention.region is None:
            continue
        if found is None or found in regions.ancestors(mention.region):
            found = mention.region
        else:
            break
    return found


def _own_levels(text: str) -> tuple[str, ...]:
    counts = [(len(pattern.findall(text)), levels) for pattern, levels in _OWN_WORDS]
    best, levels = max(counts, key=lambda c: c[0])
    return levels if best else ()


def _at_level(region: Region, levels: tuple[str, ...]) -> Region | None:
    """The region, or the one above it, that the document's own words fit."""
    if not levels:
        return region
    return next((r for r in (region, *regions.ancestors(region)) if r.level in levels), None)


def _most_mentioned(text: str, levels: tuple[str, ...]) -> Region | None:
    if not levels:
        return None  # a text that never says 我市 or 全省 is of no place
    counts: Counter[str] = Counter()
    for mention in regions.find(text):
        if mention.region is not None:
            for region in (mention.region, *regions.ancestors(mention.region)):
                if region.level in levels:
                    counts[region.code] += 1
                    break
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < _MIN_MENTIONS:
        return None
    if len(ranked) == 2 and ranked[0][1] < _MARGIN * ranked[1][1]:
        return None
    return regions.by_code(ranked[0][0])


def _label(text: str, clauses: Sequence[Clause], region: Region | None, source_file: str) -> str:
    """What a list shows for a text without a title, in the document's own words."""
    names = Counter(_OWN_NAME.findall(text))
    asked = re.search(r"(?:提出|制定|公布|发布)(?:如下|以下)?((?:实施)?(?:意见|办法|方案|措施|规定))", text[:2000])
    own = names.most_common(1)[0][0] if names else None
    if asked and (own is None or asked[1].endswith(own)):
        own = asked[1]
    words = own or next((c.heading for c in clauses if c.heading), None)
    if not words:
        return PurePath(source_file).stem
    return f"{region.name} {words}（无标题）" if region else f"{words}（无标题）"
