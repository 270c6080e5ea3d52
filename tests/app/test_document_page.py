from __future__ import annotations

import re

from fastapi.testclient import TestClient

from tests.app.fakes import QUOTE, SHOWN, TEXT

START = TEXT.index(QUOTE)


def test_every_clause_is_a_section_with_its_id(client: TestClient) -> None:
    page = client.get("/doc/d1").text
    assert re.findall(r'<section id="([^"]+)"', page) == [f"d1-{n}" for n in range(5)]


def test_a_quotation_is_marked_where_it_stands(client: TestClient) -> None:
    page = client.get("/doc/d1", params={"start": START, "end": START + len(QUOTE)}).text
    section = page[page.index('<section id="d1-3"') : page.index('<section id="d1-4"')]
    assert f'<mark id="quote">{SHOWN}</mark>' in section
    assert f"<mark>{QUOTE}</mark>" in section, "the raw text is marked too"
    assert page.count("<mark") == 2


def test_the_text_is_mended_and_the_raw_text_a_click_away(client: TestClient) -> None:
    page = client.get("/doc/d1").text
    assert "制定本办法,请遵照执行" in page
    assert page.count("制定本办法ꎬ请遵照执行") == 1


def test_what_a_document_says_is_escaped(client: TestClient) -> None:
    page = client.get("/doc/d1").text
    assert "<试行>" not in page
    assert "&lt;试行&gt;" in page


def test_the_page_runs_no_script_and_its_style_is_allowed_by_hash(client: TestClient) -> None:
    response = client.get("/doc/d1")
    assert "<script" not in response.text
    assert "default-src 'none'; style-src 'sha256-" in response.headers["content-security-policy"]


def test_a_span_outside_the_text_is_404(client: TestClient) -> None:
    assert client.get("/doc/d1?start=5&end=99999").status_code == 404


def test_labels_follow_the_language(client: TestClient) -> None:
    assert "目录" in client.get("/doc/d1?lang=zh").text
    assert "Contents" in client.get("/doc/d1?lang=en").text


def test_the_list_leads_to_the_documents(client: TestClient) -> None:
    assert 'href="doc/d1?lang=zh"' in client.get("/doc").text


def test_a_person_gets_an_error_as_a_page(client: TestClient) -> None:
    response = client.get("/doc/<b>", headers={"accept": "text/html"})
    assert response.status_code == 404
    assert "<b>" not in response.text
