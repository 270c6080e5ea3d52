"""Who asks too often waits; who is on this machine does not; whose address is not the proxy's is told by the proxy."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.rate import MAX_ADDRESSES, Buckets
from app.sections import ServerSettings
from app.server import create_app
from tests.app.fakes import QUESTION, FakeAssistant

OUTSIDE = ("203.0.113.7", 1234)
ASK = {"json": {"question": QUESTION}}


def test_a_bucket_fills_up_again() -> None:
    now = 0.0
    buckets = Buckets(rate=60, burst=2, clock=lambda: now)
    assert [buckets.take("a") for _ in range(3)] == [0, 0, 1]
    assert buckets.take("b") == 0
    now = 1.0
    assert [buckets.take("a"), buckets.take("a")] == [0, 1]
    now = 100.0
    assert [buckets.take("a") for _ in range(3)] == [0, 0, 1]


def test_few_addresses_are_remembered() -> None:
    buckets = Buckets(rate=1, burst=1)
    for number in range(MAX_ADDRESSES + 10):
        buckets.take(str(number))
    assert len(buckets._held) == MAX_ADDRESSES


@pytest.fixture(scope="module")
def app() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.ui.examples.Examples.prepare", lambda self: None)
        yield create_app(FakeAssistant(), SimpleNamespace(server=ServerSettings(rate=60, burst=3)))


def statuses(app: Any, client: tuple[str, int], times: int, path: str = "/api/ask") -> list[int]:
    with TestClient(app, client=client, base_url="http://127.0.0.1") as caller:
        ask = (lambda: caller.post(path, **ASK)) if path == "/api/ask" else (lambda: caller.get(path))
        return [ask().status_code for _ in range(times)]


def test_an_address_that_asks_too_often_is_told_to_wait(app: Any) -> None:
    with TestClient(app, client=OUTSIDE, base_url="http://127.0.0.1") as caller:
        found = [caller.post("/api/ask", **ASK) for _ in range(4)]  # type: ignore[arg-type]
    assert [one.status_code for one in found] == [200, 200, 200, 429]
    assert found[-1].headers["content-type"] == "application/problem+json"
    assert int(found[-1].headers["retry-after"]) >= 1
    assert found[-1].headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
def test_this_machine_is_not_limited(app: Any, host: str) -> None:
    assert statuses(app, (host, 1), 8) == [200] * 8


def test_an_ipv6_network_is_one_address(app: Any) -> None:
    assert statuses(app, ("2001:db8::1", 1), 3) == [200] * 3
    assert statuses(app, ("2001:db8::2", 1), 1) == [429]
    assert statuses(app, ("2001:db8:0:1::1", 1), 1) == [200]


def test_a_document_costs_less_than_an_answer_and_health_nothing(app: Any) -> None:
    assert statuses(app, ("203.0.113.8", 1), 16, "/api/documents") == [200] * 15 + [429]
    assert statuses(app, ("203.0.113.8", 1), 30, "/healthz") == [200] * 30


def test_a_forwarded_address_counts_for_nothing_by_itself(app: Any) -> None:
    with TestClient(app, client=("203.0.113.9", 1), base_url="http://127.0.0.1") as caller:
        found = [
            caller.post("/api/ask", headers={"X-Forwarded-For": f"198.51.100.{n}"}, **ASK).status_code  # type: ignore[arg-type]
            for n in range(4)
        ]
    assert found == [200, 200, 200, 429]


def test_no_rate_is_no_limit() -> None:
    from app.rate import RateLimit

    assert RateLimit(lambda *_: None, rate=0, burst=1)._buckets is None  # type: ignore[arg-type,return-value]
