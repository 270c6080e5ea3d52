from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ingest.errors import ModelMismatch, NoIndex, NotFound, StoreError
from retriever import dense, generation, index
from retriever.check import PROBES
from retriever.index import build, open_current, open_generation, promote, rollback, sweep
from retriever.model_prompts import Prompts
from retriever.search import search
from retriever.settings import IndexSettings
from retriever.tokenize import TOKENIZER_VERSION
from tests.retriever.fakes import FakeCorpus, HashEncoder, document

SETTINGS = IndexSettings()


def _built(corpus: FakeCorpus, encoder: HashEncoder, text: str | None = None) -> str:
    """Build and promote; with a text, after adding a document that says it."""
    if text is not None:
        corpus.put(document(f"doc-{text}", [text]))
    with build(corpus, encoder, SETTINGS) as made:
        promote(corpus.data_dir, made.id)
        return made.id


def _left(corpus: FakeCorpus) -> list[str]:
    return sorted(path.name for path in (corpus.data_dir / "generations").iterdir())


def test_a_built_generation_is_not_live_before_it_is_promoted(corpus: FakeCorpus, encoder: HashEncoder) -> None:
    build(corpus, encoder, SETTINGS).close()
    with pytest.raises(NoIndex, match="policyqa ingest"):
        open_current(corpus.data_dir, encoder, SETTINGS)


def test_the_manifest_says_what_it_was_built_from(corpus: FakeCorpus, encoder: HashEncoder) -> None:
    name = _built(corpus, encoder)
    said = json.loads((corpus.data_dir / "generations" / name / "manifest.json").read_text("utf-8"))
    assert said["documents"] == [[d.doc_id, d.version_id] for d in sorted(corpus.documents(), key=lambda d: d.doc_id)]
    assert (said["model"], said["dim"], said["clauses"], said["chunks"]) == ("hash", encoder.dim, 8, 8)


def test_the_manifest_names_prompts_and_tokenizer(corpus: FakeCorpus, encoder: HashEncoder) -> None:
    encoder.prompts = Prompts("查询：", "段落：")
    with build(corpus, encoder, SETTINGS) as made:
        assert made.manifest.prompts == ("查询：", "段落：")
        assert made.manifest.tokenizer == TOKENIZER_VERSION


def test_a_manifest_from_before_there_were_prompts_had_none(corpus: FakeCorpus, encoder: HashEncoder) -> None:
    name = _built(corpus, encoder)
    path = corpus.data_dir / "generations" / name / "manifest.json"
    said = json.loads(path.read_text("utf-8"))
    del said["prompts"]
    path.write_text(json.dumps(said), "utf-8")
    with open_generation(corpus.data_dir, name, encoder, SETTINGS) as opened:
        assert opened.manifest.prompts == ("", "")


def test_other_prompts_are_refused_and_told_how_to_mend(corpus: FakeCorpus, encoder: HashEncoder) -> None:
    name = _built(corpus, encoder)
    encoder.prompts = Prompts("", "段落：")
    with pytest.raises(ModelMismatch, match=r"other prompts .* run `policyqa ingest --rebuild`"):
        open_generation(corpus.data_dir, name, encoder, SETTINGS)
    with build(corpus, encoder, SETTINGS) as again:
        assert again.id != name


