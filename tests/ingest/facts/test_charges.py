"""Sentences that say who is in charge, who examines and who pays."""

from __future__ import annotations

import pytest

from ingest.facts import extract_facts
from ingest.facts.charges import find_charge
from ingest.facts.phrases import Span
from ingest.normalize import normalize
from ingest.structure import build_clauses
from ingest.types import Fact


def charge(text: str) -> tuple[str, str, str] | None:
    norm = normalize(text).text
    found = find_charge(norm, Span(0, len(norm)))
    return found and (norm[found.bodies.start : found.bodies.end], found.word, found.subject)


def facts(text: str) -> tuple[Fact, ...]:
    norm = normalize(text)
    return extract_facts(norm, build_clauses(norm, text, "d")[0], "d", None)


@pytest.mark.parametrize(
    ("text", "body", "word", "subject"),
    [
        ("县科技局负责科技项目的组织实施。", "县科技局", "负责", "科技项目的组织实施"),
        ("人事室掌理本中心人事事項。", "人事室", "掌理", "本中心人事事项"),
        ("教育、公安等部门在各自职责范围内，负责校车安全工作。", "教育、公安等部门", "负责", "校车安全工作"),
        ("市商务部门应当做好统计工作，并负责发布年度报告。", "市商务部门", "负责", "发布年度报告"),
        ("所需经费由县级财政承担。", "县级财政", "承担", "所需经费"),
        ("登记表由国务院国有资产管理部门统一制定。", "国务院国有资产管理部门", "制定", "登记表"),
        ("申请材料由街道办事处受理。", "街道办事处", "受理", "申请材料"),
        ("实施细则由市财政局会同市科技局制定。", "市财政局", "会同", "实施细则制定"),
        ("监事会所需费用由国家财政拨付。", "国家财政", "拨付", "监事会所需费用"),
    ],
)
def test_who_does_what(text: str, body: str, word: str, subject: str) -> None:
    assert charge(text) == (body, word, subject)


@pytest.mark.parametrize(
    "text",
    [
        "申请人应当对材料的真实性负责。",
        "对直接负责的主管人员依法给予处分。",
        "支持企业牵头组建创新联合体。",
        "逾期不改的，由城市管理部门责令改正。",
        "造成损失的，依法承担赔偿责任。",
        "由于市场原因停产的企业。",
        "负责人由会员大会选举产生。",
        "收费标准由服务成本和合理利润构成。",
    ],
)
def test_no_charge(text: str) -> None:
    assert charge(text) is None


def test_a_duty_names_all_bodies_of_its_sentence() -> None:
    (duty,) = facts("第五条 市財政局會同市科技局、市統計局制定預算。")
    assert (duty.kind, duty.bodies, duty.word) == ("duty", ("市財政局", "市科技局", "市統計局"), "会同")


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("市商务局是展会补贴工作的主管部门。", "市商务局"),
        ("区财政局按照各自职责做好资金监管工作。", "区财政局"),
        ("街道办事处应当在职责范围内，做好登记工作。", "街道办事处"),
        ("县级以上人民政府代表国家行使所有者职能。", "县级以上人民政府"),
        ("市级财政部门对资金使用情况进行监督检查。", "市级财政部门"),
    ],
)
def test_who_holds_an_office(text: str, body: str) -> None:
    found = charge(text)
    assert found is not None
    assert found[0] == body


@pytest.mark.parametrize(
    "text", ["监事会由国务院派出，对国务院负责。", "各单位应当做好准备工作。", "应当加强对民办教育的监督管理。"]
)
def test_to_whom_one_answers_is_not_who_is_in_charge(text: str) -> None:
    assert charge(text) is None
