"""A document laid out for matching."""

from __future__ import annotations

from retriever.reading import bigrams
from tests.retriever.papers import PLATFORMS, paper


def test_every_clause_is_laid_out() -> None:
    reading = paper()
    assert set(reading.clauses) == {c.clause_id for c in reading.document.clauses}


def test_each_fact_is_with_its_clause() -> None:
    reading = paper()
    assert sum(len(c.facts) for c in reading.clauses.values()) == len(reading.document.facts)
    assert all(f.clause_id == clause_id for clause_id, c in reading.clauses.items() for f in c.facts)


def test_children_point_back_at_their_parent() -> None:
    reading = paper()
    parents = {child: clause_id for clause_id, c in reading.clauses.items() for child in c.children}
    assert parents == {c.clause_id: c.parent for c in reading.document.clauses if c.parent}


def test_sentences_are_pieces_of_the_normalised_text() -> None:
    reading = paper()
    for clause in reading.clauses.values():
        assert all(reading.norm.text[s.start : s.end] == s.text for s in clause.sentences)


def test_headings_are_simplified() -> None:
    reading = paper("一、創新平臺建設\n1、建設研發平臺。給予20萬元補助。\n")
    assert "创新平台建设" in next(iter(reading.clauses.values())).heading


def test_a_very_long_sentence_is_read_in_parts() -> None:
    long = "；".join(f"第{n}类企业应当按照有关规定加强管理并且加大研发方面的投入" for n in "甲乙丙丁戊己庚辛壬癸")
    clauses = paper(f"一、企业\n{long}。\n").clauses.values()
    assert max(len(s.text) for c in clauses for s in c.sentences) < 60


def test_what_is_shown_of_a_span_is_mended() -> None:
    text = "一、投入\n占比达０.８％ꎬ逐年提高ꎮ 支持企业ꎬ加快发展ꎮ\n"
    reading = paper(text)
    assert reading.shown(text.index("占"), text.index("逐")).endswith("，")


def test_source_and_reading_agree_on_where_facts_are() -> None:
    assert [PLATFORMS[f.value_start : f.value_end] for f in paper().document.facts[:2]] == ["100万元", "20万元"]


def test_bigrams_of_a_text() -> None:
    assert bigrams("研发平台") == {"研发", "发平", "平台"}


def test_a_title_is_above_every_clause() -> None:
    assert all("机器人产业扶持办法" in c.path for c in paper(title="机器人产业扶持办法").clauses.values())
