"""Comparisons and lists as tables: the verified lines of an answer cut into cells, nothing added, nothing left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable

from app.markup import Safe, el
from app.ui.strings import Lang, t
from app.ui.understood import query_of
from ingest.regions import lookup
from retriever.language import simplified
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
    asked = query_of(answer).get("regions", ())
    if len(asked) < 2 and not _several_places(lines):
        return None
    rows: list[tuple[str, list[str]]] = []
    for line in lines:
        place, said = _placed(line, asked)
        if place:
            rows.append((place, [said]))
        elif rows:
            rows[-1][1].append(line)
        else:
            return None
    if len(rows) < 2:
        return None
    head = (t("asked_of", lang), t("says", lang))
    body = ([el("b", {}, place), el("div", {}, *(el("p", {}, linked(one)) for one in said))] for place, said in rows)
    return _table("compare", t("compare_caption", lang), head, (_row(head, cells) for cells in body))


def _placed(line: str, asked: Container[str] = ()) -> tuple[str, str]:
    """The place that a line begins with, and the rest of it; no place where it begins with something else."""
    found = _PLACED.fullmatch(line)
    if not found:
        return "", line
    name = simplified(found["place"])
    return (found["place"], found["said"]) if name in asked or lookup(name) else ("", line)


def _several_places(lines: list[str]) -> bool:
    """Answers by place where none was named: 锦州市：20万元…"""
    found = [_placed(line) for line in lines]
    return len(lines) > 1 and all(place and said[:1].isdigit() for place, said in found)


def _list(lines: list[str], lang: Lang, linked: Linked) -> Safe | None:
    placed = [_placed(line) for line in lines]
    items = [_ITEM.fullmatch(said) or _ENGLISH_ITEM.fullmatch(said) for _, said in placed]
    if sum(1 for one in items if one) < LIST:
        return None
    head = (t("col_value", lang), t("col_subject", lang), t("source_short", lang))
    rows = []
    for (place, _), one in zip(placed, items, strict=True):
        if one and place:
            rows.append(el("tr", {"class": "of-place"}, el("td", {"colspan": "3"}, el("b", {}, place))))
        if one:
            rows.append(_row(head, [linked(one["value"]), linked(one["subject"]), linked(one["markers"])]))
    rest = (el("p", {"class": "more"}, linked(line)) for line, one in zip(lines, items, strict=True) if not one)
    return el("div", {"class": "listed"}, _table("list", t("list_caption", lang), head, rows), *rest)


def _row(head: tuple[str, ...], cells: list[Safe]) -> Safe:
    return el("tr", {}, *(el("td", {"title": name}, cell) for name, cell in zip(head, cells, strict=True)))


def _table(kind: str, caption: str, head: tuple[str, ...], rows: Iterable[Safe]) -> Safe:
    return el(
        "table",
        {"class": f"cells {kind}"},
        el("caption", {}, caption),
        el("thead", {}, el("tr", {}, *(el("th", {"scope": "col"}, name) for name in head))),
        el("tbody", {}, *rows),
    )
