"""The HTTP interface: questions, documents, health, metrics."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import structlog
from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response, StreamingResponse

from app.api_conversations import PRIVATE, MaybeOwner, build_conversations, off_loop
from app.api_docs import docs_page
from app.api_models import Question
from app.api_stream import events
from app.asking import Desk, document_in_use
from app.library import clause_json, clause_of, document_json, documents_json, said_json, succession_in_use
from app.metrics import Metrics
from app.problems import problem
from app.records import DatabaseRecords
from app.sessions import Sessions
from ingest.errors import NotFound, StoreError
from retriever.types import Answer, Warning_

log = structlog.get_logger(__name__)
NOT_KEPT = Warning_(
    "not_kept",
    "本次问答未能保存，后续追问可能不知道它。 This answer could not be kept; a follow-up may not know of it.",
)


def build_router(desk: Desk, metrics: Metrics, records: DatabaseRecords) -> APIRouter:
    """All routes but the pages."""
    router = APIRouter()
    assistant = desk.assistant
    sessions = Sessions(records)

    async def answer_to(body: Question, owner: str | None, on_stage: Callable[[str], None] | None = None) -> Answer:
        session = body.session_id
        history = await off_loop(lambda: sessions.turns(session, owner)) if session else body.turns()
        as_of = body.as_of.isoformat() if body.as_of else None
        answer = await desk.ask(body.question, history, body.region, as_of, on_stage=on_stage)
        if session and answer.status != "error":
            try:
                await off_loop(lambda: sessions.add(session, owner, answer, body.region))
            except StoreError as error:  # the answer is there, so it is given
                log.error("not_kept", error=str(error))
                answer = replace(answer, warnings=(*answer.warnings, NOT_KEPT))
        return answer

    @router.post("/api/ask", tags=["questions"], summary="Answer a question")
    async def ask(body: Question, owner: MaybeOwner) -> JSONResponse:
        """The whole answer with its citations, facts and warnings."""
        return JSONResponse((await answer_to(body, owner)).to_json(), headers=PRIVATE)

    @router.post("/api/ask/stream", tags=["questions"], summary="Answer a question as server-sent events")
    async def stream(body: Question, owner: MaybeOwner) -> StreamingResponse:
        """Events: `stage`, each verified `sentence`, then `done` with the whole answer, or `error`."""
        # A proxy that gathered the events before it passed them on would make a stream pointless.
        headers = {**PRIVATE, "X-Accel-Buffering": "no"}
        answering = partial(answer_to, body, owner)
        return StreamingResponse(events(answering), media_type="text/event-stream", headers=headers)

    router.include_router(build_conversations(records))

    @router.get("/api/documents", tags=["documents"], summary="All documents")
    def documents() -> list[dict[str, Any]]:
        return documents_json(assistant, today())

    @router.get("/api/documents/{doc_id}", tags=["documents"], summary="A document and its clauses")
    def document(doc_id: str) -> dict[str, Any]:
        found = document_in_use(assistant, doc_id)
        row = document_json(found, today(), succession_in_use(assistant))
        return {**row, **said_json(found), "clauses": [clause_json(clause) for clause in found.clauses]}

    @router.get("/api/documents/{doc_id}/clauses/{clause_id}", tags=["documents"], summary="A clause and its text")
    def clause(doc_id: str, clause_id: str) -> dict[str, Any]:
        found = document_in_use(assistant, doc_id)
        one = clause_of(found, clause_id)
        return {**clause_json(one), "doc_id": doc_id, "text": found.source.text[one.start : one.end]}

    @router.get("/healthz", tags=["operation"], summary="Is the process up?")
    def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @router.get("/readyz", tags=["operation"], summary="Can questions be answered?")
    def readyz() -> dict[str, Any]:
        """503 with a problem where the index is not open."""
        return readiness(desk)

    @router.get("/metrics", tags=["operation"], summary="Counters for Prometheus", response_class=Response)
    def exposition() -> Response:
        return Response(metrics.exposition(), media_type=metrics.content_type)

    @router.get("/api/docs", include_in_schema=False)
    def docs(request: Request) -> Response:
        return docs_page(request.app.openapi())

    # Else the page's own server would answer, in a form of its own.
    @router.api_route("/api/{rest:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"], include_in_schema=False)
    def nothing(rest: str) -> Response:
        raise NotFound(f"there is no /api/{rest}", "see /api/docs")

    return router


def today() -> str:
    """The day that validity is judged on."""
    return date.today().isoformat()


def readiness(desk: Desk) -> dict[str, Any]:
    """What is open, from the manifest of the generation in use."""
    manifest = desk.assistant.generation.manifest
    return {
        "status": "ready",
        "documents": len(manifest.documents),
        "clauses": manifest.clauses,
        "embedding_model": manifest.model,
        "generation": manifest.generation_id,
    }


def install_validation(app: FastAPI) -> None:
    """Answer a body or parameter of the wrong shape with a problem that lists what is wrong."""

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        found = error.errors()
        unreadable = any(item["type"] == "json_invalid" for item in found)
        errors = [{"where": ".".join(str(part) for part in item["loc"]), "what": item["msg"]} for item in found]
        detail = "the body is not JSON" if unreadable else f"{errors[0]['where']}: {errors[0]['what']}"
        return problem(400 if unreadable else 422, detail, instance=request.url.path, errors=errors)

    app.add_exception_handler(RequestValidationError, invalid)
