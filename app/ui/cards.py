"""An answer as HTML: what was asked first, then what it rests on, each source with its quotation and its state.

The chat cleans what it is given: `data-` and `aria-` attributes do not survive. So a button says what it does and to
which answer in its classes (`act act-report id-a1`), and a cell repeats its column in `title`; page.js reads both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol
from unicodedata import east_asian_width
from urllib.parse import quote

from app.markup import Safe, el, join
from app.ui.answer_tables import Linked, table_of
from app.ui.places import named_place
from app.ui.shelf import Item
from app.ui.strings import Lang, script, t
from app.ui.understood import parts_of
from ingest.types import Validity
from retriever.types import Answer, Citation, Nearest

LEAD = 110  # columns up to which the first line is set large; a Chinese character takes two
ACTIONS = ("helpful", "unhelpful", "report")
OF_LAST = ("retry", "edit")  # these would ask the last question anew, whichever answer they stand under
_MARKER = re.compile(r"\[(\d+)\]")


class Documents(Protocol):
    """What the cards ask of the shelf."""

    def get(self, doc_id: str) -> Item | None: ...


def answer_html(
    answer: Answer,
    lang: Lang,
    documents: Documents,
    lines: int | None = None,
    more: Safe | None = None,
    last: bool = True,
) -> Safe:
    """The message that shows an answer.

    Args:
        answer: Verified; nothing of it is changed.
        lang: The page's language; the answer keeps its own.
        documents: For the dates and the state of those cited.
        lines: How many of its lines have appeared so far; None: it is complete.
        more: What goes below the sources: what is nearest to a question that is not answered.
        last: Whether it is the last of its conversation.
    """
    status = answer.status if answer.status != "answered" else None
    by_marker = {citation.marker: citation for citation in answer.citations}

    def linked(line: str) -> Safe:
        return join(*_with_links(line, by_marker, lang))

    shown = answer.answer.splitlines()[:lines]
    body = [
        el("p", {"class": "status"}, t(f"status_{status}", lang)) if status else None,
        *_said(answer, shown, lang, linked),
    ]
    if lines is not None:
        return el("div", {"class": f"answer arriving {answer.status}"}, *body)
    return el(
        "div",
        {"class": f"answer {answer.status}"},
        *body,
        _understood(answer, lang),
        *(el("p", {"class": "warning"}, warning.text) for warning in answer.warnings),
        *([el("p", {"class": "sources"}, t("sources", lang))] if answer.citations else []),
        *(_card(citation, lang, documents.get(citation.doc_id)) for citation in answer.citations),
        more,
        _actions(answer, lang, last),
    )


def note_html(kind: str, message: str, lang: Lang = "zh", retry: bool = False) -> Safe:
    """A message of the page itself: `pending`, `stopped` or `error`."""
    again = el("p", {"class": "acts"}, _act("retry", "", lang), _act("edit", "", lang)) if retry else None
    return el("div", {"class": f"answer {kind}"}, el("p", {"class": "said"}, message), again)


def clause_url(cited: Citation | Nearest, lang: Lang) -> str:
    """Where the document opens at the quotation; relative, so that it holds behind a prefix too."""
    query = f"start={cited.start}&end={cited.end}&lang={lang}"
    return f"doc/{quote(cited.doc_id, safe='')}?{query}#{quote(cited.clause_id)}"


def badge(state: Validity, lang: Lang) -> Safe:
    """有效, 已到期, 征求意见稿 …, each in a colour of its own."""
    return el("span", {"class": f"badge badge-{state}"}, t(f"validity_{state}", lang))


def _said(answer: Answer, lines: list[str], lang: Lang, linked: Linked) -> Iterator[Safe]:
    table = table_of(answer, lines, lang, linked)
    if table is not None:
        yield table
        return
    large = "lead" if answer.status == "answered" and lines and _columns(lines[0]) <= LEAD else "said"
    for number, line in enumerate(line for line in lines if line.strip()):
        yield el("p", {"class": large if number == 0 else "more"}, linked(line))


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


def _understood(answer: Answer, lang: Lang) -> Safe | None:
    """The question as it was taken, and what was read out of it; both can be corrected."""
    if answer.status in ("error", "refused"):
        return None
    said = answer.standalone_question if answer.standalone_question != answer.question else ""
    parts = parts_of(answer, lang)
    if not said and not parts:
        return None
    return el(
        "p",
        {"class": "understood"},
        el("span", {}, t("understood", lang) + ("：" if lang != "en" else ": ")),
        el("span", {"class": "standalone"}, said) if said else None,
        *(el("span", {"class": "chip"}, part) for part in parts),
        _act("correct", answer.answer_id, lang),
    )


def _actions(answer: Answer, lang: Lang, last: bool) -> Safe:
    names = (*ACTIONS, *OF_LAST) if last else ACTIONS
    return el("p", {"class": "acts"}, *(_act(name, answer.answer_id, lang) for name in names))


def _act(name: str, answer_id: str, lang: Lang) -> Safe:
    return el("button", {"type": "button", "class": f"act act-{name} id-{answer_id}"}, t(name, lang))


def _card(citation: Citation, lang: Lang, item: Item | None) -> Safe:
    meta = item.metadata if item else None
    dated = next(
        (f"{t(key, lang)} {day}" for key in ("issued", "effective") if (day := getattr(meta, key, None))), None
    )
    place = named_place(citation.region, lang) if citation.region else t("no_place", lang)
    chips = [place, citation.doc_number, dated]
    if citation.page is not None:
        chips.append(t("page", lang, page=citation.page))
    if citation.confidence is not None:
        chips.append(f"{t('ocr', lang)} {citation.confidence:.0%}")
    damaged = "".join(citation.quote.split()) != "".join(citation.shown.split())
    return el(
        "div",
        {"class": "card"},
        el("p", {"class": "card-title"}, el("span", {"class": "number"}, str(citation.marker)),
           citation.title or script(citation.label, lang)),
        el("p", {"class": "chips"}, badge(citation.validity, lang) if meta else None,
           *(el("span", {"class": "chip"}, chip) for chip in chips if chip)),
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
