"""The YAML header that sites and crawlers put before a Markdown or text file, as metadata: it wins over the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

_HEADER = re.compile(r"\s*---[ \t]*\r?\n(?P<yaml>.*?)\r?\n---[ \t]*(?:\r?\n|$)", re.S)
_LONGEST = 20_000
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$")
_NAMES = {
    "title": ("title", "name", "标题", "名称"),
    "number": ("number", "doc_number", "document_number", "文号", "发文字号"),
    "issuer": ("issuer", "office", "publisher", "制定机关", "发布机关", "发文机关"),
    "issued": ("issued", "publish_date", "published", "发布日期", "公布日期", "成文日期"),
    "effective": ("effective", "effective_date", "施行日期", "生效日期"),
    "expires": ("expires", "expiry_date", "失效日期"),
    "region": ("region", "地区"),
    "url": ("url", "source_url", "link"),
}
_DATES = ("issued", "effective", "expires")


def front_matter(text: str) -> Mapping[str, Any]:
    """What the header gives, in the names of a sidecar; empty where there is none."""
    found = _HEADER.match(text[:_LONGEST])
    if found is None or "&" in found["yaml"]:  # an anchor could make a small header huge
        return {}
    try:
        loaded = yaml.safe_load(found["yaml"])
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}  # two rules of dashes around something else
    if not isinstance(loaded, dict):
        return {}
    given: dict[str, Any] = {}
    for name, others in _NAMES.items():
        value = next((loaded[key] for key in others if loaded.get(key) not in (None, "")), None)
        if name in _DATES:
            value = _date(value)
        elif not isinstance(value, (str, int)) or isinstance(value, bool):
            value = None
        if value is not None:
            given[name] = str(value).strip()
    return given


def _date(value: Any) -> str | None:
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, str) and (found := _DATE.match(value.strip())):
        try:
            return date(*map(int, found.groups())).isoformat()
        except ValueError:
            return None  # no day of the calendar
    return None
