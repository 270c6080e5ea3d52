"""The store: what is put comes back, old versions stay, one writes, and a kill leaves the old state or the new."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.corpus import Corpus, Put
from ingest.errors import Busy, NotFound, StoreError
from ingest.lock import writer_lock
from ingest.schema import SCHEMA
from ingest.types import Clause, Document, Fact, Metadata, SourceText, Tier

ROOT = Path(__file__).parents[2]


def document(doc_id: str = "d1", version: str = "1" * 64, text: str = "第一条 补助20万元。") -> Document:
    clause = Clause(f"{doc_id}.1", "第一条", None, ("第一条",), 1, "clause", 0, len(text), None)
    fact = Fact(
        "benefit", "企业", doc_id, clause.clause_id, 0, len(text), 4, 8, "20万元", value=200000.0, unit="CNY",
        tier=Tier(1, None, True, False, "年产值"), conditions=("新认定",), bodies=("科技局",),
    )  # fmt: skip
    source = SourceText(text, "pdf", None, (0, 5), ("w",), 0.97)
    return Document(doc_id, version, "a.pdf", source, Metadata(title="办法"), (clause,), (fact,), ("w", "x"))


def test_what_is_put_comes_back(tmp_path: Path) -> None:
    Corpus(tmp_path).put(document(), "/a.pdf", "mark", b"bytes")
    corpus = Corpus(tmp_path)
    assert corpus.get("d1") == document()
    assert corpus.get("d1", "1" * 64) == document()
    (listed,) = corpus.documents()
    assert (listed.doc_id, listed.path, listed.reader, listed.clauses, listed.levels, listed.facts) == (
        "d1", "/a.pdf", "pdf", 1, 1, 1,
    )  # fmt: skip
    assert corpus.source_path("1" * 64).read_bytes() == b"bytes"


def test_what_a_killed_writer_left_half_written_goes(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / ".abc.part").write_bytes(b"half")
    Corpus(tmp_path).put(document(), "/a.pdf", "mark", b"bytes")
    assert [path.name for path in (tmp_path / "sources").iterdir()] == ["1" * 64]


def test_nothing_is_made_before_the_first_write(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "data")
    assert corpus.documents() == ()
    with pytest.raises(NotFound):
        corpus.get("d1")
    assert not (tmp_path / "data").exists()


def test_an_old_version_stays(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path)
    corpus.put(document(), "/a.pdf", "mark", b"1")
    corpus.put(document(version="2" * 64, text="第一条 补助30万元。"), "/a.pdf", "mark", b"2")
    assert corpus.get("d1").version_id == "2" * 64
    assert corpus.get("d1", "1" * 64) == document()
    assert len(corpus.documents()) == 1


def test_the_same_version_read_again_replaces_its_reading(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path)
    corpus.put(document(), "/a.pdf", "mark", b"1")
    before = corpus.corpus_hash()
    corpus.put(replace(document(), metadata=Metadata(title="新")), "/a.pdf", "other mark", b"1")
    assert corpus.get("d1", "1" * 64).metadata.title == "新"
    assert corpus.corpus_hash() != before


def test_a_removed_document_is_gone_but_its_version_stays(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path)
    corpus.put(document(), "/a.pdf", "mark", b"1")
    corpus.remove("d1")
    assert corpus.documents() == ()
    assert corpus.get("d1", "1" * 64) == document()
    with pytest.raises(NotFound):
        corpus.remove("d1")


def test_two_files_may_swap_names(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path)
    corpus.apply([Put(document(), "/a", "m", b"1"), Put(document("d2", "2" * 64), "/b", "m", b"2")])
    corpus.apply([], moved=[("d1", "/b"), ("d2", "/a")])
    assert [(one.doc_id, one.path) for one in corpus.documents()] == [("d1", "/b"), ("d2", "/a")]


def test_an_apply_that_fails_changes_nothing(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path)
    corpus.put(document(), "/a", "m", b"1")
    same_path = [Put(document("d2", "2" * 64), "/b", "m", b"2"), Put(document("d3", "3" * 64), "/b", "m", b"3")]
    with pytest.raises(StoreError):
        corpus.apply(same_path, removed=["d1"])
    assert [one.doc_id for one in corpus.documents()] == ["d1"]


def test_norm_has_the_text(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path)
    corpus.put(document(text="錦州補助"), "/a", "m", b"1")
    assert corpus.norm("d1").text.strip() == "锦州补助"
    assert corpus.norm(corpus.get("d1")) is corpus.norm("d1")


def test_threads_may_read_while_one_writes(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path)
    corpus.put(document(), "/a", "m", b"1")
    seen: list[object] = []

    def look() -> None:
        for _ in range(30):
            seen.append(corpus.get("d1").doc_id)

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(5):
        corpus.put(document(version=str(number) * 64), "/a", "m", b"1")
    for thread in threads:
        thread.join()
    assert seen == ["d1"] * 120


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path)
    corpus.put(document(), "/a", "m", b"1")
    db = sqlite3.connect(tmp_path / "corpus.db")
    db.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    db.close()
    with pytest.raises(StoreError, match="newer version"):
        corpus.documents()


def test_a_store_of_the_first_schema_is_read_and_then_brought_up_to_date(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path)
    corpus.put(document(), "/a", "m", b"1")
    db = sqlite3.connect(tmp_path / "corpus.db")
    db.execute("ALTER TABLE versions DROP COLUMN confidence")
    db.execute("PRAGMA user_version = 1")
    db.commit()
    db.close()
    assert Corpus(tmp_path).get("d1").source.confidence is None
    corpus.put(document("d2"), "/b", "m", b"1")
    assert [Corpus(tmp_path).get(one).source.confidence for one in ("d1", "d2")] == [None, 0.97]


def test_a_damaged_store_says_so(tmp_path: Path) -> None:
    (tmp_path / "corpus.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError, match="damaged"):
        Corpus(tmp_path).documents()


def test_a_second_writer_is_told(tmp_path: Path) -> None:
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom ingest.lock import writer_lock\n"
        "with writer_lock(Path(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(Busy, match="another process"), writer_lock(tmp_path, wait=0.1):
            pass
        os.kill(other.pid, signal.SIGKILL)
        other.wait()
    with writer_lock(tmp_path, wait=1), writer_lock(tmp_path, wait=0):
        pass  # free again, and the holder may take it twice


@pytest.mark.parametrize("delay", [0.0, 0.01, 0.03, 0.08])
def test_a_killed_writer_leaves_the_old_state_or_the_new(tmp_path: Path, delay: float) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom ingest.corpus import Corpus, Put\n"
        "from tests.ingest.test_corpus import document\n"
        "puts = [Put(document(f'd{n}', f'{n:064}', 'x' * 9000), f'/{n}', 'm', b'1') for n in range(200)]\n"
        "print('go', flush=True)\nCorpus(Path(sys.argv[1])).apply(puts)\n"
    )
    corpus = Corpus(tmp_path)
    corpus.put(document("d1"), "/1", "m", b"1")
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdout.readline() == b"go\n"
        time.sleep(delay)
        os.kill(other.pid, signal.SIGKILL)
        other.wait()
    assert len(corpus.documents()) in (1, 200)
    assert corpus.get("d1").clauses
