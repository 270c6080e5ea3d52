"""Questions about a document itself: when it was issued, its number, who issued it, from when it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.facts.values import find_values
from ingest.regions import covers
from retriever.compose import Drafted
from retriever.evidence import Candidate
from retriever.language import in_script, simplified
from retriever.matching import presence
from retriever.question import Query
from retriever.reading import ReadClause, Reading, Sentence
from retriever.scope import region_of


def about_document(query: Query, readings: Sequence[Reading]) -> list[Drafted] | None:
    """Lines for the documents the question means, or None where none says it (or none is meant)."""
    meant = [r for r in readings if _is_meant(query, r)]
    if not meant or len(meant) > 3:
        return None
    lines = []
    for reading in meant:
        value = getattr(reading.document.metadata, query.attribute or "issued")
        place = next(_places(reading, str(value), query.attribute or ""), None) if value else None
        if place is not None:
            clause, sentence = place
            name = reading.document.metadata.title or reading.document.metadata.label
            text = f"{value} — {name}" if query.language == "en" else in_script(f"{simplified(value)}（{simplified(name)}）", query.language)
            lines.append(Drafted(text, (Candidate(reading, clause, sentence, None, 1.0, 1.0),), named=(name, value)))
    return lines or None


def _is_meant(query: Query, reading: Reading) -> bool:
    """The documents of the place, of these the ones whose title holds the question's words."""
    region = region_of(reading.document.metadata)
    if query.regions:
        return region is not None and any(region.code == r.code or covers(region, r) and r.level == "county" for r in query.regions)
    title = simplified(reading.document.metadata.title or "")
    words = [t for t in query.terms if len(t.text) > 1]
    return bool(title and words) and sum(presence(t, title) for t in words) / len(words) >= 0.6


def _places(reading: Reading, value: str, attribute: str) -> Iterator[tuple[ReadClause, Sentence]]:
    """Sentences of the front matter and the signature, then of all, that state the value."""
    clauses = sorted(reading.clauses.values(), key=lambda c: c.clause.role not in ("front", "tail"))
    for clause in clauses:
        for sentence in clause.sentences:
            if attribute in ("issued", "effective"):
                if any(v.kind == "date" and v.value == value for v in find_values(sentence.text)) or (
                    attribute == "effective" and "之日起" in sentence.text and "施行" in sentence.text
                ):
                    yield clause, sentence
            elif simplified(value).replace(" ", "") in sentence.text.replace(" ", ""):
                yield clause, sentence
