"""Make the documents of this folder: python -m tests.documents.make. What they say is invented, their manner is not."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from tests.ingest.rendering import to_pages, to_pdf
from tests.ingest.samples import ofd_bytes, zip_bytes

HERE = Path(__file__).parent
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

MEASURES = [
    "云川市科技创新券管理办法",
    "云府办规〔2023〕7号",
    "第一章　总则",
    "第一条　为鼓励企业购买科技服务，根据有关规定，结合本市实际，制定本办法。",
    "第二条　本办法所称创新券，是指市财政安排的、用于抵扣科技服务费用的电子凭证。",
    "第二章　支持标准",
    "第三条　创新券按照下列标准发放：",
    "（一）科技型中小企业每年最高20万元；",
    "（二）高新技术企业每年最高50万元，抵扣比例不超过合同金额的40%；",
    "（三）依照第二条第一款认定的孵化器，按每户在孵企业5000元给予奖励。",
    "第四条　同一项目已获得其他财政资金支持的，不再发放。",
    "第三章　附则",
    "第五条　本办法自2023年7月1日起施行，有效期3年。",
]
OPINIONS = [
    "云川市人民政府关于促进现代农业发展的实施意见",
    "各县（区）人民政府，市级各部门：",
    "为加快农业现代化，现提出如下意见。",
    "一、总体目标",
    "到2027年，全市农产品加工业产值达到1.5亿元以上，建成示范园区12个。",
    "二、主要任务",
    "（一）建设高标准农田。新建高标准农田3.2万亩，每亩补助1500元。",
    "1.统一规划。由市农业农村局牵头。",
    "2.统一验收。由市财政局、市自然资源局负责。",
    "（二）培育经营主体。对新认定的国家级龙头企业，一次性奖励100万元；省级的，奖励30万元。",
    "三、保障措施",
    "一是加强领导。二是落实资金。三是严格考核。",
    "附件：任务分工表",
    "云川市人民政府",
    "2024年3月5日",
]
TRADITIONAL = [
    "雲川縣推動產業升級獎勵辦法",
    "第一條　為獎勵廠商從事研究發展，促進產業升級，特訂定本辦法。",
    "第二條　本辦法所稱主管機關為本縣經濟發展處；其權限劃分，依第三條之規定。",
    "第三條　獎勵金額如下：",
    "一、國家級研發中心：新臺幣三百萬元。",
    "二、縣級研發中心：新臺幣五十萬元以下。",
    "第四條　本辦法自發布日施行。",
]


def main() -> None:
    """Write all files."""
    text = "\n".join(MEASURES) + "\n"
    save("measures-gb18030.txt", text.encode("gb18030"))
    save("opinions-utf16.txt", ("\r\n".join(OPINIONS) + "\r\n").encode("utf-16"))
    save("traditional-big5-wrapped.txt", wrapped(TRADITIONAL).encode("big5hkscs"))
    save("notice-flattened.txt", "　".join(OPINIONS).encode())
    save("measures-front-matter.md", markdown().encode())
    save("opinions-page-gbk.html", page().encode("gb18030"))
    save("opinions-saved.mht", mht())
    save("measures-lists.docx", lists_docx())
    save("measures-altchunk.docx", altchunk_docx())
    save("measures-gazette.pdf", to_pdf(MEASURES, "云川市人民政府公报　2023年第7期"))
    save("subsidies-columns-table.pdf", columns_pdf())
    save("opinions-red-head.ofd", ofd_bytes(OPINIONS))
    pages = to_pages(MEASURES[:8])
    save("measures-scan.png", picture(pages[0]))
    save("measures-scan.pdf", picture(pages[0], "PDF"))


def save(name: str, data: bytes) -> None:
    (HERE / name).write_bytes(data)


def wrapped(paragraphs: list[str], width: int = 30) -> str:
    lines = []
    for text in paragraphs:
        lines += [text[start : start + width] for start in range(0, len(text), width)]
    return "\r\n".join(lines) + "\r\n"


def markdown() -> str:
    header = '---\ntitle: "云川市科技创新券管理办法"\npublish_date: 2023-06-20\nlink: https://example.org/7\n---\n'
    marks = {"第一章": "## ", "第二章": "## ", "第三章": "## "}
    body = [marks.get(text[:3], "") + text for text in MEASURES[2:]]
    return header + "# " + MEASURES[0] + "\n\n" + "\n\n".join(body) + "\n"


def page() -> str:
    links = "".join(f'<li><a href="/c{n}">{name}</a></li>' for n, name in enumerate(("首页", "要闻", "政务", "服务")))
    rows = "<tr><th>任务</th><th>牵头单位</th><th>时限</th></tr>"
    rows += "<tr><td>高标准农田</td><td>市农业农村局</td><td>2027年</td></tr>"
    body = "".join(f'<p style="text-indent:2em"><span>{text}</span></p>' for text in OPINIONS)
    return (
        '<!DOCTYPE html><html><head><meta charset="gb2312"><title>意见_云川市人民政府</title></head><body>'
        f'<div class="top"><ul>{links}</ul></div><div class="pos">当前位置：<a href="/">首页</a>&gt;'
        f'<a href="/a">政务</a>&gt;<a href="/b">文件</a></div><div class="TRS_Editor">{body}<table>{rows}</table></div>'
        '<div class="share"><a href="/x">打印</a><a href="/y">关闭</a><a href="/z">分享</a></div>'
        '<div style="display:none">浏览次数</div><footer>版权所有</footer></body></html>'
    )


def mht() -> bytes:
    import quopri

    body = "<html><body>" + "".join(f"<p>{text}</p>" for text in OPINIONS) + "</body></html>"
    head = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n"
    head += b"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    return head + quopri.encodestring(body.encode()) + b"\n--x--\n"


def lists_docx() -> bytes:
    """Word's own numbers for 第N条 and （N）, a table, a footnote, a deletion and an insertion."""
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1条"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>'
    )
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )

    def item(level: int, inner: str) -> str:
        number = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        return f"<w:p>{number}{inner}</w:p>"

    def run(text: str) -> str:
        return f"<w:r><w:t>{text}</w:t></w:r>"

    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc><w:p>{run(cell)}</w:p></w:tc>" for cell in cells) + "</w:tr>"

    body = (
        f"<w:p>{run(MEASURES[0])}</w:p>"
        + item(0, run("创新券由市财政安排。") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
        + item(0, run("发放标准如下："))
        + item(1, run("科技型中小企业每年最高") + "<w:del><w:r><w:delText>10</w:delText></w:r></w:del>"
               + f"<w:ins>{run('20')}</w:ins>" + run("万元；"))
        + item(1, run("高新技术企业每年最高50万元。"))
        + item(0, run("抵扣比例见下表："))
        + "<w:tbl>" + row("对象", "比例") + row("中小企业", "50%") + row("高新技术企业", "40%") + "</w:tbl>"
        + item(0, run("本办法自2023年7月1日起施行。"))
    )  # fmt: skip
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="2"><w:p>{run("市财政每年安排2000万元。")}</w:p></w:footnote></w:footnotes>'
    )
    return package(f"<w:document {W}><w:body>{body}</w:body></w:document>", numbering=numbering, footnotes=notes)


