"""The project's own documents, one a manner of publishing: what is read out of each, and what is not."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from ingest.parser import parse
from ingest.settings import IngestSettings
from ingest.types import Document

FOLDER = Path(__file__).parents[1] / "documents"
MEASURES = [
    "第一章",
    "第一条",
    "第二条",
    "第二章",
    "第三条",
    "（一）",
    "（二）",
    "（三）",
    "第四条",
    "第三章",
    "第五条",
]
OPINIONS = ["一、", "二、", "（一）", "1.", "2.", "（二）", "三、"]
TRADITIONAL = ["第一條", "第二條", "第三條", "一、", "二、", "第四條"]
DOCUMENTS = {
    "measures-gb18030.txt": ("text", MEASURES),
    "opinions-utf16.txt": ("text", OPINIONS),
    "traditional-big5-wrapped.txt": ("text", TRADITIONAL),
    "notice-flattened.txt": ("text", OPINIONS),
    "measures-front-matter.md": ("markdown", MEASURES),
    "opinions-page-gbk.html": ("html", OPINIONS),
    "opinions-saved.mht": ("html", OPINIONS),
    "measures-lists.docx": ("docx", ["第一条", "第二条", "（一）", "（二）", "第三条", "第四条"]),
    "measures-altchunk.docx": ("docx", MEASURES),
    "measures-gazette.pdf": ("pdf", MEASURES),
    "opinions-red-head.ofd": ("ofd", OPINIONS),
}


@cache
def parsed(name: str) -> Document:
    return parse((FOLDER / name).read_bytes(), name, "d1", {}, IngestSettings())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_numbers_in_order_and_nothing_lost(name: str) -> None:
    document = parsed(name)
    reader, numbers = DOCUMENTS[name]
    assert document.source.reader == reader
    assert [clause.number for clause in document.clauses if clause.number] == numbers
    text = document.source.text
    assert "".join(text[clause.start : clause.end] for clause in document.clauses) == text


@pytest.mark.parametrize("name", [name for name, (_, numbers) in DOCUMENTS.items() if numbers is MEASURES])
def test_the_same_measures_in_every_format(name: str) -> None:
    document, plain = parsed(name), parsed("measures-gb18030.txt")
    assert document.metadata.title == "云川市科技创新券管理办法"
    assert document.metadata.effective == "2023-07-01"
    facts = [(fact.kind, fact.value, fact.unit, fact.bound) for fact in document.facts]
    assert facts == [(fact.kind, fact.value, fact.unit, fact.bound) for fact in plain.facts]
    assert ("benefit", 5000.0, "CNY", "exact") in facts


@pytest.mark.parametrize("name", [name for name, (_, numbers) in DOCUMENTS.items() if numbers is OPINIONS])
def test_the_same_opinions_in_every_format(name: str) -> None:
    document = parsed(name)
    assert document.metadata.title == "云川市人民政府关于促进现代农业发展的实施意见"
    assert document.metadata.issued == "2024-03-05"


def test_the_furniture_of_a_page_is_left_out_and_its_table_kept() -> None:
    source = parsed("opinions-page-gbk.html").source
    assert source.encoding == "gb18030"
    assert not any(word in source.text for word in ("要闻", "当前位置", "打印", "浏览次数", "版权所有"))
    assert "任务\t牵头单位\t时限\n高标准农田\t市农业农村局\t2027年\n" in source.text
    assert any("left out" in warning for warning in source.warnings)


def test_what_word_shows_is_what_is_read() -> None:
    source = parsed("measures-lists.docx").source
    assert "每年最高20万元；" in source.text
    assert "第一条 创新券由市财政安排。\n市财政每年安排2000万元。\n" in source.text
    assert "中小企业\t50%\n" in source.text


def test_the_head_of_a_gazette_is_no_text_of_the_document() -> None:
    source = parsed("measures-gazette.pdf").source
    assert "— 1 —" not in source.text
    assert any("page number" in warning for warning in source.warnings)


def test_two_columns_and_a_ruled_table() -> None:
    text = parsed("subsidies-columns-table.pdf").source.text
    order = ["摘编", "第一条", "第二章", "第三条", "（一）建设", "（二）培育", "第四条", "企业类别\t补助标准\t备注\n"]
    places = [text.index(part) for part in order]
    assert places == sorted(places)
    assert "第二条 本办法所称创新券，是指市财政安排的、用于抵扣科技服务费用的电子凭证。\n" in text
    assert "科技型中小企业\t每年最高20万元\t按年申报\n高新技术企业\t每年最高50万元\t" in text


def test_front_matter_of_a_markdown_file_is_metadata() -> None:
    metadata = parsed("measures-front-matter.md").metadata
    assert (metadata.issued, metadata.url) == ("2023-06-20", "https://example.org/7")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["measures-scan.png", "measures-scan.pdf"])
def test_a_scan_is_recognised_and_marked(name: str) -> None:
    document = parsed(name)
    assert document.source.reader == "ocr"
    assert document.source.confidence == pytest.approx(0.97, abs=0.03)
    assert [clause.number for clause in document.clauses if clause.number] == MEASURES[:6]
    assert any(warning.startswith("ocr: ") and "confidence 0.9" in warning for warning in document.warnings)
    assert "20万元" in document.source.text
