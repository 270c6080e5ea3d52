"""Cells merged over rows and columns: every row is a record with all its values, in each format."""

from __future__ import annotations

import io

import pytest

from ingest.normalize import normalize
from ingest.readers import read_bytes
from ingest.readers.grid import Rule, cell_texts, tables_of
from ingest.readers.pieces import Piece
from ingest.readers.spans import Cell, spread
from ingest.settings import ReaderLimits
from ingest.structure import build_clauses

LIMITS = ReaderLimits()
HTML = """<html><body><p>一、补助标准</p><table>
<tr><td rowspan="2">类别</td><td colspan="2">补助标准</td></tr>
<tr><td>国家级</td><td>省级</td></tr>
<tr><td rowspan="2">研发平台</td><td>100万元</td><td>20万元</td></tr>
<tr><td colspan="2">不超过5万元</td></tr>
<tr><td>创新团队</td><td>50万元</td><td>10万元</td></tr>
<tr><td colspan="3">注：按年申报。</td></tr>
</table></body></html>"""
ROWS = (
    "类别\t补助标准\t补助标准\n类别\t国家级\t省级\n研发平台\t100万元\t20万元\n研发平台\t不超过5万元\n"
    "创新团队\t50万元\t10万元\n注：按年申报。\n"
)


def docx_bytes() -> bytes:
    import docx

    document = docx.Document()
    table = document.add_table(6, 3)

    def write(row: int, column: int, text: str, *, to: tuple[int, int] | None = None) -> None:
        cell = table.cell(row, column)
        (cell.merge(table.cell(*to)) if to else cell).text = text

    write(0, 0, "类别", to=(1, 0))
    write(0, 1, "补助标准", to=(0, 2))
    write(1, 1, "国家级")
    write(1, 2, "省级")
    write(2, 0, "研发平台", to=(3, 0))
    write(2, 1, "100万元")
    write(2, 2, "20万元")
    write(3, 1, "不超过5万元", to=(3, 2))
    for column, text in enumerate(("创新团队", "50万元", "10万元")):
        write(4, column, text)
    write(5, 0, "注：按年申报。", to=(5, 2))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_html() -> None:
    assert read_bytes(HTML.encode(), "a.html", LIMITS).text == "一、补助标准\n" + ROWS


def test_docx() -> None:
    assert read_bytes(docx_bytes(), "a.docx", LIMITS).text == ROWS


def test_a_ruled_table_of_a_page() -> None:
    def level(top: float, *, start: float = 0, end: float = 300) -> Rule:
        return Rule(start, top, end, top)

    def upright(x: float, top: float, bottom: float) -> Rule:
        return Rule(x, top, x, bottom)

    rules = [level(0), level(20, start=100), level(40), level(60, start=100), level(80),
             upright(0, 0, 80), upright(100, 0, 80), upright(300, 0, 80), upright(200, 20, 60)]  # fmt: skip
    places = {"类别": (5, 25), "补助标准": (110, 5), "国家级": (110, 25), "省级": (210, 25), "平台": (5, 65),
              "100万元": (110, 45), "20万元": (210, 45), "不超过5万元": (110, 65)}  # fmt: skip
    pieces = [Piece(text, x, y, x + 10 * len(text), y + 10) for text, (x, y) in places.items()]
    (table,) = tables_of(rules)
    lines, outside = cell_texts(table, pieces)
    assert outside == []
    assert [line.text for line in lines] == [
        "类别\t补助标准\t补助标准", "类别\t国家级\t省级", "平台\t100万元\t20万元", "平台\t不超过5万元",
    ]  # fmt: skip


def test_a_head_of_two_rows_names_each_column() -> None:
    clauses = build_clauses(normalize("一、补助标准\n" + ROWS), "一、补助标准\n" + ROWS, "d")[0]
    head = "类别 | 补助标准 国家级 | 补助标准 省级"
    assert [clause.path[1:] for clause in clauses[1:4]] == [(head,), (head, "研发平台"), (head, "研发平台")]


def test_prose_in_a_merged_cell_stands_once() -> None:
    prose = "对符合条件的企业，" * 10
    page = f"<table><tr><td rowspan=2>{prose}</td><td>甲</td></tr><tr><td>乙</td></tr></table>"
    assert read_bytes(f"<html>{page}".encode(), "a.html", LIMITS).text == f"{prose}\t甲\n\t乙\n"


@pytest.mark.parametrize(("across", "down"), [(9999, 1), (1, 9999), (9999, 9999), (0, 0)])
def test_a_cell_that_says_it_is_huge(across: int, down: int) -> None:
    rows = [[Cell("a", across, down), Cell("b")], *([Cell("c"), Cell("d")] for _ in range(3000))]
    placed = spread(rows)
    assert len(placed) == len(rows)
    assert sum(map(len, placed)) < 50_000


def test_a_page_of_huge_cells_is_read_soon() -> None:
    page = "<table>" + "<tr><td rowspan=9999 colspan=9999>甲<td>乙" * 500
    assert len(read_bytes(f"<html>{page}".encode(), "a.html", LIMITS).text) < 1_000_000
