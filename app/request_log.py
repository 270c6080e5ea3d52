"""An id for each request, in every line that is logged for it and in its response, and a line when it has ended.

The line names the route, not the path or the query: what somebody asked is not logged.
"""

from __future__ import annotations

import re
import time
import uuid

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = structlog.get_logger(__name__)
HEADER = b"x-request-id"
_GIVEN = re.compile(rb"[A-Za-z0-9_-]{8,64}")


class RequestLog:
    """ASGI middleware; an id that a proxy gave is taken over where it is a plain one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = dict(scope["headers"]).get(HEADER, b"")
        request_id = given if _GIVEN.fullmatch(given) else uuid.uuid4().hex[:16].encode()
        status, began = 500, time.perf_counter()

        async def note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message = {**message, "headers": [*message.get("headers", []), (HEADER, request_id)]}
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id.decode()):
            try:
                await self._app(scope, receive, note)
            finally:
                route = getattr(scope.get("route"), "path", None) or "page"
                took = round((time.perf_counter() - began) * 1000, 1)
                log.info("request", method=scope["method"], route=route, status=status, ms=took)
