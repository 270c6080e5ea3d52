"""The fourth tab: this browser's own conversations, to open, to take away, to delete."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import gradio as gr

from app.markup import Safe, el
from app.ui import handlers
from app.ui.conversation import Conversation
from app.ui.identity import owner_of
from app.ui.part import PRIVATE, Part, html
from app.ui.records import Limits, Records
from app.ui.strings import Lang, t
from app.ui.transcript import transcript

TITLE = 46
SAVE = "(file) => { if (file && file.text) window.policyqaSave(file.name, file.text); return file; }"


class MineTab:
    """Its components; `wire` connects them once the whole page stands."""

    def __init__(self, records: Records, me: Any) -> None:
        self._records, self._me = records, me
        self.intro = html(_intro(records.limits, "zh"))
        self.list = gr.Radio([], label=t("mine_pick", "zh"), elem_id="mine-list")
        self.empty = html("", elem_id="mine-empty")
        with gr.Row(elem_classes="buttons mine-buttons"):
            self.open = gr.Button(
                t("mine_open", "zh"), variant="primary", size="sm", elem_id="mine-open", interactive=False
            )
            self.export = gr.Button(t("mine_export", "zh"), size="sm", elem_id="mine-export", interactive=False)
            self.delete = gr.Button(t("mine_delete", "zh"), size="sm", elem_id="mine-delete", interactive=False)
        self.sure = gr.State(None)  # the conversation that the next press deletes
        self.file = gr.JSON(visible=False)

    def parts(self) -> list[Part]:
        """Labels, and the list."""

        def labels(lang: Lang, token: Any, value: Any) -> list[Any]:
            return [
                _intro(self._records.limits, lang),
                gr.update(value=t("mine_open", lang)),
                gr.update(value=t("mine_export", lang)),
                gr.update(value=t("mine_delete", lang)),
                *self._listed(token, lang, value),
            ]

        outputs = [self.intro, self.open, self.export, self.delete, self.list, self.empty]
        return [Part(outputs, labels, [self._me, self.list])]

    def wire(
        self, tab: Any, tabs: Any, lang: Any, conversation: Any, shown: Callable[[Conversation, Lang], list[Any]],
        outputs: list[Any],
    ) -> None:  # fmt: skip
        """Connect with the chat: a conversation that is opened goes there."""
        buttons = [self.open, self.export, self.delete]

        def listed(token: Any, chosen: Any, value: Any) -> list[Any]:
            return self._listed(token, handlers.language(chosen), value)

        def chosen_one(value: Any, chosen: Any) -> list[Any]:
            there = isinstance(value, str)
            again = gr.update(interactive=there, value=t("mine_delete", handlers.language(chosen)), variant="secondary")
            return [gr.update(interactive=there), gr.update(interactive=there), again, None]

        def opened(token: Any, value: Any, chosen: Any) -> list[Any]:
            lang = handlers.language(chosen)
            found = handlers.reopen(self._records, token, value)
            if found is None:
                gr.Warning(t("mine_gone", lang), duration=4)
                return [gr.skip()] * (len(outputs) + 1)
            return [gr.update(selected="chat"), *shown(found, lang)]

        def exported(token: Any, value: Any, chosen: Any) -> dict[str, str] | None:
            lang = handlers.language(chosen)
            found = handlers.reopen(self._records, token, value)
            if found is None:
                gr.Warning(t("mine_gone", lang), duration=4)
                return None
            return {"name": f"policyqa-{value[:8]}.md", "text": transcript(found, lang)}

        def deleted(token: Any, value: Any, sure: Any, chosen: Any, state: Any) -> list[Any]:
            lang, owner = handlers.language(chosen), owner_of(token)
            if owner is None or not isinstance(value, str):
                return [gr.skip()] * (4 + len(outputs))
            if sure != value:  # the first press asks
                warn = gr.update(value=t("mine_delete_sure", lang), variant="stop")
                return [value, warn, gr.skip(), gr.skip(), *[gr.skip()] * len(outputs)]
            gone = self._records.delete(owner, value)
            gr.Info(t("mine_deleted" if gone else "mine_gone", lang), duration=3)
            current = handlers.own(state, token)
            chat = (
                shown(Conversation(owner=owner), lang)
                if current.conversation_id == value
                else [gr.skip()] * len(outputs)
            )
            again = gr.update(value=t("mine_delete", lang), variant="secondary", interactive=False)
            return [None, again, *self._listed(token, lang, value), *chat]

        tab.select(listed, [self._me, lang, self.list], [self.list, self.empty], **PRIVATE)
        self.list.change(chosen_one, [self.list, lang], [*buttons, self.sure], **PRIVATE)
        self.open.click(opened, [self._me, self.list, lang], [tabs, *outputs], **PRIVATE)
        self.export.click(exported, [self._me, self.list, lang], self.file, **PRIVATE).then(
            None, self.file, self.file, js=SAVE
        )
        self.delete.click(
            deleted, [self._me, self.list, self.sure, lang, conversation],
            [self.sure, self.delete, self.list, self.empty, *outputs], **PRIVATE,
        )  # fmt: skip

    def _listed(self, token: Any, lang: Lang, value: Any) -> list[Any]:
        owner = owner_of(token)
        found = self._records.conversations(owner) if owner else []
        choices = [(_line(one.title, one.updated, one.questions, lang), one.conversation_id) for one in found]
        # A choice that still stands is left alone: it may have been made while this list was on its way.
        gone = {"value": None} if value is not None and value not in {name for _, name in choices} else {}
        return [
            gr.update(choices=choices, label=t("mine_pick", lang), visible=bool(choices), **gone),
            "" if choices else el("p", {"class": "empty"}, t("mine_empty", lang)),
        ]


def _intro(limits: Limits, lang: Lang) -> Safe:
    said = [t("mine_intro", lang)]
    if limits.conversations:
        said.append(t("mine_most", lang, count=limits.conversations))
    if limits.days:
        said.append(t("mine_days", lang, days=limits.days))
    return el("p", {"class": "intro"}, (" " if lang == "en" else "").join(said))


def _line(title: str, updated: datetime, questions: int, lang: Lang) -> str:
    short = title if len(title) <= TITLE else title[:TITLE] + "…"
    return f"{short} · {updated.astimezone():%Y-%m-%d %H:%M} · {t('mine_count', lang, count=questions)}"
