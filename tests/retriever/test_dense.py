from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from ingest.errors import StoreError, UsageError
from retriever import dense
from retriever.dense import Dense
from tests.retriever.fakes import HashEncoder

WORDS = ["研发平台", "高新技术企业", "安家补贴", "专利申请", "众创空间", "贷款贴息", "技术合同", "人才引进"]
TEXTS = [f"{first}与{second}" for first in WORDS for second in WORDS]
META = [{"doc_id": "d", "clause_id": f"c{number}"} for number in range(len(TEXTS))]
NAME = "policyqa-test"


@pytest.fixture
def folder(tmp_path: Path, encoder: HashEncoder) -> Path:
    assert dense.write(tmp_path, NAME, encoder, TEXTS, META, batch=7) == len(TEXTS)
    return tmp_path


def _pairs(index: Dense, query: str, candidates: int = 200) -> list[float]:
    return index.scores(index.encode(query), candidates=candidates).tolist()


def test_chroma_and_exact_search_agree(folder: Path, encoder: HashEncoder) -> None:
    exact, chroma = Dense(folder, NAME, encoder), Dense(folder, NAME, encoder, exact_rows=0)
    try:
        for query in ("研发平台补助", "众创空间与人才引进", "专利"):
            assert _pairs(chroma, query) == pytest.approx(_pairs(exact, query), abs=1e-5)
    finally:
        chroma.close()


def test_chroma_scores_only_as_many_rows_as_asked(folder: Path, encoder: HashEncoder) -> None:
    index = Dense(folder, NAME, encoder, exact_rows=0)
    try:
        assert np.count_nonzero(_pairs(index, "研发平台", candidates=3)) == 3
    finally:
        index.close()


def test_filtered_search_scores_the_given_rows_alone(folder: Path, encoder: HashEncoder) -> None:
    index = Dense(folder, NAME, encoder, exact_rows=0)
    rows = np.asarray([3, 5, 8])
    scores = index.scores(index.encode(TEXTS[8]), rows)
    assert scores[8] == pytest.approx(1.0, abs=1e-5)
    assert not np.delete(scores, rows).any()


def test_a_second_opener_searches_exactly(folder: Path, encoder: HashEncoder) -> None:
    first, second = Dense(folder, NAME, encoder, exact_rows=0), Dense(folder, NAME, encoder, exact_rows=0)
    try:
        assert first.store() is not None
        assert second.store() is None
        assert _pairs(second, "研发平台") == pytest.approx(_pairs(first, "研发平台"), abs=1e-5)
    finally:
        first.close()


def test_the_store_is_langchains(folder: Path, encoder: HashEncoder) -> None:
    index = Dense(folder, NAME, encoder)
    try:
        store = index.store()
        assert store is not None
        found = store.similarity_search("安家补贴与安家补贴", k=1)
        assert found[0].metadata["clause_id"] == f"c{TEXTS.index('安家补贴与安家补贴')}"
    finally:
        index.close()


def test_small_and_filtered_searches_leave_chroma_alone(folder: Path) -> None:
    code = (
        "import sys, numpy as np; from pathlib import Path; from retriever.dense import Dense\n"
        "from tests.retriever.fakes import HashEncoder\n"
        f"index = Dense(Path({str(folder)!r}), {NAME!r}, HashEncoder()); query = index.encode('研发平台')\n"
        "index.scores(query); index.scores(query, np.asarray([1]))\n"
        "print(sorted({'chromadb', 'langchain_chroma'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_texts_make_an_empty_index(tmp_path: Path, encoder: HashEncoder) -> None:
    assert dense.write(tmp_path, NAME, encoder, [], []) == 0
    assert Dense(tmp_path, NAME, encoder).scores(np.zeros(encoder.dim, np.float32)).shape == (0,)


def test_an_address_that_is_none_is_refused(tmp_path: Path, encoder: HashEncoder) -> None:
    with pytest.raises(UsageError, match="not the address"):
        dense.write(tmp_path, NAME, encoder, [], [], chroma_url="localhost")


def test_a_server_that_is_down_is_said_so(tmp_path: Path, encoder: HashEncoder) -> None:
    with pytest.raises(StoreError, match="does not answer"):
        dense.write(tmp_path, NAME, encoder, [], [], chroma_url=f"http://127.0.0.1:{_free_port()}")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    port = _free_port()
    chroma = Path(sys.executable).with_name("chroma")
    command = [str(chroma), "run", "--path", str(tmp_path / "server"), "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


_ON_SERVER = """
import sys
from pathlib import Path
from retriever import dense
from retriever.dense import Dense
from tests.retriever.fakes import HashEncoder
folder, url, name, texts = Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4].split("|")
encoder = HashEncoder()
assert dense.write(folder, name, encoder, texts, [{"doc_id": "d"}] * len(texts), chroma_url=url) == len(texts)
index, exact = Dense(folder, name, encoder, chroma_url=url, exact_rows=0), Dense(folder, name, encoder)
query = index.encode("众创空间补助")
assert abs(index.scores(query) - exact.scores(query)).max() < 1e-5
assert not (folder / "chroma").exists()
index.close()
dense.drop(name, url)
dense.drop(name, url)
"""


@pytest.mark.slow
def test_a_server_gives_the_same_scores(tmp_path: Path, server: str) -> None:
    # In a process of its own: chromadb leaves its sockets open, which would fail whichever test comes later.
    command = [sys.executable, "-W", "ignore", "-c", _ON_SERVER, str(tmp_path), server, NAME, "|".join(TEXTS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        assert process.poll() is None
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("the Chroma server did not come up")
