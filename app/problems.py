"""Errors as RFC 9457 problem details; a page for people gets the same as a line of text."""

from __future__ import annotations

import json
import uuid
from http import HTTPStatus
from typing import Any

import structlog
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.markup import el, join
from ingest.errors import PolicyQAError

log = structlog.get_logger(__name__)
MEDIA_TYPE = "application/problem+json"


def problem(status: int, detail: str, headers: dict[str, str] | None = None, **more: Any) -> Response:
    """A problem response. `detail` is one line for a person."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}
    return Response(json.dumps(body, ensure_ascii=False), status, headers, media_type=MEDIA_TYPE)


def describe(error: Exception) -> tuple[int, str, dict[str, Any]]:
    """Status, detail and members of a problem for any exception; what is not ours is logged, not shown."""
    if isinstance(error, PolicyQAError):
        return error.http_status, str(error), {"code": type(error).__name__, "retryable": error.retryable}
    error_id = uuid.uuid4().hex[:12]
    log.error("failed", error_id=error_id, exc_info=error)
    return 500, f"something failed inside the server; it is logged as {error_id}", {"error_id": error_id}


def _respond(request: Request, status: int, detail: str, headers: dict[str, str] | None, more: Any) -> Response:
    if request.url.path.startswith("/doc") and "text/html" in request.headers.get("accept", ""):
        page = el("p", {"style": "font:1rem/1.6 system-ui;padding:2rem"}, f"{status} · {detail}")
        head = join(el("meta", {"charset": "utf-8"}), el("title", {}, HTTPStatus(status).phrase))
        return Response(f"<!doctype html>{join(head, page)}", status, headers, media_type="text/html")
    return problem(status, detail, headers, **more)


async def _ours(request: Request, error: Exception) -> Response:
    status, detail, more = describe(error)
    headers = {"Retry-After": "5"} if more.get("retryable") else None
    if status == 401:
        headers = {"WWW-Authenticate": "Bearer"}
    return _respond(request, status, detail, headers, {**more, "instance": request.url.path})


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers) if error.headers else None
    return _respond(request, error.status_code, str(error.detail), headers, {"instance": request.url.path})


class CatchErrors:
    """Innermost middleware: an error that nobody expected becomes a problem here, while the headers, the request's id
    and the metrics around it still apply. Once a response has begun it can only be broken off."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def note(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, note)
        except Exception as error:
            if scope["type"] != "http" or begun:
                raise
            await (await _ours(Request(scope), error))(scope, receive, send)


def install(app: Starlette) -> None:
    """Answer every error of this app with a problem. To be called before other middleware is added."""
    app.add_exception_handler(PolicyQAError, _ours)
    app.add_exception_handler(HTTPException, _http)
    app.add_middleware(CatchErrors)
