"""Killed before every write, flush and rename, and at random moments, ingest leaves the old state or the new one."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.corpus import Corpus
from ingest.pipeline import ingest

ROOT = Path(__file__).parents[2]
SHIM = Path(__file__).with_name("crash_shim.c")
CODE = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from ingest.corpus import Corpus
from ingest import pipeline
from ingest.settings import IngestSettings
pipeline._WORTH_WORKERS = 0 if sys.argv[4] == "2" else 1 << 40
import ctypes
libc = ctypes.CDLL(None)
if os.environ.get("CRASH_SOON"):
    os.environ["CRASH_AT"] = os.environ["CRASH_SOON"]
    libc.setenv(b"CRASH_AT", os.environ["CRASH_SOON"].encode(), 1)
print("go", flush=True)
pipeline.ingest([Path(sys.argv[2])], Corpus(Path(sys.argv[3])), IngestSettings(workers=int(sys.argv[4])))
libc.close(-4242)
"""


def policy(city: str, amount: int) -> str:
    return f"{city}促进创新若干政策\n\n一、平台\n一次性补助{amount}万元。\n二、附则\n自发布之日起施行。\n"


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """A folder `docs`, its corpus `old` as it was before two files changed, one went and one came."""
    docs = tmp_path / "docs"
    docs.mkdir()
    for name, city in (("a", "锦州市"), ("b", "西昌市"), ("c", "成都市")):
        (docs / f"{name}.txt").write_text(policy(city, 20), "utf-8")
    ingest([docs], Corpus(tmp_path / "old"))
    (docs / "a.txt").write_text(policy("锦州市", 30), "utf-8")
    (docs / "b.txt").rename(docs / "z.txt")
    (docs / "c.txt").unlink()
    (docs / "d.txt").write_text(policy("绵阳市", 40), "utf-8")
    return tmp_path


def state(data: Path) -> dict[str, tuple[str, str]]:
    """Where each document lies and what it says; every version that is current has its bytes and its clauses."""
    corpus = Corpus(data)
    out = {}
    for one in corpus.documents():
        document = corpus.get(one.doc_id)
        text = document.source.text
        assert "".join(text[clause.start : clause.end] for clause in document.clauses) == text
        assert corpus.source_path(one.version_id).read_bytes().decode() == text
        out[one.doc_id] = (Path(one.path).name, text)
    return out


def run(folder: Path, data: Path, workers: int = 1, **environment: str) -> subprocess.Popen[bytes]:
    call = [sys.executable, "-c", CODE, str(ROOT), str(folder / "docs"), str(data), str(workers)]
    return subprocess.Popen(
        call, env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder
    )


@pytest.fixture
def copies(before: Path) -> Iterator[Path]:
    """A fresh copy of the old state for every try."""

    def fresh() -> Iterator[Path]:
        number = 0
        while True:
            number += 1
            shutil.copytree(before / "old", before / f"try{number}")
            yield before / f"try{number}"
            shutil.rmtree(before / f"try{number}")

    return fresh()


@pytest.mark.slow
def test_killed_before_every_write_flush_and_rename(before: Path, copies: Iterator[Path]) -> None:
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("no C compiler for the shim that kills the writer")
    shim = before / "shim.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-o", shim, SHIM, "-ldl"], check=True)
    old = state(before / "old")
    data = next(copies)
    _, said = run(before, data, LD_PRELOAD=str(shim), CRASH_SOON="1000000").communicate()
    calls, new = int(said.split()[-1]), state(data)
    assert new != old
    assert calls > 20
    seen = []
    for at in range(1, calls + 1):
        data = next(copies)
        with run(before, data, LD_PRELOAD=str(shim), CRASH_SOON=str(at)) as writer:
            writer.communicate()
        assert writer.returncode == -signal.SIGKILL, at
        found = state(data)
        assert found in (old, new), at
        seen.append(found == new)
        ingest([before / "docs"], Corpus(data))
        assert state(data) == new, at
    assert seen == sorted(seen)  # from one moment on it is the new state


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_killed_at_random_moments(before: Path, copies: Iterator[Path], workers: int) -> None:
    old = state(before / "old")
    data = next(copies)
    with run(before, data, workers) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == b"go\n"
        started = time.monotonic()
        writer.communicate()
        whole = time.monotonic() - started
    new = state(data)
    moments = random.Random(workers)
    for _ in range(25):
        data = next(copies)
        with run(before, data, workers) as writer:
            assert writer.stdout
            assert writer.stdout.readline() == b"go\n"
            time.sleep(moments.uniform(0, 1.2 * whole))
            writer.kill()
            writer.communicate()
        assert state(data) in (old, new)
        ingest([before / "docs"], Corpus(data))
        assert state(data) == new


def test_a_reader_that_crashes_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ingest import pipeline
    from ingest.settings import IngestSettings

    docs = tmp_path / "docs"
    docs.mkdir()
    for name, city in (("a", "锦州市"), ("b", "西昌市"), ("c", "成都市")):
        (docs / f"{name}.txt").write_text(policy(city, 20), "utf-8")
    # A module found before the real one makes the worker die of one file.
    shadow = tmp_path / "shadow"
    shadow.mkdir()
    (shadow / "sitecustomize.py").write_text(
        "import os, sys\n"
        "if sys.argv[:1] == ['-m'] or 'ingest.worker' in sys.orig_argv:\n"
        "    import builtins, pathlib\n"
        "    real = pathlib.Path.open\n"
        "    def opened(self, *rest, **named):\n"
        "        if self.name == 'b.txt':\n"
        "            os.kill(os.getpid(), 11)\n"
        "        return real(self, *rest, **named)\n"
        "    pathlib.Path.open = opened\n",
        "utf-8",
    )
    monkeypatch.syspath_prepend(str(shadow))
    monkeypatch.setattr(pipeline, "_WORTH_WORKERS", 0)
    report = ingest([docs], Corpus(tmp_path / "data"), IngestSettings(workers=2))
    assert {Path(one.path).name: one.status for one in report.files} == {
        "a.txt": "added", "b.txt": "failed", "c.txt": "added",
    }  # fmt: skip
    assert "crashed" in str(report.failed[0].reason)
