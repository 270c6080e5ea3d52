"""Tables without rules on pages with a text layer: a record a line, whatever the cells' alignment and wrapping."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pytest

from ingest.readers import read_bytes
from ingest.settings import ReaderLimits

LIMITS = ReaderLimits()
ABOVE = "第一条　为鼓励企业购买科技服务，根据有关规定，结合本市实际，制定本办法，由市科技局会同市财政局负责解释。"
BELOW = "第二条　本办法自2023年7月1日起施行，有效期三年，此前与本办法不一致的，以本办法为准，由市科技局负责解释。"
Rows = Sequence[Sequence[str]]


def page(rows: Rows, places: Sequence[float], *, draw: str = "drawString", ruled: bool = False) -> str:
    """The text that is read of a page with a paragraph, a table and a paragraph; a cell's lines are parted by |."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=1)
    canvas.setFont("STSong-Light", 12)
    top = paragraph(canvas, 780, ABOVE)
    for row in rows:
        cells = [cell.split("|") for cell in row]
        for number, (place, lines) in enumerate(zip(places, cells, strict=True)):
            for line, text in enumerate(lines):
                getattr(canvas, draw if number else "drawString")(place, top - 16 * line, text)
        top -= 16 * max(map(len, cells)) + 8
        if ruled:
            canvas.line(60, top + 16, 530, top + 16)
    paragraph(canvas, top, BELOW)
    canvas.save()
    return read_bytes(buffer.getvalue(), "a.pdf", LIMITS).text


def paragraph(canvas: Any, top: float, text: str) -> float:
    """Lines of 38 characters or what is as wide; where the next line begins."""
    line = ""
    for char in text:
        if sum(0.5 if one.isascii() else 1 for one in line) > 37:
            canvas.drawString(60, top, line)
            top, line = top - 20, ""
        line += char
    canvas.drawString(60, top, line)
    return top - 20


def between(text: str) -> list[list[str]]:
    """The cells of the lines between the paragraphs, which are whole."""
    lines = text.replace("\u3000", "").replace(" ", "").splitlines()
    assert (lines[0], lines[-1]) == (ABOVE.replace("\u3000", ""), BELOW.replace("\u3000", ""))
    return [line.split("\t") for line in lines[1:-1]]


PLAIN = [("企业类别", "补助标准", "申报方式"), ("科技型中小企业", "每年最高20万元", "按年申报"),
         ("高新技术企业", "每年最高50万元", "按季申报"), ("孵化器", "每户5000元", "按月申报")]  # fmt: skip


@pytest.mark.parametrize("draw", ["drawString", "drawCentredString", "drawRightString"])
@pytest.mark.parametrize("ruled", [False, True])
def test_columns_however_they_are_aligned(draw: str, ruled: bool) -> None:
    places = (80, 240, 400) if draw == "drawString" else (80, 300, 480)
    assert between(page(PLAIN, places, draw=draw, ruled=ruled)) == [list(row) for row in PLAIN]


def test_figures_under_years() -> None:
    rows = [("项目", "2020年", "2021年", "2022年"), ("研发投入", "100", "1200", "13000"), ("企业数", "5", "66", "777")]
    assert between(page(rows, (80, 250, 350, 450), draw="drawRightString")) == [list(row) for row in rows]


def test_lines_of_a_cell_are_one_value() -> None:
    rows = [("企业类别", "补助标准", "申报材料"),
            ("科技型中小企业", "每年最高20万元，|按合同金额40%", "申请表、合同、发|票复印件"),
            ("高新技术|企业", "每年最高50万元", "申请表"), ("孵化器", "每户5000元", "名册")]  # fmt: skip
    assert between(page(rows, (80, 220, 380))) == [[cell.replace("|", "") for cell in row] for row in rows]


def test_an_empty_cell_keeps_its_column() -> None:
    rows = [("企业类别", "国家级", "省级", "备注"), ("平台", "100万元", "", "一次性"), ("团队", "", "20万元", "分年"),
            ("人才", "10万元", "5万元", "分年")]  # fmt: skip
    assert between(page(rows, (80, 220, 340, 450))) == [list(row) for row in rows]


def test_text_beside_text_once_is_no_table() -> None:
    assert between(page([("云川市科技局", "2023年6月20日")], (80, 400))) == [["云川市科技局2023年6月20日"]]
