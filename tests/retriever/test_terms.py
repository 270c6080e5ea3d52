"""Content terms of a question, without the words that only ask."""

from __future__ import annotations

import pytest

from retriever.terms import chinese_terms, english_terms


def words(question: str) -> list[str]:
    return [term.text for term in chinese_terms(question)]


def test_what_is_asked_about_is_a_term() -> None:
    assert "院士工作站" in words("新建院士工作站补助多少钱")


@pytest.mark.parametrize("word", ["多少", "多少钱", "补助", "请问", "省级", "什么", "吗"])
def test_words_that_only_ask_are_no_terms(word: str) -> None:
    assert word not in words("请问省级院士工作站补助多少钱，是什么吗")


def test_a_question_without_a_subject_has_no_terms() -> None:
    assert words("请问补助多少钱？") == []


@pytest.mark.parametrize("polite", ["请问{}？", "您好，{}，谢谢！", "麻烦问一下{}", "我想了解一下{}"])
def test_politeness_adds_no_term(polite: str) -> None:
    plain = "院士工作站补助多少钱"
    assert words(polite.format(plain)) == words(plain)


def test_a_term_brings_the_words_that_stand_for_it() -> None:
    (term,) = (t for t in chinese_terms("研发平台补助多少钱") if t.text == "研发平台")
    assert "创新平台" in term.variants


def test_no_term_comes_twice() -> None:
    found = words("孵化器、孵化器和孵化器")
    assert found == ["孵化器"]


def test_english_terms_are_chinese() -> None:
    terms, text = english_terms("what subsidy for a new provincial R&D platform")
    assert "创新平台" in {w for t in terms for w in (t.text, *t.variants)}
    assert text.isascii() is False


def test_the_level_of_an_english_question_is_no_term() -> None:
    terms, _ = english_terms("subsidy for a provincial incubator")
    assert "省级" not in [t.text for t in terms]
