"""What to say beside 'not found': the clauses that come nearest, and the offices that those clauses name."""

from __future__ import annotations

from app.markup import Safe, el
from app.ui.cards import clause_url
from app.ui.strings import Lang, t
from retriever.types import Answer, Nearest

OFFICES = 4


def nearest_html(answer: Answer, lang: Lang) -> Safe | None:
    """The block below an answer that found nothing; None where nothing comes near."""
    if not answer.nearest:
        return None
    offices = list(dict.fromkeys(office for near in answer.nearest for office in near.offices))[:OFFICES]
    return el(
        "div",
        {"class": "card nearest"},
        el("p", {"class": "card-title"}, t("nearest", lang)),
        el("ul", {}, *(el("li", {}, _link(near, lang)) for near in answer.nearest)),
        el("p", {"class": "offices"}, el("b", {}, t("offices", lang)), "：" if lang != "en" else ": ",
           ("、" if lang != "en" else ", ").join(offices)) if offices else None,
    )  # fmt: skip


def _link(near: Nearest, lang: Lang) -> Safe:
    label = near.title or near.label or near.source_file
    return el("a", {"class": "open-clause", "href": clause_url(near, lang)}, f"{label} › {near.clause_path[-1]}")
