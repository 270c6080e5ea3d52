from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SERVE = """
from types import SimpleNamespace
from app.server import run
from tests.app.fakes import FakeAssistant
run(SimpleNamespace(host="127.0.0.1", port={port}), FakeAssistant())
"""


SLOW = """
import time
from types import SimpleNamespace
from app.server import run
from tests.app.fakes import FakeAssistant
class Slow(FakeAssistant):
    def ask(self, ask):
        print("asked", flush=True)
        time.sleep(1)
        return super().ask(ask)
run(SimpleNamespace(host="127.0.0.1", port={port}), Slow())
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


@pytest.mark.slow
def test_an_answer_under_way_is_finished_at_sigterm() -> None:
    port = free_port()
    process = subprocess.Popen([sys.executable, "-c", SLOW.format(port=port)], cwd=ROOT, stdout=subprocess.PIPE)
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(url + "/healthz").close()
                break
            except urllib.error.URLError:
                time.sleep(0.2)
        body = {"question": "a" * 20, "session_id": "s" * 16}
        headers = {"Content-Type": "application/json"}
        asked = urllib.request.Request(url + "/api/ask", json.dumps(body).encode(), headers)
        with ThreadPoolExecutor(1) as pool:
            answering = pool.submit(lambda: json.load(urllib.request.urlopen(asked)))
            assert process.stdout
            while b"asked" not in process.stdout.readline():
                pass
            process.send_signal(signal.SIGTERM)
            assert answering.result(20)["status"] == "answered"
        assert process.wait(20) == 0
    finally:
        process.kill()
        process.communicate()
