from __future__ import annotations

import json

import pytest
from fastapi.testclient import TestClient

from app.api_stream import sentences
from ingest.errors import NoIndex, StoreError
from retriever.stages import stage
from retriever.types import Answer, Ask, Turn
from tests.app.fakes import QUESTION, QUOTE, TEXT, FakeAssistant

PROBLEM = "application/problem+json"
SESSION = "0123456789abcdef0123"


def test_an_answer_is_the_assistants_json(client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": QUESTION}).json()
    cited = answer["citations"][0]
    assert answer["status"] == "answered"
    assert TEXT[cited["start"] : cited["end"]] == cited["quote"] == QUOTE


def test_region_date_and_history_reach_the_assistant(client: TestClient, assistant: FakeAssistant) -> None:
    body = {"question": "那国家级的呢？", "region": "锦州市", "as_of": "2018-01-01",
            "history": [QUESTION, {"question": "还有呢", "answer_id": "a7"}]}  # fmt: skip
    assert client.post("/api/ask", json=body).status_code == 200
    asked = assistant.asked[0]
    assert (asked.region, asked.as_of, asked.history) == (
        "锦州市",
        "2018-01-01",
        (Turn(QUESTION), Turn("还有呢", "a7")),
    )


def test_a_session_remembers_its_questions_and_wins_over_history(client: TestClient, assistant: FakeAssistant) -> None:
    client.post("/api/ask", json={"question": QUESTION, "session_id": SESSION})
    client.post("/api/ask", json={"question": "那国家级的呢？", "session_id": SESSION, "history": ["x"]})
    assert assistant.asked[1].history == (Turn(QUESTION, "a1"),)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"{}", 422),
        (b'{"question": 5}', 422),
        (b'{"question": "a", "as_of": "gestern"}', 422),
        (b'{"question": "a", "session_id": "short"}', 422),
        (json.dumps({"question": "a", "history": ["b"] * 51}).encode(), 422),
        (b"\xff\xfe\x00", 400),
        (json.dumps({"question": "a" * 70_000}).encode(), 413),
    ],
)
def test_a_request_that_is_wrong_is_a_problem(client: TestClient, body: bytes, status: int) -> None:
    response = client.post("/api/ask", content=body, headers={"content-type": "application/json"})
    assert (response.status_code, response.headers["content-type"]) == (status, PROBLEM)
    assert response.json()["status"] == status
    assert response.json()["detail"]


def test_a_body_without_a_declared_length_is_limited_too(client: TestClient) -> None:
    response = client.post("/api/ask", content=iter([b" " * 40_000, b" " * 40_000]))
    assert response.status_code == 413


def test_our_error_keeps_its_status_and_remedy(client: TestClient, assistant: FakeAssistant) -> None:
    assistant.error = NoIndex("nothing was ingested yet", "run policyqa ingest")
    response = client.post("/api/ask", json={"question": "a"})
    assert response.status_code == 503
    assert response.json()["detail"] == "nothing was ingested yet: run policyqa ingest"


def test_a_foreign_error_shows_an_id_and_nothing_of_itself(client: TestClient, assistant: FakeAssistant) -> None:
    assistant.error = RuntimeError("secret path")
    response = client.post("/api/ask", json={"question": "a"})
    assert (response.status_code, response.headers["content-type"]) == (500, PROBLEM)
    assert "secret" not in response.text
    assert response.json()["error_id"] in response.json()["detail"]


def events(text: str) -> list[tuple[str, dict[str, object]]]:
    parts = [part.split("\n") for part in text.strip().split("\n\n")]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in parts]


def test_a_stream_ends_with_the_whole_answer(client: TestClient) -> None:
    response = client.post("/api/ask/stream", json={"question": QUESTION})
    found = events(response.text)
    said = "".join(str(data["text"]) for name, data in found if name == "sentence")
    assert [name for name, _ in found] == ["stage", "stage", "sentence", "sentence", "done"]
    assert found[-1][1]["answer"] == said
    assert "event-stream" in response.headers["content-type"]


