"""extract_facts: from the clauses of a document to its facts, each bound to a span."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.facts import duties
from ingest.facts.duties import label_starts
from ingest.facts.phrases import Span, Starts, sentences, split, strip_lead
from ingest.facts.scope import Ends, counted, excepted
from ingest.facts.sentence import Draft, facts_of_sentence
from ingest.facts.setting import is_report, leads
from ingest.facts.statements import Statement, find_statements, is_item, list_kind, statement_starts
from ingest.facts.subjects import under_heading
from ingest.facts.values import value_starts
from ingest.types import Clause, Fact, FactKind, Normalized

_YEAR_GOAL = re.compile(
    r"(?:到|至|截至|截止)((?:19|20)\d{2})年(?:底|末)?(?=[，、：,]|[前力全实建达])|((?:19|20)\d{2})年(?:底|末)?前"
)


_AUDIENCE = re.compile(r"(?:[^，。；：\s]{0,8})?对象(?:：|为|是)([^，。；：\n]{2,60})")
_OF_HEADING = ("benefit", "rate", "quota")
_AROUND = ("condition", "procedure", "material")  # said around a sum they are part of what the sum says


@dataclass(frozen=True, slots=True)
class _Place:
    """Where facts are being read: the text, the clause and what its facts share."""

    norm: Normalized
    clause: Clause
    doc_id: str
    region: str | None
    lead: str  # the line that opens the list the clause stands in
    report: bool  # the document tells of what was done
    ends: Ends  # how it reads 以上 and 以下
    values: Starts  # where a value may begin
    words: Starts  # where a statement may
    lines: tuple[str, ...]  # the first lines of the clauses over this one, its own last


def extract_facts(norm: Normalized, clauses: Sequence[Clause], doc_id: str, region: str | None) -> tuple[Fact, ...]:
    """All facts of a document in the order of its text.

    Args:
        norm: The normalised document.
        clauses: Its clauses, whose own spans tile the source.
        doc_id: Written into each fact.
        region: Region of the document (Simplified), written into each fact.
    """
    out: list[Fact] = []
    places = {c.clause_id: (norm.at(c.start), norm.at(c.end)) for c in clauses}
    report, opened, ends = is_report(norm.text), leads(norm.text, clauses, places), counted(norm.text)
    values, words, labels = value_starts(norm.text), statement_starts(norm.text), label_starts(norm.text)
    lines: dict[str | None, tuple[str, ...]] = {}
    for clause in clauses:
        start, end = places[clause.clause_id]
        lines[clause.clause_id] = (*lines.get(clause.parent, ()), norm.text[start : start + 60].lstrip().split("\n")[0])
        place = _Place(
            norm, clause, doc_id, region, opened[clause.clause_id], report, ends, values, words, lines[clause.clause_id]
        )
        labelled = [*_duties(place, start, end), *_records(place, start, end)] if labels.within(start, end) else []
        covered = [(f.start, f.end) for f in labelled if f.kind != "target"]
        out += labelled
        said = [f for f in _sentences(place, start, end) if not any(a <= f.value_start < b for a, b in covered)]
        out += excepted(said, norm, start, end)
    return tuple(sorted(out, key=lambda f: (f.value_start, f.value_end)))


def _sentences(place: _Place, start: int, end: int) -> Iterator[Fact]:
    text, year, paragraph, lead = place.norm.text, None, start, place.lead
    item_of, audience = list_kind(lead), _topic(lead)
    if item_of is not None and lead.rstrip()[-1:] not in ("：", ":") and not is_item(text, start):
        item_of = None  # under a heading only numbered items are a list
    valued = place.values.within(start, end)
    if not valued and item_of is None and (place.report or not place.words.within(start, end)):
        return
    for span in sentences(text, start, end):
        last, opens = text[span.end - 1], None
        if last in "：:":
            lead = text[span.start : span.end]
            item_of = list_kind(lead)
        elif last not in "。；！？，、;" and span.end - span.start <= 24 and span.end < end:
            lead = text[span.start : span.end]  # a heading over what follows: 租金标准
            opens = list_kind(lead)
            item_of = opens or item_of
        if text.find("\n", paragraph, span.start) >= 0:
            if not is_item(text, span.start):
                item_of = None  # the list is over
            year = None  # 到2020年 holds to the end of its paragraph
        if text.find("年", span.start, span.end) >= 0 and (goal := _YEAR_GOAL.search(text, span.start, span.end)):
            year = int(goal[1] or goal[2])
        paragraph = span.start
        if text.find("对象", span.start, span.start + 10) >= 0 and (
            named := _AUDIENCE.match(text, span.start, span.end)
        ):
            audience = named[1].strip()[:60]
        drafts: list[Draft] = []
        if valued and place.values.within(span.start, span.end):
            drafts = [*facts_of_sentence(text, span, year, lead, place.report, item_of == "condition", audience)]
        if not place.report and opens is None and (item_of is not None or place.words.within(span.start, span.end)):
            for statement in find_statements(text, span, item_of):
                if statement.kind in _AROUND and any(_sum_within(d, statement) for d in drafts):
                    continue
                yield _statement_fact(place, statement)
        for draft in drafts:
            subject = draft.subject
            if draft.kind in _OF_HEADING:
                subject = under_heading(place.lines, text[span.start : span.end], subject)
            quoted = _quotation(text, span, Span(draft.start, draft.end))
            s, e = place.norm.source_span(quoted.start, quoted.end)
            vs, ve = place.norm.source_span(draft.start, draft.end)
            yield Fact(
                kind=draft.kind, subject=subject, doc_id=place.doc_id, clause_id=place.clause.clause_id,
                start=s, end=e, value_start=vs, value_end=ve, text=place.norm.shown[draft.start : draft.end],
                value=draft.value, value_max=draft.value_max, unit=draft.unit, bound=draft.bound, per=draft.per,
                base=draft.base, cap=draft.cap, level=draft.level, region=place.region,
                conditions=draft.conditions, word=draft.word, year=draft.year,
                tier=place.ends.of(draft.tier, text[span.start : span.end]),
            )  # fmt: skip


def _statement_fact(place: _Place, said: Statement) -> Fact:
    """A statement as a fact; the value of a duty are the bodies that it names."""
    charge, norm = said.charge, place.norm
    if charge is None:
        return _line_fact(place, said.kind, said.subject, said.start, said.end, said.start, said.end)
    named = [norm.shown[s.start : s.end] for s in (charge.bodies, charge.helped) if s]
    whole = said if said.kind != "duty" else charge.bodies
    return _line_fact(
        place, said.kind, said.subject, said.start, said.end, whole.start, whole.end, word=charge.word,
        bodies=tuple(body for names in named for body in duties.bodies(names)),
    )  # fmt: skip


def _sum_within(draft: Draft, statement: Statement) -> bool:
    about = draft.kind in ("benefit", "rate", "quota") and draft.unit != "次"
    return about and statement.start <= draft.start < statement.end


@lru_cache(maxsize=256)
def _topic(lead: str) -> str:
    """Whom the line over a list is about: 对作出贡献的人员给予奖励：, 纳税人…按照以下标准扣除："""
    if not lead.rstrip().endswith(("：", ":")):
        return ""
    given = re.search(r"对([^，。；：]{2,60}?)(?:给予|予以|进行|处)", lead)
    named = given[1] if given else re.split("[，。；：]", strip_lead(lead))[0]
    return named if len(named) > 2 and not re.search("下列|以下|如下", named) else ""


def _quotation(text: str, sentence: Span, value: Span) -> Span:
    """The whole sentence; of a very long one the parts between semicolons up to the value's."""
    if sentence.end - sentence.start <= 220:
        return sentence
    parts = split(text, sentence, "；")
    for part in parts:
        if part.start <= value.start < part.end:
            return Span(part.start, min(part.end + 1, sentence.end))
    return sentence


