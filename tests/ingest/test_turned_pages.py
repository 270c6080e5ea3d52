"""Pages of a PDF whose text runs up, down or on its head, by the page's own turn or as it was drawn."""

from __future__ import annotations

import io
from typing import Any

import pytest

from ingest.readers import read_bytes
from ingest.settings import ReaderLimits

WIDTH, HEIGHT = 595, 842
TEXT = ["第一条　为鼓励企业购买科技服务，制定本办法。", "第二条　补助标准见下表："]
ROWS = [("企业类别", "补助标准", "申报方式"), ("科技型中小企业", "每年最高20万元", "按年申报"),
        ("高新技术企业", "每年最高50万元", "按季申报")]  # fmt: skip
READ = "\n".join([line.replace("\u3000", " ") for line in TEXT] + ["\t".join(row) for row in ROWS]) + "\n"


def pdf(quarters: int, *, by_page: bool, ruled: bool) -> bytes:
    """A page whose content is turned anticlockwise; `by_page` turns the page back, as viewers show it."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    wide, high = (HEIGHT, WIDTH) if quarters % 2 else (WIDTH, HEIGHT)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(wide, high), invariant=1)
    canvas.translate(*[(0, 0), (wide, 0), (wide, high), (0, high)][quarters])
    canvas.rotate(90 * quarters)
    draw(canvas, ruled)
    if by_page:
        canvas.setPageRotation(90 * quarters)
    canvas.save()
    return buffer.getvalue()


def draw(canvas: Any, ruled: bool) -> None:
    canvas.setFont("STSong-Light", 12)
    top = HEIGHT - 60
    for text in TEXT:
        canvas.drawString(60, top, text)
        top -= 20
    for row in ROWS:
        for place, text in zip((70, 210, 350), row, strict=True):
            canvas.drawString(place, top, text)
        if ruled:
            canvas.grid([60, 200, 340, 480], [top - 6, top + 14])
        top -= 20


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
@pytest.mark.parametrize("by_page", [False, True])
@pytest.mark.parametrize("ruled", [False, True])
def test_text_and_table_are_read_as_they_stand(quarters: int, by_page: bool, ruled: bool) -> None:
    data = pdf(quarters, by_page=by_page, ruled=ruled)
    assert read_bytes(data, "a.pdf", ReaderLimits()).text == READ
