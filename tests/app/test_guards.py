"""What stands in front of every route: below a sub-path as at the root, and around errors too."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from fastapi.testclient import TestClient

from app.sections import ServerSettings
from app.server import create_app
from tests.app.fakes import QUESTION, FakeAssistant


@pytest.fixture(scope="module")
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture(scope="module")
def client(assistant: FakeAssistant) -> Iterator[TestClient]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.ui.examples.Examples.prepare", lambda self: None)
        app = create_app(assistant, SimpleNamespace(server=ServerSettings(root_path="/policyqa", max_body=2048)))
        with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
            yield client


@pytest.mark.parametrize("prefix", ["", "/policyqa"])
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/healthz", 200),
        ("/api/documents", 200),
        ("/doc", 200),
        ("/config", 200),
        ("/gradio_api/upload", 404),
        ("/gradio_api/monitoring/x", 404),
        ("/monitoring", 404),
        ("/api/none", 404),
    ],
)
def test_a_proxy_may_take_the_sub_path_off_or_not(client: TestClient, prefix: str, path: str, status: int) -> None:
    assert client.get(prefix + path).status_code == status


def test_the_description_names_the_sub_path(client: TestClient) -> None:
    assert client.get("/api/openapi.json").json()["servers"] == [{"url": "/policyqa"}]


def test_the_largest_body_is_a_setting(client: TestClient) -> None:
    assert client.post("/api/ask", json={"question": "a" * 3000}).status_code == 413


def test_an_error_that_nobody_expected_keeps_headers_and_request_id(
    client: TestClient, assistant: FakeAssistant
) -> None:
    assistant.error = RuntimeError("inside")
    response = client.post("/api/ask", json={"question": QUESTION})
    assistant.error = None
    assert response.status_code == 500
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["x-request-id"]
    text = client.get("/metrics").text
    assert 'policyqa_http_requests_total{method="POST",route="/api/ask",status="500"} 1.0' in text


def test_answers_are_kept_by_nobody_on_the_way(client: TestClient) -> None:
    for path in ("/api/ask", "/api/ask/stream"):
        assert client.post(path, json={"question": QUESTION}).headers["cache-control"] == "no-store"


def test_stages_and_what_was_removed_are_counted(client: TestClient) -> None:
    text = client.get("/metrics").text
    assert 'policyqa_stage_seconds_count{stage="wait"}' in text
    assert 'policyqa_stage_seconds_count{stage="answer"}' in text
    assert 'policyqa_removed_values_total{reason="other"}' in text
