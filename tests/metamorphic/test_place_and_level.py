"""Another place or another level is another answer, never the same one again."""

from __future__ import annotations

import re

import pytest

from retriever.assistant import Assistant
from tests.metamorphic.conftest import PLACES, chosen
from tests.real import ask

QUESTIONS = chosen()
NAMES = re.compile("(?:{})(?:[市省州]|自治区)?".format("|".join(PLACES)))
ELSEWHERE = ("沈阳", "大连", "南京市", "内蒙古", "深圳")
SOURCES = {"锦州": "jinzhou", "凉山": "liangshan", "阿坝": "aba", "四川": "sichuan", "新疆": "xinjiang"}
ABOVE = {"凉山": {"sichuan"}, "阿坝": {"sichuan"}}
BY_LEVEL = ("锦州新认定的{}创新平台补助多少钱", "锦州新认定的{}科技企业孵化器奖励多少钱")


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_place_without_documents_has_no_answer(assistant: Assistant, question: str) -> None:
    elsewhere = ELSEWHERE[len(question) % len(ELSEWHERE)]
    answer = ask(assistant, NAMES.sub(elsewhere, question, count=1))
    assert (answer.status, answer.facts, answer.citations) == ("not_found", (), ())


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("question", QUESTIONS[::4])
def test_only_documents_of_the_place_or_above_it_answer(assistant: Assistant, question: str, place: str) -> None:
    answer = ask(assistant, NAMES.sub(place, question, count=1))
    cited = {c.source_file.partition("-")[0] for c in answer.citations}
    assert cited <= {SOURCES[place]} | ABOVE.get(place, set())


@pytest.mark.parametrize("question", BY_LEVEL)
def test_each_level_has_its_own_amount(assistant: Assistant, question: str) -> None:
    answers = {level: ask(assistant, question.format(level)) for level in ("国家级", "省级")}
    assert {level: {f.level for f in a.facts} for level, a in answers.items()} == {
        "国家级": {"国家级"},
        "省级": {"省级"},
    }
    national, provincial = ({f.value for f in a.facts} for a in answers.values())
    assert not national & provincial


@pytest.mark.parametrize("level", ["市级", "县级", "区级"])
@pytest.mark.parametrize("question", BY_LEVEL)
def test_a_level_without_an_amount_gets_none_of_anothers(assistant: Assistant, question: str, level: str) -> None:
    others = {f.value for known in ("国家级", "省级") for f in ask(assistant, question.format(known)).facts}
    answer = ask(assistant, question.format(level))
    assert not {f.value for f in answer.facts if f.unit == "CNY"} & others


@pytest.mark.parametrize(
    ("figure", "share"), [("3000万元", 4), ("1亿元", 2), ("5亿元", 1.5), ("3千万元", 4), ("一亿元", 2)]
)
def test_the_askers_figure_picks_the_bracket(assistant: Assistant, figure: str, share: float) -> None:
    answer = ask(assistant, f"凉山年产值{figure}的科技型企业研发投入要达到销售额的多少？")
    assert [f.value for f in answer.facts if f.tier] == [share]
