"""The second tab: who asks and from where, what the documents give, and one question at a time that decides more."""

from __future__ import annotations

from typing import Any

import gradio as gr

from app.asking import Desk
from app.markup import Safe, el
from app.ui import handlers
from app.ui.benefit_rows import attribute_label, find
from app.ui.benefit_table import results_html
from app.ui.part import PRIVATE, Part, html
from app.ui.picker import Picker
from app.ui.profile import MAX_FIGURE, SIZES, Applicant, applicant_of
from app.ui.shelf import Shelf
from app.ui.strings import Lang, script, t
from app.ui.understood import level_name
from retriever.attributes import attributes
from retriever.eligibility import FIGURE, LEVEL, LEVELS, Benefit, Deciding, next_question

Choices = list[tuple[str, str]]


class BenefitsTab:
    """Its components; `wire` connects them once the whole page stands."""

    def __init__(self, desk: Desk, shelf: Shelf) -> None:
        self._desk, self._shelf = desk, shelf
        self.applicant = gr.State(Applicant())
        self.deciding = gr.State(None)
        self.intro = html(_intro("zh"))
        with gr.Column(elem_classes="profile", elem_id="profile"):
            with gr.Row(elem_classes="places"):
                self.picker = Picker(shelf.counts, "benefit-place")
            self.kinds = gr.CheckboxGroup(
                _named(("kind",), "zh"), label=t("profile_kind", "zh"), elem_id="profile-kind"
            )
            with gr.Row(elem_classes="places"):
                self.size = gr.Dropdown(_sizes("zh"), value="", label=t("profile_size", "zh"), elem_id="profile-size")
                self.level = gr.Dropdown(
                    _levels("zh"), value="", label=t("profile_level", "zh"), elem_id="profile-level"
                )
            with gr.Accordion(t("profile_event", "zh"), open=False, elem_id="profile-events") as self.more:
                self.events = gr.CheckboxGroup(
                    _named(("newly", "event"), "zh"),
                    label=t("profile_event", "zh"),
                    show_label=False,
                    elem_id="profile-event",
                )
            with gr.Row(elem_classes="buttons"):
                self.reset = gr.Button(t("reset", "zh"), size="sm", min_width=90)
                self.list = gr.Button(t("find_benefits", "zh"), variant="primary", size="sm", elem_id="find-benefits")
        with gr.Column(visible=False, elem_id="deciding", elem_classes="sheet") as self.question:
            self.asked = html(elem_id="deciding-question")
            with gr.Row(elem_classes="buttons answers") as self.yes_no:
                self.yes = gr.Button(t("yes", "zh"), variant="primary", size="sm", min_width=80)
                self.no = gr.Button(t("no", "zh"), size="sm", min_width=80)
            with gr.Row(visible=False, elem_classes="places") as self.figures:
                self.figure = gr.Number(
                    label=t("ask_figure", "zh", of=""), show_label=False, minimum=0, maximum=MAX_FIGURE / 1e4
                )
                self.ok = gr.Button(t("ok", "zh"), variant="primary", size="sm", min_width=80, scale=0)
            with gr.Row(visible=False, elem_classes="places") as self.levels:
                self.which = gr.Radio(_levels("zh")[1:], label=t("profile_level", "zh"))
            with gr.Row(elem_classes="buttons answers"):
                self.unsure = gr.Button(t("not_sure", "zh"), size="sm", min_width=80)
        self.results = html(elem_id="benefits")

    def parts(self) -> list[Part]:
        """Labels, choices, and the results in the language."""

        def labels(lang: Lang, applicant: Any, deciding: Any) -> list[Any]:
            known = applicant if isinstance(applicant, Applicant) else Applicant()
            asked = deciding if isinstance(deciding, Deciding) else None
            found = find(self._desk.assistant, self._shelf, known)
            return [
                _intro(lang),
                gr.update(choices=_named(("kind",), lang), label=t("profile_kind", lang)),
                gr.update(choices=_sizes(lang), label=t("profile_size", lang)),
                gr.update(choices=_levels(lang), label=t("profile_level", lang)),
                gr.update(label=t("profile_event", lang)),
                gr.update(choices=_named(("newly", "event"), lang), label=t("profile_event", lang)),
                gr.update(value=t("reset", lang)),
                gr.update(value=t("find_benefits", lang)),
                gr.update(value=t("yes", lang)),
                gr.update(value=t("no", lang)),
                gr.update(value=t("not_sure", lang)),
                gr.update(value=t("ok", lang)),
                gr.update(choices=_levels(lang)[1:], label=t("profile_level", lang)),
                _question(asked, lang),
                results_html(found, known, lang) if known.place else _empty(lang),
            ]

        outputs = [self.intro, self.kinds, self.size, self.level, self.more, self.events, self.reset, self.list,
                   self.yes, self.no, self.unsure, self.ok, self.which, self.asked, self.results]  # fmt: skip
        return [self.picker.part(), Part(outputs, labels, [self.applicant, self.deciding])]

    def wire(self, lang: Any) -> None:
        """The form, the deciding question, clearing."""
        form = [*self.picker.boxes, self.kinds, self.size, self.events, self.level]
        boxes = len(self.picker.boxes)
        outputs = [self.applicant, self.deciding, self.results, self.question, self.asked, self.yes_no, self.figures,
                   self.figure, self.levels, self.which]  # fmt: skip

        def listed(applicant: Any, chosen: Any, *values: Any) -> list[Any]:
            kinds, size, events, level = values[boxes:]
            return self._shown(applicant_of(values[:boxes], kinds, size, events, level, applicant), chosen)

        def answered(applicant: Any, deciding: Any, value: Any, chosen: Any) -> list[Any]:
            known = applicant if isinstance(applicant, Applicant) else Applicant()
            if isinstance(deciding, Deciding):
                known = known.answered(deciding.key, value)
            ticked = {group: [key for key in known.yes if attributes()[key].group in groups]
                      for group, groups in (("kinds", ("kind",)), ("events", ("newly", "event")))}  # fmt: skip
            return [*self._shown(known, chosen), ticked["kinds"], known.size, ticked["events"], known.level]

        def figured(applicant: Any, deciding: Any, value: Any, chosen: Any) -> list[Any]:
            usable = isinstance(value, int | float) and 0 <= value * 1e4 <= MAX_FIGURE
            return answered(applicant, deciding, value * 1e4 if usable else None, chosen)

        def cleared(chosen: Any) -> list[Any]:
            shown = handlers.language(chosen)
            return [*self.picker.show("", shown), [], "", [], "", *self._shown(Applicant(), chosen)]

        told = [self.applicant, lang, *form]
        self.list.click(listed, told, outputs, **PRIVATE).then(None, js="() => window.policyqaResults()")
        changed: list[Any] = form
        for box in changed:
            box.input(listed, told, outputs, **PRIVATE)
        answers = [*outputs, self.kinds, self.size, self.events, self.level]
        context = [self.applicant, self.deciding]
        self.yes.click(lambda one, two, chosen: answered(one, two, True, chosen), [*context, lang], answers, **PRIVATE)
        self.no.click(lambda one, two, chosen: answered(one, two, False, chosen), [*context, lang], answers, **PRIVATE)
        self.unsure.click(
            lambda one, two, chosen: answered(one, two, None, chosen), [*context, lang], answers, **PRIVATE
        )
        self.which.input(answered, [*context, self.which, lang], answers, **PRIVATE)
        self.ok.click(figured, [*context, self.figure, lang], answers, **PRIVATE)
        self.figure.submit(figured, [*context, self.figure, lang], answers, **PRIVATE)
        self.reset.click(cleared, lang, [*form, *outputs], **PRIVATE)
        self.picker.wire(lang)

    def _shown(self, applicant: Applicant, chosen: Any) -> list[Any]:
        lang = handlers.language(chosen)
        found = find(self._desk.assistant, self._shelf, applicant)
        deciding = _decides(found, applicant)
        kind = "" if deciding is None else "figure" if deciding.key.startswith(FIGURE) else deciding.key
        return [
            applicant,
            deciding,
            results_html(found, applicant, lang) if applicant.place else _empty(lang),
            gr.update(visible=deciding is not None),
            _question(deciding, lang),
            gr.update(visible=kind not in ("figure", LEVEL)),
            gr.update(visible=kind == "figure"),
            gr.update(value=None, label=t("ask_figure", lang, of=script(deciding.of if deciding else "", lang))),
            gr.update(visible=kind == LEVEL),
            gr.update(value=None),
        ]