def altchunk_docx() -> bytes:
    relation = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    document = f'<w:document {W} {relation}><w:body><w:altChunk r:id="rId9"/></w:body></w:document>'
    inner = "<html><body>" + "".join(f"<p>{text}</p>" for text in MEASURES) + "</body></html>"
    return package(document, chunk=inner)


def package(document: str, *, numbering: str = "", footnotes: str = "", chunk: str = "") -> bytes:
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    one = '<Relationship Id="{}" Type="' + kinds + '{}" Target="{}"/>'
    types = [("document.xml", "document.main+xml")]
    inside = []
    members: dict[str, Any] = {"word/document.xml": document}
    for name, content in (("numbering", numbering), ("footnotes", footnotes)):
        if content:
            members[f"word/{name}.xml"] = content
            types.append((f"{name}.xml", f"{name}+xml"))
            inside.append(one.format(f"r{name}", name, f"{name}.xml"))
    if chunk:
        members["word/chunk.html"] = chunk
        inside.append(one.format("rId9", "aFChunk", "chunk.html"))
    overrides = "".join(f'<Override PartName="/word/{name}" ContentType="{main}{kind}"/>' for name, kind in types)
    members["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="html" ContentType="text/html"/>{overrides}</Types>'
    )
    members["_rels/.rels"] = relations.format(one.format("rId1", "officeDocument", "word/document.xml"))
    members["word/_rels/document.xml.rels"] = relations.format("".join(inside))
    return zip_bytes(members)


def columns_pdf() -> bytes:
    """A title over both columns, two columns of text, and a ruled table."""
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import BaseDocTemplate, Frame, FrameBreak, PageTemplate, Paragraph, Table

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    font = "STSong-Light"
    style = ParagraphStyle("p", fontName=font, fontSize=11, leading=17, firstLineIndent=22, wordWrap="CJK")
    title = ParagraphStyle("t", parent=style, fontSize=18, leading=26, firstLineIndent=0, alignment=1)
    wide, half = A4[0] - 120, (A4[0] - 120) / 2 - 15
    frames = [
        Frame(60, A4[1] - 130, wide, 60, id="title"),
        Frame(60, 330, half, A4[1] - 480, id="left"),
        Frame(60 + half + 30, 330, half, A4[1] - 480, id="right"),
        Frame(60, 80, wide, 230, id="table"),
    ]
    cells = [["企业类别", "补助标准", "备注"], ["科技型中小企业", "每年最高20万元", "按年申报"],
             ["高新技术企业", "每年最高50万元", ""]]  # fmt: skip
    table = Table(cells, colWidths=[150, 150, 100])
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), font, 11)])
    story = [Paragraph("云川市惠企政策摘编", title), FrameBreak()]
    story += [Paragraph(text * (3 if number in (0, 5) else 1), style) for number, text in enumerate(MEASURES[3:8])]
    story += [FrameBreak()] + [Paragraph(text, style) for text in (*OPINIONS[6:10], *MEASURES[9:11])]
    story += [FrameBreak(), table]
    buffer = io.BytesIO()
    document = BaseDocTemplate(buffer, pagesize=A4, invariant=1)
    document.addPageTemplates([PageTemplate(frames=frames)])
    document.build(story)
    return buffer.getvalue()


def picture(image: Any, kind: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    image.crop((0, 0, image.width, 1100)).convert("L").save(
        buffer, kind, **({"resolution": 200} if kind == "PDF" else {})
    )
    return buffer.getvalue()


if __name__ == "__main__":
    main()