def _subject(clause: Clause, norm: Normalized) -> str:
    """What a duty is about: the heading, or the beginning of the clause's own text; Simplified."""
    start, end = norm.at(clause.start), norm.at(clause.end)
    own = norm.text[start:end].strip()
    if clause.heading:
        skip = len(clause.number or "")
        return own[skip : skip + len(clause.heading) + 1].strip(" 。\n")
    return own.split("。")[0][:80]


def _duties(place: _Place, start: int, end: int) -> Iterator[Fact]:
    norm = place.norm
    for duty in duties.find_duties(norm.text, start, end):
        yield _line_fact(
            place, "duty", _subject(place.clause, norm), duty.start, duty.end, duty.bodies_start, duty.bodies_end,
            word=duty.label, bodies=tuple(duties.bodies(norm.shown[duty.bodies_start : duty.bodies_end])),
        )  # fmt: skip


def _records(place: _Place, start: int, end: int) -> Iterator[Fact]:
    norm = place.norm
    for r in duties.find_records(norm.text, start, end):
        if duties.find_duties(norm.text, r.start, r.end) and re.search("单位|部门|主体", r.label):
            continue
        kind: FactKind = "deadline" if re.search("时间|日期|期限", r.label) else "target"
        value = _iso(r.value) if kind == "deadline" else None
        yield _line_fact(
            place,
            kind,
            _subject(place.clause, norm),
            r.start,
            r.end,
            r.value_start,
            r.value_end,
            word=r.label,
            value=value,
        )


def _iso(text: str) -> str | None:
    from ingest.facts.values import find_values

    dates = [v.value for v in find_values(text) if v.kind == "date"]
    return str(dates[0]) if dates else None


def _line_fact(
    place: _Place, kind: FactKind, subject: str, start: int, end: int, value_start: int, value_end: int,
    *, word: str | None = None, value: str | None = None, bodies: tuple[str, ...] = (),
) -> Fact:  # fmt: skip
    s, e = place.norm.source_span(start, end)
    vs, ve = place.norm.source_span(value_start, value_end)
    return Fact(
        kind=kind, subject=subject, doc_id=place.doc_id, clause_id=place.clause.clause_id, start=s, end=e,
        value_start=vs, value_end=ve, text=place.norm.shown[value_start:value_end].strip(), value=value,
        region=place.region, word=word, bodies=bodies,
    )  # fmt: skip
