"""Each reader on files made here; the text of a text file is the file decoded, character for character."""

from __future__ import annotations

import io
import random
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from ingest.errors import BrokenDocument, DocumentError, TooLarge, UnsupportedFormat
from ingest.readers import read, read_bytes
from ingest.settings import ReaderLimits

LIMITS = ReaderLimits()
CORPUS = Path(__file__).parents[2] / "docs_corpus"
POLICY = "第一条　为促进科技创新，对新认定的企业给予20万元补助。\r\n第二条　本办法自发布之日起施行。\n"
PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 55>>stream
BT /F 18 Tf 20 200 Td (Article 1: 20 percent) Tj ET   
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
6 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 7 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
7 0 obj<</Length 55>>stream
BT /F 18 Tf 20 200 Td (Article 2: the end    ) Tj ET   
endstream endobj
trailer<</Root 1 0 R>>
"""


def docx_bytes(document: docx.document.Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def zip_bytes(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.txt")), ids=lambda path: path.stem)
def test_a_text_file_is_its_decoded_bytes(path: Path) -> None:
    assert read(path, LIMITS).text == path.read_bytes().decode()


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings_of_simplified_chinese(encoding: str) -> None:
    assert read_bytes(POLICY.encode(encoding), "a.txt", LIMITS).text == POLICY


def test_big5() -> None:
    text = "第一條　為獎勵科技創新，補助新臺幣二十萬元。\r\n"
    source = read_bytes(text.encode("big5"), "a.txt", LIMITS)
    assert (source.text, source.encoding) == (text, "big5hkscs")


def test_a_byte_order_mark_is_no_character() -> None:
    source = read_bytes(POLICY.encode("utf-8-sig"), "a.txt", LIMITS)
    assert (source.text, source.encoding) == (POLICY, "utf-8-sig")


def test_the_encoding_of_damaged_punctuation_is_found() -> None:
    text = (CORPUS / "sichuan-technological-innovation-2017.txt").read_text("utf-8")
    assert read_bytes(text.encode("gb18030"), "a.txt", LIMITS).text == text


def test_a_cut_file_is_read_with_a_warning() -> None:
    source = read_bytes((POLICY * 3).encode()[:-2], "a.txt", LIMITS)
    assert source.encoding == "utf-8"
    assert source.warnings


@pytest.mark.parametrize("seed", range(20))
def test_binary_rubbish_is_refused(seed: int) -> None:
    data = random.Random(seed).randbytes(3000)
    with pytest.raises(DocumentError):
        read_bytes(data, "a.txt", LIMITS)


@pytest.mark.parametrize(
    ("data", "name", "error"),
    [
        (b"", "a.txt", BrokenDocument),
        (b" \n\n", "a.txt", BrokenDocument),
        (b"%PDF-1.7 cut", "a.pdf", BrokenDocument),
        (b"no pdf", "a.pdf", BrokenDocument),
        (b"no docx", "a.docx", BrokenDocument),
        (b"PK\x03\x04 cut", "a.docx", BrokenDocument),
        (zip_bytes(**{"word/document.xml": b"<w:"}), "a.docx", BrokenDocument),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc", UnsupportedFormat),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "a.png", BrokenDocument),
        (b"{\\rtf1 text}", "a.doc", UnsupportedFormat),
        (zip_bytes(**{"OFD.xml": b"<ofd"}), "a.ofd", BrokenDocument),
        (zip_bytes(**{"OFD.xml": b"<ofd/>"}), "a.ofd", BrokenDocument),
        (zip_bytes(**{"xl/workbook.xml": b"<x/>"}), "a.xlsx", UnsupportedFormat),
        (zip_bytes(a=b"text"), "a.zip", UnsupportedFormat),
    ],
)
def test_what_cannot_be_read_says_what_to_do(data: bytes, name: str, error: type[DocumentError]) -> None:
    with pytest.raises(error) as raised:
        read_bytes(data, name, LIMITS)
    assert raised.value.remedy
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("limits", "data", "name"),
    [
        (replace(LIMITS, max_characters=10), POLICY.encode(), "a.txt"),
        (replace(LIMITS, max_unpacked_bytes=10), zip_bytes(a=bytes(1000)), "a.docx"),
        (replace(LIMITS, max_pages=1), PDF, "a.pdf"),
        (replace(LIMITS, max_depth=20), b"<html>" + b"<div>" * 100 + b"text", "a.html"),
    ],
)
def test_limits(limits: ReaderLimits, data: bytes, name: str) -> None:
    with pytest.raises(TooLarge):
        read_bytes(data, name, limits)


def test_a_file_over_the_limit_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 100)
    with pytest.raises(TooLarge):
        read(path, replace(LIMITS, max_bytes=99))


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(BrokenDocument, match="no such file"):
        read(tmp_path / "a.txt", LIMITS)


def test_pdf_pages() -> None:
    source = read_bytes(PDF, "wrong-suffix.txt", LIMITS)
    assert source.reader == "pdf"
    assert source.text == "Article 1: 20 percent\nArticle 2: the end\n"
    assert [source.page(source.text.index(word)) for word in ("Article 1", "20", "Article 2", "end")] == [1, 1, 2, 2]


def test_a_pdf_without_text() -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(100, 100).close()
    buffer = io.BytesIO()
    document.save(buffer)
    document.close()
    with pytest.raises(BrokenDocument, match="no text"):
        read_bytes(buffer.getvalue(), "a.pdf", LIMITS)


def test_docx_paragraphs_and_tables_in_order() -> None:
    document = docx.Document()
    document.add_paragraph("一、总则")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("级别", "补助", "省级", "20万元"), strict=True):
        cell.text = text
    document.add_paragraph("二、附则")
    source = read_bytes(docx_bytes(document), "a.docx", LIMITS)
    assert source.text == "一、总则\n级别\t补助\n省级\t20万元\n二、附则\n"


def test_docx_automatic_numbers() -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1条"/></w:lvl></w:abstractNum>'
        ),
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))
    for text in ("总则", "附则"):
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        number = OxmlElement("w:numPr")
        for name, value in (("w:ilvl", "0"), ("w:numId", "91")):
            child = OxmlElement(name)
            child.set(qn("w:val"), value)
            number.append(child)
        properties.append(number)
    assert read_bytes(docx_bytes(document), "a.docx", LIMITS).text == "第一条 总则\n第二条 附则\n"


def test_docx_deleted_text_is_left_out() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("补助20万元")._p
    paragraph.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>50万元</w:delText></w:r></w:del>"))
    paragraph.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>。</w:t></w:r></w:ins>"))
    assert read_bytes(docx_bytes(document), "a.docx", LIMITS).text == "补助20万元。\n"


def test_docx_with_an_embedded_page() -> None:
    page = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
    page += "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    page += '<h1>专利法</h1><p class=3D"x">第一条</p>\n--b--\n'
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/></Relationships>'
    )
    data = zip_bytes(
        **{
            "[Content_Types].xml": (
                b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                b'<Default Extension="mht" ContentType="message/rfc822"/><Override PartName="/word/document.xml" '
                b'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
            ),
            "_rels/.rels": relations.format("officeDocument", "word/document.xml").encode(),
            "word/document.xml": (
                f'<w:document {nsdecls("w", "r")}><w:body><w:altChunk r:id="rId1"/></w:body></w:document>'.encode()
            ),
            "word/_rels/document.xml.rels": relations.format("aFChunk", "afchunk.mht").encode(),
            "word/afchunk.mht": page.encode(),
        }
    )
    assert read_bytes(data, "a.docx", LIMITS).text == "专利法\n第一条\n"


def test_html_keeps_the_article_and_counts_what_it_leaves_out() -> None:
    page = """<!DOCTYPE html><html><head><title>t</title><style>p{}</style></head><body>
    <nav><a href="/">首页</a></nav><ul><li><a href="/a">要闻</a><li><a href="/b">政策</a><li><a href="/c">服务</a></ul>
    <h1>管理办法</h1><p>第一条&nbsp;补助
    20万元。</p><div style="display: none">hidden</div><table><tr><th>级别<th>补助<tr><td>省级<td>20万元</table>
    <p>甲<br>乙</p><script>alert(1)</script></body></html>"""
    source = read_bytes(page.encode(), "a.html", LIMITS)
    assert source.reader == "html"
    assert source.text == "管理办法\n第一条\xa0补助 20万元。\n级别\t补助\n省级\t20万元\n甲\n乙\n"
    assert source.warnings == (
        "8 characters of menus, links and page furniture were left out: 首页 | 要闻政策服务",
        "6 characters of parts that the page hides were left out: hidden",
    )


def test_html_under_another_suffix() -> None:
    assert read_bytes("<!doctype html><p>第一条 补助".encode("gb18030"), "a.txt", LIMITS).text == "第一条 补助\n"


def test_markdown_is_kept_as_it_is() -> None:
    text = "---\ntitle: x\n---\n# 办法\n\n第一条 <b>补助</b>\n"
    source = read_bytes(text.encode(), "a.md", LIMITS)
    assert (source.text, source.reader) == (text, "markdown")
