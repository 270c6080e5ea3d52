"""What to say beside 'not found': the clauses that come nearest, and the offices that those clauses name."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from app.asking import AssistantLike, document_in_use
from app.markup import Safe, el
from app.ui.strings import Lang, t
from ingest.errors import NotFound
from ingest.types import Clause, Document
from retriever.types import Answer

CLAUSES = 3
OFFICES = 4


def nearest_html(answer: Answer, assistant: AssistantLike, lang: Lang) -> Safe | None:
    """The block below an answer that found nothing; None where nothing was searched."""
    if answer.status != "not_found":
        return None
    found = list(_nearest(answer, assistant))
    if not found:
        return None
    offices = list(dict.fromkeys(name for document, clause in found for name in _offices(document, clause)))[:OFFICES]
    return el(
        "div",
        {"class": "card nearest"},
        el("p", {"class": "card-title"}, t("nearest", lang)),
        el("ul", {}, *(el("li", {}, _link(document, clause, lang)) for document, clause in found)),
        el("p", {"class": "offices"}, el("b", {}, t("offices", lang)), "：" if lang != "en" else ": ",
           ("、" if lang != "en" else ", ").join(offices)) if offices else None,
    )  # fmt: skip


def _nearest(answer: Answer, assistant: AssistantLike) -> Iterator[tuple[Document, Clause]]:
    searched = answer.trace.get("search")
    rows = [row for found in searched.values() for row in found] if isinstance(searched, dict) else []
    shown = 0
    for row in sorted(rows, key=lambda one: -float(one.get("score", 0))):
        clause_id = str(row.get("clause_id", ""))
        try:
            document = document_in_use(assistant, clause_id.rsplit("-", 1)[0])
        except NotFound:
            continue
        clause = document.clause(clause_id)
        if clause and clause.path and shown < CLAUSES:
            shown += 1
            yield document, clause


def _offices(document: Document, clause: Clause) -> Iterator[str]:
    """Who is responsible for the clause; else who issued the document."""
    bodies = [body for fact in document.facts if fact.clause_id == clause.clause_id for body in fact.bodies]
    yield from bodies or filter(None, [document.metadata.issuer])


def _link(document: Document, clause: Clause, lang: Lang) -> Safe:
    label = document.metadata.title or document.metadata.label or document.source_file
    url = f"doc/{quote(document.doc_id, safe='')}?lang={lang}#{quote(clause.clause_id)}"
    return el("a", {"class": "open-clause", "href": url}, f"{label} › {clause.path[-1]}")
