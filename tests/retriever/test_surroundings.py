"""What stands around a clause."""

from __future__ import annotations

import pytest

from retriever.surroundings import context
from tests.retriever.papers import paper

TEXT = (
    "一、创新平台\n（一）研发机构。给予20万元补助。\n（二）孵化器。给予50万元奖励。\n"
    "（三）众创空间。给予10万元奖励。\n二、其他\n"
)


def test_parent_and_neighbours() -> None:
    reading = paper(TEXT)
    middle = next(c.clause_id for c in reading.document.clauses if "孵化器" in (c.heading or ""))
    found = context(reading, middle)
    assert [c.heading for c in found.above] == ["创新平台"]
    assert "研发机构" in found.before[0].text
    assert "众创空间" in found.after[0].text
    assert found.below == ()


def test_what_a_clause_is_divided_into() -> None:
    reading = paper(TEXT)
    top = next(c.clause_id for c in reading.document.clauses if c.heading == "创新平台")
    assert len(context(reading, top).below) == 3


def test_further_neighbours() -> None:
    reading = paper(TEXT)
    last = next(c.clause_id for c in reading.document.clauses if "众创空间" in (c.heading or ""))
    assert len(context(reading, last, reach=2).before) == 2


def test_an_unknown_clause() -> None:
    with pytest.raises(KeyError):
        context(paper(TEXT), "nowhere")
