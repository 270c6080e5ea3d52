"""The third tab: the documents, filtered by place, kind, year and state, and searched; one opens beside the list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args
from urllib.parse import quote

import gradio as gr

from app.markup import Safe, el
from app.ui import handlers
from app.ui.cards import badge
from app.ui.part import PRIVATE, Part, html
from app.ui.picker import Picker
from app.ui.places import picked, place_path
from app.ui.shelf import Item, Shelf
from app.ui.strings import Lang, script, t
from app.ui.text_search import Found, TextSearch
from ingest.regions import Region, ancestors
from ingest.types import Validity

ALL, NONE = "", "?"  # the filter is off; the documents that do not say
SHOWN = 60
MAX_WORDS = 100


class PoliciesTab:
    """Its components; `wire` connects them once the whole page stands."""

    def __init__(self, shelf: Shelf, texts: TextSearch) -> None:
        self._shelf, self._texts = shelf, texts
        with gr.Column(elem_classes="filters", elem_id="filters"):
            self.words = gr.Textbox(
                label=t("search_policies", "zh"), placeholder=t("search_policies", "zh"), show_label=False, max_lines=1,
                elem_id="search-policies", max_length=MAX_WORDS,
            )  # fmt: skip
            with gr.Row(elem_classes="places"):
                self.picker = Picker(shelf.counts, "policy-place")
                self.kind = gr.Dropdown(
                    [(t("all_kinds", "zh"), ALL)], value=ALL, label=t("filter_kind", "zh"), min_width=110
                )
                self.year = gr.Dropdown(
                    [(t("all_kinds", "zh"), ALL)], value=ALL, label=t("filter_year", "zh"), min_width=90
                )
                self.state = gr.Dropdown(
                    [(t("all_kinds", "zh"), ALL)], value=ALL, label=t("filter_validity", "zh"), min_width=110
                )
        self.found = html(elem_id="policies")

    @property
    def _filters(self) -> list[Any]:
        return [self.words, self.kind, self.year, self.state, *self.picker.boxes]

    def parts(self) -> list[Part]:
        """Labels, the choices that the documents give, and the list."""

        def labels(lang: Lang, *filters: Any) -> list[Any]:
            return [
                gr.update(label=t("search_policies", lang), placeholder=t("search_policies", lang)),
                gr.update(choices=self._kinds(lang), label=t("filter_kind", lang)),
                gr.update(choices=self._years(lang), label=t("filter_year", lang)),
                gr.update(choices=self._states(lang), label=t("filter_validity", lang)),
                self.listed(lang, *filters),
            ]

        return [
            self.picker.part(),
            Part([self.words, self.kind, self.year, self.state, self.found], labels, self._filters),
        ]

    def wire(self, lang: Any) -> None:
        """Every filter lists anew."""

        def listed(chosen: Any, *filters: Any) -> Safe:
            return self.listed(handlers.language(chosen), *filters)

        # What is pasted into the box is a change and, to Gradio, no input.
        self.words.change(listed, [lang, *self._filters], self.found, **PRIVATE, trigger_mode="always_last")
        changed: list[Any] = self._filters[1:]
        for box in changed:
            box.input(listed, [lang, *self._filters], self.found, **PRIVATE, trigger_mode="always_last")
        self.picker.wire(lang)

    def listed(self, lang: Lang, words: Any, kind: Any, year: Any, state: Any, *codes: Any) -> Safe:
        """The list for the filters."""
        region = picked(*codes)
        sought = words.strip()[:MAX_WORDS] if isinstance(words, str) else ""
        found = [
            one
            for one in self._shelf.items().values()
            if _fits(kind, one.kind) and _fits(year, one.year) and _fits(state, one.validity) and _lies_in(one, region)
        ]
        where: Found = self._texts.find(sought, found) if sought else {}
        if sought:
            found = [one for one in found if one.doc_id in where]
        if not found:
            return el("p", {"class": "empty", "aria-live": "polite"}, t("no_documents", lang))
        count = t("one_document" if len(found) == 1 else "found_documents", lang, count=len(found))
        more = t("more_documents", lang, shown=SHOWN) if len(found) > SHOWN else None
        single = t("one_character", lang) if any(len(one) == 1 for one in sought.split()) else None
        shown = sorted(found, key=_newest)[:SHOWN]
        cards = [_card(one, lang, None if (at := where.get(one.doc_id)) is None else self._texts.clause(at))
                 for one in shown]  # fmt: skip
        return el("section", {}, el("p", {"class": "count", "aria-live": "polite"}, count),
                  el("p", {"class": "count"}, single) if single else None,
                  el("ul", {"class": "policies"}, *cards), el("p", {}, more) if more else None)  # fmt: skip

    def _kinds(self, lang: Lang) -> list[tuple[str, str]]:
        return _offered((one.kind for one in self._shelf.items().values()), lang)

    def _years(self, lang: Lang) -> list[tuple[str, str]]:
        return _offered((one.year for one in self._shelf.items().values()), lang, newest=True)

    def _states(self, lang: Lang) -> list[tuple[str, str]]:
        there = {one.validity for one in self._shelf.items().values()}
        states = [one for one in get_args(Validity) if one in there]
        return [(t("all_kinds", lang), ALL), *((t(f"validity_{one}", lang), one) for one in states)]


def _offered(values: Iterable[str | None], lang: Lang, newest: bool = False) -> list[tuple[str, str]]:
    found = set(values)
    named = sorted((one for one in found if one), reverse=newest)
    unnamed = [(t("no_year", lang), NONE)] if None in found else []
    return [(t("all_kinds", lang), ALL), *((script(one, lang), one) for one in named), *unnamed]


def _fits(wanted: Any, value: str | None) -> bool:
    return wanted in (ALL, None, []) or wanted == (value or NONE)


def _lies_in(item: Item, region: Region | None) -> bool:
    return region is None or (item.region is not None and region in (item.region, *ancestors(item.region)))


def _newest(item: Item) -> tuple[bool, str]:
    dated = item.metadata.issued or item.metadata.effective or ""
    return not dated, "".join(chr(0x10FFFF - ord(char)) for char in dated)


def _card(item: Item, lang: Lang, found_in: tuple[str, str] | None) -> Safe:
    meta = item.metadata
    url = f"doc/{quote(item.doc_id, safe='')}?lang={lang}" + (
        f"#{quote(found_in[0])}" if found_in and found_in[0] else ""
    )
    place = place_path(item.region, lang) if item.region else script(meta.region or t("no_place", "zh"), lang)
    facts = [place, meta.doc_number, script(meta.issuer, lang) if meta.issuer else None,
             f"{t('issued', lang)} {meta.issued}" if meta.issued else None]  # fmt: skip
    return el(
        "li",
        {"class": "card"},
        el("a", {"class": "card-title", "href": url}, item.label if meta.title else script(item.label, lang)),
        el("p", {"class": "chips"}, badge(item.validity, lang),
           *(el("span", {"class": "chip"}, one) for one in facts if one)),
        el("p", {"class": "path"}, t("found_in", lang, clause=found_in[1])) if found_in and found_in[1] else None,
        el("p", {"class": "path"}, t("counts", lang, clauses=item.clauses, facts=item.facts)),
    )  # fmt: skip
