from __future__ import annotations

from dataclasses import replace

import pytest

from app.ui.understood import parts_of, with_kind, with_level, with_place
from retriever.types import Ask
from tests.app.fakes import QUESTION, FakeAssistant


@pytest.mark.parametrize(
    ("question", "place", "after"),
    [
        ("锦州新认定的省级平台补助多少", "凉山州", "凉山州新认定的省级平台补助多少"),
        ("省级平台补助多少", "锦州市", "锦州市省级平台补助多少"),
        ("what is the reward in Jinzhou?", "Liangshan", "what is the reward in Liangshan?"),
        ("what is the reward?", "Liangshan", "what is the reward in Liangshan?"),
    ],
)
def test_the_place_is_put_where_the_old_one_stood(question: str, place: str, after: str) -> None:
    assert with_place(question, place) == after


@pytest.mark.parametrize(
    ("question", "level", "after"),
    [
        ("锦州省级平台补助多少", "国家级", "锦州国家级平台补助多少"),
        ("锦州平台补助多少", "省级", "锦州省级平台补助多少"),
        ("锦州省级平台补助多少", "", "锦州平台补助多少"),
        ("How much for a provincial platform?", "国家级", "How much for a national platform?"),
    ],
)
def test_the_level_is_exchanged_added_or_taken_away(question: str, level: str, after: str) -> None:
    assert with_level(question, level) == after


def test_another_kind_of_question_is_about_the_same_subject() -> None:
    assert with_kind("锦州平台补助多少", "condition", ["平台"], "锦州市", "省级") == "锦州市省级平台需要什么条件？"
    assert with_kind("锦州平台补助多少", "nonsense", ["平台"], "", "") == "锦州平台补助多少"


def test_what_was_understood_is_said_in_words() -> None:
    answer = FakeAssistant().ask(Ask(QUESTION))
    assert parts_of(answer, "zh-Hant") == ["錦州市", "省級", "金額"]
    assert parts_of(replace(answer, trace={}), "zh") == []