def test_another_tokenizer_is_refused_and_told_how_to_mend(
    corpus: FakeCorpus, encoder: HashEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = _built(corpus, encoder)
    monkeypatch.setattr(generation, "TOKENIZER_VERSION", TOKENIZER_VERSION + 1)
    with pytest.raises(ModelMismatch, match="cut into words by another version: run `policyqa ingest --rebuild`"):
        open_generation(corpus.data_dir, name, encoder, SETTINGS)


def test_nothing_new_means_no_work(corpus: FakeCorpus, encoder: HashEncoder) -> None:
    name = _built(corpus, encoder)
    corpus.reads = encoder.encoded = 0
    with build(corpus, encoder, SETTINGS) as again:
        assert again.id == name
    assert (corpus.reads, encoder.encoded) == (0, 0)


def test_rebuild_builds_though_nothing_changed(corpus: FakeCorpus, encoder: HashEncoder) -> None:
    name = _built(corpus, encoder)
    with build(corpus, encoder, SETTINGS, rebuild=True) as again:
        assert again.id != name


def test_a_removed_document_is_gone_from_the_next_generation(corpus: FakeCorpus, encoder: HashEncoder) -> None:
    _built(corpus, encoder)
    del corpus.held["north"]
    _built(corpus, encoder)
    with open_current(corpus.data_dir, encoder, SETTINGS) as now:
        assert "north" not in now.versions
        assert search(now, "省级研发平台补助")[0].doc_id == "south"


def test_an_emptied_corpus_is_a_generation_that_finds_nothing(corpus: FakeCorpus, encoder: HashEncoder) -> None:
    corpus.held.clear()
    _built(corpus, encoder)
    with open_current(corpus.data_dir, encoder, SETTINGS) as now:
        assert search(now, "补助") == []


def test_progress_reaches_the_end_of_each_stage(corpus: FakeCorpus, encoder: HashEncoder) -> None:
    seen: dict[str, tuple[int, int]] = {}
    build(corpus, encoder, SETTINGS, lambda stage, done, total: seen.update({stage: (done, total)})).close()
    assert seen == {"chunk": (3, 3), "embed": (8, 8)}


def test_another_model_is_refused_with_the_command_that_mends_it(corpus: FakeCorpus, encoder: HashEncoder) -> None:
    _built(corpus, encoder)
    with pytest.raises(ModelMismatch, match="policyqa ingest --rebuild"):
        open_current(corpus.data_dir, HashEncoder("other"), SETTINGS)


def test_a_model_that_changed_under_its_name_is_said_so(corpus: FakeCorpus, encoder: HashEncoder) -> None:
    _built(corpus, encoder)
    with pytest.raises(ModelMismatch, match="has changed since"):
        open_current(corpus.data_dir, HashEncoder(dim=64), SETTINGS)


def test_another_model_builds_another_generation(corpus: FakeCorpus, encoder: HashEncoder) -> None:
    name = _built(corpus, encoder)
    assert _built(corpus, HashEncoder("other", 64)) != name


def test_a_generation_of_a_newer_version_is_refused(corpus: FakeCorpus, encoder: HashEncoder) -> None:
    manifest = corpus.data_dir / "generations" / _built(corpus, encoder) / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text("utf-8")) | {"format": 99}), "utf-8")
    with pytest.raises(StoreError, match="newer version"):
        open_current(corpus.data_dir, encoder, SETTINGS)


@pytest.mark.parametrize(
    "file", ["manifest.json", "vectors.bin", "clauses.jsonl", "documents.bin", "bm25/term_hashes.bin"]
)
def test_a_damaged_generation_names_the_mending_command(corpus: FakeCorpus, encoder: HashEncoder, file: str) -> None:
    (corpus.data_dir / "generations" / _built(corpus, encoder) / file).unlink()
    with pytest.raises(StoreError, match="policyqa ingest --rebuild"):
        open_current(corpus.data_dir, encoder, SETTINGS)


def test_rebuild_mends_a_damaged_generation(corpus: FakeCorpus, encoder: HashEncoder) -> None:
    name = _built(corpus, encoder)
    (corpus.data_dir / "generations" / name / "manifest.json").write_text("{", "utf-8")
    with build(corpus, encoder, SETTINGS, rebuild=True) as mended:
        promote(corpus.data_dir, mended.id)
    with open_current(corpus.data_dir, encoder, SETTINGS) as now:
        assert now.id != name


def test_a_plain_build_replaces_what_cannot_be_opened(corpus: FakeCorpus, encoder: HashEncoder) -> None:
    name = _built(corpus, encoder)
    (corpus.data_dir / "generations" / name / "vectors.bin").unlink()
    assert _built(corpus, encoder) != name
    open_current(corpus.data_dir, encoder, SETTINGS).close()


def test_rollback_goes_back_and_forth(corpus: FakeCorpus, encoder: HashEncoder) -> None:
    first, second = _built(corpus, encoder), _built(corpus, encoder, "新的补助。")
    assert (rollback(corpus.data_dir), index.current_id(corpus.data_dir)) == (first, first)
    assert rollback(corpus.data_dir) == second


