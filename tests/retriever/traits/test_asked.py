"""Whether a candidate has what is asked for: the signs of it, the unit, the year."""

from __future__ import annotations

import pytest

from retriever.evidence import Candidate
from tests.retriever.papers import candidate, paper, sentence
from tests.retriever.traits.conftest import Table

AIMS = paper(
    "一、目标\n1、企业。到2020年，培育高新技术企业30户以上，高新技术产业产值突破100亿元。\n"
    "2、近期。到2018年，建成孵化器5个。培育科技服务机构。\n3、服务。设立服务窗口，咨询电话88123456。\n"
)


def aims(*words: str) -> list[Candidate]:
    return [sentence(AIMS, word) for word in words]


def test_a_number_in_the_unit_that_is_asked_for(table: Table) -> None:
    both = aims("30户", "88123456")
    assert [row["counted"] for row in table("要培育多少户高新技术企业", both)] == [1.0, 0.0]
    assert [row["counted"] for row in table("产值目标是什么", both)] == [0.5, 0.5]


def test_the_signs_of_a_telephone_number(table: Table) -> None:
    both = aims("30户", "88123456")
    assert [row["signs"] for row in table("咨询打什么电话", both)] == [0.0, 1.0]
    assert [row["signs"] for row in table("培育什么企业", both)] == [0.5, 0.5]


@pytest.mark.parametrize(
    ("question", "of_year", "other"),
    [
        ("2020年要培育多少高新技术企业", [1.0, 0.0, 0.0], [0.0, 1.0, 1.0]),
        ("2017到2019年建多少孵化器", [0.0, 1.0, 1.0], [1.0, 0.0, 0.0]),
        ("要培育多少高新技术企业", [0.5, 0.5, 0.5], [0.0, 0.0, 0.0]),
    ],
)
def test_the_year_is_the_sentences_or_the_last_one_before(
    table: Table, question: str, of_year: list[float], other: list[float]
) -> None:
    rows = table(question, aims("30户", "5个", "科技服务机构"))
    assert [row["of_year"] for row in rows] == of_year
    assert [row["other_year"] for row in rows] == other


def test_a_fact_has_its_own_unit(table: Table) -> None:
    (row,) = table("创新平台补助多少钱", [candidate(paper(), "20万元")])
    assert (row["money"], row["unit"], row["signs"]) == (1.0, 0.5, 1.0)
