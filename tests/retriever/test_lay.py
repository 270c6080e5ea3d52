"""Everyday words of a question, and how documents write them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from retriever.lay import said
from retriever.lexicon import lines


def words(text: str) -> dict[str, tuple[str, ...]]:
    return {found.word: found.written for found in said(text)}


def test_an_everyday_word_is_found_where_it_stands() -> None:
    (found,) = (one for one in said("爸妈归我养") if one.word == "爸妈")
    assert ("父母" in found.written, found.start, found.end) == (True, 0, 2)


def test_official_words_have_no_everyday_meaning() -> None:
    assert words("对新认定的国家级研发平台给予一次性补助") == {}


def test_a_phrase_that_begins_or_ends_inside_a_word_is_none() -> None:
    assert "养爸妈" not in words("赡养爸妈")


def test_what_says_nothing_of_the_subject_has_no_words() -> None:
    assert words("到底搬迁怎么补")["到底"] == ()


def test_found_words_do_not_overlap() -> None:
    found = said("我想问一下老婆跟我离婚分房子咋分，工资不发找谁")
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize("text", ["", " ", "a b  c", "，。！"])
def test_texts_without_such_words(text: str) -> None:
    assert said(text) == []


def test_every_row_of_the_table_says_something_else() -> None:
    rows = [line.split("\t") for line in lines("lay.tsv")]
    assert all(len(row) == 2 and row[1].split() and row[0] not in row[1].split() for row in rows)
    assert len({row[0] for row in rows}) == len(rows)
