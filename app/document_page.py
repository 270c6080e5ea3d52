"""A document as a page: every clause a section, mended, the raw text a click away, a quotation marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from urllib.parse import quote

from starlette.responses import HTMLResponse

from app.document_parts import facts_html, links_html
from app.html_page import html_page
from app.markup import Safe, el, join
from app.ui.strings import Lang, t, ui_file
from ingest.succession import End, Succession
from ingest.types import Clause, Document, Normalized, Reference
from ingest.validity import validity
from retriever.scope import Listed

Span = tuple[int, int]
_FEW = 3  # documents named that are shown without a click


def document_page(
    document: Document, norm: Normalized, lang: Lang, span: Span | None = None, others: Succession | None = None
) -> HTMLResponse:
    """The page of a document; `span` (source offsets) is marked. `others`: what the other documents say of it."""
    title = _title(document)
    body = join(
        el("header", {}, el("p", {"class": "back"}, el("a", {"href": f"../doc?lang={lang}"}, t("all_documents", lang))),
           el("h1", {}, title), _metadata(document, lang, others, document), links_html(document, lang)),
        _contents(document.clauses, lang),
        facts_html(document, lang),
        el("main", {}, *(_clause(clause, document, norm, lang, span) for clause in document.clauses)),
    )  # fmt: skip
    return html_page(title, body, ui_file("document.css"), t("html_lang", lang))


def list_page(documents: Iterable[Listed], lang: Lang, others: Succession | None = None) -> HTMLResponse:
    """The page that lists all documents."""
    cards = [
        el("li", {}, el("a", {"href": f"doc/{quote(one.doc_id)}?lang={lang}"}, _title(one)),
           _metadata(one, lang, others))
        for one in documents
    ]  # fmt: skip
    body = join(el("h1", {}, t("all_documents", lang)), el("ul", {"class": "documents"}, *cards))
    return html_page(t("all_documents", lang), body, ui_file("document.css"), t("html_lang", lang))


def _title(document: Listed) -> str:
    return document.metadata.title or document.metadata.label or document.source_file


def _metadata(document: Listed, lang: Lang, others: Succession | None, opened: Document | None = None) -> Safe:
    """What is known of a document; on its own page also whom it is sent to and what ends it."""
    meta, confidence = document.metadata, opened.source.confidence if opened else None
    end = others.end(meta) if others and opened else None

    def said(name: str) -> str | Safe | None:
        """A field, on the document's own page a link to where it was read."""
        value, at = getattr(meta, name), meta.origin(name) if opened else None
        return _span_link(value, at.start, at.end, lang) if value and at and at.start is not None else value

    rows: list[tuple[str, str | Safe | None]] = [
        *((name, said(name)) for name in ("region", "zone", "doc_number", "issuer", "issued", "effective", "expires")),
        ("period_end", None if meta.expires else said("period_end")),
        ("validity", t(f"validity_{validity(meta, date.today().isoformat(), others)}", lang)),
        ("ended_by", _ending(end, lang) if end else None),
        ("addressees", said("addressees") if opened else None),
        ("repeals", _named(meta.repeals, lang) if opened and meta.repeals else None),
        ("cites", _named(meta.cites, lang) if opened and meta.cites else None),
        ("source_file", document.source_file),
        ("ocr", f"{confidence:.0%}" if confidence is not None else None),
    ]  # fmt: skip
    return el(
        "dl",
        {"class": "meta"},
        *(el("div", {}, el("dt", {}, t(key, lang)), el("dd", {}, value)) for key, value in rows if value),
    )


def _span_link(words: str, start: int | None, end: int | None, lang: Lang) -> Safe:
    return el("a", {"class": "origin", "href": f"?start={start}&end={end}&lang={lang}#quote"}, words)


