"""Which kind of answer is asked for, and which sentence is one."""

import pytest

from retriever.kinds import asked_kind, kind_bonus, names_nothing


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("这笔专项资金用哪些方式发？", "方式"),
        ("想推哪些新的科技保险产品？", "产品"),
        ("科技保险的对象都有谁？", "对象"),
        ("想把哪两个行业做得更好？", "行业"),
        ("从苗圃到做大要走哪几个台阶？", "台阶"),
        ("申请时要交什么材料？", "材料"),
        ("孵化器补多少钱？", ""),
    ],
)
def test_noun_that_is_asked_to_be_told(question: str, noun: str) -> None:
    assert asked_kind(question, True).noun == noun


@pytest.mark.parametrize(
    ("question", "dropped"),
    [("主要扶持哪些路数？", {"路数"}), ("从哪几个新兴行业里选？", set()), ("有哪些特点？", {"特点"})],
)
def test_words_that_name_no_subject(question: str, dropped: set[str]) -> None:
    assert names_nothing(question) == dropped


@pytest.mark.parametrize(
    ("question", "better", "worse"),
    [
        (
            "想推哪些新的保险产品？",
            "推广贷款保证保险、贷款担保责任保险、出口信用保险等新型保险产品。",
            "鼓励创新保险产品，为企业、项目、人员提供保险支持。",
        ),
        ("依托哪几个园区？", "依托东城工业园区、南城循环经济园区和北城加工园区。", "建设园区、基地、中心三类载体。"),
        ("这笔资金主要花在哪些地方？", "主要用于研发机构建设、联合攻关和新产品开发。", "设立企业创新专项资金。"),
        ("科技保险的对象都有谁？", "为科技企业、科研项目、科研人员提供保险支持。", "推动科技保险发展。"),
    ],
)
def test_sentence_of_the_kind_gains_more(question: str, better: str, worse: str) -> None:
    asked = asked_kind(question, True)
    assert kind_bonus(asked, better) > kind_bonus(asked, worse)


def test_enumerations_count_only_where_a_list_is_asked_for() -> None:
    listing = "发展烤烟、蔬菜、水果等产业。"
    assert kind_bonus(asked_kind("种什么好？", False), listing) == 0
    assert kind_bonus(asked_kind("种什么好？", True), listing) > 0


def test_a_line_that_opens_the_list_asked_for_gains() -> None:
    asked = asked_kind("哪些情形会丢掉资格？", True)
    assert kind_bonus(asked, "有下列行为之一的，取消其资格：") > kind_bonus(asked, "获得资格后有变化情况的，应当报告。")
