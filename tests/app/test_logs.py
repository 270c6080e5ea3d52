"""What a log holds: an id, an event, no personal data; and what it does not: what somebody asked."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator

import pytest
import structlog
from fastapi.testclient import TestClient

from app.logs import Format, configure_logs
from tests.app.fakes import QUESTION, FakeAssistant

PHONE = "13800138000"


@pytest.fixture
def logged(capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[[], str]]:
    """What stands in the log since it was asked last."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield lambda: capsys.readouterr().err
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.mark.parametrize("fmt", ["text", "json"])
def test_personal_data_is_masked_wherever_it_stands(logged: Callable[[], str], fmt: Format) -> None:
    configure_logs("info", fmt)
    structlog.get_logger("a").info("event", phone=PHONE, deep={"mail": "a@b.cn"})
    logging.getLogger("library").warning("calls %s", PHONE)
    try:
        raise ValueError(f"bad input {PHONE}")
    except ValueError:
        structlog.get_logger("a").exception("failed")
    said = logged()
    assert PHONE not in said
    assert "a@b.cn" not in said
    assert said.count("[电话]") >= 3


def test_a_traceback_shows_no_variables(logged: Callable[[], str]) -> None:
    def fails(question: str) -> None:
        raise ValueError("no")

    for fmt in ("json", "text"):
        configure_logs("info", fmt)  # type: ignore[arg-type]
        try:
            fails("秘密的问题" + "吗")
        except ValueError:
            structlog.get_logger("a").exception("failed")
    assert "秘密的问题吗" not in logged()


def test_each_request_has_an_id_and_no_line_has_the_question(
    logged: Callable[[], str], client: TestClient, assistant: FakeAssistant
) -> None:
    configure_logs("info", "json")
    given = client.post("/api/ask", json={"question": QUESTION}, headers={"X-Request-ID": "from-the-proxy"})
    own = client.post("/api/ask", json={"question": QUESTION}, headers={"X-Request-ID": "no\tplain id"})
    assistant.error = RuntimeError("inside")
    failed = client.post("/api/ask", json={"question": QUESTION})
    client.get(f"/doc?q={QUESTION}")
    said = logged()
    lines = [json.loads(line) for line in said.splitlines() if "HTTP Request" not in line]
    by_id: dict[str, list[str]] = {}
    for line in lines:
        by_id.setdefault(line.get("request_id", "none"), []).append(line["event"])
    assert given.headers["x-request-id"] == "from-the-proxy"
    assert by_id["from-the-proxy"] == ["answered", "request"]
    assert by_id[own.headers["x-request-id"]] == ["answered", "request"]
    assert by_id[failed.headers["x-request-id"]] == ["failed", "request"]
    assert QUESTION not in said
    assert next(line for line in lines if line["event"] == "request").items() >= {
        "method": "POST", "route": "/api/ask", "status": 200,
    }.items()  # fmt: skip
