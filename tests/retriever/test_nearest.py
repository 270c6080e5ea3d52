"""What comes nearest to a question that nothing answers, over small documents with the real index."""

from __future__ import annotations

import pytest

from retriever.assistant import Assistant
from retriever.nearest import MOST
from tests.real import ask, open_assistant

TEXT = (
    "北京市科学技术委员会关于支持平台的意见\n一、平台\n1、对新认定的省级创新平台给予80万元一次性补助。\n责任单位：市财政局\n"
    "2、对新建孵化器给予15万元补助。\n3、支持企业开展职工技能培训。\n4、加强远洋渔业监测。\n二、附则\n本意见自2020年1月1日起施行。\n"
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("papers")
    (folder / "a.txt").write_text(TEXT, "utf-8")
    return open_assistant([folder], tmp_path_factory.mktemp("data"))


def test_the_clause_that_comes_nearest_is_first_and_its_sentence_can_be_opened(assistant: Assistant) -> None:
    answer = ask(assistant, "北京远洋捕捞船的更新改造补贴多少")
    assert answer.status == "not_found"
    assert 1 <= len(answer.nearest) <= MOST
    near = answer.nearest[0]
    assert TEXT[near.start : near.end].startswith("4、加强远洋渔业监测")
    assert assistant.corpus.get(near.doc_id).clause(near.clause_id) is not None


def test_no_clause_is_named_twice(assistant: Assistant) -> None:
    found = [near.clause_id for near in ask(assistant, "北京远洋捕捞船的更新改造补贴多少").nearest]
    assert len(found) == len(set(found))


def test_the_office_is_the_one_the_clause_names_else_the_issuer(assistant: Assistant) -> None:
    near = ask(assistant, "北京创新平台的验收材料要装订几份").nearest
    offices = {n.clause_path[-1][:2]: n.offices for n in near}
    assert offices["1、"] == ("市财政局",)
    assert all(named == ("北京市科学技术委员会",) for number, named in offices.items() if number != "1、")


def test_an_answer_has_nothing_beside_it_that_is_only_near(assistant: Assistant) -> None:
    answer = ask(assistant, "北京新建孵化器补助多少")
    assert (answer.status, answer.nearest) == ("answered", ())


def test_what_is_no_policy_question_is_near_nothing(assistant: Assistant) -> None:
    assert ask(assistant, "推荐一部好看的电影").nearest == ()
