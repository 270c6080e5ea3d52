"""Tables given as lines with tabs become records below the names of their columns."""

from __future__ import annotations

from ingest.normalize import normalize
from ingest.structure import build_clauses
from ingest.types import Clause

TABLE = "级别\t标准（万元）\t备注\n国家级。\t100\t\t一次性\n省级\t20\t \n"


def parse(source: str) -> tuple[Clause, ...]:
    clauses = build_clauses(normalize(source), source, "d")[0]
    assert "".join(source[c.start : c.end] for c in clauses) == source
    return clauses


def test_each_row_is_a_record_below_the_names_of_the_columns() -> None:
    clauses = parse(f"一、补助标准\n{TABLE}以上由财政局解释。\n二、附则\n")
    assert [c.path for c in clauses] == [
        ("一、补助标准",),
        ("一、补助标准", "级别 | 标准（万元） | 备注"),
        ("一、补助标准", "级别 | 标准（万元） | 备注", "国家级。"),
        ("一、补助标准", "级别 | 标准（万元） | 备注", "省级"),
        ("一、补助标准",),
        ("二、附则",),
    ]


def test_row_stays_one_line_whatever_its_cells_hold() -> None:
    assert "国家级。 100 一次性\n" in normalize(TABLE).text


def test_numbered_rows_stay_clauses() -> None:
    clauses = parse("一、甲\n序号\t措施\t单位\n1.\t减税\t财政局\n2.\t补贴\t科技局\n")
    assert [c.number for c in clauses if c.role == "clause"] == ["一、", "1.", "2."]


def test_columns_of_figures_are_no_table_of_records() -> None:
    assert len(parse("一、甲\n2019\t2020\t2021\n1\t2\t3\n4\t5\t6\n")) == 1


def test_a_tab_behind_a_mark_is_no_cell() -> None:
    assert [c.number for c in parse("第一条\t甲。\n第二条\t乙。\n第三条\t丙。\n")] == ["第一条", "第二条", "第三条"]


def test_a_file_that_is_a_table() -> None:
    assert [c.depth for c in parse(TABLE)] == [1, 2, 2]
