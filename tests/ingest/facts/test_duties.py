"""Who is responsible, and annex tables written as lines."""

from __future__ import annotations

import pytest

from ingest.facts.duties import bodies, find_duties, find_records
from ingest.normalize import normalize

RECORD = "责任单位：州经信委、州发改委\n启动时间：2016年\n完成时间：2020年\n成果形式：实现转型升级\n"


def named(text: str) -> list[tuple[str, ...]]:
    norm = normalize(text).text
    return [duty.bodies for duty in find_duties(norm, 0, len(norm))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（责任单位：科技厅、教育厅）", ("科技厅", "教育厅")),
        ("(责任单位:科技厅、教育厅)", ("科技厅", "教育厅")),
        ("（牵头单位：市科技局；配合单位：市财政局）", ("市科技局",)),
        ("责任单位：州经信委、州发改委\n", ("州经信委", "州发改委")),
        ("（責任單位：科技廳、教育廳）", ("科技厅", "教育厅")),
        ("（市科技局、市财政局负责）", ("市科技局", "市财政局")),
        ("（市科技局牵头，市财政局配合）", ("市科技局",)),
    ],
)
def test_bodies_in_the_order_issued(text: str, expected: tuple[str, ...]) -> None:
    assert named(text)[0] == expected


def test_and_others_is_no_part_of_the_last_body() -> None:
    assert named("（责任单位：市科技局、市财政局等）") == [("市科技局", "市财政局")]


def test_a_body_keeps_its_own_brackets() -> None:
    assert bodies("州科知局（州知识产权局）、州发改委") == ("州科知局（州知识产权局）", "州发改委")


@pytest.mark.parametrize(
    "text",
    [
        "责任单位：州经信委、州科知局（州知识产权局）、州发改委\n",
        "（责任单位：州经信委、州科知局（州知识产权局）、州发改委）",
    ],
)
def test_bodies_after_one_with_brackets_are_not_lost(text: str) -> None:
    assert [len(found) for found in named(text)] == [3]


def test_a_sentence_without_a_label_names_nobody() -> None:
    assert named("市科技局会同市财政局制定办法。") == []


def test_spans_are_those_of_label_and_bodies() -> None:
    text = "推广应用。(责任单位：科技厅、教育厅)"
    (duty,) = find_duties(text, 0, len(text))
    assert text[duty.start : duty.end] == "责任单位：科技厅、教育厅"
    assert text[duty.bodies_start : duty.bodies_end] == "科技厅、教育厅"


def test_only_the_part_asked_about_is_read() -> None:
    text = "（责任单位：科技厅）（责任单位：教育厅）"
    assert [d.bodies for d in find_duties(text, 0, text.index("）") + 1)] == [("科技厅",)]


def test_a_record_is_read_line_by_line() -> None:
    found = find_records(RECORD, 0, len(RECORD))
    assert [(r.label, r.value) for r in found] == [
        ("责任单位", "州经信委、州发改委"),
        ("启动时间", "2016年"),
        ("完成时间", "2020年"),
        ("成果形式", "实现转型升级"),
    ]
    assert all(RECORD[r.value_start : r.value_end] == r.value for r in found)


def test_a_line_with_a_colon_alone_is_no_record() -> None:
    text = "联系电话：12345\n"
    assert find_records(text, 0, len(text)) == []
