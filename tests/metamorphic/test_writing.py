"""Script, politeness, punctuation and language of a question change nothing about what is answered."""

from __future__ import annotations

import pytest

from retriever.assistant import Assistant
from retriever.language import traditional
from tests.metamorphic.conftest import chosen
from tests.real import ask, said

QUESTIONS = chosen()
WIDE = {ord(str(n)): chr(ord("０") + n) for n in range(10)}
PAIRS = [
    ("锦州新认定的省级研发平台补助多少钱", "what subsidy for a new provincial R&D platform in Jinzhou"),
    (
        "锦州新认定的国家级研发平台补助多少钱",
        "How much is the subsidy for a newly recognised national R&D platform in Jinzhou?",
    ),
    ("锦州新建院士工作站补助多少钱", "How much does Jinzhou give to a newly built academician workstation?"),
    ("四川到2020年高新技术企业多少家", "How many high-tech enterprises does Sichuan want to have by 2020?"),
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_traditional_script(assistant: Assistant, question: str) -> None:
    assert said(ask(assistant, traditional(question))) == said(ask(assistant, question))


@pytest.mark.parametrize("polite", ["请问{}？", "您好，{}，谢谢！", "{}", "{}?", "{}？？", " {} ", "{}。"])
@pytest.mark.parametrize("question", QUESTIONS[::5])
def test_politeness_and_punctuation(assistant: Assistant, question: str, polite: str) -> None:
    bare = question.rstrip("？?。！")
    assert said(ask(assistant, polite.format(bare))) == said(ask(assistant, question))


@pytest.mark.parametrize("question", QUESTIONS[::3])
def test_full_width_digits(assistant: Assistant, question: str) -> None:
    assert said(ask(assistant, question.translate(WIDE))) == said(ask(assistant, question))


@pytest.mark.parametrize(("chinese", "english"), PAIRS)
def test_language(assistant: Assistant, chinese: str, english: str) -> None:
    assert said(ask(assistant, english)) == said(ask(assistant, chinese))


@pytest.mark.parametrize("question", QUESTIONS[::5])
def test_an_earlier_question_about_something_else(assistant: Assistant, question: str) -> None:
    before = "阿坝州到2020年建设几家技术转移中心？"
    assert said(ask(assistant, question, before)) == said(ask(assistant, question))
