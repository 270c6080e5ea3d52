"""From a stand-alone question to an outcome, over small documents with the real index."""

from __future__ import annotations

from pathlib import Path

import pytest

from retriever.assistant import Assistant
from tests.real import ask, open_assistant

NORTH = (
    "北京市人民政府关于支持平台的意见\n一、平台\n1、对新认定的国家级、省级创新平台，分别给予300万元、80万元一次性补助。\n"
    "2、对新建孵化器给予15万元补助。\n3、加强宣传。各单位要加强宣传引导，营造创新氛围。\n"
)
PLACES = {"天津市": 70, "重庆市": 60, "石家庄市": 50, "太原市": 40}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("papers")
    (folder / "a.txt").write_text(NORTH, "utf-8")
    for number, (place, amount) in enumerate(PLACES.items()):
        text = f"{place}人民政府关于支持人才的意见\n一、人才\n1、对引进的博士，一次性给予安家补贴{amount}万元。\n"
        (folder / f"{number}.txt").write_text(text, "utf-8")
    return open_assistant([folder], tmp_path_factory.mktemp("data"))


def test_a_place_is_answered_by_its_own_document(assistant: Assistant) -> None:
    answer = ask(assistant, "天津引进的博士安家补贴多少")
    assert [(f.value, f.region) for f in answer.facts] == [(700_000, "天津市")]


def test_more_than_three_places_are_asked_back(assistant: Assistant) -> None:
    answer = ask(assistant, "引进的博士安家补贴多少")
    assert answer.status == "clarify"
    assert set(answer.choices) == set(PLACES)


def test_two_places_are_each_answered_by_name(assistant: Assistant) -> None:
    answer = ask(assistant, "天津和重庆引进的博士安家补贴哪个多")
    assert answer.status == "answered"
    assert [f.value for f in answer.facts] == [700_000, 600_000]
    assert all(place in answer.answer for place in ("天津市", "重庆市"))


def test_a_place_that_says_nothing_is_said_to_say_nothing(assistant: Assistant) -> None:
    answer = ask(assistant, "天津和沈阳引进的博士安家补贴哪个多")
    assert answer.status == "partial"
    assert "未规定" in answer.answer
    assert [f.value for f in answer.facts] == [700_000]


def test_one_place_that_states_it_needs_no_asking_back(assistant: Assistant) -> None:
    answer = ask(assistant, "新建孵化器补助多少")
    assert [f.value for f in answer.facts] == [150_000]
    assert "北京市" in answer.answer


def test_a_name_of_several_places_is_asked_back(assistant: Assistant) -> None:
    assert ask(assistant, "鼓楼区引进的博士安家补贴多少").status == "clarify"


def test_a_subject_that_no_document_mentions_is_not_found(assistant: Assistant) -> None:
    answer = ask(assistant, "北京的远洋捕捞船补贴多少")
    assert (answer.status, answer.citations) == ("not_found", ())


def test_an_amount_that_the_clause_does_not_state_is_not_made_up(assistant: Assistant) -> None:
    answer = ask(assistant, "北京宣传引导奖励多少钱")
    assert answer.facts == ()
    assert answer.status != "answered"


def test_the_trace_says_how_the_question_was_understood(assistant: Assistant) -> None:
    trace = ask(assistant, "天津引进的博士安家补贴多少").trace
    assert trace["query"]["regions"] == ["天津市"]
    assert trace["query"]["intent"] == "amount"
    assert trace["verify"]["removed"] == []


def test_the_trace_holds_nothing_but_json(assistant: Assistant) -> None:
    import json

    assert json.loads(json.dumps(ask(assistant, "天津和重庆引进的博士安家补贴哪个多").trace))


TAIWAN = "創新補助辦法\n第1條 主管機關為直轄市、縣（市）政府。\n第2條 對新設育成中心，補助新臺幣六萬元。\n"
STATE = (
    "国务院关于支持企业的意见\n一、对新设孵化器，补助90万元。\n"
    "二、台湾地区的公司在大陆设立合资公司的，注册期限为30日。\n"
)


def test_where_the_law_is_another_only_clauses_that_name_the_place_hold(tmp_path: Path) -> None:
    folder, data = tmp_path / "papers", tmp_path / "data"
    folder.mkdir()
    (folder / "taiwan.txt").write_text(TAIWAN, "utf-8")
    (folder / "state.txt").write_text(STATE, "utf-8")
    assistant = open_assistant([folder], data)
    answer = ask(assistant, "台灣新設育成中心補助多少錢？")
    assert [(f.value, f.region) for f in answer.facts] == [(60_000, "台湾省")]
    english = ask(assistant, "How much is the subsidy for a new incubator in Taiwan?")
    assert english.answer.startswith("NT$ 60,000")


@pytest.mark.parametrize("thing", ["a fishing boat", "a dental clinic", "a bridge", "a mobile app"])
def test_a_sum_of_another_subject_never_answers_in_english(assistant: Assistant, thing: str) -> None:
    answer = ask(assistant, f"How much subsidy does Beijing give for {thing}?")
    assert (answer.status, answer.facts) == ("not_found", ())


def test_an_english_question_is_answered_by_the_chinese_clause(assistant: Assistant) -> None:
    answer = ask(assistant, "How large a subsidy does Beijing give for a newly built incubator?")
    assert [f.value for f in answer.facts] == [150_000]
    assert answer.answer.startswith("RMB 150,000 (15万元)")


def test_of_the_documents_of_a_place_the_one_that_is_named_says_its_day(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for name, day in (("专利保护条例", "2014年3月1日"), ("人才促进条例", "2020年12月1日")):
        text = f"太原市{name}\n第一条 为了支持创新，制定本条例。\n第二条 本条例自{day}起施行。\n"
        (folder / f"{name}.txt").write_text(text, "utf-8")
    answer = ask(open_assistant([folder], tmp_path / "data"), "太原的专利保护条例修订后从哪一天起施行？")
    assert "2014" in answer.answer
    assert "2020" not in answer.answer


def test_what_may_be_small_talk_is_so_where_the_documents_do_not_answer_it(assistant: Assistant) -> None:
    assert ask(assistant, "北京到天津的高铁几点发车").status == "out_of_scope"


def test_what_one_place_gives_is_not_given_for_another_in_one_message(assistant: Assistant) -> None:
    answer = ask(assistant, "天津市引进的博士安家补贴多少？青岛市引进的博士安家补贴最多给几个月？")
    assert {f.region for f in answer.facts} <= {"天津市"}
    assert answer.status == "partial"
