"""Items of a list that a clause announces: how sure they are together, and the line that each needs over it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from retriever.evidence import Candidate
from retriever.lists import MOST_ITEMS, heads_a_list, is_asked_itself
from retriever.matching import Weighted, cover
from retriever.reading import ReadClause, Reading

_LOOKED_AT = 20  # candidates of each sort that may be items
_MOSTLY = 0.75  # share of the items that are one sentence
_ALONE = 1.0  # how much more an item is trusted than the next of its list, where it may be meant alone
_ANNOUNCES = re.compile("(?:[下以]列|以下|如下|之一)[^。]*[：:]\\s*$")
_STATES = re.compile(
    "[应须得](?!到)|不予|给予|可以|必须|负责|[^，。；]是[^，。；否]"
)  # an item that says itself what holds
_SHORT = 160  # characters of a line over an item that is told before it


def _line_over(c: Candidate) -> ReadClause | None:
    """The clause that announces the list which a sentence is an item of, where the item says nothing without it."""
    over = c.reading.clauses.get(c.clause.clause.parent or "")
    if over is None or c.clause.children or not heads_a_list(over) or c.sentence != c.clause.sentences[0]:
        return None
    line = over.sentences[-1].text
    told = len(line) <= _SHORT and _ANNOUNCES.search(line) and not _STATES.search(c.sentence.text)
    return over if told else None


def _plain_list(c: Candidate) -> ReadClause | None:
    """The clause over a list of plain items that a sentence announces or is an item of, nothing but a title too."""
    items = c.clause if c.clause.children else c.reading.clauses.get(c.clause.clause.parent or "")
    if items is None or not items.sentences or (items is c.clause and c.sentence != items.sentences[-1]):
        return None
    titled = len(items.sentences) == 1 and 1 < len(items.children) <= MOST_ITEMS
    return items if (titled or heads_a_list(items)) and _of_plain_items(c.reading, items) else None


def _of_plain_items(reading: Reading, over: ReadClause) -> bool:
    """Whether items are mostly one sentence each: those that say more stand for themselves.

    What follows the last one may be of the clause that they stand in.
    """
    items = [reading.clauses[child] for child in over.children]
    plain = [len(item.sentences) == 1 for item in items[:-1]]
    return not any(item.children for item in items) and sum(plain) >= _MOSTLY * len(plain)


def with_heads(chosen: Sequence[Candidate]) -> list[Candidate]:
    """Sentences, before the first item of a list the line that announces it: 不得有下列行为 turns each item round."""
    out: list[Candidate] = []
    for c in chosen:
        over = _line_over(c)
        if over is not None:
            head = replace(c, clause=over, sentence=over.sentences[-1], fact=None)
            out += [] if any(map(head.overlaps, out)) else [head]
        out += [] if any(c.overlaps(o) and c.sentence == o.sentence for o in out) else [c]
    return out


def surest_list(terms: Sequence[Weighted], facts: Sequence[Candidate], plain: Sequence[Candidate]) -> Candidate | None:
    """The line that announces a list whose items together are surer to answer than any sentence outside it.

    Each of six items may be less sure than one sentence elsewhere: which of them answers is not asked, all do.
    """
    if not plain:
        return None
    lists: dict[tuple[str, str], dict[int, Candidate]] = {}
    heads: dict[tuple[str, str], ReadClause] = {}
    for c in (*facts[:_LOOKED_AT], *plain[:_LOOKED_AT]):
        over = _plain_list(c)
        if over is None:
            continue
        key = (c.doc_id, over.clause.clause_id)
        heads[key] = over
        members = lists.setdefault(key, {})
        if c.sentence.start not in members or members[c.sentence.start].trust < c.trust:
            members[c.sentence.start] = c
    if not lists:
        return None
    together = {key: math.log(sum(math.exp(c.trust) for c in members.values())) for key, members in lists.items()}
    best = max(together, key=lambda key: together[key])
    over, members = heads[best], lists[best]
    others = (c.trust for c in plain if all(c.sentence != m.sentence for m in members.values()))
    if together[best] < max(others, default=-math.inf):
        return None
    surest = max(members.values(), key=lambda c: c.trust)
    second = max((c.trust for c in members.values() if c is not surest), default=-math.inf)
    if surest.trust > second + _ALONE and is_asked_itself(terms, surest, over):
        return None
    return replace(surest, clause=over, sentence=over.sentences[-1], fact=None)


def list_told_of(terms: Sequence[Weighted], chosen: Sequence[Candidate]) -> Candidate | None:
    """The line that announces a list, where it is one of the sentences chosen, or ends the clause of the first.

    No line is told without its list; and where a clause that is asked about ends in one, that is what it tells.
    """
    for c in chosen:
        head = c.clause.sentences[-1]
        over = replace(c, sentence=head, fact=None)
        if not c.clause.children or not _plain_list(over):
            continue
        if c.sentence == head or (c is chosen[0] and _says_as_much(terms, head.text, c.sentence.text)):
            return over
    return None


def _says_as_much(terms: Sequence[Weighted], text: str, other: str) -> bool:
    return cover(terms, [(text, 1.0)]) >= cover(terms, [(other, 1.0)])
