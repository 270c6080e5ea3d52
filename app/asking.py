"""The one way from the page and the HTTP interface to the assistant: counted, limited, off the event loop."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Protocol

import anyio
import anyio.to_thread
import structlog

from app.metrics import Metrics
from ingest.errors import PolicyQAError
from ingest.types import Document, Normalized
from retriever.stages import listening, stage
from retriever.types import Answer, Ask, Turn

log = structlog.get_logger(__name__)


class Overloaded(PolicyQAError):
    """More questions wait than the server takes."""

    http_status = 503
    retryable = True


class CorpusLike(Protocol):
    """The documents an assistant answers from."""

    def documents(self) -> Sequence[Any]: ...
    def get(self, doc_id: str, version_id: str | None = None) -> Document: ...
    def norm(self, document: Document | str) -> Normalized: ...


class GenerationLike(Protocol):
    """The index an assistant searches."""

    @property
    def manifest(self) -> Any: ...


class AssistantLike(Protocol):
    """What the page and the HTTP interface need of an assistant."""

    @property
    def corpus(self) -> CorpusLike: ...
    @property
    def generation(self) -> GenerationLike: ...
    def ask(self, ask: Ask) -> Answer: ...


def document_in_use(assistant: AssistantLike, doc_id: str) -> Document:
    """The document in the version that answers rest on, so that their offsets fit; else in its current one.

    Raises:
        NotFound: There is no such document.
    """
    return assistant.corpus.get(doc_id, dict(assistant.generation.manifest.documents).get(doc_id))


class Desk:
    """Answers questions in worker threads, `limit` at once and `waiting` in line.

    Raises:
        Overloaded: The line is full.
        PolicyQAError: What the assistant raised.
    """

    def __init__(self, assistant: AssistantLike, metrics: Metrics, limit: int = 8, waiting: int = 64) -> None:
        self.assistant = assistant
        self._metrics = metrics
        self._limit = limit
        self._waiting = waiting
        self._limiter: anyio.CapacityLimiter | None = None

    async def ask(
        self,
        question: str,
        history: tuple[Turn, ...] = (),
        region: str | None = None,
        as_of: str | None = None,
        channel: str = "api",
        on_stage: Callable[[str], None] | None = None,
    ) -> Answer:
        """The verified answer; `on_stage` hears, in the worker's thread, which stage has just ended."""

        def heard(name: str, seconds: float) -> None:
            self._metrics.stage(name, seconds)
            if on_stage:
                on_stage(name)

        # Made here, not in __init__, because a limiter belongs to the running event loop.
        limiter = self._limiter = self._limiter or anyio.CapacityLimiter(self._limit)
        if limiter.statistics().tasks_waiting >= self._waiting:
            raise Overloaded("too many questions at the moment", "try again in a few seconds")
        ask = Ask(question=question, history=history, region=region, as_of=as_of)
        with _identified(), self._metrics.timed(channel), listening(heard):
            asked = time.perf_counter()

            def answered() -> Answer:
                self._metrics.stage("wait", time.perf_counter() - asked)
                with stage("answer"):
                    return self.assistant.ask(ask)

            answer = await anyio.to_thread.run_sync(answered, limiter=limiter, abandon_on_cancel=True)
            self._metrics.answered(answer, channel)
            took = answer.elapsed_ms
            log.info("answered", channel=channel, status=answer.status, answer_id=answer.answer_id, ms=took)
        return answer


def _identified() -> AbstractContextManager[object]:
    """The id of the request in what is logged; a question of the page's queue comes without one and gets one here."""
    if "request_id" in structlog.contextvars.get_contextvars():
        return nullcontext()
    return structlog.contextvars.bound_contextvars(request_id=uuid.uuid4().hex[:16])
