"""An answer as HTML: what was asked first, then warnings and the sources, each with its quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import east_asian_width
from urllib.parse import quote

from app.markup import Safe, el, join
from app.ui.strings import Lang, t
from retriever.types import Answer, Citation

LEAD = 110  # columns up to which the first line is set large; a Chinese character takes two
_MARKER = re.compile(r"\[(\d+)\]")


def answer_html(answer: Answer, lang: Lang) -> Safe:
    """The message that shows an answer."""
    status = answer.status if answer.status != "answered" else None
    asked = answer.standalone_question
    by_marker = {citation.marker: citation for citation in answer.citations}
    lead, _, rest = answer.answer.partition("\n")
    large = "lead" if status is None and _columns(lead) <= LEAD else "said"
    return el(
        "div",
        {"class": f"answer {answer.status}"},
        el("p", {"class": "status"}, t(f"status_{status}", lang)) if status else None,
        el("p", {"class": "understood"}, f"{t('understood', lang)}：{asked}")
        if asked and asked != answer.question
        else None,
        el("p", {"class": large}, *_with_links(lead, by_marker, lang)),
        *(el("p", {}, *_with_links(line, by_marker, lang)) for line in rest.splitlines() if line.strip()),
        *(el("p", {"class": "warning"}, warning.text) for warning in answer.warnings),
        *([el("p", {"class": "sources"}, t("sources", lang))] if answer.citations else []),
        *(_card(citation, lang) for citation in answer.citations),
    )


def note_html(kind: str, message: str) -> Safe:
    """A message of the page itself: `pending`, `stopped` or `error`."""
    return el("div", {"class": f"answer {kind}"}, el("p", {"class": "said"}, message))


def clause_url(citation: Citation, lang: Lang) -> str:
    """Where the document opens at the quotation; relative, so that it holds behind a prefix too."""
    query = f"start={citation.start}&end={citation.end}&lang={lang}"
    return f"doc/{quote(citation.doc_id, safe='')}?{query}#{quote(citation.clause_id)}"


def _with_links(line: str, by_marker: dict[int, Citation], lang: Lang) -> Iterator[Safe]:
    at = 0
    for found in _MARKER.finditer(line):
        yield join(line[at : found.start()])
        citation = by_marker.get(int(found[1]))
        link = (
            el("a", {"class": "open-clause marker", "href": clause_url(citation, lang)}, found[1]) if citation else None
        )
        yield link or join(found[0])
        at = found.end()
    yield join(line[at:])


def _columns(line: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in line)


def _card(citation: Citation, lang: Lang) -> Safe:
    facts = [citation.region or t("no_place", lang), citation.doc_number]
    if citation.page is not None:
        facts.append(t("page", lang, page=citation.page))
    damaged = "".join(citation.quote.split()) != "".join(citation.shown.split())
    return el(
        "div",
        {"class": "card"},
        el("p", {"class": "card-title"}, el("span", {"class": "number"}, str(citation.marker)),
           citation.title or citation.label),
        el("p", {"class": "chips"}, *(el("span", {"class": "chip"}, fact) for fact in facts if fact)),
        el("p", {"class": "path"}, " › ".join(citation.clause_path)) if citation.clause_path else None,
        el("blockquote", {}, *_lines(citation.shown.strip())),
        el("details", {}, el("summary", {}, t("as_issued", lang)), el("pre", {}, citation.quote)) if damaged else None,
        el("p", {"class": "actions"},
           el("a", {"class": "open-clause", "href": clause_url(citation, lang)}, t("open_clause", lang))),
    )  # fmt: skip


def _lines(text: str) -> Iterator[Safe]:
    for number, line in enumerate(text.splitlines()):
        if number:
            yield el("br")
        yield join(line)
