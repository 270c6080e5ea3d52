"""The server: the page, the documents and the HTTP interface in one process."""

from __future__ import annotations

import asyncio
import errno
import gc
import signal
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from types import FrameType
from typing import Any

import structlog
import uvicorn
from fastapi import FastAPI

from app.api import build_router, install_validation
from app.api_conversations import off_loop
from app.api_pages import build_pages
from app.asking import AssistantLike, Desk
from app.guards import BodyLimit, ClosedRoutes, SecurityHeaders, SubPath
from app.metrics import CountRequests, Metrics
from app.problems import install
from app.rate import RateLimit
from app.records import DatabaseRecords
from app.request_log import RequestLog
from app.sections import RecordsSettings, ServerSettings
from ingest.errors import UsageError

__all__ = ["AssistantLike", "create_app", "run"]

log = structlog.get_logger(__name__)
FORGET_EVERY = 6 * 3600.0  # seconds
IDLE = 75  # seconds that a connection may be silent: longer than a client's pool, which else meets a closed one
GRACE = 3  # seconds that open streams get to end; a browser's page holds one for as long as it is open


def create_app(assistant: AssistantLike, settings: Any = None) -> FastAPI:
    """The application around an assistant.

    Args:
        assistant: Answers questions and holds the documents.
        settings: `data_dir`, where app.db lies (in memory without one), and the sections `server` and `records`.

    Raises:
        StoreError: The database cannot be opened.
    """
    from app.ui.mount import mount_page  # gradio takes two seconds to import

    server: ServerSettings = getattr(settings, "server", ServerSettings())
    metrics = Metrics()
    desk = Desk(assistant, metrics)
    records = DatabaseRecords(
        getattr(settings, "data_dir", None), getattr(settings, "records", RecordsSettings()), metrics.said
    )
    app = FastAPI(
        title="policyqa",
        description="Questions about policy documents, answered with verbatim, clause-exact citations.",
        docs_url=None, redoc_url=None, openapi_url="/api/openapi.json", lifespan=_kept(records),
    )  # fmt: skip
    install(app)
    install_validation(app)
    app.include_router(build_router(desk, metrics, records))
    app.include_router(build_pages(assistant))
    mount_page(app, desk, records)
    # The one added last is the outermost.
    app.add_middleware(BodyLimit, limit=server.max_body)
    app.add_middleware(ClosedRoutes)
    app.add_middleware(RateLimit, rate=server.rate, burst=server.burst)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(CountRequests, metrics=metrics)
    app.add_middleware(RequestLog)
    app.add_middleware(SubPath, root=server.root_path)
    return app


def _kept(records: DatabaseRecords) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """While the server runs old conversations are forgotten; at its end the database is let go."""

    async def forget() -> None:
        while True:
            await asyncio.sleep(FORGET_EVERY)
            await off_loop(records.forget_old)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        forgetting = asyncio.create_task(forget())
        try:
            yield
        finally:
            forgetting.cancel()
            records.close()

    return lifespan


def _settle_memory() -> None:
    """Set aside what was loaded for good: the collector then looks through what requests leave behind, often and
    quickly, and not, seldom, through a million objects that stay."""
    gc.collect()
    gc.freeze()


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
    _settle_memory()
    trusted = getattr(settings, "server", ServerSettings()).trusted_proxies
    log.info("serving", url=f"http://{settings.host}:{settings.port}")
    uvicorn.run(
        app, host=settings.host, port=settings.port, log_level="warning", access_log=False, server_header=False,
        timeout_graceful_shutdown=GRACE, timeout_keep_alive=IDLE,
        proxy_headers=bool(trusted), forwarded_allow_ips=trusted or None,
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
