"""The chat: the question, the place, the answer, and what can be done with an answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import gradio as gr

from app.asking import Desk
from app.markup import Safe, el, join
from app.ui import handlers
from app.ui.cards import answer_html
from app.ui.conversation import Conversation, messages
from app.ui.correction import Correction
from app.ui.examples import Examples
from app.ui.feedback import Feedback
from app.ui.nearest import nearest_html
from app.ui.part import PRIVATE, Part, html
from app.ui.picker import Picker
from app.ui.places import ANY, picked, place_path
from app.ui.records import Records
from app.ui.shelf import Shelf
from app.ui.strings import Lang, t
from retriever.types import Answer

# Hands a press on one of our buttons inside a message to the server; page.js calls it.
BRIDGE = "window.policyqa = (data) => trigger(data.act === 'retry' ? 'retry' : 'submit', data);"


DRAWN = 1000  # answers whose HTML is kept


class ChatTab:
    """Its components; `wire` connects them once the whole page stands."""

    def __init__(self, desk: Desk, records: Records, shelf: Shelf, examples: Examples) -> None:
        self._desk, self._records, self._shelf, self._examples = desk, records, shelf, examples
        self._drawn: dict[tuple[str, Lang, str, date], Safe] = {}
        self.conversation = gr.State(Conversation())
        self.chat = gr.Chatbot(
            elem_id="chat", show_label=False, container=False, height=None, buttons=[], latex_delimiters=[],
            layout="bubble", allow_tags=False, allow_file_downloads=False, group_consecutive_messages=False,
            feedback_options=None, autoscroll=False, placeholder=self._placeholder("zh"), label=t("tab_chat", "zh"),
        )  # fmt: skip
        self.correction = Correction(shelf)
        self.feedback = Feedback(records)
        with gr.Row(elem_id="tools"):
            label = t("place_now", "zh", place=t("any_province", "zh"))
            with gr.Accordion(label, open=False, elem_id="place") as self.where:
                with gr.Row(elem_classes="places"):
                    self.picker = Picker(shelf.counts, "place")
                self.hint = html(_hint("zh"))
            self.fresh = gr.Button(t("new", "zh"), elem_id="fresh", size="sm", min_width=90)
        self.box = gr.Textbox(
            elem_id="question", show_label=False, container=False, lines=1, max_lines=6, autofocus=True,
            placeholder=t("placeholder", "zh"), label=t("question", "zh"), submit_btn=True, stop_btn=False,
        )  # fmt: skip
        self.bridge = html("", elem_id="bridge", js_on_load=BRIDGE, visible=True)
        # The conversation shown, by its id: the browser's tab holds it over a reload, and over our forgetting it.
        self.here = gr.Textbox(elem_id="here", container=False, show_label=False)

    # -- what it shows

    def part(self) -> Part:
        """Its labels; the messages are not among them, since one may be on its way."""

        def labels(lang: Lang, *codes: Any) -> list[Any]:
            return [
                gr.update(placeholder=self._placeholder(lang), label=t("tab_chat", lang)),
                gr.update(placeholder=t("placeholder", lang), label=t("question", lang)),
                gr.update(value=t("new", lang)),
                _hint(lang),
                self.place_label(lang, *codes),
            ]

        outputs = [self.chat, self.box, self.fresh, self.hint, self.where]
        return Part(outputs, labels, list(self.picker.boxes))

    def parts(self) -> list[Part]:
        """All of the tab's parts."""
        return [self.part(), self.picker.part(), self.correction.part(), self.feedback.part()]

    def messages(self, conversation: Conversation, lang: Lang) -> list[dict[str, Any]]:
        """The messages of a conversation."""

        def render(answer: Answer, lines: int | None, last: bool) -> Safe:
            if not last:
                return self._earlier(answer, lang)
            more = nearest_html(answer, lang) if lines is None else None
            return answer_html(answer, lang, self._shelf, lines, more)

        return messages(conversation, lang, render)

    def _earlier(self, answer: Answer, lang: Lang) -> Safe:
        """An answer that others follow, drawn once: each step of the next one shows all of them again."""
        key = answer.answer_id, lang, self._desk.assistant.generation.manifest.generation_id, date.today()
        drawn = self._drawn.get(key)
        if drawn is None:
            if len(self._drawn) >= DRAWN:
                self._drawn.clear()
            more = nearest_html(answer, lang)
            drawn = self._drawn[key] = answer_html(answer, lang, self._shelf, more=more, last=False)
        return drawn

    def again(self, state: Any, token: Any, chosen: Any, here: Any) -> Any:
        """The messages with the labels of another language."""
        conversation = handlers.current(self._records, state, token, here)
        if conversation.pending or not conversation.exchanges:
            return gr.skip()
        return self.messages(conversation, handlers.language(chosen))

    def with_examples(self, chosen: Any) -> Any:
        """The examples; found anew where the index has changed, so this comes after the labels."""
        return gr.update(examples=self._examples.shown(handlers.language(chosen)))

    def place_label(self, lang: Lang, *codes: Any) -> Any:
        """The line over the pickers."""
        region = picked(*codes)
        return gr.update(
            label=t("place_now", lang, place=place_path(region, lang) if region else t("any_province", lang))
        )

    def shown(self, after: Conversation, lang: Lang) -> list[Any]:
        """Updates of `outputs` for a conversation. The box is left alone: the next question may have been begun in it;
        page.js takes a question out of it when it stands in the chat."""
        busy = after.pending is not None
        return [
            after,
            self.messages(after, lang),
            gr.update(submit_btn=not busy, stop_btn=busy),
            gr.update(visible=False),
            gr.update(visible=False),
            after.conversation_id or "",
        ]

    @property
    def outputs(self) -> list[Any]:
        """What a step of the conversation changes."""
        return [self.conversation, self.chat, self.box, self.correction.form, self.feedback.form, self.here]

    def reopened(self, token: Any, here: Any, lang: Lang) -> list[Any]:
        """Updates of `outputs` for a page that is opened: with the conversation that its tab showed before."""
        found = handlers.reopen(self._records, token, here) if here else None
        return self.shown(found, lang) if found else [gr.skip()] * len(self.outputs)

    def _placeholder(self, lang: Lang) -> Safe:
        count = len(self._shelf.items())
        return join(el("h2", {}, t("empty", lang)), el("p", {}, t("empty_more", lang, count=count)))

    # -- what it does

    def wire(self, me: Any, lang: Any) -> None:
        """Questions, choices, examples, the buttons in the messages."""
        boxes = self.picker.boxes

        async def ask(
            question: Any, state: Any, here: Any, token: Any, chosen: Any, *codes: Any
        ) -> AsyncIterator[list[Any]]:
            region, shown = picked(*codes), handlers.language(chosen)
            place = region.code if region else ANY
            asked = handlers.respond(self._desk, self._records, question, place, state, token, shown, here)
            async for after in asked:
                yield self.shown(after, shown)

        async def again(state: Any, here: Any, token: Any, *rest: Any) -> AsyncIterator[list[Any]]:
            conversation = await asyncio.to_thread(handlers.current, self._records, state, token, here)
            last = conversation.last
            if last and not conversation.pending:
                async for step in ask(last.question, conversation.edit(), here, token, *rest):
                    yield step

        def stop(state: Any, token: Any, chosen: Any) -> list[Any]:
            return self.shown(handlers.stop(state, token), handlers.language(chosen))

        def clear(token: Any, chosen: Any) -> list[Any]:
            return self.shown(handlers.own(None, token), handlers.language(chosen))

        def chosen_text(event: gr.SelectData) -> str:
            value = event.value
            if isinstance(value, dict):
                value = value.get("text") or value.get("value")
            return value if isinstance(value, str) else ""

        told = [self.conversation, self.here, me, lang, *boxes]
        asking = {"fn": ask, "inputs": [self.box, *told], "outputs": self.outputs, **PRIVATE}
        running = [
            self.box.submit(**asking),
            self.chat.example_select(chosen_text, None, self.box, **PRIVATE).then(**asking),
            self.chat.option_select(chosen_text, None, self.box, **PRIVATE).then(**asking),
            self.correction.go.click(ask, [self.correction.text, *told], self.outputs, **PRIVATE),
            self.bridge.retry(again, told, self.outputs, **PRIVATE),
        ]
        self._wire_buttons(me, lang)
        self.box.stop(stop, [self.conversation, me, lang], self.outputs, cancels=running, **PRIVATE)
        self.fresh.click(clear, [me, lang], self.outputs, cancels=running, **PRIVATE)
        self.here.change(None, self.here, None, js="(id) => window.policyqaHere(id)")
        self.picker.wire(lang)
        self.feedback.wire(me, lang)
        self.correction.wire(lang)
        for box in boxes:
            box.change(lambda shown, *codes: self.place_label(shown, *codes), [lang, *boxes], self.where, **PRIVATE)

    def _wire_buttons(self, me: Any, lang: Any) -> None:
        """The buttons inside the messages that ask nothing: thumbs, report, edit."""

        def pressed(event: gr.EventData, state: Any, here: Any, token: Any, chosen: Any) -> list[Any]:
            shown = handlers.language(chosen)
            data = getattr(event, "_data", None)
            act, answer_id = (str(data.get("act")), str(data.get("id"))) if isinstance(data, dict) else ("", "")
            conversation = handlers.current(self._records, state, token, here)
            form, text = [gr.skip()] * len(self.feedback.outputs), gr.skip()
            corrected = conversation.answer(answer_id) if act == "correct" else None
            if act == "helpful":
                noted = self.feedback.note(token, answer_id, "up")
                gr.Info(t("feedback_noted" if noted else "feedback_failed", shown), duration=3)
            elif act in ("unhelpful", "report"):
                form = self.feedback.opened(conversation, answer_id, "down" if act == "unhelpful" else "wrong", shown)
            elif act == "edit" and (last := conversation.last) and not conversation.pending:
                conversation, text = conversation.edit(), last.question
            return [conversation, text, *form, *self.correction.opened(corrected, shown)]

        outputs = [self.conversation, self.box, *self.feedback.outputs, *self.correction.outputs]
        self.bridge.submit(pressed, [self.conversation, self.here, me, lang], outputs, **PRIVATE)


def _hint(lang: Lang) -> Safe:
    return el("p", {"class": "hint"}, t("place_hint", lang))
