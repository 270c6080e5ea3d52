"""Citations and notices: each line's evidence as verbatim spans, and what the asker has to know of their documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ingest.types import Fact, Metadata, Validity
from retriever.compose import Drafted
from retriever.evidence import Candidate
from retriever.question import Query
from retriever.standing import NO_STANDING, Standing, names_zone
from retriever.types import Citation, Warning_
from retriever.wording import say


def cite(
    lines: Sequence[Drafted], as_of: date, standing: Standing = NO_STANDING
) -> tuple[str, tuple[Citation, ...], tuple[Fact, ...]]:
    """The answer's text with its markers, the citations in the order of their markers, and the facts they prove."""
    citations: dict[tuple[str, int, int], Citation] = {}
    facts: list[Fact] = []
    texts = []
    for line in lines:
        markers = []
        for c in line.evidence:
            citation = _citation(c, len(citations) + 1, standing.state(c.reading.document.metadata, as_of))
            key = (citation.doc_id, citation.start, citation.end)
            markers.append(citations.setdefault(key, citation).marker)
            if c.fact is not None and c.fact not in facts:
                facts.append(c.fact)
        texts.append(line.text + "".join(f"[{m}]" for m in dict.fromkeys(markers)))
    if facts:  # the values of a sentence beside them are shown as well
        facts = list(dict.fromkeys((*facts, *values_told(lines))))
    return "\n".join(texts), tuple(citations.values()), tuple(facts)


def values_told(lines: Sequence[Drafted]) -> tuple[Fact, ...]:
    """The values that stand in the sentences which lines give whole."""
    told = (fact for line in lines for c in line.evidence if c.fact is None for fact in c.stated())
    return tuple(dict.fromkeys(fact for fact in told if fact.value is not None))


def _citation(c: Candidate, marker: int, state: Validity) -> Citation:
    document, norm = c.reading.document, c.reading.norm
    start, end = norm.source_span(c.sentence.start, c.sentence.end)
    meta = document.metadata
    return Citation(
        marker=marker, doc_id=document.doc_id, title=meta.title, label=meta.title or meta.label, region=meta.region,
        doc_number=meta.doc_number, clause_id=c.clause.clause.clause_id, clause_path=c.clause.clause.path,
        source_file=document.source_file, page=document.source.page(start), start=start, end=end,
        quote=document.source.text[start:end], shown=norm.shown[c.sentence.start : c.sentence.end].strip(),
        validity=state, confidence=document.source.confidence,
    )  # fmt: skip


def notices(query: Query, evidence: Sequence[Candidate], standing: Standing = NO_STANDING) -> list[Warning_]:
    """What has to be said of the documents: that one does not hold, is of a level above or a zone, or was scanned."""
    out: dict[tuple[str, str], Warning_] = {}

    def add(code: str, about: str, **values: object) -> None:
        out[code, about] = Warning_(code, say(code, query.language, label=about, **values))

    for c in evidence:
        document = c.reading.document
        meta = document.metadata
        label = meta.title or meta.label
        for code, values in _not_holding(query, meta, standing):
            add(code, label, **values)
        if c.higher:
            name = meta.region or meta.issuer or label
            add("higher_level", name, region=name)
        if meta.zone and not names_zone(query, meta.zone):
            add("zone", meta.zone, zone=meta.zone)
        if document.source.confidence is not None:
            add("ocr", label, confidence=f"{document.source.confidence:.2f}")
    return list(out.values())


def _not_holding(query: Query, meta: Metadata, standing: Standing) -> Iterator[tuple[str, dict[str, object]]]:
    """Why a document does not hold on the question's day, as codes of notices with what they say."""
    state = standing.state(meta, query.as_of)
    if state == "draft":
        yield "draft", {}
    elif state == "not_yet":
        yield "not_yet", {"day": meta.effective or meta.issued}
    elif state == "repealed" and (found := standing.end(meta)):
        end, by = found
        since = say("since", query.language, day=end.day) if end.day else ""
        yield end.how, {"by": by, "since": since}
    elif state == "repealed":
        yield "ended", {}
    if meta.expires and date.fromisoformat(meta.expires) < query.as_of:
        yield "expired", {"end": meta.expires}
    elif meta.period_end and date.fromisoformat(meta.period_end) < query.as_of:
        yield "period_over", {"end": meta.period_end}
