"""Which documents may answer for which place: its own and those of the levels above, never a neighbour's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.corpus import Listed
from ingest.regions import Region, ancestors, by_code
from ingest.types import Metadata

# Bodies of the state, whose documents hold everywhere. Offices of the State, not places.
_NATIONAL = re.compile(
    r"国务院|中共中央|中华人民共和国|全国人民代表大会|最高人民|国家[税发知市统能林粮海外民药铁邮文]|^(?:科技|科学技术|财政|工业和信息化|人力资源社会保障|人力资源和社会保障|"
    r"商务|教育|农业农村|生态环境|交通运输|住房城乡建设|住房和城乡建设|民政|司法|公安|自然资源|文化和旅游|税务总局|海关总署)部?"
)


@dataclass(frozen=True, slots=True)
class Scope:
    """The documents that may answer for one place, `own` first; `higher` are those of the levels above."""

    region: Region | None
    own: tuple[str, ...]
    higher: tuple[str, ...]

    @property
    def doc_ids(self) -> tuple[str, ...]:
        """All of them."""
        return self.own + self.higher


def is_national(metadata: Metadata) -> bool:
    """Whether a document holds in the whole country."""
    return metadata.region_code is None and bool(_NATIONAL.search(f"{metadata.issuer or ''}|{metadata.title or ''}"))


def scope_for(region: Region | None, documents: Sequence[Listed]) -> Scope:
    """The documents that may answer for a place; all of them where none is named."""
    if region is None:
        return Scope(None, tuple(d.doc_id for d in documents), ())
    above = [r.code for r in ancestors(region)]
    own = tuple(d.doc_id for d in documents if d.metadata.region_code == region.code)
    near = [d for code in above for d in documents if d.metadata.region_code == code]
    higher = tuple(d.doc_id for d in (*near, *(d for d in documents if is_national(d.metadata))))
    return Scope(region, own, higher)


def region_of(metadata: Metadata) -> Region | None:
    """The place a document is for, where its code is known."""
    return by_code(metadata.region_code) if metadata.region_code else None
