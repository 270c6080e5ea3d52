"""A browser, and a server each test module names: one with a canned answer, one with the real documents."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
expect.set_options(timeout=20_000)  # a busy machine is no failure
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
FAKE = """
from types import SimpleNamespace
from app.server import run
from tests.app.fakes import FakeAssistant
run(SimpleNamespace(host="127.0.0.1", port={port}), FakeAssistant())
"""


@contextmanager
def served(command: list[str], port: int, ready: str = "/healthz", env: dict[str, str] | None = None) -> Iterator[str]:
    """The address of a server while it runs."""
    url = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, env=env)
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(url + ready).close()
                break
            except urllib.error.URLError:
                assert process.poll() is None, "the server ended before it was up"
                time.sleep(0.2)
        yield url
    finally:
        process.terminate()
        process.wait(20)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test in a browser that fails is run once more, and both are in the report: a page drawn late is no defect of
    ours where the machine is busy with other work, one that fails twice is."""
    for item in items:
        if "visitor" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def fake_server() -> Iterator[str]:
    port = free_port()
    with served([sys.executable, "-c", FAKE.format(port=port)], port) as url:
        yield url


@pytest.fixture(scope="session")
def real_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = str(tmp_path_factory.mktemp("data"))
    policyqa = [sys.executable, "-m", "app.cli"]
    if (script := Path(sys.executable).with_name("policyqa")).exists():
        policyqa = [str(script)]
    subprocess.run([*policyqa, "ingest", "docs_corpus", "--data-dir", data], cwd=ROOT, check=True, capture_output=True)
    port = free_port()
    with served([*policyqa, "serve", "--port", str(port), "--data-dir", data], port) as url:
        yield url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Not for the session: while it is open an event loop runs, and tests after it could not start theirs."""
    names = (os.environ.get("CHROMIUM") or "chromium", "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if not found:
        pytest.fail("no browser: install chromium, or name one with CHROMIUM=path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


class Visitor:
    """Opens pages and notes what they ask of other hosts and what goes wrong in them."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.outside: list[str] = []
        self.errors: list[str] = []
        self.contexts: list[BrowserContext] = []

    def open(
        self, url: str, locale: str = "zh-CN", width: int = 1280, height: int = 800, scheme: Any = "light"
    ) -> Page:
        size: Any = {"width": width, "height": height}
        context = self.browser.new_context(locale=locale, viewport=size, color_scheme=scheme, accept_downloads=True)
        context.on("request", lambda request: self._note(request.url))
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda line: self._complain(line.text) if line.type == "error" else None)
        page.goto(url)
        page.locator("#question textarea").wait_for()
        page.locator("#chat h2").wait_for()
        return page

    def _complain(self, text: str) -> None:
        if not re.search("AbortError|errored out", text):  # a page that is left cuts its own streams
            self.errors.append(text)

    def _note(self, url: str) -> None:
        if urlsplit(url).hostname not in {"127.0.0.1", "localhost", None}:
            self.outside.append(url)


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visitor]:
    visitor = Visitor(browser)
    yield visitor
    for context in visitor.contexts:
        context.close()
    assert visitor.outside == [], "the page asked another host for something"
    assert visitor.errors == []


PHONE = {"width": 360, "height": 740}
WIDE = {"width": 1280, "height": 800}


def pick(page: Page, box: str, option: str) -> None:
    """Choose in a dropdown; `option` is how its label begins."""
    page.locator(f"{box} input").click()
    page.locator("[role=option]").filter(has_text=re.compile(f"^[✓ \\s]*{re.escape(option)}")).first.click()


def fits(page: Page) -> bool:
    """Whether nothing is wider than the window."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def ask(page: Page, question: str) -> None:
    """Type a question and press Enter."""
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
