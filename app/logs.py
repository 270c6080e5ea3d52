"""Structured logs on standard error; standard output belongs to results."""

from __future__ import annotations

import logging
import sys
from typing import Any, Literal

import structlog

from app.masking import mask

Level = Literal["debug", "info", "warning", "error"]
Format = Literal["text", "json"]


def configure_logs(level: Level = "warning", fmt: Format = "text") -> None:
    """Send the project's and its libraries' logs through one chain to standard error."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    if fmt == "json":
        # Without the local variables of each frame: a question may be one of them.
        frames = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
        traceback = structlog.processors.ExceptionRenderer(frames)
        last: list[Any] = [traceback, structlog.processors.JSONRenderer(ensure_ascii=False)]
    else:
        plain = structlog.dev.plain_traceback
        last = [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last, _masked],
        )
    )
    root = logging.getLogger()
    handler.setLevel(level.upper())  # some libraries set the level of their own loggers
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for chatty in ("httpx", "httpcore", "urllib3", "asyncio", "chromadb", "sentence_transformers"):
        logging.getLogger(chatty).setLevel("WARNING")
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def _masked(logger: Any, method: str, line: Any) -> str:
    """The line as it will stand in the log, with personal data masked, wherever in it that was."""
    return mask(line, company_codes=True)