def _named(references: Sequence[Reference], lang: Lang) -> Safe:
    """Other documents that it names, each a link to where it does; many of them a click away."""
    links = [
        _span_link(f"《{one.title}》" if one.title else one.number or "", one.start, one.end, lang)
        for one in references
    ]
    if len(links) <= _FEW:
        return join(*links)
    return el("details", {}, el("summary", {}, str(len(links))), *links)


def _ending(end: End, lang: Lang) -> Safe:
    return el(
        "a", {"href": f"{quote(end.by)}?lang={lang}"}, " ".join(filter(None, (t(f"how_{end.how}", lang), end.day)))
    )


def _contents(clauses: Sequence[Clause], lang: Lang) -> Safe | None:
    rows = [
        el("li", {"class": f"depth-{min(clause.depth, 5)}"},
           el("a", {"href": f"#{quote(clause.clause_id)}"}, _name(clause)))
        for clause in clauses
        if clause.path and clause.role in {"clause", "annex"}
    ]  # fmt: skip
    if not rows:
        return None
    return el(
        "nav",
        {"aria-label": t("contents", lang)},
        el("details", {"open": True}, el("summary", {}, t("contents", lang)), el("ol", {}, *rows)),
    )


def _name(clause: Clause) -> str:
    return clause.path[-1] if clause.path else (clause.number or "")


def _clause(clause: Clause, document: Document, norm: Normalized, lang: Lang, span: Span | None) -> Safe:
    low, high = norm.at(clause.start), norm.at(clause.end)
    shown = norm.shown[low:high]
    marked = _marked(norm, span, low, high) if span else None
    raw = document.source.text[clause.start : clause.end]
    damaged = raw.strip() != shown.strip()
    cited = span is not None and span[0] < clause.end and clause.start < span[1]
    classes = f"clause depth-{min(clause.depth, 5)} {clause.role}" + (" cited" if cited else "")
    heading = _heading_length(shown, _name(clause))
    return el(
        "section",
        {"id": clause.clause_id, "class": classes, "aria-label": _name(clause) or None},
        *_paragraphs(shown, marked, heading),
        _raw(raw, clause.start, span, lang) if damaged else None,
    )


def _marked(norm: Normalized, span: Span, low: int, high: int) -> Span | None:
    start, end = max(low, norm.at(span[0])) - low, min(high, norm.at(span[1])) - low
    return (start, end) if start < end else None


def _heading_length(shown: str, name: str) -> int:
    """How many of the first characters are number and heading; white space may differ."""
    at = 0
    for wanted in "".join(name.split()):
        while at < len(shown) and shown[at].isspace():
            at += 1
        if at >= len(shown) or shown[at] != wanted:
            return 0
        at += 1
    return at


def _paragraphs(shown: str, marked: Span | None, heading: int) -> Iterator[Safe]:
    at = 0
    for line in shown.splitlines(keepends=True):
        if line.strip():
            yield el("p", {}, *_pieces(line.rstrip("\r\n"), at, marked, heading))
        at += len(line)


def _pieces(line: str, at: int, marked: Span | None, heading: int) -> Iterator[Safe]:
    low, high = marked or (0, 0)
    cuts = sorted({0, len(line), *(min(max(cut - at, 0), len(line)) for cut in (low, high, heading))})
    for start, end in pairwise(cuts):
        piece = join(line[start:end])
        if at + end <= heading:
            piece = el("strong", {}, piece)
        if low <= at + start and at + end <= high:
            # Only the first piece carries the id: a page has one target for a quotation.
            piece = el("mark", {"id": "quote" if at + start == low else None}, piece)
        yield piece


def _raw(raw: str, offset: int, span: Span | None, lang: Lang) -> Safe:
    low, high = (max(0, span[0] - offset), max(0, span[1] - offset)) if span else (0, 0)
    text = join(raw[:low], el("mark", {}, raw[low:high]) if raw[low:high] else None, raw[high:])
    return el("details", {"class": "raw"}, el("summary", {}, t("raw_text", lang)), el("pre", {}, text))
