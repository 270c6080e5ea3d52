"""Expectations were written from the texts of tests/documents before the engine was run on them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.normalize import normalize
from ingest.parser import parse
from ingest.settings import IngestSettings
from ingest.types import Document, Fact, Normalized, Tier
from retriever.eligibility import Benefit, Profile, benefits, judge, next_question, requirements

DOCUMENTS = Path(__file__).parents[1] / "documents"
IN_FORCE, OVER = "2024-06-01", "2026-12-01"
Held = tuple[Document, Normalized, bool]


@pytest.fixture(scope="module")
def vouchers() -> Held:
    """云川市科技创新券管理办法: an incubator gets 5000元 for each of its companies. In force for three years."""
    return _held("measures-front-matter.md")


@pytest.fixture(scope="module")
def notice() -> Held:
    """对新认定的国家级龙头企业，一次性奖励100万元；省级的，奖励30万元."""
    return _held("notice-flattened.txt")


def _held(name: str) -> Held:
    document = parse((DOCUMENTS / name).read_bytes(), name, name.split("-")[0], {}, IngestSettings())
    return document, normalize(document.source.text), False


def verdicts(found: tuple[Benefit, ...]) -> dict[float, str]:
    return {float(one.fact.value): one.verdict for one in found if isinstance(one.fact.value, int | float)}


@pytest.mark.parametrize(
    ("answers", "level", "national"),
    [
        ({"newly": True, "large": True}, "国家级", "met"),
        ({"newly": True, "large": True}, "省级", "not_met"),
        ({"newly": False, "large": True}, "国家级", "not_met"),
        ({"newly": True}, "国家级", "unknown"),
        ({}, None, "unknown"),
    ],
)
def test_what_fits_is_met_what_contradicts_is_not_and_the_rest_is_unknown(
    notice: Held, answers: dict[str, bool], level: str | None, national: str
) -> None:
    assert verdicts(benefits([notice], Profile(answers, level), IN_FORCE))[1_000_000] == national


def test_a_subject_that_names_nobody_is_left_to_a_person(notice: Held) -> None:
    assert verdicts(benefits([notice], Profile(level="省级"), IN_FORCE))[300_000] == "unknown"


def test_nothing_is_listed_without_the_quotation_that_holds_its_value(vouchers: Held, notice: Held) -> None:
    found = benefits([vouchers, notice], Profile(), IN_FORCE)
    assert found
    for one in found:
        source = (vouchers if one.doc_id == vouchers[0].doc_id else notice)[0].source.text
        assert one.quote == source[one.start : one.end]
        assert one.start <= one.fact.value_start < one.fact.value_end <= one.end


@pytest.mark.parametrize(("day", "state"), [(IN_FORCE, "in_force"), (OVER, "over"), ("2023-06-21", "not_yet")])
def test_every_benefit_says_whether_its_document_holds(vouchers: Held, day: str, state: str) -> None:
    assert {one.validity for one in benefits([vouchers], Profile(), day)} == {state}


def test_a_draft_gives_nothing(vouchers: Held) -> None:
    document, norm, higher = vouchers
    draft = replace(document, metadata=replace(document.metadata, draft=True))
    assert benefits([(draft, norm, higher)], Profile(), IN_FORCE) == ()


def test_what_fits_comes_first_and_of_that_what_is_in_force(vouchers: Held, notice: Held) -> None:
    found = benefits([notice, vouchers], Profile({"newly": True, "large": True}, "国家级"), IN_FORCE)
    ranks = [("met", "unknown", "not_met").index(one.verdict) for one in found]
    assert ranks == sorted(ranks)
    assert found[0].fact.value == 1_000_000


def test_one_question_at_a_time_until_none_decides_anything(notice: Held) -> None:
    asked: list[str] = []
    found = benefits([notice], Profile(), IN_FORCE)
    while question := next_question(found, asked):
        assert question.count >= 1
        assert question.key not in asked
        asked.append(question.key)
    assert {*asked} == {"newly", "large", "level"}


def fact(subject: str, **more: object) -> Fact:
    return replace(Fact("benefit", subject, "d", "d-1", 0, 9, 0, 1, "20万元", value=2e5, unit="CNY"), **more)


@pytest.mark.parametrize(
    ("subject", "keys"),
    [
        ("新认定的省级创新平台", {"newly", "platform"}),
        ("首次公开发行上市的高新技术企业", {"listing", "hightech"}),
        ("在中小板上市的企业", {"listing"}),
        ("科技型中小微企业", {"tech", "micro"}),
        ("博士后工作站", {"workstation"}),
        ("企业", set()),
    ],
)
def test_what_a_subject_asks_is_named_by_its_words(subject: str, keys: set[str]) -> None:
    assert {one.keys[0] for one in requirements(fact(subject)) if one.keys} == keys


def test_words_that_no_attribute_names_are_left_to_a_person() -> None:
    free = [one for one in requirements(fact("经主管部门审核通过并公示无异议的养殖场所")) if not one.keys]
    assert free
    assert free[0].state == "unknown"


def test_a_condition_is_never_taken_as_met_but_who_pays_is_none() -> None:
    asked = list(requirements(fact("高新技术企业", conditions=("注册满两年", "资金由市财政承担"))))
    assert [one.text for one in asked if not one.keys] == ["注册满两年"]


@pytest.mark.parametrize(
    ("figure", "state"), [(None, "unknown"), (3e7, "met"), (5e7, "met"), (6e7, "not_met")]
)  # fmt: skip
def test_a_bracket_is_picked_by_the_applicants_own_figure(vouchers: Held, figure: float | None, state: str) -> None:
    one = benefits([vouchers], Profile(), IN_FORCE)[0]
    tier = Tier(None, 5e7, False, True, "年产值")
    asked = replace(one, fact=fact("企业", tier=tier), requirements=tuple(requirements(fact("企业", tier=tier))))
    figures = {} if figure is None else {"年产值": figure}
    assert judge(asked, Profile(figures=figures)).verdict == state


@pytest.mark.parametrize(
    ("wanted", "level", "state"),
    [("省级", "省级", "met"), ("省级", "国家级", "not_met"), ("省级以上", "国家级", "met"),
     ("省级以上", "市级", "not_met"), ("自治区级", "省级", "met"), ("一等奖", "省级", "unknown"),
     ("省级", None, "unknown")],
)  # fmt: skip
def test_levels_are_compared(vouchers: Held, wanted: str, level: str | None, state: str) -> None:
    one = benefits([vouchers], Profile(), IN_FORCE)[0]
    asked = replace(one, fact=fact("企业", level=wanted), requirements=tuple(requirements(fact("企业", level=wanted))))
    assert judge(asked, Profile(level=level)).verdict == state


def test_of_several_kinds_that_a_clause_names_one_is_enough(vouchers: Held) -> None:
    one = benefits([vouchers], Profile(), IN_FORCE)[0]
    asked = replace(one, fact=fact("高校、高新技术企业"), requirements=tuple(requirements(fact("高校、高新技术企业"))))
    assert judge(asked, Profile({"hightech": True})).verdict == "met"
    assert judge(asked, Profile({"hightech": False})).verdict == "unknown"
    assert judge(asked, Profile({"hightech": False, "institute": False})).verdict == "not_met"
