"""The server: the page, the documents and the HTTP interface in one process."""

from __future__ import annotations

import errno
import signal
import socket
from types import FrameType
from typing import Any, Protocol

import structlog
import uvicorn
from fastapi import FastAPI

from app.api import build_router, install_validation
from app.api_pages import build_pages
from app.asking import AssistantLike, Desk
from app.guards import BodyLimit, ClosedRoutes, SecurityHeaders
from app.metrics import CountRequests, Metrics
from app.problems import install
from app.sessions import Sessions
from ingest.errors import UsageError

__all__ = ["AssistantLike", "ServerSettings", "create_app", "run"]

log = structlog.get_logger(__name__)
GRACE = 3  # seconds that open streams get to end; a browser's page holds one for as long as it is open


class ServerSettings(Protocol):
    """What the server needs of the settings."""

    @property
    def host(self) -> str: ...
    @property
    def port(self) -> int: ...


def create_app(assistant: AssistantLike, settings: Any = None) -> FastAPI:
    """The application around an assistant.

    Args:
        assistant: Answers questions and holds the documents.
        settings: As `run` takes them; the application itself needs none so far.
    """
    from app.ui.mount import mount_page  # gradio takes two seconds to import

    metrics = Metrics()
    desk = Desk(assistant, metrics)
    app = FastAPI(
        title="policyqa",
        description="Questions about policy documents, answered with verbatim, clause-exact citations.",
        docs_url=None, redoc_url=None, openapi_url="/api/openapi.json",
    )  # fmt: skip
    install(app)
    install_validation(app)
    app.include_router(build_router(desk, metrics, Sessions()))
    app.include_router(build_pages(assistant))
    mount_page(app, desk)
    # The one added last is the outermost.
    app.add_middleware(BodyLimit)
    app.add_middleware(ClosedRoutes)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(CountRequests, metrics=metrics)
    return app


def run(settings: Any, assistant: AssistantLike | None = None) -> None:
    """Serve until SIGTERM or SIGINT, then end with status 0.

    Args:
        settings: `host`, `port`, and what `Assistant.open` takes.
        assistant: Used instead of opening one.

    Raises:
        PolicyQAError: The index cannot be opened.
    """

    def leave(number: int, frame: FrameType | None) -> None:
        raise SystemExit(0)

    # uvicorn takes both over while it serves and raises them again at its end; before and after, they just end us.
    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, leave)
    _check_port(settings.host, settings.port)
    if assistant is None:
        from retriever.assistant import Assistant

        assistant = Assistant.open(settings)
    app = create_app(assistant, settings)
    log.info("serving", url=f"http://{settings.host}:{settings.port}")
    uvicorn.run(
        app, host=settings.host, port=settings.port, log_level="warning", access_log=False, server_header=False,
        timeout_graceful_shutdown=GRACE,
    )  # fmt: skip


def _check_port(host: str, port: int) -> None:
    """Say at once that the address cannot be had, before an index is opened."""
    try:
        for family, kind, protocol, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[:1]:
            with socket.socket(family, kind, protocol) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
    except OSError as error:
        reason = "the port is in use" if error.errno == errno.EADDRINUSE else error.strerror
        raise UsageError(f"cannot listen on {host}:{port}: {reason}", "choose another --host or --port") from error
