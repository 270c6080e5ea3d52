"""What a document says of itself, from its text alone, each field with the place it was read at: unknown stays None."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from ingest.head import Head, read_head
from ingest.lines import Said
from ingest.places import place_of, zone_of
from ingest.references import find_cited
from ingest.regions import Region
from ingest.repeals import find_repeals
from ingest.terms import effective, expires, period_end
from ingest.types import Clause, Metadata, Normalized, Origin, SourceText

_OWN_NAME = re.compile(
    r"本((?:实施|暂行|管理|若干|指导)*(?:意见|办法|方案|规定|细则|条例|通知|公告|通告|措施|规划|计划|指引|指南|规则))"
)


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
    region, named = place_of(norm, head)
    zone = zone_of(head)
    issued = head.issued.value if head.issued else None
    begins = effective(norm.text, issued)
    last = expires(norm.text, begins.value if begins else issued)
    title = Said(head.title_text, head.title.start, head.title.end) if head.title else None
    period = period_end(title, norm, clauses)
    repeals = find_repeals(norm)
    return Metadata(
        title=_value(head.title),
        label=head.title.value if head.title else _label(norm.text, clauses, region, source_file),
        region=region.name if region else None,
        region_code=region.code if region else None,
        issuer=_value(head.issuer),
        doc_number=_value(head.number),
        issued=issued,
        effective=_value(begins),
        expires=_value(last),
        period_end=_value(period),
        draft=head.draft is not None,
        repealed=head.repealed is not None,
        zone=_value(zone),
        addressees=_value(head.addressees),
        cites=find_cited(norm, head.title_text, _plain(norm, head.number), repeals),
        repeals=repeals,
        origins=_origins(
            norm, head, {"effective": begins, "expires": last, "period_end": period, "region": named, "zone": zone}
        ),
    )


def _plain(norm: Normalized, said: Said | None) -> str | None:
    return norm.text[said.start : said.end] if said else None


def _value(said: Said | None) -> str | None:
    return said.value if said else None


def _origins(norm: Normalized, head: Head, others: Mapping[str, Said | None]) -> tuple[Origin, ...]:
    said = {
        "title": head.title,
        "issuer": head.issuer,
        "doc_number": head.number,
        "issued": head.issued,
        "addressees": head.addressees,
        "draft": head.draft,
        "repealed": head.repealed,
        **others,
    }
    return tuple(Origin(name, "text", *norm.source_span(at.start, at.end)) for name, at in said.items() if at)


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
