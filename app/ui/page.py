"""The page's components and what they are wired to."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import gradio as gr

from app.asking import Desk
from app.markup import Safe, el, join
from app.ui import handlers
from app.ui.conversation import Conversation, messages
from app.ui.examples import Examples
from app.ui.strings import Lang, preferred, t

ALL = ""  # the region picker's value for "all places"
LANGUAGES = [("简体", "zh"), ("English", "en")]


def build_page(desk: Desk) -> gr.Blocks:
    """The page; its questions go to `desk`."""
    examples = Examples(desk.assistant)
    page = gr.Blocks(analytics_enabled=False, title=t("title", "zh"), fill_height=True, fill_width=True)
    with page:
        conversation = gr.State(Conversation())
        with gr.Row(elem_id="top"):
            header = gr.HTML(_header("zh"), elem_id="brand")
            lang = gr.Radio(LANGUAGES, value="zh", show_label=False, container=False, elem_id="language", min_width=150)
        with gr.Row(elem_id="body"):
            with gr.Column(elem_id="chat-side", min_width=0):
                chat = gr.Chatbot(
                    elem_id="chat", show_label=False, container=False, height=None, buttons=[], latex_delimiters=[],
                    layout="bubble", allow_tags=False, allow_file_downloads=False, group_consecutive_messages=False,
                    feedback_options=None, autoscroll=False, placeholder=_placeholder(desk, "zh"),
                )  # fmt: skip
                box = gr.Textbox(
                    elem_id="question", show_label=False, container=False, lines=1, max_lines=6, autofocus=True,
                    placeholder=t("placeholder", "zh"), label=t("question", "zh"), submit_btn=True, stop_btn=False,
                )  # fmt: skip
                with gr.Row(elem_id="tools"):
                    region = gr.Dropdown(
                        _choices(desk, "zh"), value=ALL, label=t("region", "zh"), show_label=False, container=False,
                        elem_id="region", min_width=140,
                    )  # fmt: skip
                    library = gr.Button(t("documents", "zh"), elem_id="library", size="sm", min_width=90)
                    fresh = gr.Button(t("new", "zh"), elem_id="fresh", size="sm", min_width=90)
            panel = gr.HTML(_panel("zh"), elem_id="panel")

        private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        labels = [header, chat, box, region, library, fresh, panel]

        async def ask(question: Any, place: Any, state: Any, chosen: Any) -> AsyncIterator[tuple[Any, ...]]:
            shown = handlers.language(chosen)
            async for after in handlers.respond(desk, question, place, state, shown):
                busy = after.pending is not None
                yield after, messages(after, shown), gr.update(value="", submit_btn=not busy, stop_btn=busy)

        def stop(state: Any, chosen: Any) -> tuple[Any, ...]:
            after = handlers.stop(state)
            return after, messages(after, handlers.language(chosen)), gr.update(submit_btn=True, stop_btn=False)

        def clear() -> tuple[Any, ...]:
            return Conversation(), [], gr.update(value="", submit_btn=True, stop_btn=False)

        def relabel(chosen: Any, state: Any) -> list[Any]:
            shown = handlers.language(chosen)
            labelled = _labels(desk, examples, shown)
            if isinstance(state, Conversation):
                labelled[1]["value"] = messages(state, shown)
            return labelled

        def load(request: gr.Request) -> list[Any]:
            shown = preferred(request.query_params.get("lang"), request.headers.get("accept-language"))
            return [shown, *_labels(desk, examples, shown)]

        def picked(event: gr.SelectData) -> str:
            value = event.value
            if isinstance(value, dict):
                value = value.get("text") or value.get("value")
            return value if isinstance(value, str) else ""

        asking = {
            "fn": ask,
            "inputs": [box, region, conversation, lang],
            "outputs": [conversation, chat, box],
            **private,
        }
        running = [
            box.submit(**asking),
            chat.example_select(picked, None, box, **private).then(**asking),
            chat.option_select(picked, None, box, **private).then(**asking),
        ]
        box.stop(stop, [conversation, lang], [conversation, chat, box], cancels=running, **private)
        chat.clear(clear, None, [conversation, chat, box], cancels=running, **private)
        fresh.click(clear, None, [conversation, chat, box], cancels=running, **private)
        lang.input(relabel, [lang, conversation], labels, **private)
        page.load(load, None, [lang, *labels], **private)
    page.queue(default_concurrency_limit=16, max_size=256)
    return page


def _labels(desk: Desk, examples: Examples, lang: Lang) -> list[Any]:
    """What each component is given for a language; the messages stay, as one may have been sent meanwhile."""
    return [
        _header(lang),
        gr.update(placeholder=_placeholder(desk, lang), examples=examples.shown(lang)),
        gr.update(placeholder=t("placeholder", lang), label=t("question", lang)),
        gr.update(choices=_choices(desk, lang), label=t("region", lang)),
        gr.update(value=t("documents", lang)),
        gr.update(value=t("new", lang)),
        _panel(lang),
    ]


def _choices(desk: Desk, lang: Lang) -> list[tuple[str, str]]:
    return [(t("all_regions", lang), ALL), *((name, name) for name in handlers.regions(desk))]


def _header(lang: Lang) -> Safe:
    return join(el("h1", {}, t("title", lang)), el("p", {}, t("tagline", lang)))


def _placeholder(desk: Desk, lang: Lang) -> Safe:
    count = len(desk.assistant.corpus.documents())
    return join(el("h2", {}, t("empty", lang)), el("p", {}, t("empty_more", lang, count=count)))


def _panel(lang: Lang) -> Safe:
    """The document beside the chat; the script that comes with the page opens and closes it."""
    return el(
        "aside",
        {
            "aria-label": t("document", lang),
            "data-list": f"doc?lang={lang}",
            "data-send": t("send", lang),
            "data-stop": t("stop", lang),
        },
        el(
            "div",
            {"class": "panel-bar"},
            el("a", {"class": "panel-tab", "target": "_blank", "rel": "noopener", "href": "doc"}, t("new_tab", lang)),
            el("button", {"type": "button", "class": "panel-close", "aria-label": t("close", lang)}, "✕"),
        ),
        el("iframe", {"title": t("document", lang), "name": "document"}),
    )
