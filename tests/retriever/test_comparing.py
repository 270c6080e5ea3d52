"""Rows of a comparison speak of the same thing, or say that nothing is stated."""

from __future__ import annotations

from ingest.types import Fact
from retriever.comparing import Side, side_by_side
from retriever.compose import Drafted
from retriever.evidence import Candidate
from retriever.telling import Found
from tests.retriever.papers import asked, candidates, paper

HERE = "一、目标\n1、投入。到2020年，规上工业企业研发经费支出占主营业务收入比例提高到0.8%。\n"
THERE = (
    "一、目标\n1、投入。到2020年，高新技术产业总产值占工业总产值比重超过30%。"
    "大中型工业企业研发经费支出占主营业务收入比重达到1.2%。\n"
)
QUERY = asked("北州和南州的研发投入目标各是多少")


def found(candidate: Candidate, score: float = 0.7) -> Found:
    return Found(None, (Drafted(candidate.fact.text if candidate.fact else "", (candidate,)),), score)


def side(text: str, best: str) -> Side:
    facts = candidates(paper(text))
    (first,) = (c for c in facts if c.fact is not None and best in c.fact.text)
    return Side(None, facts, (), found(first))


def best_like(wanted: Fact, side: Side) -> Found:
    return found(
        next(c for c in side.facts if c.fact and "研发" in c.fact.subject and c.fact.unit == wanted.unit), 0.65
    )


def values(rows: list[Found | None]) -> list[str]:
    return [row.lines[0].text if row else "" for row in rows]


def test_a_row_that_speaks_of_something_else_is_exchanged() -> None:
    rows = side_by_side(
        QUERY, [side(HERE, "0.8%"), side(THERE, "30%")], lambda s, beside: best_like(beside, s) if beside else None
    )
    assert [value[-4:] for value in values(rows)] == ["0.8%", "1.2%"]


def test_rows_that_speak_of_the_same_stay() -> None:
    sides = [side(HERE, "0.8%"), side(THERE, "1.2%")]
    assert side_by_side(QUERY, sides, lambda s, _: s.found) == [s.found for s in sides]


def test_where_nothing_of_the_kind_is_stated_there_is_no_row() -> None:
    counts = side("一、目标\n1、企业。到2020年，培育高新技术企业30户以上。\n", "30户")
    rows = side_by_side(QUERY, [side(HERE, "0.8%"), counts], lambda s, beside: None)
    assert (rows[0] is None) != (rows[1] is None)
