"""Documents without a place of their own, which answer for the place they speak of."""

from __future__ import annotations

import pytest

from retriever.assistant import Assistant
from tests.real import ask, open_assistant

REPORT = (
    "关于平台建设情况的答复\n您好。北京的创新平台由科技服务中心负责申报受理，每季度受理一次。北京的平台每年评估一次。\n"
)
ROUNDUP = "各地孵化器情况汇总\n太原的孵化器每月汇报。太原、大同的孵化器在六月检查。北京的孵化器另行安排检查。\n"
NEWS = (
    "各地办税情况\n一、长沙\n长沙市税务局介绍，长沙、株洲的发票可以邮寄，长沙还开了夜间窗口。\n"
    "二、昆明\n昆明市税务局介绍，昆明的企业网上申报率达到九成。\n"
)
ELSEWHERE = "天津市人民政府关于支持人才的意见\n一、人才\n1、引进的博士每两年考核一次，北京的做法可以参考。\n"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("papers")
    for number, text in enumerate((REPORT, ROUNDUP, ELSEWHERE, NEWS)):
        (folder / f"{number}.txt").write_text(text, "utf-8")
    return open_assistant([folder], tmp_path_factory.mktemp("data"))


def test_a_document_without_a_place_answers_for_the_place_it_speaks_of(assistant: Assistant) -> None:
    answer = ask(assistant, "北京的创新平台怎么受理申报")
    assert answer.status == "answered"
    assert {c.source_file for c in answer.citations} == {"0.txt"}


def test_one_that_speaks_more_of_another_place_does_not(assistant: Assistant) -> None:
    assert ask(assistant, "北京的孵化器怎么检查").status == "not_found"


def test_a_document_of_another_place_does_not(assistant: Assistant) -> None:
    assert ask(assistant, "北京引进的博士怎么考核").status == "not_found"


def test_a_passage_on_the_place_alone_answers_though_others_are_spoken_of_more(assistant: Assistant) -> None:
    answer = ask(assistant, "昆明的企业网上申报率达到多少")
    assert answer.status == "answered"
    assert {c.source_file for c in answer.citations} == {"3.txt"}
