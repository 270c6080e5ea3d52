"""The administrative level of a document, 国家, 省, 市 or 县, from the place it is of or from who issued it."""

from __future__ import annotations

import re
from typing import Literal

from ingest.region_table import Level
from ingest.regions import by_code
from ingest.types import Metadata

AdministrativeLevel = Literal["国家", "省", "市", "县"]
_OF_PLACES: dict[Level, AdministrativeLevel] = {"province": "省", "prefecture": "市", "county": "县"}
# Bodies of the state, whose documents hold everywhere. Offices of the State, not places.
_NATIONAL = re.compile(
    r"国务院|中共中央|中华人民共和国|全国人民代表大会|最高人民|国家[税发知市统能林粮海外民药铁邮文]|^(?:科技|科学技术|财政|工业和信息化|人力资源社会保障|人力资源和社会保障|"
    r"商务|教育|农业农村|生态环境|交通运输|住房城乡建设|住房和城乡建设|民政|司法|公安|自然资源|文化和旅游|税务总局|海关总署)部?"
)
_TO_ALL_PROVINCES = re.compile("^各省(?:、自治区)?、?直辖市|^各省、自治区")


def is_national(metadata: Metadata) -> bool:
    """Whether a document holds in the whole country."""
    if metadata.region_code is not None:
        return False
    by = f"{metadata.issuer or ''}|{metadata.title or ''}"
    return bool(_NATIONAL.search(by) or _TO_ALL_PROVINCES.search(metadata.addressees or ""))


def administrative_level(metadata: Metadata) -> AdministrativeLevel | None:
    """The level of a document's place (a municipality is a province), 国家 where it holds everywhere, else None."""
    region = by_code(metadata.region_code) if metadata.region_code else None
    if region is not None:
        return _OF_PLACES[region.level]
    return "国家" if is_national(metadata) else None
