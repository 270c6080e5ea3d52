"""English words of a question in Chinese: glossary, everyday words, the table, phrases before words."""

from __future__ import annotations

import pytest

from retriever.british import spellings
from retriever.translation import forms, lemma, render


def first(english: str) -> list[str]:
    return [rendered.chinese[0][0] for rendered in render(english)]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("How much is the subsidy for a high-tech enterprise?", ["补助", "高新技术企业"]),
        ("hospitals", ["医院"]),
        ("unemployment insurance", ["失业保险"]),
        ("express delivery", ["快递"]),
    ],
)
def test_words_of_policy_and_of_public_life(english: str, chinese: list[str]) -> None:
    assert set(chinese) <= set(first(english))


def test_the_longest_phrase_wins_and_its_words_count_less() -> None:
    (rendered,) = render("social insurance")
    assert rendered.chinese[0] == ("社会保险", 1.0)
    assert rendered.parts
    assert all(weight <= 0.4 for _, weight in rendered.parts)


def test_the_table_knows_what_no_glossary_has() -> None:
    assert "仙人掌" in [word for rendered in render("cactus") for word, _ in rendered.chinese]


def test_words_that_only_ask_are_left_out() -> None:
    assert render("what is the of and which") == ()


def test_an_unknown_word_has_no_chinese() -> None:
    assert render("qwertzuiop") == ()


def test_the_best_of_an_entry_weighs_one() -> None:
    for rendered in render("rent reduction for small businesses affected by the epidemic"):
        assert rendered.chinese[0][1] == pytest.approx(1.0)
        assert all(0 < weight <= 1 for _, weight in rendered.chinese)


@pytest.mark.parametrize(
    ("word", "known"), [("companies", "company"), ("taxes", "tax"), ("hired", "hire"), ("stopped", "stop"), ("s", "s")]
)
def test_what_a_word_may_be_inflected_from(word: str, known: str) -> None:
    assert known in forms(word)


def test_a_possessive_is_no_other_word() -> None:
    assert lemma("company's") == lemma("company")


def test_a_phrase_of_ours_is_met_word_for_word() -> None:
    assert "现场" in first("apply in person")
    assert "现场" not in first("a person who applies")


def test_a_word_with_hyphens_that_no_table_has_is_read_in_its_parts() -> None:
    assert {"居民", "医院"} <= set(first("resident-hospital"))


def test_a_phrase_may_hold_words_that_say_nothing() -> None:
    assert "使用权" in first("the right to use the results")


def test_what_is_joined_to_a_pronoun_is_no_word() -> None:
    assert [r.english for r in render("we're, I'd, don't: patents")] == ["patent"]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("senior talent", "高层次人才"),
        ("work injury insurance", "工伤保险"),
        ("revoke the licence", "吊销"),
        ("wholly foreign-owned enterprise", "外资企业"),
        ("unpaid wages", "拖欠工资"),
        ("compulsory licence", "强制许可"),
        ("carbon neutrality", "碳中和"),
        ("collective contract", "集体合同"),
        ("arable land", "耕地"),
        ("bid bond", "投标保证金"),
    ],
)
def test_terms_of_each_field_are_known_whole(english: str, chinese: str) -> None:
    (found,) = render(english)
    assert found.own
    assert found.chinese[0][0] == chinese


def test_a_word_goes_before_its_inflected_entry() -> None:
    assert render("list")[0].chinese[0][0] == "名单"


def test_two_words_of_ours_go_before_a_learned_phrase() -> None:
    assert [r.own for r in render("remote villages")] == [True, True]


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("centre", "center"),
        ("organisations", "organizations"),
        ("labour", "labor"),
        ("defence", "defense"),
        ("programmes", "programs"),
    ],
)
def test_a_british_word_is_filed_under_the_american_one(british: str, american: str) -> None:
    assert american in spellings(british)
    assert lemma(british) == lemma(american)


@pytest.mark.parametrize("word", ["four", "hour", "enterprise", "science", "premise", "acre", "management"])
def test_what_only_looks_british_stays(word: str) -> None:
    assert lemma(word) == word


def test_a_form_of_a_word_of_ours_is_no_abbreviation() -> None:
    assert lemma("based") == "base"
    assert lemma("goods") == "goods"
    assert lemma("opinions") == "opinion"


def test_light_words_make_no_learned_phrase() -> None:
    assert first("days a month") == first("days") + first("month")


def test_a_word_with_hyphens_whose_parts_are_a_term_of_ours_is_the_term() -> None:
    assert first("free-trade-zone") == first("free trade zone")
