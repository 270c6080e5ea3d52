"""What search looks for, of a question in any language."""

from __future__ import annotations

from datetime import date

from retriever.question import parse
from retriever.wanted import Wanted, plain, units_of, wanted


def of(question: str) -> Wanted:
    return wanted(parse(question, date(2026, 1, 1)))


def test_synonyms_weigh_less_than_the_words_asked_for() -> None:
    found = of("孵化器补贴多少")
    assert found.text == "孵化器补贴多少"
    assert ("科技企业孵化器", 0.5) in found.expansions


def test_an_english_question_is_searched_in_chinese_and_meant_in_both() -> None:
    found = of("How much does Jinzhou pay for an incubator?")
    assert "孵化器" in found.text
    assert "锦州" in found.text
    assert found.meant == ("How much does Jinzhou pay for an incubator?", found.text)


def test_a_place_in_pinyin_is_a_place() -> None:
    (place,) = of("subsidies in Xichang").places
    assert ("西昌市", 1.0) in place.words


def test_a_place_goes_by_all_its_names() -> None:
    (place,) = of("凉山州有什么补贴").places
    assert [name for name, _ in place.words] == ["凉山", "凉山州", "凉山彝族自治州"]


def test_numbers_of_the_question() -> None:
    assert of("2020年15%的税率适用于谁").numbers == ("2020", "15")


def test_units_leave_out_what_only_asks() -> None:
    assert "多少" not in [unit.first for unit in units_of("补助多少钱")]


def test_a_known_term_is_one_unit_with_its_synonyms() -> None:
    unit = next(u for u in units_of("高新技术企业认定") if u.first == "高新技术企业")
    assert ("高企", 0.8) in unit.words


def test_a_text_nobody_understood_has_its_own_words_alone() -> None:
    found = plain("研发平台补助20万元")
    assert found.expansions == ()
    assert found.numbers == ("20",)


def test_what_people_say_is_also_searched_as_laws_write_it_with_less_weight() -> None:
    found = of("被老板炒鱿鱼怎么办")
    assert ("解除劳动合同", 0.3) in found.expansions
    assert any(("解除劳动合同", 0.7) in unit.words for unit in found.units)