def test_there_is_no_way_back_from_the_first(corpus: FakeCorpus, encoder: HashEncoder) -> None:
    _built(corpus, encoder)
    with pytest.raises(NotFound):
        rollback(corpus.data_dir)


@pytest.mark.parametrize("name", ["none", "../generations", ".building-x", "", "."])
def test_only_a_generation_can_be_promoted(corpus: FakeCorpus, encoder: HashEncoder, name: str) -> None:
    first = _built(corpus, encoder)
    with pytest.raises(NotFound):
        promote(corpus.data_dir, name)
    assert index.current_id(corpus.data_dir) == first


def test_sweep_keeps_the_live_one_and_the_one_before(corpus: FakeCorpus, encoder: HashEncoder) -> None:
    names = [_built(corpus, encoder, text) for text in ("甲等补助。", "乙等补助。", "丙等补助。")]
    assert sweep(corpus.data_dir) == [names[0]]
    assert _left(corpus) == sorted(names[1:])


def test_sweep_leaves_what_a_reader_holds(corpus: FakeCorpus, encoder: HashEncoder) -> None:
    _built(corpus, encoder)
    with open_current(corpus.data_dir, encoder, SETTINGS) as held:
        _built(corpus, encoder, "甲等补助。")
        _built(corpus, encoder, "乙等补助。")
        assert sweep(corpus.data_dir) == []
        assert search(held, "省级研发平台补助")[0].doc_id == "north"
    assert sweep(corpus.data_dir) == [held.id]


def test_sweep_keeps_what_is_staged_after_the_live_one(corpus: FakeCorpus, encoder: HashEncoder) -> None:
    live = _built(corpus, encoder)
    corpus.put(document("staged", ["分阶段。"]))
    with build(corpus, encoder, SETTINGS) as staged:
        pass
    assert sweep(corpus.data_dir) == []
    assert _left(corpus) == sorted([live, staged.id])


def test_list_says_which_is_live(corpus: FakeCorpus, encoder: HashEncoder) -> None:
    _built(corpus, encoder)
    _built(corpus, encoder, "甲等补助。")
    listed = index.list_generations(corpus.data_dir)
    assert [(item.live, item.previous) for item in listed] == [(False, True), (True, False)]


