"""ASGI middleware in front of everything: the size of a request, what the page's own server offers, headers."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.problems import problem

MAX_BODY = 64 * 1024

# Of the routes that Gradio brings along (upload, proxy, call, monitoring, login …) the page needs these. By app_id a
# page that lost the server learns that it is back.
PAGE_ROUTES = ("queue/", "heartbeat/", "cancel", "reset", "startup-events", "theme.css", "info", "app_id")
CLOSED = ("/monitoring", "/login", "/logout", "/svelte", "/dev", "/user", "/token", "/app_id", "/pwa_icon")

# Gradio starts itself with inline scripts and builds its handlers from text, so both must be let in.
PAGE_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"x-frame-options": b"SAMEORIGIN",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=(), payment=()",
    b"content-security-policy": PAGE_POLICY.encode(),
}


def route_path(scope: Scope) -> str:
    """The path below the one that a proxy serves us under, whether or not the proxy has taken that off."""
    path, root = str(scope.get("path", "")), str(scope.get("root_path", ""))
    return path.removeprefix(root) if path.startswith(f"{root}/") else path


class SubPath:
    """Lets everything behind it know the path that a proxy serves us under; the path itself then has it in front."""

    def __init__(self, app: ASGIApp, root: str) -> None:
        self._app = app
        self._root = root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._root and scope["type"] in {"http", "websocket"}:
            path = scope["path"]
            whole = path if path.startswith(f"{self._root}/") else self._root + path
            scope = {**scope, "root_path": self._root, "path": whole}
        await self._app(scope, receive, send)


class SecurityHeaders:
    """Adds each header that the response does not set itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers: list[tuple[bytes, bytes]] = list(message.get("headers", []))
                there = {name.lower() for name, _ in headers}
                headers += [(name, value) for name, value in HEADERS.items() if name not in there]
                message = {**message, "headers": headers}
            await send(message)

        await self._app(scope, receive, add if scope["type"] == "http" else send)


class ClosedRoutes:
    """Answers 404 for the routes of the page's server that nothing here uses."""

    def __init__(self, app: ASGIApp, prefix: str = "/gradio_api/", allowed: Iterable[str] = PAGE_ROUTES) -> None:
        self._app = app
        self._prefix = prefix
        self._allowed = tuple(prefix + route for route in allowed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = route_path(scope)
        closed = path.startswith(CLOSED) or (path.startswith(self._prefix) and not path.startswith(self._allowed))
        if scope["type"] == "http" and closed:
            await problem(404, "there is nothing here", instance=path)(scope, receive, send)
            return
        await self._app(scope, receive, send)


class BodyLimit:
    """Reads a request's body up to `limit` bytes and answers 413 beyond, whether or not its length was declared."""

    def __init__(self, app: ASGIApp, limit: int = MAX_BODY) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "OPTIONS"}:
            await self._app(scope, receive, send)
            return
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        body = bytearray()
        more = declared.isdigit() and int(declared) <= self._limit
        whole = more
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > self._limit:
                whole = more = False
        if not whole:
            detail = f"the request is larger than {self._limit} bytes"
            await problem(413, detail, headers={"Connection": "close"}, instance=scope["path"])(scope, receive, send)
            return
        given = False

        async def replay() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": bytes(body), "more_body": False}

        await self._app(scope, replay, send)
