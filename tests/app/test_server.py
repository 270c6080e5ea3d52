from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SERVE = """
from types import SimpleNamespace
from app.server import run
from tests.app.fakes import FakeAssistant
run(SimpleNamespace(host="127.0.0.1", port={port}), FakeAssistant())
"""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


@pytest.mark.slow
def test_a_server_with_an_open_page_ends_with_0_on_sigterm() -> None:
    port = free_port()
    process = subprocess.Popen([sys.executable, "-c", SERVE.format(port=port)], cwd=ROOT)
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz")
                break
            except urllib.error.URLError:
                time.sleep(0.2)
        # The stream that every open page holds would keep the server up for ever.
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/gradio_api/heartbeat/abc"):
            process.send_signal(signal.SIGTERM)
            assert process.wait(15) == 0
    finally:
        process.kill()
        process.wait()


@pytest.mark.slow
def test_a_port_in_use_is_one_clear_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code = SERVE.format(port=taken.getsockname()[1])
        ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert "UsageError" in ended.stderr
    assert "in use" in ended.stderr
