from __future__ import annotations

import csv
import io

import pytest
from fastapi.testclient import TestClient

from app.ui.benefit_files import csv_file
from app.ui.benefit_rows import find
from app.ui.benefit_table import results_html
from app.ui.profile import Applicant, applicant_from, applicant_of
from app.ui.shelf import Shelf
from retriever.attributes import attributes
from tests.app.fakes import QUOTE, FakeAssistant

JINZHOU = "place=210700&yes=platform&level=省级"


def test_what_is_given_in_an_address_is_read_and_the_rest_left_out() -> None:
    query = {"place": "210700", "yes": "hightech,nonsense", "size": "small", "level": "省级", "figure.年产值": "5e7",
             "figure.x": "nan", "figure.y": "-1", "other": "x"}  # fmt: skip
    applicant = applicant_from(query)
    assert applicant == Applicant("210700", ("hightech",), (), "small", "省级", {"年产值": 5e7})
    assert applicant_from({"place": "999999", "level": "x", "size": "x"}) == Applicant()


def test_an_applicant_survives_its_own_address() -> None:
    from urllib.parse import parse_qsl

    applicant = Applicant("210700", ("hightech", "newly"), ("patent",), "small", "省级", {"年产值": 12_345_678.0})
    assert applicant_from(dict(parse_qsl(applicant.query()))) == applicant


def test_a_size_rules_the_others_out_and_an_answer_is_not_asked_for_again() -> None:
    assert Applicant(size="small").profile().answers == {"micro": False, "small": True, "medium": False, "large": False}
    answered = Applicant().answered("patent", None).answered("hightech", False).answered("level", "省级")
    assert (answered.no, answered.level, answered.asked) == (("hightech",), "省级", ("patent", "hightech", "level"))


def test_values_that_no_form_sends_are_left_out() -> None:
    assert applicant_of(("210000", "210700"), ["hightech", 5, "x"], {"a": 1}, None, "x", "rubbish") == Applicant(
        "210700", ("hightech",)
    )


def test_the_table_says_verdict_amount_condition_clause_and_state() -> None:
    assistant = FakeAssistant()
    applicant = Applicant("210700", ("platform",), level="省级")
    html = results_html(find(assistant, Shelf(assistant), applicant), applicant, "zh")
    for wanted in (
        "20万元",
        "省级创新平台",
        "1、鼓勵企業建設研發機構",
        "badge-unknown",
        "doc/d1?start=",
        "benefits.csv?place=210700",
    ):
        assert wanted in html, wanted


def test_without_a_place_nothing_is_listed() -> None:
    assistant = FakeAssistant()
    assert find(assistant, Shelf(assistant), Applicant()) == ()
    assert "请先选择地区" in results_html((), Applicant(), "zh")


def test_the_print_view_holds_no_script(client: TestClient) -> None:
    page = client.get(f"/benefits?{JINZHOU}&lang=zh-Hant")
    assert "20萬元" in page.text
    assert "可申請的政策支持" in page.text
    assert "<script" not in page.text


def test_a_csv_has_a_row_a_benefit_and_its_quotation(client: TestClient) -> None:
    got = client.get(f"/benefits.csv?{JINZHOU}")
    rows = list(csv.reader(io.StringIO(got.content.decode("utf-8-sig"))))
    assert len(rows) == 2
    assert rows[1][1].startswith("20万元")
    assert rows[1][-1] in QUOTE


def test_a_cell_never_runs_in_a_spreadsheet(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    assistant = FakeAssistant()
    (one,) = find(assistant, Shelf(assistant), Applicant("210700"))
    evil = replace(one, fact=replace(one.fact, subject="=cmd()"), shown="+1")
    row = list(csv.reader(io.StringIO(csv_file([evil], "zh").decode("utf-8-sig"))))[1]
    assert not any(cell.startswith(("=", "+")) for cell in row)


def test_a_docx_opens_and_holds_the_quotation(client: TestClient) -> None:
    from docx import Document

    document = Document(io.BytesIO(client.get(f"/benefits.docx?{JINZHOU}&lang=en").content))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Support that can be applied for" in text
    assert "20萬元" in text


@pytest.mark.parametrize("query", ["", "place=999999", "place=210700&yes=%00,;&figure.a=inf", "lang=xx"])
def test_any_address_gets_a_page(client: TestClient, query: str) -> None:
    assert client.get(f"/benefits?{query}").status_code == 200


def test_an_original_is_given_out_for_known_documents_alone(client: TestClient) -> None:
    assert client.get("/doc/d1/file").status_code == 404, "the fake keeps none"
    assert client.get("/doc/..%2F..%2Fetc%2Fpasswd/file").status_code == 404


def test_every_attribute_has_its_words() -> None:
    for one in attributes().values():
        assert all((one.label, one.english, one.question.endswith("？"), one.question_english.endswith("?")))
        assert one.group in ("kind", "size", "event", "newly")
