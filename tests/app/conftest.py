"""The application around a fake assistant."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from app.server import create_app
from tests.app.fakes import FakeAssistant


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def client(assistant: FakeAssistant, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    # The page looks for its examples beside the server's start: the assistant is to be asked by the test alone.
    monkeypatch.setattr("app.ui.examples.Examples.prepare", lambda self: None)
    with TestClient(create_app(assistant), base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        yield client
