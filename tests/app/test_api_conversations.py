"""A client's own conversations over HTTP; and that nothing of them is ever in other hands, whatever the route."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.api_models import Feedback
from app.cli import main
from app.sections import RecordsSettings
from app.server import create_app
from app.ui.feedback import REASONS, VERDICTS
from app.ui.identity import new_token
from tests.app.fakes import QUESTION, FakeAssistant

SESSION = "0123456789abcdef0123"
SECRET = "锦州的一个很特别的秘密问题"


@pytest.fixture(scope="module")
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture(scope="module")
def app(assistant: FakeAssistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.ui.examples.Examples.prepare", lambda self: None)
        yield create_app(assistant, SimpleNamespace(data_dir=tmp_path_factory.mktemp("data")))


@pytest.fixture(scope="module")
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def me() -> dict[str, str]:
    return bearer(new_token())


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def ask(client: TestClient, question: str, headers: dict[str, str] | None = None, session: str = SESSION) -> Any:
    response = client.post("/api/ask", json={"question": question, "session_id": session}, headers=headers)
    assert response.status_code == 200
    return response.json()


def test_a_conversation_can_be_listed_taken_away_and_deleted(client: TestClient, me: dict[str, str]) -> None:
    first, second = ask(client, QUESTION, me), ask(client, "那国家级的呢", me)
    (listed,) = client.get("/api/conversations", headers=me).json()
    assert (listed["title"], listed["questions"]) == (QUESTION, 2)
    one = client.get(f"/api/conversations/{listed['conversation_id']}", headers=me)
    assert [turn["answer"]["answer_id"] for turn in one.json()["turns"]] == [first["answer_id"], second["answer_id"]]
    assert one.json()["turns"][0]["answer"]["citations"] == first["citations"]
    assert "attachment" in one.headers["content-disposition"]
    assert one.headers["cache-control"] == "no-store"
    assert client.delete(f"/api/conversations/{listed['conversation_id']}", headers=me).json() == {"deleted": 1}
    assert client.get("/api/conversations", headers=me).json() == []
    assert client.get(f"/api/conversations/{listed['conversation_id']}", headers=me).status_code == 404


def test_everything_can_be_deleted_at_once(client: TestClient, me: dict[str, str]) -> None:
    for session in ("a" * 16, "b" * 16):
        ask(client, QUESTION, me, session)
    assert client.delete("/api/conversations", headers=me).json() == {"deleted": 2}
    assert client.delete("/api/conversations", headers=me).json() == {"deleted": 0}


def test_what_is_said_of_an_answer_becomes_a_draft_of_a_gold_case(
    client: TestClient, me: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("app.ui.examples.Examples.prepare", lambda self: None)
    with TestClient(create_app(FakeAssistant(), SimpleNamespace(data_dir=tmp_path))) as client:
        ask(client, QUESTION, me)
        answer = ask(client, "那国家级的呢", me)
        body = {
            "answer_id": answer["answer_id"],
            "verdict": "wrong",
            "reasons": ["wrong_value"],
            "comment": "应为100万元",
        }
        assert client.post("/api/feedback", json=body, headers=me).json() == {"status": "noted"}
        assert 'policyqa_feedback_total{verdict="wrong"} 1.0' in client.get("/metrics").text
    capsys.readouterr()
    assert main(["eval", "export", "--author", "m", "--data-dir", str(tmp_path)]) == 0
    (row,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (row["question"], row["history"], row["note"]) == ("那国家级的呢", [QUESTION], "wrong_value; 应为100万元")
    assert (row["status"], row["values"], row["source"]) == ([], [], "feedback")


def test_an_export_without_a_database_is_empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "export", "--author", "m", "--data-dir", str(tmp_path)]) == 0
    assert capsys.readouterr().out == ""
    assert list(tmp_path.iterdir()) == []


def test_verdicts_and_reasons_are_those_of_the_page() -> None:
    fields = Feedback.model_fields
    assert get_args(fields["verdict"].annotation) == VERDICTS
    assert get_args(get_args(fields["reasons"].annotation)[0]) == REASONS


@pytest.mark.parametrize(
    "body",
    [
        {"answer_id": "a1", "verdict": "great"},
        {"answer_id": "a1", "verdict": "up", "reasons": ["because"]},
        {"answer_id": "a1", "verdict": "up", "comment": "x" * 2001},
        {"answer_id": "", "verdict": "up"},
        {"verdict": "up"},
    ],
)
def test_feedback_of_the_wrong_shape_is_a_problem(client: TestClient, me: dict[str, str], body: Any) -> None:
    assert client.post("/api/feedback", json=body, headers=me).status_code == 422


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/conversations"),
        ("DELETE", "/api/conversations"),
        ("GET", "/api/conversations/x"),
        ("DELETE", "/api/conversations/x"),
        ("POST", "/api/feedback"),
    ],
)
@pytest.mark.parametrize("given", [None, "Bearer short", "Basic abc", "Bearer " + "ä" * 43])
def test_nobody_without_a_secret(client: TestClient, method: str, path: str, given: str | None) -> None:
    headers = {"Authorization": given.encode()} if given else {}
    body = {"answer_id": "a1", "verdict": "up"} if method == "POST" else None
    response = client.request(method, path, headers=headers, json=body)
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"
    assert response.headers["content-type"] == "application/problem+json"


def test_a_question_with_a_secret_that_is_none_is_refused_not_asked(client: TestClient) -> None:
    assert client.post("/api/ask", json={"question": QUESTION}, headers=bearer("short")).status_code == 401


def test_a_session_without_a_secret_is_known_by_its_id_alone(client: TestClient, assistant: FakeAssistant) -> None:
    session = "c" * 20
    ask(client, QUESTION, session=session)
    ask(client, "那国家级的呢", session=session)
    assert [turn.question for turn in assistant.asked[-1].history] == [QUESTION]


def test_personal_data_in_a_question_is_answered_and_not_kept(client: TestClient, me: dict[str, str]) -> None:
    answer = ask(client, f"{QUESTION}，我的电话13800138000", me)
    assert answer["question"].endswith("13800138000")
    (listed,) = client.get("/api/conversations", headers=me).json()
    assert listed["title"].endswith("我的电话[电话]")


# ---- isolation: two owners and an anonymous client try every route with what they could know of the other's


def routes(app: FastAPI) -> list[tuple[str, str]]:
    """Every route there is, those of the page's server too, as method and pattern."""

    def walk(router: Any, prefix: str) -> Iterator[tuple[str, str]]:
        for route in router.routes:
            path = prefix + getattr(route, "path", "")
            if getattr(route, "routes", None):
                yield from walk(route, path.rstrip("/"))
            for method in sorted(getattr(route, "methods", None) or ()):
                yield method, path

    described = [
        (method.upper(), path) for path, methods in app.openapi()["paths"].items() for method in methods
    ]  # those of included routers, however they are held
    return sorted({*walk(app, ""), *described})


