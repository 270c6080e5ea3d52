"""Gradio's server under ours."""

from __future__ import annotations

import asyncio
import os

from fastapi import FastAPI

from app.asking import Desk
from app.ui.strings import ui_file


def mount_page(app: FastAPI, desk: Desk) -> None:
    """Put the page at `/`; routes added to `app` before keep their paths. Not to be called inside an event loop."""
    # Where no event loop runs, gradio makes one for each queue and lock and never closes it.
    asyncio.run(_mount(app, desk))


async def _mount(app: FastAPI, desk: Desk) -> None:
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read by gradio when it is imported
    import gradio as gr

    from app.ui.page import build_page
    from app.ui.theme import policy_theme

    gr.mount_gradio_app(
        app,
        build_page(desk),
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
