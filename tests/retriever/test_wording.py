"""Our own words around the documents' words."""

from __future__ import annotations

from dataclasses import replace
from string import Formatter
from typing import Any

import pytest

from ingest.regions import lookup
from ingest.types import Fact
from retriever import wording
from retriever.wording import per_text, say, subject_text, value_text

FACT = Fact(
    "benefit",
    "新认定的省级创新平台",
    "d",
    "c",
    0,
    9,
    0,
    4,
    "20万元",
    value=200_000.0,
    unit="CNY",
    per="one-off",
    word="补助",
)


def fact(**changed: Any) -> Fact:
    return replace(FACT, **changed)


@pytest.mark.parametrize(
    ("changed", "written"),
    [
        ({}, "RMB 200,000 (20万元)"),
        ({"text": "三分之一", "value": 33.3333, "unit": "%"}, "one third (三分之一)"),
        (
            {"text": "三分之二以上", "value": 66.6667, "unit": "%", "bound": "at_least"},
            "at least two thirds (三分之二以上)",
        ),
        ({"text": "百分之三十", "value": 30.0, "unit": "%"}, "30% (百分之三十)"),
        ({"text": "五公顷以上", "value": 5.0, "unit": "公顷", "bound": "at_least"}, "at least 5 hectares (五公顷以上)"),
        ({"bound": "at_most", "text": "不超过20万元"}, "at most RMB 200,000 (不超过20万元)"),
        ({"bound": "at_least"}, "at least RMB 200,000 (20万元)"),
        ({"bound": "about"}, "about RMB 200,000 (20万元)"),
        (
            {"value_max": 500_000.0, "bound": "range", "text": "20万至50万元"},
            "RMB 200,000 to RMB 500,000 (20万至50万元)",
        ),
        ({"value": 1.5, "unit": "%", "text": "1.5%"}, "1.5% (1.5%)"),
        ({"value": 0.8, "unit": "‰", "text": "0.8‰"}, "0.8‰ (0.8‰)"),
        ({"value": 1e8, "text": "1亿元"}, "RMB 100,000,000 (1亿元)"),
        ({"value": 100.0, "unit": "USD", "text": "100美元"}, "USD 100 (100美元)"),
        ({"value": 3.0, "unit": "年", "text": "3年"}, "3 years (3年)"),
        ({"value": "2016-08-24", "unit": None, "text": "2016年8月24日"}, "2016-08-24"),
        ({"value": None, "unit": None, "text": "100万元、20万元"}, "100万元、20万元"),
    ],
)
def test_a_value_in_english(changed: dict[str, Any], written: str) -> None:
    assert value_text(fact(**changed), "en") == written


@pytest.mark.parametrize(("language", "written"), [("zh-Hans", "20万元"), ("zh-Hant", "20萬元")])
def test_a_value_in_chinese_is_as_issued_in_the_askers_script(language: Any, written: str) -> None:
    assert value_text(fact(text="20萬元"), language) == written


@pytest.mark.parametrize(("language", "written"), [("zh-Hans", "一次性"), ("zh-Hant", "一次性"), ("en", "one-off")])
def test_per(language: Any, written: str) -> None:
    assert per_text(fact(), language) == written


def test_what_the_clause_does_not_say_is_not_said() -> None:
    assert per_text(fact(per=None), "en") == ""


def test_an_english_subject_has_the_chinese_beside_it() -> None:
    assert subject_text(fact(subject="高新技术企业"), "en").endswith("(高新技术企业)")


def test_a_subject_without_english_stays_chinese() -> None:
    assert subject_text(fact(subject="某某"), "en") == "某某"


def test_the_kind_of_benefit_is_named_once() -> None:
    assert subject_text(fact(subject="院士工作站补助"), "zh-Hans") == "院士工作站补助"


@pytest.mark.parametrize("key", sorted(wording._TEXTS))
def test_both_languages_have_the_same_blanks(key: str) -> None:
    chinese, english = ({n for _, n, _, _ in Formatter().parse(t) if n} for t in wording._TEXTS[key])
    assert not chinese or chinese == english


def test_our_sentences_follow_the_script() -> None:
    assert say("not_found", "zh-Hant") == "在已收錄的文件中沒有找到答案。"


def test_what_is_put_in_stays_as_it_is() -> None:
    assert "关于{x}的意见" in say("draft", "zh-Hans", label="关于{x}的意见")


def test_a_place_in_english_has_its_latin_name_and_the_chinese() -> None:
    region = lookup("锦州")
    assert region is not None
    assert wording.place_text(region, "en") == "Jinzhou (锦州市)"
    assert wording.place_text(region, "zh-Hant") == "錦州市"


@pytest.mark.parametrize(
    ("changed", "written"),
    [
        ({"value": 1.0, "unit": "年", "text": "1年"}, "1 year (1年)"),
        ({"value": 2000.0, "text": "新台币二千元"}, "NT$ 2,000 (新台币二千元)"),
        ({"value": 45.0, "unit": "周岁", "text": "45周岁"}, "45 years of age (45周岁)"),
    ],
)
def test_units_read_well_in_english(changed: dict[str, Any], written: str) -> None:
    assert value_text(fact(**changed), "en") == written


def test_a_phrase_that_the_glossary_does_not_hold_stays_chinese() -> None:
    assert wording.translated("某某") == "某某"