def _decides(found: tuple[Benefit, ...], applicant: Applicant) -> Deciding | None:
    return next_question(found, (*applicant.asked, *applicant.yes, *applicant.no))


def _intro(lang: Lang) -> Safe:
    return el("p", {"class": "intro"}, t("benefits_intro", lang))


def _empty(lang: Lang) -> Safe:
    return el("p", {"class": "empty"}, t("choose_place", lang))


def _question(deciding: Deciding | None, lang: Lang) -> str:
    if deciding is None:
        return ""
    if deciding.key == LEVEL:
        asked = t("ask_level", lang)
    elif deciding.key.startswith(FIGURE):
        asked = t("ask_figure", lang, of=script(deciding.of, lang))
    else:
        one = attributes()[deciding.key]
        asked = one.question_english if lang == "en" else script(one.question, lang)
    return el("div", {}, el("p", {}, t("ask_one", lang, count=deciding.count)), el("h2", {}, asked))


def _named(groups: tuple[str, ...], lang: Lang) -> Choices:
    keys = [one.key for group in groups for one in attributes().values() if one.group == group]
    return [(attribute_label(key, lang), key) for key in keys]


def _sizes(lang: Lang) -> Choices:
    return [(t("unknown_size", lang), ""), *((attribute_label(one, lang), one) for one in SIZES)]


def _levels(lang: Lang) -> Choices:
    return [(t("unknown_size", lang), ""), *((level_name(one, lang), one) for one in LEVELS)]
