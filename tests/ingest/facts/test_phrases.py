"""Sentences, parts of sentences, and the levels that tell subjects apart."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.facts.phrases import Span, Starts, find_level_lists, level_list, levels, sentences, split, strip_lead


def parts(text: str, marks: str) -> list[str]:
    return [text[s.start : s.end] for s in split(text, Span(0, len(text)), marks)]


def test_sentences_end_at_full_stops_and_line_ends() -> None:
    text = "补助20万元。奖励5万元\n一、目标\n"
    assert [text[s.start : s.end] for s in sentences(text)] == ["补助20万元。", "奖励5万元", "一、目标"]


def test_a_closing_quotation_mark_stays_with_its_sentence() -> None:
    text = "即“先建后补。”再补助。"
    assert [text[s.start : s.end] for s in sentences(text)] == ["即“先建后补。”", "再补助。"]


def test_blank_lines_are_no_sentences() -> None:
    assert list(sentences("\n \n\n")) == []


@given(st.text(alphabet="甲乙1 。！？”\n；，", max_size=40))
def test_sentences_leave_no_word_out(text: str) -> None:
    inside = "".join(text[s.start : s.end] for s in sentences(text))
    assert "".join(inside.split()) == "".join(text.split())


def test_marks_in_brackets_do_not_part() -> None:
    assert parts("甲（乙，丙），“丁，戊”，己", "，") == ["甲（乙，丙）", "“丁，戊”", "己"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("国家级、省级", ["国家级", "省级"]),
        ("国家、省、市级", ["国家级", "省级", "市级"]),
        ("国家级和省级", ["国家级", "省级"]),
        ("一、二、三等奖", ["一等奖", "二等奖", "三等奖"]),
        ("A、B类", ["A类", "B类"]),
        ("国家级研发平台", ["国家级"]),
        ("自治区级", ["自治区级"]),
        ("省级以上平台", ["省级以上"]),
        ("创新平台", []),
        ("特别奖", []),
    ],
)
def test_levels_of_a_phrase(text: str, named: list[str]) -> None:
    assert levels(text) == named


def test_each_member_of_a_level_list_gets_the_tail() -> None:
    assert level_list("国家、省、市级") == ["国家级", "省级", "市级"]


def test_a_single_level_is_no_list() -> None:
    assert not list(find_level_lists("国家级平台"))


def test_connectives_in_front_are_taken_off() -> None:
    assert strip_lead("，并对省级平台") == "省级平台"


def test_what_is_found_once_is_asked_for_every_span() -> None:
    starts = Starts(re.compile("元"), "每户20元，每人5元")
    assert starts.within(0, 5)
    assert not starts.within(5, 9)
    assert starts.within(9, 10)
    assert not starts.within(10, 99)
