"""The YAML header that sites and crawlers put before a Markdown or text file, as metadata: it wins over the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from ingest.sidecar import overlay
from ingest.types import Metadata

_HEADER = re.compile(r"\s*---[ \t]*\r?\n(?P<yaml>.*?)\r?\n---[ \t]*(?:\r?\n|$)", re.S)
_LONGEST = 20_000
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$")
_NAMES = {
    "title": ("title", "name", "标题", "名称"),
    "number": ("number", "doc_number", "document_number", "文号", "发文字号"),
    "issuer": ("issuer", "office", "publisher", "制定机关", "发布机关", "发文机关"),
    "issued": ("issued", "成文日期", "publish_date", "published", "发布日期", "公布日期"),
    "effective": ("effective", "effective_date", "implement_date", "施行日期", "生效日期"),
    "expires": ("expires", "expiry_date", "失效日期"),
    "region": ("region", "地区"),
    "url": ("url", "source_url", "link"),
    "repealed": ("status", "效力状态", "有效性", "时效性"),
}
_DATES = ("issued", "effective", "expires")
# The day that a site gives as that of publication is its own or the document's: the text knows better.
_PUBLISHED = frozenset(("publish_date", "published", "发布日期", "公布日期"))
_ENDED = re.compile("废止|失效")


@dataclass(frozen=True, slots=True)
class Header:
    """What a header gives, in the names of a sidecar, where each value stands, and what yields to the text."""

    given: Mapping[str, Any] = field(default_factory=dict)
    spans: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    yields: frozenset[str] = frozenset()


def with_header(found: Metadata, text: str) -> Metadata:
    """Metadata found in a text with what its header gives put over it."""
    header = front_matter(text)
    given = {n: value for n, value in header.given.items() if n not in header.yields or getattr(found, n) is None}
    return overlay(found, given, header.spans)


def front_matter(text: str) -> Header:
    """What the header of a text gives; nothing where there is none."""
    found = _HEADER.match(text[:_LONGEST])
    if found is None or "&" in found["yaml"]:  # an anchor could make a small header huge
        return Header()
    try:
        loaded = yaml.safe_load(found["yaml"])
    except (yaml.YAMLError, ValueError, RecursionError):
        return Header()  # two rules of dashes around something else
    if not isinstance(loaded, dict):
        return Header()
    given: dict[str, Any] = {}
    spans: dict[str, tuple[int, int]] = {}
    yields = set()
    for name, others in _NAMES.items():
        key = next((key for key in others if loaded.get(key) not in (None, "")), None)
        value = _value(name, loaded[key]) if key else None
        if key is None or value is None:
            continue
        given[name] = value
        if key in _PUBLISHED:
            yields.add(name)
        if at := re.search(
            rf"^[\"']?{re.escape(key)}[\"']?[ \t]*:[ \t]*[\"'“]?([^\r\n]*?)[\"'”]?[ \t]*$", found[0], re.M
        ):
            spans[name] = found.start() + at.start(1), found.start() + at.end(1)
    return Header(given, spans, frozenset(yields))


def _value(name: str, value: Any) -> str | bool | None:
    if name in _DATES:
        return _date(value)
    if not isinstance(value, (str, int)) or isinstance(value, bool):
        return None
    if name == "repealed":
        return True if _ENDED.search(str(value)) else None
    return str(value).strip()


def _date(value: Any) -> str | None:
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, str) and (found := _DATE.match(value.strip())):
        try:
            return date(*map(int, found.groups())).isoformat()
        except ValueError:
            return None  # no day of the calendar
    return None
