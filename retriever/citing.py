"""Citations and notices: each line's evidence as verbatim spans, and what the asker has to know of their documents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ingest.types import Fact
from retriever.compose import Drafted
from retriever.evidence import Candidate
from retriever.question import Query
from retriever.types import Citation, Warning_
from retriever.wording import say


def cite(lines: Sequence[Drafted]) -> tuple[str, tuple[Citation, ...], tuple[Fact, ...]]:
    """The answer's text with its markers, the citations in the order of their markers, and the facts they prove."""
    citations: dict[tuple[str, int, int], Citation] = {}
    facts: list[Fact] = []
    texts = []
    for line in lines:
        markers = []
        for c in line.evidence:
            citation = _citation(c, len(citations) + 1)
            key = (citation.doc_id, citation.start, citation.end)
            markers.append(citations.setdefault(key, citation).marker)
            if c.fact is not None and c.fact not in facts:
                facts.append(c.fact)
        texts.append(line.text + "".join(f"[{m}]" for m in dict.fromkeys(markers)))
    return "\n".join(texts), tuple(citations.values()), tuple(facts)


def _citation(c: Candidate, marker: int) -> Citation:
    document, norm = c.reading.document, c.reading.norm
    start, end = norm.source_span(c.sentence.start, c.sentence.end)
    meta = document.metadata
    return Citation(
        marker=marker, doc_id=document.doc_id, title=meta.title, label=meta.title or meta.label, region=meta.region,
        doc_number=meta.doc_number, clause_id=c.clause.clause.clause_id, clause_path=c.clause.clause.path,
        source_file=document.source_file, page=document.source.page(start), start=start, end=end,
        quote=document.source.text[start:end], shown=norm.shown[c.sentence.start : c.sentence.end].strip(),
    )  # fmt: skip


def notices(query: Query, evidence: Sequence[Candidate]) -> list[Warning_]:
    """What has to be said of the documents: a period that is over, a draft, a rule of a higher level."""
    out: dict[tuple[str, str], Warning_] = {}
    for c in evidence:
        meta = c.reading.document.metadata
        label = meta.title or meta.label
        if meta.draft:
            out["draft", label] = Warning_("draft", say("draft", query.language, label=label))
        if meta.expires and date.fromisoformat(meta.expires) < query.as_of:
            out["expired", label] = Warning_("expired", say("expired", query.language, label=label, end=meta.expires))
        elif meta.period_end and date.fromisoformat(meta.period_end) < query.as_of:
            out["period_over", label] = Warning_(
                "period_over", say("period_over", query.language, label=label, end=meta.period_end)
            )
        if c.higher:
            name = meta.region or meta.issuer or label
            out["higher_level", name] = Warning_("higher_level", say("higher_level", query.language, region=name))
    return list(out.values())
