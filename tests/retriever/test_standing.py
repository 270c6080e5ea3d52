"""An old and a new version, a draft beside the final, a repeal, a zone: which one answers, and what is said."""

from __future__ import annotations

import pytest

from retriever.assistant import Assistant
from retriever.types import Answer, Ask
from tests.real import open_assistant

DOCUMENTS = {
    # an old and a new version of one title, with another amount
    "talents-2016": (
        "天津市人才奖励办法（试行）\n津人发〔2016〕3号\n天津市人力资源和社会保障局\n2016年3月1日\n"
        "第一条 对引进的博士，一次性给予安家补贴10万元。\n第二条 本办法自2016年4月1日起施行。\n"
    ),
    "talents-2022": (
        "天津市人才奖励办法\n津人发〔2022〕8号\n天津市人力资源和社会保障局\n2022年3月1日\n"
        "第一条 对引进的博士，一次性给予安家补贴30万元。\n第二条 本办法自2022年4月1日起施行。\n"
    ),
    # a draft beside the final
    "platforms-draft": (
        "重庆市创新平台支持办法（征求意见稿）\n第一条 对新认定的重点实验室，给予一次性补助500万元。\n"
        "第二条 本办法自2021年1月1日起施行。\n"
    ),
    "platforms": (
        "重庆市创新平台支持办法\n重庆市人民政府\n2021年1月5日\n第一条 对新认定的重点实验室，给予一次性补助200万元。\n"
        "第二条 本办法自2021年2月1日起施行。\n"
    ),
    # an explicit repeal by a document of another title
    "incubators-2015": (
        "太原市孵化器扶持办法\n并科〔2015〕5号\n太原市科学技术局\n2015年5月1日\n"
        "第一条 对新认定的孵化器，给予一次性补助40万元。\n第二条 本办法自2015年6月1日起施行。\n"
    ),
    "startups-2020": (
        "太原市创业载体管理办法\n并科〔2020〕9号\n太原市科学技术局\n2020年9月1日\n"
        "第一条 对新认定的孵化器，给予一次性补助60万元。\n"
        "第二条 本办法自2020年10月1日起施行。《太原市孵化器扶持办法》（并科〔2015〕5号）同时废止。\n"
    ),
    # only an old plan, and one that is marked as repealed
    "listing-over": (
        "石家庄市推动企业上市行动计划（2016—2020年）\n石家庄市人民政府\n2016年1月5日\n"
        "一、奖励\n1、对在主板上市的企业，给予一次性奖励150万元。\n"
    ),
    "patents-marked": (
        "长春市专利资助办法\n时效性：失效\n长春市知识产权局\n2012年1月5日\n"
        "第一条 对获得发明专利的单位，每件资助2000元。\n第二条 本办法自2012年2月1日起施行。\n"
    ),
    # a zone's own amount beside the city's
    "zone": (
        "成都高新区管委会关于支持企业发展的通知\n各有关单位：\n一、奖励\n1、对新认定的高新技术企业，给予一次性奖励25万元。\n"
        "成都高新区管委会\n2021年3月5日\n"
    ),
    "city": (
        "成都市人民政府关于支持企业发展的通知\n各有关单位：\n一、奖励\n1、对新认定的高新技术企业，给予一次性奖励5万元。\n"
        "成都市人民政府\n2021年3月5日\n"
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("standing")
    for name, text in DOCUMENTS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return open_assistant([folder], tmp_path_factory.mktemp("data"))


def told(answer: Answer) -> tuple[list[object], set[str], set[str]]:
    """Values, sources and notices."""
    sources = {citation.source_file.removesuffix(".txt") for citation in answer.citations}
    return [fact.value for fact in answer.facts], sources, {warning.code for warning in answer.warnings}


@pytest.mark.parametrize(
    ("question", "as_of", "value", "source", "codes"),
    [
        ("天津引进的博士安家补贴多少", "2026-11-21", 300_000, "talents-2022", set()),
        ("天津引进的博士安家补贴多少", "2019-01-01", 100_000, "talents-2016", set()),
        ("重庆新认定的重点实验室补助多少", "2026-11-21", 2_000_000, "platforms", set()),
        ("重庆新认定的重点实验室补助多少", "2021-01-15", 2_000_000, "platforms", {"not_yet"}),
        ("太原新认定的孵化器补助多少", "2026-11-21", 600_000, "startups-2020", set()),
        ("太原新认定的孵化器补助多少", "2018-01-01", 400_000, "incubators-2015", set()),
        ("石家庄在主板上市的企业奖励多少", "2026-11-21", 1_500_000, "listing-over", {"period_over"}),
        ("石家庄在主板上市的企业奖励多少", "2019-01-01", 1_500_000, "listing-over", set()),
        ("长春获得发明专利的单位每件资助多少", "2026-11-21", 2000, "patents-marked", {"ended"}),
        ("成都新认定的高新技术企业奖励多少", "2026-11-21", 50_000, "city", set()),
        ("成都高新区新认定的高新技术企业奖励多少", "2026-11-21", 250_000, "zone", set()),
    ],
)
def test_what_is_in_force_answers(
    assistant: Assistant, question: str, as_of: str, value: float, source: str, codes: set[str]
) -> None:
    assert told(assistant.ask(Ask(question, as_of=as_of))) == ([value], {source}, codes)


def test_a_citation_says_whether_its_document_holds(assistant: Assistant) -> None:
    answer = assistant.ask(Ask("石家庄在主板上市的企业奖励多少", as_of="2026-11-21"))
    assert [citation.validity for citation in answer.citations] == ["over"]