def test_a_failed_build_leaves_the_live_one_and_no_rest(
    corpus: FakeCorpus, encoder: HashEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = _built(corpus, encoder)
    corpus.put(document("more", ["再多一条。"]))

    def fails(*_: object, **__: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(dense, "finish", fails)
    with pytest.raises(OSError, match="no space"):
        build(corpus, encoder, SETTINGS)
    assert (index.current_id(corpus.data_dir), _left(corpus)) == (live, [live])


def test_an_index_that_lost_vectors_does_not_pass_the_check(
    corpus: FakeCorpus, encoder: HashEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish = dense.finish

    def loses(folder: Path, dim: int, exact_rows: int) -> None:
        finish(folder, dim, exact_rows)
        (folder / "vectors.bin").write_bytes((folder / "vectors.bin").read_bytes()[: -4 * dim])

    monkeypatch.setattr(dense, "finish", loses)
    with pytest.raises(StoreError, match="not complete"):
        build(corpus, encoder, SETTINGS)
    assert _left(corpus) == []


_KILLED = """
import os, signal, sys
from pathlib import Path
from retriever import index
from retriever.settings import IndexSettings
from tests.retriever.fakes import FakeCorpus, HashEncoder, document
corpus = FakeCorpus(Path(sys.argv[1]))
corpus.put(document("killed", ["这次建立没有完成。"]))
kill = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
if sys.argv[2] == "check":
    index.check = kill
generation = index.build(corpus, HashEncoder(), IndexSettings())
kill()
"""


@pytest.mark.parametrize("moment", ["check", "before promote"])
def test_a_killed_build_leaves_the_live_one_untouched(corpus: FakeCorpus, encoder: HashEncoder, moment: str) -> None:
    live = _built(corpus, encoder)
    before = (corpus.data_dir / "CURRENT").read_bytes()
    done = subprocess.run([sys.executable, "-c", _KILLED, str(corpus.data_dir), moment], capture_output=True)
    assert done.returncode == -signal.SIGKILL
    assert (corpus.data_dir / "CURRENT").read_bytes() == before
    with open_current(corpus.data_dir, encoder, SETTINGS) as now:
        assert search(now, "省级研发平台补助")[0].doc_id == "north"
    sweep(corpus.data_dir)
    assert [name for name in _left(corpus) if name.startswith(".")] == []
    assert live in _left(corpus)


def test_current_is_never_half_written(
    corpus: FakeCorpus, encoder: HashEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = _built(corpus, encoder)
    corpus.put(document("more", ["再多一条。"]))
    with build(corpus, encoder, SETTINGS) as staged:
        pass

    def fails(*_: object) -> None:
        raise OSError("cut off")

    monkeypatch.setattr(os, "replace", fails)
    with pytest.raises(OSError, match="cut off"):
        promote(corpus.data_dir, staged.id)
    assert index.current_id(corpus.data_dir) == live


def test_what_has_not_changed_is_neither_read_nor_embedded_again(corpus: FakeCorpus, encoder: HashEncoder) -> None:
    corpus.put(*(document(f"doc-{number:03}", [f"第{number}号事项补助{number}万元。"]) for number in range(100)))
    _built(corpus, encoder)
    corpus.put(
        document("doc-007", ["第七号事项不再补助。", "另行通知。"]), document("doc-100", ["新的事项补助一万元。"])
    )
    del corpus.held["doc-050"]
    corpus.reads = encoder.encoded = 0
    name = _built(corpus, encoder)
    assert corpus.reads == 2
    assert encoder.encoded == 3 + PROBES  # three new clauses, and those that the check asks for
    with (
        build(corpus, encoder, SETTINGS, rebuild=True) as anew,
        index.open_current(corpus.data_dir, encoder, SETTINGS) as taken,
    ):
        assert taken.id == name
        for query in ("第七号事项", "第50号事项补助", "另行通知", "省级研发平台补助", "第99号事项"):
            assert search(taken, query, k=5) == search(anew, query, k=5)
        np.testing.assert_array_equal(taken.dense.vectors, anew.dense.vectors)


def test_chroma_takes_over_what_has_not_changed(corpus: FakeCorpus, encoder: HashEncoder) -> None:
    settings = replace(SETTINGS, chroma=True)
    corpus.put(*(document(f"doc-{number:03}", [f"第{number}号事项补助{number}万元。"]) for number in range(20)))
    with build(corpus, encoder, settings) as made:
        promote(corpus.data_dir, made.id)
    corpus.put(document("doc-007", ["第七号事项不再补助。", "另行通知。"]))
    del corpus.held["doc-011"]
    with build(corpus, encoder, settings) as made:
        assert made.dense.collection().count() == made.dense.rows
        for row in range(made.dense.rows):
            np.testing.assert_allclose(made.dense.stored(row), made.dense.vectors[row], atol=1e-6)


def test_documents_are_read_as_they_were_indexed(corpus: FakeCorpus, encoder: HashEncoder) -> None:
    _built(corpus, encoder)
    before = corpus.held["north"]
    corpus.put(document("north", ["全部废止。"]))
    with open_current(corpus.data_dir, encoder, SETTINGS) as now:
        reading = now.reading("north")
        assert reading.document.source == before.source
        assert [clause.clause for clause in reading.clauses.values()] == list(before.clauses)
        assert reading.clauses["north-h"].children == ("north-c0", "north-c1", "north-c2")


def test_passages_are_found_under_their_ids(tmp_path: Path, encoder: HashEncoder) -> None:
    passages = [("p1", "對省級研發平臺補助20萬元。"), ("p2", "安家补贴每人3万元。" * 80)]
    with index.build_passages(passages, encoder, tmp_path) as made:
        assert [hit.clause_id for hit in search(made, "省级研发平台补助", k=1)] == ["p1"]
        assert [hit.clause_id for hit in search(made, "安家补贴", k=1)] == ["p2"]
        assert len(made.chunks(1)) > 1
