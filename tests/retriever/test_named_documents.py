"""Which document a question names, by titles of every form."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.regions import lookup
from ingest.types import Metadata
from retriever.assistant import Assistant
from retriever.named_documents import NamedDocuments
from tests.real import ask, open_assistant
from tests.retriever.fakes import document


@dataclass(frozen=True)
class Listed:
    """A document as a list shows it."""

    doc_id: str
    source_file: str
    metadata: Metadata


def listed(title: str, region: str | None = None) -> Listed:
    place = lookup(region) if region else None
    bare = document("x", ["一。"]).metadata
    meta = replace(bare, title=title, region=region, region_code=place.code if place else None)
    return Listed(title, f"{title}.txt", meta)


TITLES = NamedDocuments(
    [
        listed("中华人民共和国企业国有资产法"),
        listed("中华人民共和国专利法"),
        listed("山东省专利条例", "山东省"),
        listed("北京市专利保护和促进条例", "北京市"),
        listed("国务院关于加快推进农业机械化和农机装备产业转型升级的指导意见"),
        listed("关于印发《徐汇区新型工业化发展专项资金管理办法》的通知", "徐汇区"),
        listed("政府工作报告"),
        listed("運動產業人才職能基準辦法", "台湾省"),
        listed("最高人民法院关于适用《中华人民共和国企业破产法》若干问题的规定（一）"),
        listed("威海市文明行为促进条例", "威海市"),
        listed("临沂市文明行为促进条例", "临沂市"),
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("按《企业国有资产法》，谁批准？", "中华人民共和国企业国有资产法"),
        ("国资法真是这么定的？", "中华人民共和国企业国有资产法"),
        ("国家专利法里赔偿最多几倍？", "中华人民共和国专利法"),
        ("农机意见说到哪年？", "国务院关于加快推进农业机械化和农机装备产业转型升级的指导意见"),
        ("徐汇区新型工业化的专项资金管理办法支持元宇宙吗", "关于印发《徐汇区新型工业化发展专项资金管理办法》的通知"),
        ("2023年政府工作报告定的目标", "政府工作报告"),
        ("运动产业人才职能基准的那个办法怎么审查", "運動產業人才職能基準辦法"),
        ("根据破产法司法解释，怎么算资不抵债", "最高人民法院关于适用《中华人民共和国企业破产法》若干问题的规定（一）"),
    ],
)
def test_a_document_is_named_in_full_or_in_short(question: str, title: str) -> None:
    assert [d.doc_id for d in TITLES.named(question)] == [title]


@pytest.mark.parametrize(
    "question",
    [
        "新认定的平台补助多少？",
        "怎么申请，用什么办法？",
        "公司提交年度报告要几天？",
        "文明行为促进条例怎么罚？",  # two places have one
        "按地方金融管理办法怎么罚",  # none of these
        "法院怎么判？",
        "扶持政策有哪些措施",
        "",
    ],
)
def test_common_words_name_no_document(question: str) -> None:
    assert TITLES.named(question) == ()


def test_of_several_places_the_one_asked_about_is_meant() -> None:
    weihai, shandong = lookup("威海市"), lookup("山东省")
    assert weihai is not None
    assert shandong is not None
    assert [d.doc_id for d in TITLES.named("威海的文明行为促进条例", [weihai])] == ["威海市文明行为促进条例"]
    assert [d.doc_id for d in TITLES.named("山东的专利条例", [shandong])] == ["山东省专利条例"]


def test_two_that_are_named_are_both_there() -> None:
    found = [d.doc_id for d in TITLES.named("国家专利法和山东省专利条例各罚多少")]
    assert found == ["中华人民共和国专利法", "山东省专利条例"]


@given(st.text(max_size=60))
def test_any_text_is_taken(text: str) -> None:
    assert len(TITLES.named(text)) <= 11


LAW = "中华人民共和国渔业船员法\n第一条 渔业船员培训期限为三十日。\n第二条 渔业船员证书有效期为五年。\n"
RULES = "港口引航管理条例\n第一条 引航员培训期限为六十日。\n第二条 引航员由港口管理机构考核。\n"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("papers")
    (folder / "law.txt").write_text(LAW, "utf-8")
    (folder / "rules.txt").write_text(RULES, "utf-8")
    return open_assistant([folder], tmp_path_factory.mktemp("data"))


def test_what_is_asked_of_one_document_is_answered_by_no_other(assistant: Assistant) -> None:
    answer = ask(assistant, "按港口引航管理条例，培训期限是多少天？")
    assert {c.source_file for c in answer.citations} == {"rules.txt"}
    declined = ask(assistant, "按港口引航管理条例，证书有效期是几年？")
    assert declined.citations == ()
    assert {near.source_file for near in declined.nearest} <= {"rules.txt"}
    assert "渔业船员法" not in declined.answer


def test_what_is_asked_about_one_document_is_said_of_no_other(assistant: Assistant) -> None:
    answer = ask(assistant, "渔业船员法是哪天发布的？")
    assert {c.source_file for c in answer.citations} <= {"law.txt"}
