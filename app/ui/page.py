"""The page: its frame, its language, whose it is; the tabs are modules of their own."""

from __future__ import annotations

from typing import Any

import gradio as gr

from app.asking import Desk
from app.markup import Safe, el, join
from app.ui import handlers
from app.ui.benefits_tab import BenefitsTab
from app.ui.chat_tab import ChatTab
from app.ui.examples import Examples
from app.ui.identity import new_token, owner_of
from app.ui.mine_tab import MineTab
from app.ui.part import PRIVATE, Part, html
from app.ui.places import ANY
from app.ui.policies_tab import PoliciesTab
from app.ui.records import Records
from app.ui.shelf import Shelf
from app.ui.strings import Lang, preferred, t
from app.ui.text_search import TextSearch

LANGUAGES = [("简体", "zh"), ("繁體", "zh-Hant"), ("English", "en")]
# Not secret: whoever can read a browser's store can read the page too. Stable, so that a restart forgets nobody.
STORE = "policyqa"
SETTLE = "(lang, ...values) => [window.policyqaChosen(), ...values]"
HERE = "(me, choices) => [me, choices, window.policyqaHere()]"


def build_page(desk: Desk, records: Records, examples: Examples) -> gr.Blocks:
    """The page; its questions go to `desk`, what it keeps goes to `records`."""
    shelf = Shelf(desk.assistant)
    page = gr.Blocks(analytics_enabled=False, title=t("title", "zh"), fill_height=True, fill_width=True)
    with page:
        me = gr.BrowserState("", storage_key="policyqa-me", secret=STORE)
        choices = gr.BrowserState({}, storage_key="policyqa-choices", secret=STORE)
        with gr.Row(elem_id="top"):
            header = html(_header("zh"), elem_id="brand")
            lang = gr.Radio(
                LANGUAGES, value="zh", label=t("language", "zh"), show_label=False, container=False,
                elem_id="language", min_width=150,
            )  # fmt: skip
        with gr.Row(elem_id="body"):
            with (
                gr.Column(elem_id="main", min_width=0),
                gr.Tabs(elem_id="tabs", selected="chat", overflow_behavior="wrap") as tabs,
            ):
                with gr.Tab(t("tab_chat", "zh"), id="chat", elem_id="tab-chat") as tab_chat:
                    chat = ChatTab(desk, records, shelf, examples)
                with gr.Tab(t("tab_benefits", "zh"), id="benefits", elem_id="tab-benefits") as tab_benefits:
                    benefits = BenefitsTab(desk, shelf)
                with gr.Tab(t("tab_policies", "zh"), id="policies", elem_id="tab-policies") as tab_policies:
                    policies = PoliciesTab(shelf, TextSearch(desk.assistant))
                # Rendered from the start: its list is filled when it is opened, and must not come before its box.
                with gr.Tab(t("tab_mine", "zh"), id="mine", elem_id="tab-mine", render_children=True) as tab_mine:
                    mine = MineTab(records, me)
            panel = html(_panel("zh"), elem_id="panel")

        titles = {"chat": tab_chat, "benefits": tab_benefits, "policies": tab_policies, "mine": tab_mine}
        frame = Part(
            [header, panel, *titles.values()],
            lambda shown: [_header(shown), _panel(shown), *(gr.update(label=t(f"tab_{one}", shown)) for one in titles)],
        )
        parts = [frame, *chat.parts(), *benefits.parts(), *policies.parts(), *mine.parts()]
        inputs = [box for part in parts for box in part.inputs]
        outputs = [box for part in parts for box in part.outputs]

        def relabelled(shown: Lang, values: tuple[Any, ...]) -> list[Any]:
            updates, at = [], 0
            for part in parts:
                updates += part.relabelled(shown, list(values[at : at + len(part.inputs)]))
                at += len(part.inputs)
            return updates

        def relabel(chosen: Any, *values: Any) -> list[Any]:
            return relabelled(handlers.language(chosen), values)

        def settle(chosen: Any, *values: Any) -> list[Any]:
            """Labels in the language that was chosen while others were on their way; none chosen: they are right."""
            return [chosen, *relabel(chosen, *values)] if chosen else [gr.skip()] * (1 + len(outputs))

        def load(request: gr.Request, token: Any, kept: Any, here: Any) -> list[Any]:
            kept = kept if isinstance(kept, dict) else {}
            asked = request.query_params.get("lang") or kept.get("lang")
            shown = preferred(str(asked) if asked else None, request.headers.get("accept-language"))
            place = kept.get("place") if isinstance(kept.get("place"), str) else ANY
            places = [chat.picker.show(place or ANY, shown), benefits.picker.show(place or ANY, shown)]
            return [token if owner_of(token) else new_token(), shown, *places[0], *places[1],
                    *chat.reopened(token, here, shown)]  # fmt: skip

        def remember(chosen: Any, kept: Any, *codes: Any) -> dict[str, Any]:
            place = next((code for code in reversed(codes) if isinstance(code, str) and code), ANY)
            return {"lang": handlers.language(chosen), "place": place}

        chat.wire(me, lang)
        benefits.wire(lang)
        policies.wire(lang)
        mine.wire(tab_mine, tabs, lang, chat.conversation, chat.shown, chat.outputs)
        boxes: list[Any] = chat.picker.boxes
        examples_too: dict[str, Any] = {"fn": chat.with_examples, "inputs": lang, "outputs": chat.chat, **PRIVATE}
        lang.input(relabel, [lang, *inputs], outputs, **PRIVATE).then(
            chat.again, [chat.conversation, me, lang, chat.here], chat.chat, **PRIVATE
        ).then(**examples_too)
        changed: list[Any] = [lang, *boxes]
        for box in changed:
            box.input(remember, [lang, choices, *boxes], choices, **PRIVATE)
        opened = [me, lang, *boxes, *benefits.picker.boxes, *chat.outputs]
        page.load(load, [me, choices, chat.here], opened, js=HERE, **PRIVATE).then(
            None, js="() => window.policyqaReady()"
        ).then(relabel, [lang, *inputs], outputs, **PRIVATE).then(
            settle, [lang, *inputs], [lang, *outputs], js=SETTLE, **PRIVATE
        ).then(**examples_too)
    page.queue(default_concurrency_limit=16, max_size=256)
    return page


def _header(lang: Lang) -> Safe:
    return join(el("h1", {}, t("title", lang)), el("p", {}, t("tagline", lang)))


def _panel(lang: Lang) -> Safe:
    """The document beside the rest; the script that comes with the page opens and closes it."""
    return el(
        "aside",
        {
            "aria-label": t("document", lang),
            "data-lang": lang,
            "data-html-lang": t("html_lang", lang),
            "data-title": t("title", lang),
            "data-send": t("send", lang),
            "data-stop": t("stop", lang),
            "data-copied": t("copied", lang),
            "data-lost": t("lost", lang),
        },
        el(
            "div",
            {"class": "panel-bar"},
            el("a", {"class": "panel-tab", "target": "_blank", "rel": "noopener", "href": "doc"}, t("new_tab", lang)),
            el("button", {"type": "button", "class": "panel-link"}, t("copy_link", lang)),
            el("button", {"type": "button", "class": "panel-print"}, t("print", lang)),
            el("button", {"type": "button", "class": "panel-close", "aria-label": t("close", lang)}, "✕"),
        ),
        el("iframe", {"title": t("document", lang), "name": "document"}),
    )
