"""Language and script of a question."""

from __future__ import annotations

import pytest

from retriever.language import detect, in_script, simplified, traditional


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("锦州补助多少", "zh-Hans"),
        ("錦州補助多少", "zh-Hant"),
        ("How much?", "en"),
        ("what subsidy for a new platform in Jinzhou", "en"),
        ("R&D平台补助多少", "zh-Hans"),
        ("IPO奖励多少", "zh-Hans"),
        ("R&D平臺補助多少", "zh-Hant"),
        ("123", "zh-Hans"),
        ("", "zh-Hans"),
    ],
)
def test_language_of_a_question(text: str, language: str) -> None:
    assert detect(text) == language


def test_characters_of_both_scripts_do_not_make_it_traditional() -> None:
    assert detect("一户人才") == "zh-Hans"


def test_simplified_text_stays_as_it_is() -> None:
    assert simplified("新认定的省级平台") == "新认定的省级平台"


def test_scripts_turn_into_each_other() -> None:
    assert simplified(traditional("新认定的省级创新平台")) == "新认定的省级创新平台"


def test_our_words_follow_the_askers_script() -> None:
    assert (in_script("补助", "zh-Hant"), in_script("补助", "zh-Hans")) == ("補助", "补助")
