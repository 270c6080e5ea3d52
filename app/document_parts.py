"""Parts of a document's page beside its text: where it comes from, and the facts that were read out of it."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from app.markup import Safe, el
from app.ui.strings import Lang, script, t
from ingest.types import Document, Fact


def links_html(document: Document, lang: Lang) -> Safe:
    """The official page, where one is known, and the file as it was ingested."""
    url = document.metadata.url
    official = url if url and urlsplit(url).scheme in ("http", "https") else None
    own = f"{quote(document.doc_id, safe='')}/file"
    return el(
        "p",
        {"class": "links"},
        el("a", {"href": official, "rel": "noopener noreferrer", "target": "_blank"}, t("official_link", lang))
        if official
        else None,
        el("a", {"href": own}, t("original_file", lang)),
    )


def facts_html(document: Document, lang: Lang) -> Safe | None:
    """The facts in the order of the text, each leading to its clause; folded away."""
    rows = [_fact(fact, document, lang) for fact in sorted(document.facts, key=lambda one: one.value_start)]
    if not rows:
        return None
    heads = ("fact_kind", "col_subject", "col_value")
    table = el(
        "table",
        {},
        el("thead", {}, el("tr", {}, *(el("th", {"scope": "col"}, t(name, lang)) for name in heads))),
        el("tbody", {}, *rows),
    )
    summary = el("summary", {}, f"{t('facts', lang)} ({len(rows)})")
    return el("details", {"class": "facts"}, summary, el("div", {"class": "scroll", "tabindex": "0"}, table))


def _fact(fact: Fact, document: Document, lang: Lang) -> Safe:
    said = fact.text or "、".join(fact.bodies)
    clause = document.clause(fact.clause_id)
    link = el("a", {"href": f"#{quote(fact.clause_id)}"}, script(fact.subject or "—", lang))
    return el(
        "tr",
        {},
        el("td", {}, el("span", {"class": f"kind {fact.kind}"}, t(f"fact_{fact.kind}", lang))),
        el("td", {}, link if clause else script(fact.subject, lang)),
        el("td", {}, el("b", {}, said), " " + script(fact.level, lang) if fact.level else None),
    )
