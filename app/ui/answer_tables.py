"""Comparisons and lists as tables: the verified lines of an answer cut into cells, nothing added, nothing left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from app.markup import Safe, el
from app.ui.strings import Lang, t
from app.ui.understood import query_of
from retriever.types import Answer

Linked = Callable[[str], Safe]
LIST = 3  # lines from which a list becomes a table
_PLACED = re.compile(r"(?P<place>[^：:，。,\[\]]{2,40})(?:：|: )(?P<said>.+)", re.DOTALL)
# 20万元，一次性（新认定的省级平台，财政补助）[3]: the outermost brackets at the end hold the subject
_ITEM = re.compile(r"(?P<value>[^（]{1,60}?)（(?P<subject>.+)）(?P<markers>(?:\[\d+\])+)[。.]?", re.DOTALL)
_ENGLISH_ITEM = re.compile(r"(?P<value>.{1,90}?) — (?P<subject>.+?)(?P<markers>(?:\[\d+\])+)[.]?", re.DOTALL)


def table_of(answer: Answer, lines: list[str], lang: Lang, linked: Linked) -> Safe | None:
    """The lines as a table where they compare places or list amounts, else None."""
    lines = [line for line in lines if line.strip()]
    return _comparison(answer, lines, lang, linked) or _list(lines, lang, linked)


def _comparison(answer: Answer, lines: list[str], lang: Lang, linked: Linked) -> Safe | None:
    if len(query_of(answer).get("regions", ())) < 2 and not _several_places(lines):
        return None
    rows: list[tuple[str, list[str]]] = []
    for line in lines:
        found = _PLACED.fullmatch(line)
        if found and not re.search(r"\d", found["place"]):
            rows.append((found["place"], [found["said"]]))
        elif rows:
            rows[-1][1].append(line)
        else:
            return None
    if len(rows) < 2:
        return None
    head = (t("asked_of", lang), t("says", lang))
    body = ([el("b", {}, place), el("div", {}, *(el("p", {}, linked(one)) for one in said))] for place, said in rows)
    return _table("compare", t("compare_caption", lang), head, body)


def _several_places(lines: list[str]) -> bool:
    """Answers by place where none was named: 锦州市：20万元…"""
    found = [_PLACED.fullmatch(line) for line in lines]
    return len(lines) > 1 and all(one and len(one["place"]) <= 12 and one["said"][:1].isdigit() for one in found)


def _list(lines: list[str], lang: Lang, linked: Linked) -> Safe | None:
    items = [_ITEM.fullmatch(line) or _ENGLISH_ITEM.fullmatch(line) for line in lines]
    if sum(1 for one in items if one) < LIST:
        return None
    head = (t("col_value", lang), t("col_subject", lang), t("source_short", lang))
    body = ([linked(one["value"]), linked(one["subject"]), linked(one["markers"])] for one in items if one)
    rest = (el("p", {"class": "more"}, linked(line)) for line, one in zip(lines, items, strict=True) if not one)
    return el("div", {"class": "listed"}, _table("list", t("list_caption", lang), head, body), *rest)


def _table(kind: str, caption: str, head: tuple[str, ...], body: Iterable[list[Safe]]) -> Safe:
    rows = (
        el("tr", {}, *(el("td", {"title": name}, cell) for name, cell in zip(head, cells, strict=True)))
        for cells in body
    )
    return el(
        "table",
        {"class": f"cells {kind}"},
        el("caption", {}, caption),
        el("thead", {}, el("tr", {}, *(el("th", {"scope": "col"}, name) for name in head))),
        el("tbody", {}, *rows),
    )
