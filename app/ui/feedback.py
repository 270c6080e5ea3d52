"""What a browser says of an answer it got: helpful or not, and, in a short form, what is wrong with it."""

from __future__ import annotations

from typing import Any

import gradio as gr
import structlog

from app.markup import Safe, el, join
from app.ui.conversation import Conversation
from app.ui.identity import owner_of
from app.ui.part import PRIVATE, Part, html
from app.ui.records import Records
from app.ui.strings import Lang, t

log = structlog.get_logger(__name__)
REASONS = ("wrong_value", "wrong_clause", "wrong_place", "outdated", "incomplete", "not_found", "other")
VERDICTS = ("up", "down", "wrong")
MAX_COMMENT = 2000


class Feedback:
    """The form below the chat; it is shown when an answer is called unhelpful or wrong."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self.about = gr.State(None)  # the answer it is about, and with which verdict
        with gr.Column(visible=False, elem_id="feedback", elem_classes="sheet") as self.form:
            self.title = html(elem_id="feedback-title")
            self.reasons = gr.CheckboxGroup(
                _choices("zh"), label=t("feedback_reason", "zh"), elem_id="feedback-reasons"
            )
            self.comment = gr.Textbox(
                label=t("feedback_more", "zh"), placeholder=t("feedback_more_hint", "zh"), lines=2, max_lines=4,
                max_length=MAX_COMMENT, elem_id="feedback-comment",
            )  # fmt: skip
            with gr.Row(elem_classes="buttons"):
                self.cancel = gr.Button(t("feedback_cancel", "zh"), size="sm", min_width=90)
                self.send = gr.Button(t("feedback_send", "zh"), variant="primary", size="sm", min_width=90)

    def part(self) -> Part:
        """Its labels."""

        def labels(lang: Lang) -> list[Any]:
            return [
                gr.update(choices=_choices(lang), label=t("feedback_reason", lang)),
                gr.update(label=t("feedback_more", lang), placeholder=t("feedback_more_hint", lang)),
                gr.update(value=t("feedback_cancel", lang)),
                gr.update(value=t("feedback_send", lang)),
                t("feedback_title", lang),
            ]

        return Part([self.reasons, self.comment, self.cancel, self.send, self.title], labels)

    def opened(self, conversation: Conversation, answer_id: str, verdict: str, lang: Lang) -> list[Any]:
        """Updates of `outputs` that show the form for an answer of this conversation."""
        answer = conversation.answer(answer_id)
        if answer is None:
            return self.closed()
        about = t("feedback_of", lang, question=answer.question[:80])
        return [(answer_id, verdict), gr.update(visible=True), _title(t("feedback_title", lang), about), [], ""]

    def closed(self) -> list[Any]:
        """Updates of `outputs` that hide the form."""
        return [None, gr.update(visible=False), gr.skip(), [], ""]

    @property
    def outputs(self) -> list[Any]:
        """What `opened` and `closed` change."""
        return [self.about, self.form, self.title, self.reasons, self.comment]

    def note(self, token: Any, answer_id: Any, verdict: Any, reasons: Any = (), comment: Any = "") -> bool:
        """Keep what was said, if the answer was given to this browser."""
        return note(self._records, token, answer_id, verdict, reasons, comment)

    def wire(self, me: Any, lang: Any) -> None:
        """Send and cancel."""

        def send(token: Any, about: Any, reasons: Any, comment: Any, shown: Lang) -> list[Any]:
            answer_id, verdict = about if isinstance(about, tuple) else (None, None)
            noted = self.note(token, answer_id, verdict, reasons, comment)
            gr.Info(t("feedback_thanks" if noted else "feedback_failed", shown), duration=5)
            return self.closed()

        inputs = [me, self.about, self.reasons, self.comment, lang]
        self.send.click(send, inputs, self.outputs, **PRIVATE)
        self.cancel.click(self.closed, None, self.outputs, **PRIVATE)


def note(records: Records, token: Any, answer_id: Any, verdict: Any, reasons: Any = (), comment: Any = "") -> bool:
    """Keep what was said of an answer; False where it was not given to this browser, or makes no sense."""
    owner = owner_of(token)
    if owner is None or verdict not in VERDICTS or not isinstance(answer_id, str):
        return False
    given = [one for one in reasons if one in REASONS] if isinstance(reasons, list | tuple) else []
    words = comment[:MAX_COMMENT].strip() if isinstance(comment, str) else ""
    try:
        return records.feedback(owner, answer_id, verdict, given, words)
    except Exception as error:
        log.error("feedback_not_kept", exc_info=error)
        return False


def _title(title: str, about: str) -> Safe:
    return join(el("h2", {}, title), el("p", {}, about))


def _choices(lang: Lang) -> list[tuple[str, str]]:
    return [(t(f"reason_{one}", lang), one) for one in REASONS]
