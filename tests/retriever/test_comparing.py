"""Rows of a comparison speak of the same thing, or say that nothing is stated."""

from __future__ import annotations

from dataclasses import replace

from ingest.types import Fact
from retriever.comparing import Side, side_by_side
from retriever.compose import Drafted
from retriever.evidence import Candidate
from retriever.telling import Found
from tests.retriever.papers import asked, candidate, candidates, paper, sentence

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


PATENTS_HERE = "一、目标\n1、专利。年专利申请量达到1200件以上，发明专利拥有量达到2件。\n"
PATENTS_THERE = "一、目标\n1、专利。到2020年，培育企业30户，年专利授权量达到500件。\n"
PATENTS = asked("北州和南州一年的专利目标各是多少件")


def sides_of_patents(trust: float) -> list[Side]:
    here, there = (paper(t) for t in (PATENTS_HERE, PATENTS_THERE))
    filed = replace(candidate(here, "1200件以上"), trust=0.6)
    granted = replace(candidate(there, "500件"), trust=2.0)
    own = replace(sentence(here, "年专利申请量"), trust=trust)
    whole = replace(sentence(there, "年专利授权量"), trust=4.0)
    told = Found(None, (Drafted(whole.sentence.text, (whole,)),), 0.7)
    return [Side(None, [filed], [own], None), Side(None, [granted], [whole], told)]


def test_a_value_like_that_of_another_place_is_surer_than_by_itself() -> None:
    rows = side_by_side(PATENTS, sides_of_patents(1.0), lambda s, _: s.found)
    assert rows[0] is not None
    assert "1200件" in rows[0].lines[0].text


def test_a_value_that_is_hardly_trusted_is_none() -> None:
    assert side_by_side(PATENTS, sides_of_patents(-3.0), lambda s, _: s.found)[0] is None
