"""From clauses to facts, each bound to the source's own characters."""

from __future__ import annotations

import pytest

from ingest.facts import extract_facts
from ingest.normalize import normalize
from ingest.structure import build_clauses
from ingest.types import Fact

GRANT = (
    "一、支持平台\n1、鼓勵建設平臺。對新認定的國家級、省級創新平臺,分別給予100萬元、20萬元一次性補助。\n"
    "2、鼓励上市。对上市企业奖励500万元。\n"
)
ANNEX = (
    "一、总体要求\n高举旗帜，加快发展。\n附件：\n重点举措责任分工\n（一）改造传统产业\n"
    "责任单位：州经信委、州发改委\n启动类别：近期启动\n启动时间：2016年\n完成时间：2020年\n成果形式：传统产业转型升级\n"
)


def facts(text: str, region: str | None = None) -> tuple[Fact, ...]:
    norm = normalize(text)
    return extract_facts(norm, build_clauses(norm, text, "d")[0], "d", region)


def test_a_value_is_at_its_offsets_in_the_source() -> None:
    assert [GRANT[f.value_start : f.value_end] for f in facts(GRANT)] == ["100萬元", "20萬元", "500万元"]


def test_a_value_is_shown_in_the_issued_script() -> None:
    assert facts(GRANT)[1].text == "20萬元"


def test_subject_and_level_are_simplified() -> None:
    fact = facts(GRANT)[1]
    assert (fact.subject, fact.level) == ("新认定的省级创新平台", "省级")


@pytest.mark.parametrize("marker", ["1、", "（一）", "第三条 ", "②"])
def test_the_number_of_the_clause_is_no_part_of_the_subject(marker: str) -> None:
    assert facts(f"一、支持\n{marker}对省级平台给予20万元补助。\n")[0].subject == "省级平台"


def test_the_quotation_holds_the_value() -> None:
    assert all(f.start <= f.value_start < f.value_end <= f.end for f in facts(GRANT))


def test_a_fact_is_of_the_clause_it_stands_in() -> None:
    clauses = {c.clause_id: c for c in build_clauses(normalize(GRANT), GRANT, "d")[0]}
    assert all(clauses[f.clause_id].start <= f.value_start < clauses[f.clause_id].end for f in facts(GRANT))


def test_facts_stand_in_the_order_of_the_text() -> None:
    starts = [f.value_start for f in facts(GRANT)]
    assert starts == sorted(starts)


def test_document_and_region_are_written_into_each_fact() -> None:
    assert {(f.doc_id, f.region) for f in facts(GRANT, "锦州市")} == {("d", "锦州市")}


def test_a_clause_number_is_no_value() -> None:
    assert facts("一、总则\n1、加强领导。\n2、抓好落实。\n") == ()


def test_the_year_of_a_goal_holds_to_the_end_of_its_paragraph() -> None:
    text = "一、目标\n到2020年，全州产值突破100亿元。高新技术企业达到30户以上。\n建成孵化器2个以上。\n"
    years = {f.value: f.year for f in facts(text) if f.kind == "target"}
    assert years == {1e10: 2020, 30: 2020, 2: None}


@pytest.mark.parametrize(
    "text",
    [
        "一、任务\n（一）推广技术\n加快推广。（责任单位：科技厅、教育厅）\n",
        "一、任务\n（一）推广技术\n加快推广。\n责任单位：科技厅、教育厅\n",
    ],
)
def test_a_duty_names_its_bodies_and_its_clause(text: str) -> None:
    (duty,) = (f for f in facts(text) if f.kind == "duty")
    assert duty.bodies == ("科技厅", "教育厅")
    assert "推广技术" in duty.subject


def test_bodies_are_one_list_over_a_hard_wrap() -> None:
    words = "加快推广应用先进适用技术和新型产品，完善服务体系，提升企业创新能力，" * 9
    running = words + "壮大创新队伍。(责任单位：科技厅、省发展改革委、教育厅)"
    cut = running.index("展改革委")
    lines = [running[:cut][max(0, i - 29) : i] for i in range(cut, 0, -29)][::-1]
    text = "\n\n".join(["一、任务", *lines, running[cut:]])
    (duty,) = (f for f in facts(text) if f.kind == "duty")
    assert duty.bodies == ("科技厅", "省发展改革委", "教育厅")


def test_an_annex_record_gives_bodies_and_dates() -> None:
    found = {f.word: f for f in facts(ANNEX)}
    assert found["责任单位"].bodies == ("州经信委", "州发改委")
    assert (found["启动时间"].kind, found["启动时间"].value) == ("deadline", "2016")
    assert (found["完成时间"].kind, found["完成时间"].value) == ("deadline", "2020")
    assert found["成果形式"].text == "传统产业转型升级"


def test_an_annex_date_is_told_once() -> None:
    assert sum(f.value == "2020" for f in facts(ANNEX)) == 1


def test_damage_is_mended_in_what_is_shown_and_stays_in_the_source() -> None:
    text = "一、投入\n规模以上企业研发投入占主营业务收入的０.８％以上。\n"
    (fact,) = facts(text)
    assert (fact.value, text[fact.value_start : fact.value_end]) == (0.8, "０.８％以上")


def test_no_text_has_no_facts() -> None:
    assert facts("") == ()
