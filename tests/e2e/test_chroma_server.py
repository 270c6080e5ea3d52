"""`chroma run` with two processes that answer and one that ingests, all at once: answers right, nothing lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.e2e.conftest import ROOT, free_port, served

pytestmark = pytest.mark.slow
BIN = Path(sys.executable).parent
ASKED = [
    ("锦州新认定的省级研发平台补助多少钱", "20万元"),
    ("西昌新认定的高新技术企业奖励多少", ""),
    ("到2020年四川省高新技术企业达到多少家", "5000"),
    ("新疆对企业研发投入有什么要求", ""),
]
NEW = "# 阳泉市停车场管理办法\n\n阳泉市人民政府\n\n第一条 对新建的公共停车场，每个泊位一次性补助3721元。\n"


class Running(NamedTuple):
    """The Chroma server, two of our servers, and the environment that they share."""

    chroma: str
    ours: list[str]
    env: dict[str, str]


def _policyqa(env: dict[str, str], *arguments: str | Path) -> str:
    command = [str(BIN / "policyqa"), *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True, text=True).stdout


def _ask(url: str, question: str) -> dict[str, Any]:
    body = json.dumps({"question": question}).encode()
    request = urllib.request.Request(f"{url}/api/ask", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=120) as response:
        found: dict[str, Any] = json.load(response)
    return found


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    port = free_port()
    store = f"http://127.0.0.1:{port}"
    env = {
        **os.environ, "POLICYQA_DATA_DIR": str(tmp_path / "data"), "POLICYQA_INDEX_CHROMA_URL": store,
        "POLICYQA_INDEX_EXACT_ROWS": "0",  # so that Chroma is asked though there are few clauses
    }  # fmt: skip
    run = [str(BIN / "chroma"), "run", "--path", str(tmp_path / "chroma"), "--host", "127.0.0.1", "--port", str(port)]
    with ExitStack() as stack:
        stack.enter_context(served(run, port, ready="/api/v2/heartbeat"))
        _policyqa(env, "ingest", "docs_corpus")
        ports = [free_port(), free_port()]
        ours = [
            stack.enter_context(served([str(BIN / "policyqa"), "serve", "--port", str(one)], one, env=env))
            for one in ports
        ]
        yield Running(store, ours, env)


def _collections(chroma: str) -> dict[str, int]:
    """What the server holds: the rows of each collection."""
    code = (
        "import sys; from retriever import chroma\n"
        "print({one.name: one.count() for one in chroma.client(None, sys.argv[1]).list_collections()})"
    )
    done = subprocess.run([sys.executable, "-c", code, chroma], cwd=ROOT, check=True, capture_output=True, text=True)
    found: dict[str, int] = eval(done.stdout)
    return found


def test_two_answer_while_one_ingests(running: Running, tmp_path: Path) -> None:
    before = [_ask(running.ours[0], question) for question, _ in ASKED]
    more = tmp_path / "more"
    more.mkdir()
    (more / "parking.md").write_text(NEW, "utf-8")
    with ThreadPoolExecutor(5) as pool:
        ingest = pool.submit(_policyqa, running.env, "ingest", more)
        rounds = [pool.submit(_ask, url, question) for _ in range(8) for url in running.ours for question, _ in ASKED]
        answers = [one.result() for one in rounds]
        ingest.result()
    for answer, (_, said) in zip(answers, ASKED * 16, strict=True):
        assert answer["status"] != "error"
        assert said in answer["answer"].translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    assert [answer["answer"] for answer in answers[:4]] == [answer["answer"] for answer in before]
    for url in running.ours:  # both follow the new index
        assert "3721元" in _ask(url, "阳泉新建公共停车场每个泊位补助多少")["answer"]
        assert _ask(url, ASKED[0][0])["citations"] == before[0]["citations"]
    held = _collections(running.chroma)
    assert len(held) == 2
    generations = Path(running.env["POLICYQA_DATA_DIR"]) / "generations"
    for folder in generations.iterdir():
        said = json.loads((folder / "manifest.json").read_text("utf-8"))
        assert held[said["collection"]] == said["chunks"]
    (more / "parking.md").write_text(NEW.replace("3721", "4832"), "utf-8")
    _policyqa(running.env, "ingest", more)
    for url in running.ours:
        assert "4832元" in _ask(url, "阳泉新建公共停车场每个泊位补助多少")["answer"]
    _policyqa(running.env, "index", "sweep")
    assert set(_collections(running.chroma)) == {
        json.loads((folder / "manifest.json").read_text("utf-8"))["collection"] for folder in generations.iterdir()
    }
