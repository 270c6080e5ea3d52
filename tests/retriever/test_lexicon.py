"""Synonyms and the English–Chinese glossary."""

from __future__ import annotations

import pytest

from retriever.lexicon import find_terms, in_english, synonyms


def test_words_for_a_grant_stand_for_each_other() -> None:
    assert {"补贴", "奖励", "资助"} <= set(synonyms("补助"))


def test_synonyms_go_both_ways() -> None:
    assert all("补助" in synonyms(word) for word in synonyms("补助"))


def test_a_word_in_no_group_has_none() -> None:
    assert synonyms("张三李四") == ()


def test_the_longest_term_wins() -> None:
    assert find_terms("高新技术企业") == ["高新技术企业"]


def test_a_phrase_of_known_terms_has_english() -> None:
    assert in_english("高新技术企业") is not None


def test_a_phrase_with_an_unknown_part_has_no_english() -> None:
    assert in_english("某某高新技术企业某某") is None


def test_words_of_taiwan_bring_the_mainlands_and_not_the_other_way_round() -> None:
    assert "出租汽车" in synonyms("计程车")
    assert "计程车" not in synonyms("出租汽车")
    assert find_terms("身心障碍者补助") == ["身心障碍者", "补助"]


def test_of_two_terms_that_overlap_the_longer_stands() -> None:
    assert "申请人" not in find_terms("申请人才公寓")
    assert "人才公寓" in find_terms("申请人才公寓要什么材料")
    assert "申请人" in find_terms("申请人要什么材料")


@pytest.mark.parametrize(
    ("said", "written"), [("切结书", "承诺书"), ("诉愿", "行政复议"), ("影本", "复印件"), ("个资", "个人信息")]
)
def test_taiwans_word_finds_the_mainlands(said: str, written: str) -> None:
    assert written in synonyms(said)
    assert said not in synonyms(written)