def test_no_route_gives_anything_of_another_away(client: TestClient, app: FastAPI, me: dict[str, str]) -> None:
    answer = ask(client, SECRET, me)
    (mine,) = client.get("/api/conversations", headers=me).json()
    body = {
        "answer_id": answer["answer_id"], "verdict": "up", "question": "还有呢", "session_id": SESSION,
        "session_hash": SESSION, "fn_index": 0, "data": [mine["conversation_id"]], "event_id": SESSION,
    }  # fmt: skip
    found = routes(app)
    tried = {path for _, path in found}
    assert {"/api/conversations", "/api/conversations/{conversation_id}", "/api/ask", "/api/feedback"} <= tried
    assert any(path.startswith("/gradio_api/") for path in tried)
    for headers in ({}, bearer(new_token()), bearer(SESSION + "A" * 23)):
        for method, pattern in found:
            path = fill(pattern, mine["conversation_id"])
            if path.endswith(("/heartbeat/" + mine["conversation_id"], "/queue/data")) or "/dev" in path:
                continue  # streams that stay open; the page's own tests read them
            params = {"session_hash": SESSION, "q": "x"}
            sent = body if method in {"POST", "PUT", "PATCH"} else None
            response = client.request(method, path, headers=headers, params=params, json=sent)
            assert SECRET not in response.text, (method, path)
    assert len(client.get(f"/api/conversations/{mine['conversation_id']}", headers=me).json()["turns"]) == 1
    assert client.get(f"/api/conversations/{mine['conversation_id']}", headers=me).json()["feedback"] == []


def fill(pattern: str, value: str) -> str:
    out, rest = "", pattern
    while "{" in rest:
        before, _, rest = rest.partition("{")
        _, _, rest = rest.partition("}")
        out += before + value
    return out + rest


def test_settings_of_the_records_reach_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.ui.examples.Examples.prepare", lambda self: None)
    url = f"sqlite:///{tmp_path / 'elsewhere.db'}"
    create_app(FakeAssistant(), SimpleNamespace(data_dir=tmp_path / "data", records=RecordsSettings(url=url)))
    assert (tmp_path / "elsewhere.db").is_file()