def test_a_stream_that_fails_ends_with_the_error(client: TestClient, assistant: FakeAssistant) -> None:
    assistant.error = NoIndex("nothing was ingested yet")
    name, data = events(client.post("/api/ask/stream", json={"question": "a"}).text)[-1]
    assert (name, data["status"]) == ("error", 503)


def test_stages_are_told_as_they_end(
    client: TestClient, assistant: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = assistant.ask

    def in_stages(self: FakeAssistant, ask: Ask) -> Answer:
        for name in ("understand", "search", "search", "verify"):
            with stage(name):
                pass
        return answered(ask)

    monkeypatch.setattr(FakeAssistant, "ask", in_stages)
    found = events(client.post("/api/ask/stream", json={"question": QUESTION}).text)
    told = [data["stage"] for name, data in found if name == "stage"]
    assert told == ["started", "understand", "search", "verify", "verified"]


def test_an_answer_that_cannot_be_kept_is_given_and_says_so(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreError("app.db cannot be used (disk full)")

    monkeypatch.setattr("app.sessions.Sessions.add", full)
    answer = client.post("/api/ask", json={"question": QUESTION, "session_id": SESSION}).json()
    assert answer["status"] == "answered"
    assert "not_kept" in {warning["code"] for warning in answer["warnings"]}


@pytest.mark.parametrize(
    ("answer", "count"),
    [
        ("", 0),
        ("20万元[1]。\n一次性。", 2),
        ("It is 3.5% of sales [1]. That is all.", 2),
        ("无标点", 1),
        ("“好。”是。", 2),
    ],
)
def test_sentences_are_the_answer_cut(answer: str, count: int) -> None:
    found = sentences(answer)
    assert "".join(found) == answer
    assert len(found) == count


def test_documents_and_clauses(client: TestClient) -> None:
    (row,) = client.get("/api/documents").json()
    one = client.get("/api/documents/d1").json()
    clause = client.get("/api/documents/d1/clauses/d1-3").json()
    assert row["clauses"] == len(one["clauses"]) == 5
    assert clause["text"] == TEXT[clause["start"] : clause["end"]]
    assert clause["path"] == ["二、补助标准", "1、鼓勵企業建設研發機構"]


@pytest.mark.parametrize("path", ["/api/documents/none", "/api/documents/d1/clauses/none", "/api/none", "/doc/none"])
def test_what_is_not_there_is_404(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.headers["content-type"]) == (404, PROBLEM)


def test_health_and_readiness(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = client.get("/readyz").json()
    assert (ready["documents"], ready["clauses"], ready["embedding_model"], ready["generation"]) == (1, 5, "fake", "g1")


def test_metrics_count_requests_answers_and_removed_values(client: TestClient) -> None:
    client.post("/api/ask", json={"question": QUESTION})
    client.post("/api/ask", json={})
    text = client.get("/metrics").text
    assert 'policyqa_http_requests_total{method="POST",route="/api/ask",status="200"} 1.0' in text
    assert 'policyqa_http_requests_total{method="POST",route="/api/ask",status="422"} 1.0' in text
    assert 'policyqa_answers_total{channel="api",status="answered"} 1.0' in text
    assert 'policyqa_removed_values_total{reason="other"} 1.0' in text


def test_the_description_of_the_interface_needs_no_other_host(client: TestClient) -> None:
    page = client.get("/api/docs")
    assert "/api/ask/stream" in page.text
    assert "session_id" in page.text
    assert "<script" not in page.text
    assert "http://" not in page.text.replace("http://127.0.0.1", "")
    assert client.get("/api/openapi.json").json()["paths"]["/api/ask"]["post"]


def test_every_response_has_the_security_headers(client: TestClient) -> None:
    for path in ("/", "/healthz", "/doc/d1", "/api/none"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'self'" in headers["content-security-policy"]


@pytest.mark.parametrize(
    "path", ["/gradio_api/upload", "/gradio_api/call/ask", "/gradio_api/run/ask", "/monitoring", "/gradio_api/api/ask"]
)
def test_what_the_page_does_not_need_is_closed(client: TestClient, path: str) -> None:
    assert client.post(path, json={"data": []}).status_code == 404
