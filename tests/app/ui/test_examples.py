from __future__ import annotations

from dataclasses import replace

from app.ui.examples import TRIES, Examples, choose
from tests.app.fakes import FakeAssistant, document


def test_examples_come_from_the_facts_and_carry_their_topic() -> None:
    (one,) = Examples(FakeAssistant()).shown("zh")
    assert one["text"] == "锦州市省级创新平台补助多少钱？"
    assert one["display_text"].startswith("资金支持 · ")


def test_each_language_has_its_own() -> None:
    examples = Examples(FakeAssistant())
    assert examples.shown("zh-Hant")[0]["display_text"] == "資金支持 · 錦州市省級創新平臺補助多少錢？"
    assert examples.shown("en")[0]["text"] == "How much does Jinzhou give to a provincial innovation platform?"


def test_what_gets_no_answer_is_not_shown() -> None:
    assert choose([document()], lambda question: False) == ()


def test_two_examples_of_a_kind_are_of_different_places() -> None:
    facts = tuple(
        replace(document().facts[0], subject=f"创新平台{name}", region=place)
        for place in ("甲市", "乙市")
        for name in "子丑寅"
    )
    chosen = choose([replace(document(), facts=facts)], lambda question: True)
    assert sorted(question[:2] for _, question in chosen) == ["乙市", "甲市"]


def test_half_a_sentence_is_no_subject_of_a_question() -> None:
    fact = replace(document().facts[0], subject="新建的，经市人民政府批准的平台")
    assert choose([replace(document(), facts=(fact,))], lambda question: True) == ()


def test_few_questions_are_asked_before_giving_up() -> None:
    asked: list[str] = []
    facts = tuple(replace(document().facts[0], subject="创新平台" + "甲" * n) for n in range(9)) * 9
    choose([replace(document(), facts=facts)], lambda question: bool(asked.append(question)))
    assert len(asked) == TRIES


def test_the_examples_of_a_generation_are_found_once() -> None:
    assistant = FakeAssistant()
    examples = Examples(assistant)
    assert examples.shown("zh") == examples.shown("zh")
    assert len(assistant.asked) == 1
    assistant.generation.manifest.generation_id = "g2"
    examples.shown("zh")
    assert len(assistant.asked) == 2
