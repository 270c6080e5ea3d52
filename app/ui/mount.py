"""Gradio's server under ours."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI

from app.asking import Desk
from app.ui.examples import Examples
from app.ui.records import MemoryRecords, Records
from app.ui.routes import build_routes
from app.ui.strings import ui_file
from app.ui.visits import OPEN, keep_bounded, spare_statistics


def mount_page(app: FastAPI, desk: Desk, records: Records | None = None) -> None:
    """Put the page at `/`; routes added to `app` before keep their paths. Not to be called inside an event loop.

    Args:
        app: The application.
        desk: Where questions go.
        records: Where conversations and feedback are kept; without them, in memory.
    """
    app.include_router(build_routes(desk.assistant))
    examples = Examples(desk.assistant)
    # Where no event loop runs, gradio makes one for each queue and lock and never closes it.
    page = asyncio.run(_mount(app, desk, records or MemoryRecords(), examples))
    _while_it_runs(app, page, examples)


def _while_it_runs(app: FastAPI, page: Any, examples: Examples) -> None:
    """Look for the examples beside the starting server, so that the first visitor finds them and a warm index; then
    forget pages that were left."""
    inner = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(started: FastAPI) -> AsyncIterator[Any]:
        threading.Thread(target=examples.prepare, name="examples", daemon=True).start()
        forgetting = asyncio.create_task(keep_bounded(page))
        try:
            async with inner(started) as state:
                yield state
        finally:
            forgetting.cancel()

    app.router.lifespan_context = lifespan


async def _mount(app: FastAPI, desk: Desk, records: Records, examples: Examples) -> Any:
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read by gradio when it is imported
    spare_statistics()
    import gradio as gr

    from app.ui.page import build_page
    from app.ui.theme import policy_theme

    page = build_page(desk, records, examples)
    page.state_session_capacity = OPEN
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size="1kb",
        enable_monitoring=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        theme=policy_theme(),
        # In the head, not as css=: Gradio prefixes that with its container, outside of which the open panel is known.
        head=f"<style>{ui_file('page.css')}</style><script>{ui_file('page.js')}</script>",
    )
    return page
