"""Paragraphs written out as PDF, DOCX, HTML and page images, in the manners of real ones."""

from __future__ import annotations

import html
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

FONTS = [
    Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"),
    Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
]


def to_docx(paragraphs: Sequence[str]) -> bytes:
    import docx

    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def to_html(paragraphs: Sequence[str]) -> bytes:
    """A page of an office: menus above, links below, the article between."""
    menu = "".join(
        f'<li><a href="/{name}">{name}</a></li>' for name in ("首页", "新闻", "政务公开", "办事服务", "互动")
    )
    body = "".join(f"<p style='text-indent:2em'>{html.escape(text)}</p>\n" for text in paragraphs)
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>公文</title></head><body>'
        f'<div class="nav"><ul>{menu}</ul></div><div class="crumbs"><a href="/">首页</a> &gt; '
        f'<a href="/a">政务公开</a> &gt; <a href="/b">文件</a></div><div id="text">{body}</div>'
        '<script>var a = 1;</script><footer>主办单位：办公室　<a href="/map">网站地图</a></footer></body></html>'
    ).encode()


def to_pdf(paragraphs: Sequence[str], head: str = "政府公报") -> bytes:
    """Wrapped lines with an indent, a running head, page numbers."""
    from reportlab.lib.enums import TA_CENTER
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("p", fontName="STSong-Light", fontSize=14, leading=24, firstLineIndent=28, wordWrap="CJK")
    title = ParagraphStyle("t", parent=style, fontSize=20, leading=32, firstLineIndent=0, alignment=TA_CENTER)

    def furniture(canvas: Any, document: Any) -> None:
        canvas.setFont("STSong-Light", 10)
        canvas.drawCentredString(A4[0] / 2, A4[1] - 40, head)
        canvas.drawCentredString(A4[0] / 2, 40, f"— {document.page} —")

    buffer = io.BytesIO()
    story = [
        Paragraph(html.escape(text), title if number == 0 else style) for number, text in enumerate(paragraphs) if text
    ]
    SimpleDocTemplate(buffer, pagesize=A4, topMargin=72, bottomMargin=72).build(
        story, onFirstPage=furniture, onLaterPages=furniture
    )
    return buffer.getvalue()


def font_file() -> Path | None:
    return next((path for path in FONTS if path.is_file()), None)


def to_pages(paragraphs: Sequence[str], most: int | None = None) -> list[Any]:
    """Page images of A4 at 200 dots an inch, lines wrapped at 28 characters, an indent of two."""
    from PIL import Image, ImageDraw, ImageFont

    size, wide, leading = 44, 28, 78
    font = ImageFont.truetype(str(font_file()), size, index=2)
    lines: list[str] = []
    for text in paragraphs:
        left = "　　" + text
        while left:
            cut, used = 0, 0.0
            while cut < len(left) and used + (step := font.getlength(left[cut]) / size) <= wide + 1e-6:
                used += step
                cut += 1
            while 0 < cut < len(left) and left[cut] in "，。；：、！？）》”’":  # none of these begins a line
                cut += 1
            lines.append(left[:cut])
            left = left[cut:]
    pages = []
    for start in range(0, len(lines), 26):
        if most is not None and len(pages) == most:
            break
        image = Image.new("RGB", (1654, 2339), "white")
        draw = ImageDraw.Draw(image)
        for row, line in enumerate(lines[start : start + 26]):
            draw.text((180, 150 + row * leading), line, font=font, fill="black")
        pages.append(image)
    return pages
