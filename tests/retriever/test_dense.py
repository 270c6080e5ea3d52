from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ingest.errors import StoreError, UsageError
from retriever import index
from retriever.dense import Dense
from retriever.generation import Generation
from retriever.search import search
from retriever.settings import IndexSettings
from tests.retriever.fakes import HashEncoder

WORDS = ["研发平台", "高新技术企业", "安家补贴", "专利申请", "众创空间", "贷款贴息", "技术合同", "人才引进"]
TEXTS = [f"{first}与{second}" for first in WORDS for second in WORDS]
DIM = 256
FEW = IndexSettings(exact_rows=0, chroma_search=True)  # so few rows are many


@pytest.fixture
def encoder() -> HashEncoder:
    return HashEncoder(dim=DIM)


@pytest.fixture
def made(tmp_path: Path, encoder: HashEncoder) -> Iterator[Generation]:
    passages = [(f"c{number}", text) for number, text in enumerate(TEXTS)]
    with index.build_passages(passages, encoder, tmp_path, replace(FEW, batch=7)) as generation:
        generation.dense.close()  # the test opens Chroma itself
        yield generation


def _dense(made: Generation, **settings: Any) -> Dense:
    settings = {"chroma_search": settings.get("use_chroma", False), **settings}
    return Dense(made.path, made.manifest.collection, HashEncoder(dim=DIM), **settings)


def _pairs(index: Dense, query: str, candidates: int = 200) -> list[float]:
    return index.scores(index.encode(query), candidates=candidates).tolist()


def test_chroma_stages_and_exact_search_agree(made: Generation) -> None:
    exact, staged = _dense(made), _dense(made, exact_rows=0)
    chroma = _dense(made, exact_rows=0, use_chroma=True)
    try:
        for query in ("研发平台补助", "众创空间与人才引进", "专利"):
            assert _pairs(chroma, query) == pytest.approx(_pairs(exact, query), abs=1e-5)
            assert _pairs(staged, query) == pytest.approx(_pairs(exact, query), abs=1e-5)
    finally:
        chroma.close()


@pytest.mark.parametrize("use_chroma", [True, False])
def test_only_as_many_rows_as_asked_are_scored(made: Generation, use_chroma: bool) -> None:
    index = _dense(made, exact_rows=0, use_chroma=use_chroma)
    try:
        assert np.count_nonzero(_pairs(index, "研发平台", candidates=3)) == 3
    finally:
        index.close()


@pytest.mark.parametrize("rows", [[3, 5, 8], list(range(8, 30)), [8], list(range(9)) + list(range(40, 64))])
def test_filtered_search_scores_the_given_rows_alone(made: Generation, rows: list[int]) -> None:
    index = _dense(made)
    query = index.encode(TEXTS[8])
    scores = index.scores(query, np.asarray(rows))
    np.testing.assert_allclose(scores[rows], (made.dense.vectors @ query)[rows], atol=1e-5)
    assert not np.delete(scores, rows).any()


def test_many_rows_that_a_filter_left_are_searched_in_stages(made: Generation) -> None:
    index, rows = _dense(made, exact_rows=10), np.arange(0, 60, 2)
    query = index.encode(TEXTS[8])
    found, cosines = index.found(query, rows, candidates=5)
    exact = np.maximum(made.dense.vectors @ query, 0)
    assert found[cosines.argmax()] == 8
    assert set(found) <= set(rows)
    np.testing.assert_allclose(cosines, exact[found], atol=1e-5)
    assert cosines.min() >= np.sort(exact[rows])[-5] - 1e-5


def test_no_rows_left_score_nothing(made: Generation) -> None:
    index = _dense(made)
    assert not index.scores(index.encode(TEXTS[8]), np.zeros(0, np.intp)).any()


def test_a_second_opener_searches_in_stages(made: Generation) -> None:
    first, second = (_dense(made, exact_rows=0, use_chroma=True) for _ in range(2))
    try:
        assert first.collection() is not None
        assert second.collection() is None
        assert _pairs(second, "研发平台") == pytest.approx(_pairs(first, "研发平台"), abs=1e-5)
    finally:
        first.close()


def test_the_store_is_langchains(made: Generation) -> None:
    index = _dense(made, use_chroma=True)
    try:
        store = index.store()
        assert store is not None
        found = store.similarity_search("安家补贴与安家补贴", k=1)
        assert found[0].page_content == f"c{TEXTS.index('安家补贴与安家补贴')}.0"
    finally:
        index.close()


def test_small_and_filtered_searches_leave_chroma_alone(made: Generation) -> None:
    code = (
        "import sys, numpy as np; from pathlib import Path; from retriever.dense import Dense\n"
        "from tests.retriever.fakes import HashEncoder\n"
        f"index = Dense(Path({str(made.path)!r}), '', HashEncoder(dim={DIM})); query = index.encode('研发平台')\n"
        "index.scores(query); index.scores(query, np.asarray([1]))\n"
        "print(sorted({'chromadb', 'langchain_chroma'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_texts_make_an_empty_index(tmp_path: Path, encoder: HashEncoder) -> None:
    with index.build_passages([], encoder, tmp_path) as made:
        assert made.dense.scores(np.zeros(encoder.dim, np.float32)).shape == (0,)


def test_without_chroma_there_is_no_folder_of_it(tmp_path: Path, encoder: HashEncoder) -> None:
    passages = [(f"c{number}", text) for number, text in enumerate(TEXTS)]
    with index.build_passages(passages, encoder, tmp_path, replace(FEW, chroma=False)) as made:
        assert not (made.path / "chroma").exists()
        assert [hit.clause_id for hit in search(made, TEXTS[8], k=1)] == ["c8"]


def test_an_address_that_is_none_is_refused(tmp_path: Path, encoder: HashEncoder) -> None:
    with pytest.raises(UsageError, match="not the address"):
        index.build_passages([("p", "补助")], encoder, tmp_path, IndexSettings(chroma_url="localhost"))


def test_a_server_that_is_down_is_said_so(tmp_path: Path, encoder: HashEncoder) -> None:
    settings = IndexSettings(chroma_url=f"http://127.0.0.1:{_free_port()}")
    with pytest.raises(StoreError, match="does not answer"):
        index.build_passages([("p", "补助")], encoder, tmp_path, settings)


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
from retriever import chroma, index
from retriever.dense import Dense
from retriever.settings import IndexSettings
from tests.retriever.fakes import HashEncoder
folder, url, texts = Path(sys.argv[1]), sys.argv[2], sys.argv[3].split("|")
encoder = HashEncoder(dim=256)
passages = [(f"c{number}", text) for number, text in enumerate(texts)]
with index.build_passages(passages, encoder, folder, IndexSettings(chroma_url=url, exact_rows=0)) as made:
    name, exact = made.manifest.collection, Dense(made.path, "", encoder)
    query = exact.encode("众创空间补助")
    assert made.dense.collection().count() == len(texts)
    assert abs(made.dense.scores(query) - exact.scores(query)).max() < 1e-5
    assert not (made.path / "chroma").exists()
chroma.drop(name, url)
chroma.drop(name, url)
"""


@pytest.mark.slow
def test_a_server_gives_the_same_scores(tmp_path: Path, server: str) -> None:
    # In a process of its own: chromadb leaves its sockets open, which would fail whichever test comes later.
    command = [sys.executable, "-W", "ignore", "-c", _ON_SERVER, str(tmp_path), server, "|".join(TEXTS)]
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
