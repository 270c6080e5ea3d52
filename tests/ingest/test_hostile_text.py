"""Texts that no office writes: numbers without end, sentences without end, marks without end. Each is parsed."""

from __future__ import annotations

import json

import pytest

from ingest.parser import parse
from ingest.settings import IngestSettings
from ingest.types import Document

NUMBERS = [
    "补助" + "1" * 400 + "元。",
    "补助" + "一" * 900 + "元。",
    "补助" + "九" * 400 + "万元。",
    "补助1" + ",000" * 200 + "元。",
    "补助" + "百分之" + "1" * 900 + "。",
    "到" + "二" * 900 + "年。",
    "有效期" + "9" * 900 + "年。",
    "第" + "一" * 900 + "条　补助20万元。",
    "国发〔2013〕" + "8" * 900 + "号。",
]
ENDLESS = [
    *("对企业补助20万元，", "对企业补助20万元；", "20万元、", "2020年1月1日", "分别给予10万元、20万元，", "(10万元)"),
    *(
        "一",
        "百分之",
        "一、",
        "第一条",
        "（",
        "“",
        "<!--",
        "#",
        "\ua3ac",
        "1",
        "a\tb\n",
        "一、\n",
        "责任单位：",
        "　",
        "\0甲乙",
    ),
]


def parsed(text: str) -> Document:
    document = parse(text.encode(), "a.txt", "d", {}, IngestSettings())
    source = document.source.text
    assert "".join(source[clause.start : clause.end] for clause in document.clauses) == source
    return document


@pytest.mark.parametrize("text", NUMBERS, ids=range(len(NUMBERS)))
def test_a_number_without_end_is_no_value(text: str) -> None:
    document = parsed(f"第一条　{text}\n第二条　补助20万元。\n")
    values = [fact.value for fact in document.facts]
    assert json.dumps(values, allow_nan=False)
    assert 200000.0 in values


@pytest.mark.parametrize("part", ENDLESS)
def test_a_sentence_without_end(part: str) -> None:
    parsed(f"第一条　补助20万元。\n{part * (8_000 // len(part))}\n")


@pytest.mark.parametrize("text", ["第一条　补助20万元。\n" * 9 + "\0" * 40, "第一条　\0补助20万元。\n" * 9])
def test_zeros_of_a_torn_file_are_told(text: str) -> None:
    document = parsed(text)
    assert document.facts[0].value == 200000.0
    assert any("control characters" in warning for warning in document.warnings)
