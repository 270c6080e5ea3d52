from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any

import gradio as gr
import pytest
from gradio.state_holder import StateHolder

from app.ui import visits


@pytest.fixture
def page() -> Any:
    """A page with a box that is read and updated, and what Gradio keeps of those who have it open."""

    async def built() -> gr.Blocks:
        with gr.Blocks() as page:
            box = gr.Textbox()
            box.submit(lambda text: gr.update(placeholder=text), box, box)
        return page

    page = asyncio.run(built())
    StateHolder().set_blocks(page)
    return page


def test_a_page_that_was_left_is_forgotten_after_a_while(page: Any) -> None:
    now, holder = datetime.now(), page.state_holder
    for session in ("open", "left"):
        _ = holder[session]
    holder.session_data["left"].is_closed = True
    assert visits.forget(page, now) == 0
    assert visits.forget(page, now + visits.LEFT + timedelta(seconds=5)) == 1
    assert list(holder.session_data) == ["open"]
    assert visits.forget(page, now + visits.UNUSED + timedelta(seconds=5)) == 1
    assert (holder.session_data, holder.time_last_used) == ({}, {})


def test_what_gradio_notes_twice_of_a_component_is_let_go(page: Any) -> None:
    (fn,) = page.fns.values()
    state = page.state_holder["one"]

    async def asked() -> None:
        for text in "abc":
            await page.postprocess_data(fn, gr.update(placeholder=text), state)
            await page.preprocess_data(fn, [text], state)

    asyncio.run(asked())
    assert len(state.blocks_config.blocks) > len(page.blocks), "where this fails, Gradio has mended it: take it out"
    visits.forget(page, datetime.now())
    assert state.blocks_config.blocks.keys() == page.blocks.keys()
    assert state[fn.inputs[0]._id].placeholder == "c"
    assert state.config_values.keys() <= page.blocks.keys()


def test_waiting_lists_of_forgotten_pages_go_too(page: Any) -> None:
    waiting = page._queue.pending_event_ids_session
    waiting.update({"gone": set(), "busy": {"event"}})
    visits.forget(page, datetime.now())
    assert waiting == {"busy": {"event"}}
