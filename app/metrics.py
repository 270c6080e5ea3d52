"""Counters for Prometheus, in a registry of their own so that several servers fit in one process."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from retriever.types import Answer

SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0)


class Metrics:
    """What is counted of requests and answers."""

    content_type = CONTENT_TYPE_LATEST

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._requests = Counter(
            "policyqa_http_requests", "HTTP requests by route and status.", ["method", "route", "status"],
            registry=self.registry,
        )  # fmt: skip
        self._request_seconds = Histogram(
            "policyqa_http_request_seconds", "Time until the response has ended.", ["route"],
            buckets=SECONDS, registry=self.registry,
        )  # fmt: skip
        self._answers = Counter("policyqa_answers", "Answers by status.", ["status", "channel"], registry=self.registry)
        self._answer_seconds = Histogram(
            "policyqa_answer_seconds", "Time a question took, waiting included.", ["channel"],
            buckets=SECONDS, registry=self.registry,
        )  # fmt: skip
        self._removed = Counter(
            "policyqa_removed_values", "Values that the check of answers removed, by what they lacked.", ["reason"],
            registry=self.registry,
        )  # fmt: skip
        self._stage_seconds = Histogram(
            "policyqa_stage_seconds", "Time each stage of an answer took.", ["stage"],
            buckets=SECONDS, registry=self.registry,
        )  # fmt: skip
        self._said = Counter("policyqa_feedback", "What users said of answers.", ["verdict"], registry=self.registry)
        self._running = Gauge("policyqa_questions_running", "Questions being answered.", registry=self.registry)

    @contextmanager
    def timed(self, channel: str) -> Iterator[None]:
        """Time and count a question while it runs; one that raises counts as status "error"."""
        begun = time.perf_counter()
        self._running.inc()
        try:
            yield
        except Exception:
            self._answers.labels("error", channel).inc()
            raise
        finally:
            self._running.dec()
            self._answer_seconds.labels(channel).observe(time.perf_counter() - begun)

    def answered(self, answer: Answer, channel: str) -> None:
        """Count an answer and what its check removed."""
        self._answers.labels(answer.status, channel).inc()
        for removed in answer.trace.get("removed", ()):
            self._removed.labels(_lacked(removed)).inc()

    def stage(self, name: str, seconds: float) -> None:
        """Count a stage of an answer; what `retriever.stages` tells."""
        self._stage_seconds.labels(name).observe(seconds)

    def said(self, verdict: str) -> None:
        """Count what somebody said of an answer."""
        self._said.labels(verdict).inc()

    def exposition(self) -> bytes:
        """The page that Prometheus reads."""
        return generate_latest(self.registry)

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count an HTTP request."""
        self._requests.labels(method, route, str(status)).inc()
        self._request_seconds.labels(route).observe(seconds)


def _lacked(removed: object) -> str:
    """Why a line was removed, as one of a few words: its reason names the value itself."""
    reason = str(removed.get("reason", "")) if isinstance(removed, dict) else ""
    return next((word for start, word in _REASONS if reason.startswith(start)), "other")


_REASONS = (("no origin", "no_origin"), ("the quotation", "not_quoted"), ("the bound", "bound"))


class CountRequests:
    """ASGI middleware that counts requests; the label is the route's pattern, never the path a client chose."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 500
        begun = time.perf_counter()

        async def note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, note)
        finally:
            route = getattr(scope.get("route"), "path", None) or "page"
            method = scope["method"] if scope["method"] in {"GET", "POST", "HEAD", "OPTIONS"} else "other"
            self._metrics.request(method, route, status, time.perf_counter() - begun)
