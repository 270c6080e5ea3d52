"""What the last question was understood as, to be corrected: the question on its own, its place, level and kind."""

from __future__ import annotations

from typing import Any

import gradio as gr

from app.markup import Safe, el
from app.ui.part import PRIVATE, Part, html
from app.ui.places import named_place
from app.ui.shelf import Shelf
from app.ui.strings import Lang, t
from app.ui.understood import KINDS, LEVELS, level_name, query_of, with_kind, with_level, with_place
from retriever.types import Answer

SAME = ""  # as it is understood now


class Correction:
    """A form that an answer's button opens; each choice rewrites the question, which can be edited as text too."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.query = gr.State({})
        with gr.Column(visible=False, elem_id="correction", elem_classes="sheet") as self.form:
            self.title = html(_title("zh"))
            self.text = gr.Textbox(
                label=t("understood_question", "zh"), lines=1, max_lines=4, elem_id="correction-text"
            )
            with gr.Row(elem_classes="places"):
                self.place = gr.Dropdown([], label=t("understood_place", "zh"), min_width=120, allow_custom_value=True)
                self.level = gr.Dropdown([], label=t("understood_level", "zh"), min_width=100)
                self.kind = gr.Dropdown([], label=t("understood_kind", "zh"), min_width=100)
            with gr.Row(elem_classes="buttons"):
                self.cancel = gr.Button(t("feedback_cancel", "zh"), size="sm", min_width=90)
                self.go = gr.Button(
                    t("understood_go", "zh"), variant="primary", size="sm", min_width=90, elem_id="correction-go"
                )

    @property
    def outputs(self) -> list[Any]:
        """What `opened` changes."""
        return [self.query, self.form, self.text, self.place, self.level, self.kind]

    def part(self) -> Part:
        """Its labels and choices."""

        def labels(lang: Lang, query: Any) -> list[Any]:
            # Before it is first opened it has nothing to choose from, and a late label would close an open list.
            known = isinstance(query, dict) and bool(query)
            return [*(self._choices(query, lang) if known else [gr.skip()] * 3), _title(lang),
                    gr.update(label=t("understood_question", lang)), gr.update(value=t("understood_go", lang)),
                    gr.update(value=t("feedback_cancel", lang))]  # fmt: skip

        outputs = [self.place, self.level, self.kind, self.title, self.text, self.go, self.cancel]
        return Part(outputs, labels, [self.query])

    def opened(self, answer: Answer | None, lang: Lang) -> list[Any]:
        """Updates of `outputs` that show the form for an answer."""
        if answer is None:
            return [gr.skip()] * len(self.outputs)
        query = query_of(answer)
        return [query, gr.update(visible=True), answer.standalone_question, *self._choices(query, lang)]

    def wire(self, lang: Any) -> None:
        """Each choice rewrites the question."""

        def placed(question: str, name: Any) -> Any:
            return with_place(question, name) if isinstance(name, str) and name.strip() else gr.skip()

        def levelled(question: str, level: Any) -> str:
            return with_level(question, level if isinstance(level, str) else SAME)

        def of_kind(question: str, kind: Any, place: Any, level: Any, query: Any) -> Any:
            known = query if isinstance(query, dict) else {}
            terms = [str(one) for one in known.get("terms", ())]
            said = [one if isinstance(one, str) else "" for one in (kind, place, level)]
            return with_kind(question, said[0], terms, said[1], said[2]) if said[0] in KINDS else gr.skip()

        self.cancel.click(lambda: gr.update(visible=False), None, self.form, **PRIVATE)
        self.place.input(placed, [self.text, self.place], self.text, **PRIVATE)
        self.level.input(levelled, [self.text, self.level], self.text, **PRIVATE)
        inputs = [self.text, self.kind, self.place, self.level, self.query]
        self.kind.input(of_kind, inputs, self.text, **PRIVATE)

    def _choices(self, query: dict[str, Any], lang: Lang) -> list[Any]:
        here = [str(one) for one in query.get("regions", ())]
        regions = {item.region.code: item.region.name for item in self._shelf.items().values() if item.region}
        places = list(dict.fromkeys([*here, *(regions[code] for code in sorted(regions))]))
        levels = [str(one) for one in query.get("levels", ()) if one in LEVELS]
        intent = query.get("intent") if query.get("intent") in KINDS else None
        return [
            gr.update(choices=[(named_place(one, lang), one) for one in places], value=here[0] if here else None,
                      label=t("understood_place", lang)),
            gr.update(choices=[(t("any_level", lang), SAME), *((level_name(one, lang), one) for one in LEVELS)],
                      value=levels[0] if levels else SAME, label=t("understood_level", lang)),
            gr.update(choices=[(t(f"kind_{one}", lang), one) for one in KINDS], value=intent,
                      label=t("understood_kind", lang)),
        ]  # fmt: skip


def _title(lang: Lang) -> Safe:
    return el("h2", {}, t("understood_title", lang))
