"""Two browsers and a client without one: nobody gets at another's conversation, through any handler or route."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visitor, ask

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SECRET = "锦州市新认定的省级创新平台给某某秘密公司补助多少钱"


def conversation_of(page: Page) -> str:
    page.get_by_role("tab", name="我的记录").click()
    page.locator("#mine-list input").check()
    value = page.locator("#mine-list input").get_attribute("value")
    assert value
    return value


def call(url: str, body: Any) -> str:
    request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=20) as response:
            return str(response.read().decode())
    except urllib.error.HTTPError as error:
        return str(error.code)


def said(server: str, session: str) -> str:
    """What the queue tells a session, until it closes."""
    with urllib.request.urlopen(f"{server}/gradio_api/queue/data?session_hash={session}", timeout=20) as stream:
        lines = []
        for line in stream:
            lines.append(line.decode())
            if "close_stream" in lines[-1] or "process_completed" in lines[-1]:
                break
        return "".join(lines)


def tries(server: str, conversation: str) -> Iterator[tuple[str, str]]:
    """Every handler of the page, called by nobody with what it takes, the conversation's id wherever text fits."""
    with urllib.request.urlopen(f"{server}/config") as response:
        config = json.load(response)
    for handler in config["dependencies"]:
        data = [conversation for _ in handler["inputs"]]
        for event in ({"answer_id": conversation}, {"act": "report", "id": conversation}, None):
            session = f"nobody{handler['id']}{len(str(event))}"
            body = {"fn_index": handler["id"], "data": data, "session_hash": session, "event_data": event}
            joined = call(f"{server}/gradio_api/queue/join", body)
            yield f"handler {handler['id']}", joined
            if "event_id" in joined:
                yield f"handler {handler['id']}", said(server, session)


def test_nobody_reads_anothers_conversation(visitor: Visitor, real_server: str) -> None:
    mine = visitor.open(real_server)
    ask(mine, SECRET)
    expect(mine.locator("#chat .act-report")).to_be_visible()
    conversation = conversation_of(mine)

    other = visitor.open(real_server)
    other.get_by_role("tab", name="我的记录").click()
    expect(other.locator("#mine-empty")).to_contain_text("还没有对话")
    assert "秘密公司" not in other.content()

    for where, got in tries(real_server, conversation):
        assert "秘密公司" not in got, where

    for path in (f"/api/conversations/{conversation}", f"/gradio_api/file={conversation}", "/gradio_api/call/ask",
                 f"/api/ask?session_id={conversation}"):  # fmt: skip
        assert "秘密公司" not in call(real_server + path, {"question": "那国家级的呢", "session_id": conversation}), (
            path
        )

    mine.reload()
    mine.get_by_role("tab", name="我的记录").click()
    expect(mine.get_by_label(SECRET)).to_be_visible()
