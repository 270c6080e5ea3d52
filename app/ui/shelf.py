"""The documents that answers rest on, as lists, cards and pickers show them: with place, kind, year and validity."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from app.asking import AssistantLike
from ingest.regions import Region, ancestors, by_code
from ingest.succession import Succession
from ingest.types import Metadata, Validity
from ingest.validity import validity

# Kinds of official documents, as their titles end; the longest first, since 实施办法 is an 办法.
KINDS = (
    "实施细则", "实施方案", "行动方案", "行动计划", "实施意见", "指导意见", "若干意见", "若干政策", "若干措施",
    "管理办法", "暂行办法", "实施办法", "申报指南", "条例", "规定", "办法", "细则", "规划",
    "计划", "方案", "意见", "措施", "政策", "决定", "指南", "通知", "公告",
    "公示", "通告", "批复", "函", "法",
)  # fmt: skip
_KIND = re.compile("|".join(KINDS))
_ASIDE = re.compile(r"[（(《〈][^（(）)》〉]*[）)》〉]|的通知|\s")


@dataclass(frozen=True, slots=True)
class Item:
    """A document as a list shows it, judged on one day."""

    doc_id: str
    label: str  # its title; where it has none, what it is called here
    source_file: str
    metadata: Metadata
    region: Region | None
    kind: str | None
    year: str | None
    validity: Validity
    clauses: int
    facts: int


class Shelf:
    """The documents of an assistant, listed once for each generation and day."""

    def __init__(self, assistant: AssistantLike) -> None:
        self._assistant = assistant
        self._listed: tuple[tuple[str, str], dict[str, Item]] = (("", ""), {})

    def items(self) -> dict[str, Item]:
        """All of them by id, in the order of the corpus."""
        today = date.today().isoformat()
        key = self._assistant.generation.manifest.generation_id, today
        if self._listed[0] != key:
            in_use = dict(self._assistant.generation.manifest.documents)
            rows = [row for row in self._assistant.corpus.documents() if row.doc_id in in_use]
            others = Succession.of(rows)
            self._listed = key, {row.doc_id: _item(row, today, others) for row in rows}
        return self._listed[1]

    def get(self, doc_id: str) -> Item | None:
        """One of them, or None where it is gone."""
        return self.items().get(doc_id)

    def counts(self) -> dict[str, int]:
        """How many documents each place has, those of the places below it included: code → number."""
        found: dict[str, int] = {}
        for item in self.items().values():
            for region in (item.region, *ancestors(item.region)) if item.region else ():
                found[region.code] = found.get(region.code, 0) + 1
        return found


def kind_of(metadata: Metadata) -> str | None:
    """The kind of document that its title names last: of 关于印发…管理办法的通知 the 管理办法."""
    title = metadata.title or metadata.label or ""
    inner = re.search(r"[《〈](.+)[》〉]", title)
    for name in (inner[1] if inner else "", _ASIDE.sub("", title), title):
        if found := _KIND.findall(name):
            return str(found[-1])
    return None


def _item(row: object, today: str, others: Succession) -> Item:
    meta: Metadata = row.metadata  # type: ignore[attr-defined]
    dated = meta.issued or meta.effective
    clauses, facts = getattr(row, "clauses", 0), getattr(row, "facts", 0)
    return Item(
        doc_id=row.doc_id,  # type: ignore[attr-defined]
        label=meta.title or meta.label or row.source_file,  # type: ignore[attr-defined]
        source_file=row.source_file,  # type: ignore[attr-defined]
        metadata=meta,
        region=by_code(meta.region_code) if meta.region_code else None,
        kind=kind_of(meta),
        year=dated[:4] if dated else None,
        validity=validity(meta, today, others),
        clauses=clauses if isinstance(clauses, int) else len(clauses),
        facts=facts if isinstance(facts, int) else len(facts),
    )
