"""Sentences and items that are facts without a value."""

from __future__ import annotations

import pytest

from ingest.facts import extract_facts
from ingest.facts.phrases import Span
from ingest.facts.statements import find_statements, list_kind
from ingest.normalize import normalize
from ingest.structure import build_clauses
from ingest.types import Fact


def kinds(text: str, item_of: str | None = None) -> list[str]:
    norm = normalize(text).text
    return [s.kind for s in find_statements(norm, Span(0, len(norm)), item_of)]  # type: ignore[arg-type]


def facts(text: str) -> tuple[Fact, ...]:
    norm = normalize(text)
    return extract_facts(norm, build_clauses(norm, text, "d")[0], "d", None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("本办法所称中小企业，是指依法设立的中型、小型企业。", "definition"),
        ("（二）服务提供者，是指提供服务的组织、个人。", "definition"),
        ("任何单位不得截留、挪用。", "prohibition"),
        ("禁止在公共场所吸烟。", "prohibition"),
        ("申请人应当具有本市户籍。", "condition"),
        ("补贴对象为具有本市户籍的残疾人。", "condition"),
        ("申请人应当提交身份证复印件。", "material"),
        ("申请人可以向登记机关提出登记申请。", "procedure"),
        ("省级部门将推荐函一并报送科技部。", "procedure"),
        ("可通过国务院有关部门申报。", "procedure"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "投资总额不得超过1000万元。",
        "加强领导，抓好落实。",
        "本法所称的规定从其规定。",
        "（三）未按规定公示奖励情况的。",
        "可以自主决定实施转化，不需审批或者备案；",
        "招生简章应当与向审批机关备案的材料一致。",
        "应当建立健全投诉举报机制，及时受理投诉。",
        "申请补助者检具之文件有虚伪不实情事者，应撤销其补助。",
        "主管机关为调查案件，得请求有关单位提供相关资料。",
    ],
)
def test_other_sentences_state_none(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("lead", "kind"),
    [
        ("申请人应当符合下列条件：", "condition"),
        ("申报条件", "condition"),
        ("申请时应当提交下列材料：", "material"),
        ("公民不得实施下列行为：", "prohibition"),
        ("有下列情形之一的，不予补助：", None),
        ("主要任务：", None),
        ("认定为高新技术企业须同时满足以下条件：", "condition"),
        ("有下列情形之一的，认定为严重失信：", None),
    ],
)
def test_the_line_over_a_list_says_what_its_items_are(lead: str, kind: str | None) -> None:
    assert list_kind(lead) == kind


def test_items_of_a_list_are_facts_of_its_kind() -> None:
    text = "一、申报\n（一）申请人应当符合下列条件：\n1.依法登记的企业；\n2.没有违法记录。\n（二）加强管理。\n"
    assert [f.kind for f in facts(text)] == ["condition", "condition"]


def test_an_item_that_only_names_something_leaves_the_list_what_it_is() -> None:
    text = "第二条 投资应符合下列规定：\n一、重要产业：\n（一）新兴产业：五亿元以上。\n二、额度：\n（一）每件三千元。\n"
    found = [(f.kind, f.value) for f in facts(text) if f.value]
    assert ("condition", 5e8) in found
    assert ("condition", 3000.0) not in found


def test_a_part_between_semicolons_is_a_fact_of_its_own() -> None:
    assert kinds("不得设置障碍；不得收取费用。") == ["prohibition", "prohibition"]


def test_a_definition_is_of_its_term() -> None:
    (found,) = facts("第二条 本法所称中小企业，是指依法设立的企业。\n")
    assert (found.subject, found.value, found.unit) == ("中小企业", None, None)


def test_around_a_sum_there_is_no_procedure() -> None:
    found = facts("第一条 向主管部门申请受理后，给予奖励10万元。\n")
    assert [f.kind for f in found] == ["benefit"]


@pytest.mark.parametrize(
    "text",
    [
        "申请人申请补贴的，提交身份证复印件和户口簿复印件。",
        "单位办理变更登记时，提供营业执照副本。",
        "委托他人代办的，出具授权委托书和代理人身份证件。",
        "企业应当如实填写申报表，同时附上相关合同的复印件。",
        "外籍人士另附护照复印件。",
        "办理居住证需携带本人身份证、租赁合同。",
        "投资人应檢附匯入金額明細表。",
    ],
)
def test_what_to_hand_in_needs_no_word_of_duty(text: str) -> None:
    assert kinds(text) == ["material"]


@pytest.mark.parametrize(
    "text",
    [
        "申请人未按规定提交材料的，视为放弃。",
        "有关部门应当为企业提供政策资料。",
        "企业提供虚假材料的，取消资格。",
        "申请人提交材料后，登记机关当场登记。",
    ],
)
def test_what_an_authority_gives_or_none_handed_in_is_no_material(text: str) -> None:
    assert "material" not in kinds(text)


def test_how_a_paper_is_to_be_is_no_paper() -> None:
    said = "（一）购车发票；发票遗失的，应当加盖印章；但旧车免附。"
    assert kinds(said, "material") == ["material"]


def test_a_list_of_papers_opens_where_the_place_to_apply_stands_behind() -> None:
    assert list_kind("申请人应当提交下列文件，于每年三月底前自行或者委托他人向主管部门提出申请：") == "material"
    assert list_kind("提交下列材料，经查实有弄虚作假的，不予受理，并责令改正：") is None


@pytest.mark.parametrize(
    "text",
    [
        "企业可以通过电子税务局办理退税手续。",
        "应当到登记机关办理变更登记。",
        "变更法定代表人须报经市教育局批准。",
        "拟支持名单经公示无异议后，由市科技局下达资金计划。",
        "资金直接拨付至申请人账户。",
        "社区居委会调查后，在社区公示栏公示。",
        "经审查符合条件的，发给许可证。",
        "机构名称由登记机关核准。",
        "权利人可以向人民法院提出申请。",
    ],
)
def test_steps(text: str) -> None:
    assert kinds(text) == ["procedure"]


@pytest.mark.parametrize(
    "text",
    [
        "举办单位应当在现场设置投诉受理点。",
        "有关部门应当依法受理企业的投诉、举报。",
        "有关单位应当协助核查。",
        "应当在公示系统声明作废。",
        "职工人数以社会保险机构受理的人数为准。",
        "须经全体委员过半数同意。",
        "五年内不受理其申请。",
        "受理。",
        "企业通过办理流程再造提高效率。",
        "逾期不报的，由主管部门责令限期改正。",
    ],
)
def test_no_steps(text: str) -> None:
    assert "procedure" not in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "申请人须在本市连续缴纳社会保险满2年。",
        "具有大专以上学历且从事相关工作的人员，可以报名。",
    ],
)
def test_who_may_apply(text: str) -> None:
    assert kinds(text) == ["condition"]


def test_a_heading_over_a_list_is_no_item_of_it() -> None:
    assert [f.kind for f in facts("一、申报条件\n（一）在本市注册；\n（二）诚信经营。\n")] == ["condition", "condition"]
