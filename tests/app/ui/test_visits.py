from __future__ import annotations

import asyncio
import json
import time
from datetime import datetime, timedelta
from typing import Any

import gradio as gr
import pytest
from fastapi.testclient import TestClient
from gradio.state_holder import StateHolder

from app.ui import chat_tab, conversation, visits
from tests.app.fakes import QUESTION, FakeAssistant


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


def ask_in_one_page(client: TestClient, times: int) -> None:
    """Press Enter in the question's box of one page, each time until the answer has come."""
    config = client.get("/config").json()
    parts = {part["id"]: part for part in config["components"]}
    box = next(number for number, part in parts.items() if part["props"].get("elem_id") == "question")
    handler = next(one for one in config["dependencies"] if [box, "submit"] in one["targets"])
    given = {i: None if parts[i]["type"] == "state" else parts[i]["props"].get("value") for i in handler["inputs"]}
    given |= {i: "t" * 43 for i, part in parts.items() if part["type"] == "browserstate" and i in given}
    data = list((given | {box: QUESTION}).values())
    body = {"fn_index": handler["id"], "data": data, "session_hash": "page", "event_data": None}
    for _ in range(times):
        assert client.post("/gradio_api/queue/join", json=body).status_code == 200
        with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": "page"}) as stream:
            events = [json.loads(line[5:]) for line in stream.iter_lines() if line.startswith("data:")]
        assert [event["success"] for event in events if event["msg"] == "process_completed"] == [True]


def left_over(app: Any) -> dict[str, int]:
    """How much is held of the page's session, once nothing runs any more and what is no longer needed was let go."""
    page = app.get_blocks()
    queue, state = page._queue, page.state_holder["page"]
    until = time.monotonic() + 10
    while (queue.event_ids_to_events or any(queue.active_jobs)) and time.monotonic() < until:
        time.sleep(0.01)  # an event ends a little after its last message
    visits.forget(page, datetime.now())
    return {
        "components": len(state.blocks_config.blocks),
        "configurations": len(state.config_values),
        "states": len(state.state_data),
        "messages": sum(one.qsize() for one in queue.pending_messages_per_session.values()),
        "events": len(queue.event_ids_to_events) + sum(map(len, queue.pending_event_ids_session.values())),
        "iterators": len(app.iterators),
        "differences": len(page.pending_diff_streams),
        "exchanges": sum(len(getattr(one, "exchanges", ())) for one in state.state_data.values()),
    }


def test_what_a_page_holds_is_bounded_however_much_is_asked_in_it(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversation, "MAX_EXCHANGES", 4)
    app = next(one for route in client.app.routes if hasattr(one := getattr(route, "app", None), "iterators"))
    ask_in_one_page(client, 4)
    held = left_over(app)
    ask_in_one_page(client, 6)
    assert left_over(app) == held
    assert app.get_blocks()._queue.ANALYTICS_MAX_EVENTS == 64


def test_earlier_answers_are_kept_drawn_up_to_a_number(
    assistant: FakeAssistant, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chat_tab, "DRAWN", 3)
    drawn: list[int] = []
    earlier = chat_tab.ChatTab._earlier

    def counted(tab: chat_tab.ChatTab, answer: Any, lang: Any) -> Any:
        html = earlier(tab, answer, lang)
        drawn.append(len(tab._drawn))
        return html

    monkeypatch.setattr(chat_tab.ChatTab, "_earlier", counted)
    ask_in_one_page(client, 6)
    assert len(assistant.asked) == 6
    assert max(drawn) == 3
