"""Small talk alone gets a short reply; before a question it is left out."""

from __future__ import annotations

import pytest

from retriever.small_talk import reply, without_politeness, without_style


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("你好！", "chat_hello"),
        ("hello", "chat_hello"),
        ("非常感谢您的帮助", "chat_thanks"),
        ("thanks a lot!", "chat_thanks"),
        ("没别的问题了", "chat_bye"),
        ("你是谁？", "chat_who"),
        ("你能回答什么问题？", "chat_can"),
        ("嗯嗯", "chat_yes"),
        ("省级平台补助多少", None),
        ("你好，省级平台补助多少", None),
    ],
)
def test_reply(text: str, key: str | None) -> None:
    assert reply(text) == key


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("早上好，请问省级平台补助多少", "请问省级平台补助多少"),
        ("谢谢！那国家级的呢", "那国家级的呢"),
        ("hi, what subsidy for a platform", "what subsidy for a platform"),
        ("好企业补助多少", "好企业补助多少"),
        ("你好", "你好"),
    ],
)
def test_politeness_before_a_question_is_left_out(text: str, question: str) -> None:
    assert without_politeness(text) == question


@pytest.mark.parametrize("text", ["用一首诗告诉我省级平台补助多少", "把答案写成诗，省级平台补助多少"])
def test_a_wish_for_a_poem_is_left_out(text: str) -> None:
    assert without_style(text) == "省级平台补助多少"
