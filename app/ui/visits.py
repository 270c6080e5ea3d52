"""What Gradio keeps of every page that was opened, bounded: half a megabyte each, none of which it would let go.

A page that is forgotten and then used again is given its conversation back from the records, so nothing is lost by it.
"""

from __future__ import annotations

import asyncio
import os
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import gradio as gr

OPEN = 400  # pages that are kept at most: the ones used last
LEFT = timedelta(minutes=10)  # a page that was closed; a phone that shows something else closes its connection too
UNUSED = timedelta(hours=12)
EVERY = 60.0  # seconds


def spare_statistics() -> None:
    """Keep Gradio from its table of all calls, computed anew after each of them; read when a page is built."""
    os.environ.setdefault("GRADIO_ANALYTICS_MAX_EVENTS", "64")
    os.environ.setdefault("GRADIO_ANALYTICS_CACHE_FREQUENCY", "1000000000")


async def keep_bounded(page: gr.Blocks) -> None:
    """Forget pages now and then, on the event loop, where alone Gradio changes them."""
    while True:
        await asyncio.sleep(EVERY)
        forget(page, datetime.now())


def forget(page: gr.Blocks, now: datetime) -> int:
    """Let go of pages that were left or lay unused, and of what is left over of the others; how many pages went."""
    holder = page.state_holder
    gone = 0
    for session, state in list(holder.session_data.items()):
        unused = now - holder.time_last_used.get(session, now)
        if unused > (LEFT if state.is_closed else UNUSED):
            del holder.session_data[session]
            holder.time_last_used.pop(session, None)
            gone += 1
        else:
            _prune(state, page)
    queue = page._queue
    for session in [one for one, waiting in queue.pending_event_ids_session.items() if not waiting]:
        if session not in holder.session_data:
            del queue.pending_event_ids_session[session]
    return gone


def _prune(state: Any, page: gr.Blocks) -> None:
    """A component that is updated and then read is noted once more, under a number that nothing refers to."""
    known = page.default_config.blocks
    for number in [one for one in state.blocks_config.blocks if one not in known]:
        del state.blocks_config.blocks[number]
        state.config_values.pop(number, None)
