"""The example configuration as it stands: nginx at a sub-path, two processes, one Chroma server, on loopback."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import ROOT, Visitor, ask, free_port

pytestmark = [pytest.mark.browser, pytest.mark.slow]
QUESTION = "锦州新认定的省级研发平台补助多少钱"
BIN = Path(sys.executable).parent
SESSION = "a-session-of-the-deploy-test"


def get(url: str, body: Any = None, headers: dict[str, str] | None = None) -> tuple[int, dict[str, str], str]:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json", **(headers or {})})
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, dict(response.headers), response.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read().decode()


@contextmanager
def running(
    command: Sequence[str | Path], ready: Callable[[], object], env: dict[str, str] | None = None
) -> Iterator[Any]:
    process = subprocess.Popen([str(part) for part in command], cwd=ROOT, env={**os.environ, **(env or {})})
    try:
        for _ in range(300):
            try:
                ready()
                break
            except OSError:
                assert process.poll() is None, f"{command[0]} ended before it was up"
                time.sleep(0.2)
        yield process
    finally:
        process.terminate()
        process.wait(20)


class Deployed(NamedTuple):
    """The address of the page behind nginx, the two processes and their ports, and their environment."""

    url: str
    processes: list[Any]
    ports: list[int]
    env: dict[str, str]


@pytest.fixture(scope="module")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployed]:
    """Everything running."""
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None:
        pytest.skip("nginx is not installed")
    folder = tmp_path_factory.mktemp("deployed")
    front, first, second, store = (free_port() for _ in range(4))
    chroma = f"http://127.0.0.1:{store}"
    env = {
        "POLICYQA_DATA_DIR": str(folder / "data"), "POLICYQA_INDEX_CHROMA_URL": chroma,
        "POLICYQA_INDEX_EXACT_ROWS": "0",  # so that Chroma is asked though there are few clauses
        "POLICYQA_SERVER_ROOT_PATH": "/policyqa", "POLICYQA_SERVER_TRUSTED_PROXIES": "127.0.0.1",
        "POLICYQA_SERVER_BURST": "20",
    }  # fmt: skip
    config = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    for written, free in (("7861", first), ("7862", second), ("listen 80", f"listen 127.0.0.1:{front}")):
        assert written in config
        config = config.replace(written, str(free))
    (folder / "site.conf").write_text(config, "utf-8")
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log;\nevents {{}}\n"
        f"http {{ access_log {folder}/access.log;\n{temporary}include {folder}/site.conf; }}\n",
        "utf-8",
    )
    with ExitStack() as stack:
        store_up = f"{chroma}/api/v2/heartbeat"
        run = [BIN / "chroma", "run", "--path", folder / "chroma", "--host", "127.0.0.1", "--port", str(store)]
        stack.enter_context(running(run, lambda: urllib.request.urlopen(store_up).close()))
        policyqa = [BIN / "policyqa"]
        subprocess.run([*policyqa, "ingest", "docs_corpus"], cwd=ROOT, env={**os.environ, **env}, check=True)
        processes = []
        for port in (first, second):
            up = f"http://127.0.0.1:{port}/healthz"
            command = [*policyqa, "serve", "--port", str(port)]
            processes.append(
                stack.enter_context(running(command, lambda up=up: urllib.request.urlopen(up).close(), env))
            )
        page = f"http://127.0.0.1:{front}/policyqa/"
        start = [nginx, "-c", folder / "nginx.conf", "-e", folder / "error.log"]
        stack.enter_context(running(start, lambda: urllib.request.urlopen(page + "healthz").close()))
        yield Deployed(page, processes, [first, second], env)


def test_a_session_goes_on_whichever_process_answers(deployed: Deployed) -> None:
    url, _, ports, _ = deployed
    for question in (QUESTION, "那国家级的呢", "那省级的呢", "那国家级的呢"):
        status, headers, text = get(url + "api/ask", {"question": question, "session_id": SESSION})
        assert status == 200
        assert re.fullmatch(r"[0-9a-f]{32}", headers["x-request-id"])
    assert "锦州" in json.loads(text)["standalone_question"]
    counted = [re.search(r'answers_total\{channel="api",status="answered"\} (\d+)', metrics(port)) for port in ports]
    assert all(counted), "both processes answered"


def metrics(port: int) -> str:
    return get(f"http://127.0.0.1:{port}/metrics")[2]


def test_the_stream_passes_the_proxy_in_stages(deployed: Deployed) -> None:
    status, headers, text = get(deployed.url + "api/ask/stream", {"question": QUESTION})
    assert status == 200
    assert headers["Content-Type"].startswith("text/event-stream")
    assert [line for line in text.splitlines() if line.startswith("event:")][0::100] == ["event: stage"]
    assert "event: done" in text


@pytest.mark.parametrize("path", ["metrics", "readyz", "gradio_api/upload", "monitoring", "api/none"])
def test_what_is_closed_stays_closed(deployed: Deployed, path: str) -> None:
    assert get(deployed.url + path)[0] == 404


def test_a_body_that_is_too_large_is_refused(deployed: Deployed) -> None:
    assert get(deployed.url + "api/ask", {"question": "a" * 70_000})[0] == 413


def test_the_client_is_known_by_the_proxys_word_and_limited(deployed: Deployed) -> None:
    """Straight to a process, as nginx would speak for somebody outside."""
    outside = {"X-Forwarded-For": "203.0.113.7"}
    url = f"http://127.0.0.1:{deployed.ports[0]}/api/documents/none"
    found = [get(url, None, outside)[0] for _ in range(200)]
    assert set(found) == {404, 429}
    assert get(url)[0] == 404


def test_the_page_answers_below_the_sub_path(visitor: Visitor, deployed: Deployed) -> None:
    page = visitor.open(deployed.url)
    ask(page, QUESTION)
    expect(page.locator("#chat .answer").last).to_contain_text("20万元", timeout=30_000)
    page.locator("#chat .card a.open-clause").first.click()
    expect(page.frame_locator("#panel iframe").locator("section.cited mark").first).to_be_visible()


def test_both_follow_an_update_that_runs_beside_them(deployed: Deployed, tmp_path: Path) -> None:
    url, _, ports, env = deployed
    text = (
        "铁岭市灯塔计划实施办法\n\n第一条 对新认定的灯塔企业，一次性给予37万元奖励。\n第二条 本办法自印发之日起施行。\n"
    )
    (tmp_path / "tieling.txt").write_text(text, "utf-8")
    asked = {"question": "铁岭灯塔企业奖励多少钱"}
    update = [BIN / "policyqa", "ingest", tmp_path]
    with subprocess.Popen([str(part) for part in update], cwd=ROOT, env={**os.environ, **env}) as ingest:
        while ingest.poll() is None:
            status, _, body = get(url + "api/ask", {"question": QUESTION})
            assert (status, json.loads(body)["status"]) == (200, "answered")
            time.sleep(0.25)  # within the proxy's limit
    assert ingest.returncode == 0
    for port in ports:
        assert "37万元" in json.loads(get(f"http://127.0.0.1:{port}/api/ask", asked)[2])["answer"]


def test_a_process_that_is_told_to_stop_ends_with_0_and_the_other_answers(deployed: Deployed) -> None:
    url, processes, *_ = deployed
    processes[0].terminate()
    assert processes[0].wait(20) == 0
    for _ in range(4):
        assert get(url + "api/ask", {"question": QUESTION})[0] == 200
