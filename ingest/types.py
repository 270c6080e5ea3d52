"""The words of the ingest layer: source text, clause, fact, document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

FactKind = Literal[
    "benefit", "rate", "target", "duty", "deadline", "quota",
    "definition", "condition", "prohibition", "procedure", "material",
]  # fmt: skip
Bound = Literal["exact", "at_most", "at_least", "range", "about"]
Validity = Literal["in_force", "over", "not_yet", "draft", "repealed", "unknown"]
Role = Literal["front", "clause", "annex", "paragraph", "tail"]


@dataclass(frozen=True, slots=True)
class SourceText:
    """What a reader got out of a file; every offset in the project indexes `text`."""

    text: str
    reader: str  # text, markdown, html, pdf, docx
    encoding: str | None = None  # for text formats: the encoding found
    page_starts: tuple[int, ...] = ()  # offset at which each page begins; empty where the format has no pages
    warnings: tuple[str, ...] = ()
    confidence: float | None = None  # of text recognised from pictures: the mean of its lines, 0 to 1

    def page(self, offset: int) -> int | None:
        """1-based page of an offset, or None where the format has no pages."""
        if not self.page_starts:
            return None
        return max(1, bisect_left(self.page_starts, offset + 1))


@dataclass(frozen=True, slots=True)
class Normalized:
    """The source mended and un-wrapped, for parsing and search; each character maps back.

    `text` is Simplified, half-width; `shown` has the issued script and is what a person is shown
    as the mended reading. Both have the same length n. A logical paragraph ends with "\\n".
    `offsets` has n + 1 items, never decreasing: `offsets[i]` is the source index of character i,
    and the last item is the length of the source.
    """

    text: str
    shown: str
    offsets: Sequence[int]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Source span of the normalised span [start, end)."""
        if end <= start:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1

    def at(self, source_offset: int) -> int:
        """First normalised index whose source index is at or after `source_offset`."""
        return bisect_left(self.offsets, source_offset)


@dataclass(frozen=True, slots=True)
class Clause:
    """A node of the clause tree (条款). Own spans tile the source: in order, `text[start:end]` rebuild it.

    A node's span holds its heading and its own text, not its children's. Front matter, annex titles and
    the signature block are nodes too, so that nothing is lost.
    """

    clause_id: str  # globally unique, URL-safe
    number: str | None  # as issued, mended: 第三条, 8、, (二), １.
    heading: str | None  # as issued, mended, cut at its first full stop
    path: tuple[str, ...]  # number + heading from the top down, this clause's own last
    depth: int  # 0 for front matter and tail, 1 for the outermost clauses
    role: Role
    start: int
    end: int
    parent: str | None  # clause_id


@dataclass(frozen=True, slots=True)
class Tier:
    """A bracket: min ≤ quantity < max, with its inclusiveness, in the unit of `of`."""

    min: float | None
    max: float | None
    min_inclusive: bool
    max_inclusive: bool
    of: str  # the quantity that picks the bracket, e.g. 年产值
    marginal: bool = False  # …的部分: holds for the part of the quantity within the bracket, not for all of it


@dataclass(frozen=True, slots=True)
class Fact:
    """One benefit, rate, target, duty, date … that a clause states. Spans index the source text.

    `subject`, `level`, `conditions`, `word` are Simplified and mended; `region` is filled from the document.
    """

    kind: FactKind
    subject: str  # who or what it is given to or asked of
    doc_id: str
    clause_id: str
    start: int  # the sentence or record that states it
    end: int
    value_start: int  # the value itself
    value_end: int
    text: str  # the value as written, mended, in the issued script: 20萬元
    value: float | str | None = None  # a number in `unit`; an ISO date for dates; None for a duty
    value_max: float | None = None
    unit: str | None = None  # CNY, %, 件, 家, 户, ㎡, 年, …
    bound: Bound = "exact"
    per: str | None = None  # one-off, year, month, piece, household, person, mu
    base: str | None = None  # what a percentage is of
    cap: float | None = None
    tier: Tier | None = None
    level: str | None = None  # 国家级, 省级, 市级 …
    region: str | None = None
    conditions: tuple[str, ...] = ()
    word: str | None = None  # the document's own word: 补助, 奖励, 扶持资金
    bodies: tuple[str, ...] = ()  # who is in charge of a duty or a step, as issued, mended
    year: int | None = None  # 到2020年: the year a target is for
    exceptions: tuple[str, ...] = ()  # what it does not hold for, or is not added to: 就高不重复, 另有规定的除外


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a field of the metadata comes from: source[start:end] of the text or of its YAML header, or a sidecar."""

    field: str
    by: Literal["text", "header", "sidecar"]
    start: int | None = None  # None for a sidecar
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """Another document that a text names at source[start:end]: by its title, its number, or both; Simplified."""

    title: str | None
    number: str | None
    start: int
    end: int
    since: str | None = None  # of a repeal: the day from which on, where its sentence says one


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself, or its sidecar says of it. Unknown is None, never invented."""

    title: str | None = None
    label: str = ""  # what a list shows where there is no title
    region: str | None = None  # Simplified full name: 锦州市
    region_code: str | None = None  # GB/T 2260, six digits
    issuer: str | None = None
    doc_number: str | None = None
    issued: str | None = None  # ISO date
    effective: str | None = None
    expires: str | None = None
    period_end: str | None = None  # last day of the plan period (2016—2020年 → 2020-12-31)
    draft: bool = False
    repealed: bool = False  # a page, a header or a sidecar says that it is, without a day
    url: str | None = None
    zone: str | None = None  # 高新区, 新区 … that issued it: it holds in a part of the region only
    addressees: str | None = None  # as issued: 各县（市、区）人民政府，市直各部门
    cites: tuple[Reference, ...] = ()
    repeals: tuple[Reference, ...] = ()
    origins: tuple[Origin, ...] = ()  # of the fields found or given; what is not here is unknown or derived

    def origin(self, field: str) -> Origin | None:
        """Where a field comes from, or None."""
        return next((one for one in self.origins if one.field == field), None)


@dataclass(frozen=True, slots=True)
class Document:
    """One state of a document: its bytes (`version_id` is their sha256), text, clauses, facts."""

    doc_id: str
    version_id: str
    source_file: str  # name of the ingested file
    source: SourceText
    metadata: Metadata
    clauses: tuple[Clause, ...]
    facts: tuple[Fact, ...]
    warnings: tuple[str, ...] = ()

    def clause(self, clause_id: str) -> Clause | None:
        """The clause with this id, or None."""
        return next((c for c in self.clauses if c.clause_id == clause_id), None)
