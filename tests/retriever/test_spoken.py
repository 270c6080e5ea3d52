"""Words of speech that name no subject."""

from __future__ import annotations

import pytest

from retriever.lexicon import lines
from retriever.spoken import in_passing, names_no_subject, unrounded
from retriever.terms import chinese_terms


@pytest.mark.parametrize("word", ["挑出来", "弄回去", "用得上", "打不开", "念完", "两套", "好几样", "一把", "交得了"])
def test_counting_and_what_came_of_a_verb_name_no_subject(word: str) -> None:
    assert names_no_subject(word)


@pytest.mark.parametrize("word", ["转让", "退出", "收回", "三农", "一对一", "百家", "上市", "两业", "未来", "原来"])
def test_subjects_are_left(word: str) -> None:
    assert not names_no_subject(word)


def test_the_rounded_syllable_goes_and_children_stay() -> None:
    assert unrounded("门脸儿") == "门脸"
    assert unrounded("孤儿、婴儿、育儿、女儿、空儿童") == "孤儿、婴儿、育儿、女儿、空儿童"


def test_the_askers_own_people_need_no_evidence() -> None:
    terms = {t.text: t for t in chinese_terms("我闺女想办创业培训班")}
    assert terms["闺女"].optional
    assert not any(t.optional for word, t in terms.items() if word != "闺女")


def test_where_nothing_else_is_named_they_are_what_is_asked_about() -> None:
    assert not any(t.optional for t in chinese_terms("闺女和儿子呢"))


def test_moods_and_persons_addressed_are_no_terms() -> None:
    said = [t.text for t in chinese_terms("哎师傅，急死了，我手头有个专利压根儿没人要，咋转让")]
    assert said == [word for word in said if word in ("专利", "转让")]
    assert said


def test_no_aside_is_a_stop_word() -> None:
    assert not in_passing() & set(lines("stopwords.txt"))
