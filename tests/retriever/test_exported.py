"""Exported models, run without torch, give the vectors that torch gives."""

from __future__ import annotations

import builtins
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ingest.errors import ModelError, ModelMismatch
from retriever.embedder import open_encoder
from retriever.exported import ExportedEncoder
from retriever.index import build, open_generation
from retriever.search import search
from retriever.settings import EmbeddingSettings, IndexSettings
from tests.retriever.fakes import FakeCorpus, document
from tests.retriever.models import configure, export, sentence_model, xlm_roberta

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ["创新平台", "补助", "高新技术企业研发补助" * 9, "甲"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(sentence_model(tmp_path_factory.mktemp("exported"), prompts={"query": "查询："}))


def opened(folder: Path, **more: Any) -> Any:
    return open_encoder(EmbeddingSettings(**{"model": str(folder), "backend": "onnx", "device": "cpu", **more}))


@pytest.mark.parametrize("pooling", ["mean", "cls", "max", "lasttoken"])
def test_vectors_are_those_of_torch(folder: Path, tmp_path: Path, pooling: str) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    configure(copy, "1_Pooling/config.json", pooling_mode=pooling)
    ours, theirs = opened(copy), opened(copy, backend="torch")
    assert isinstance(ours, ExportedEncoder)
    assert ours.dim == theirs.dim
    np.testing.assert_allclose(ours.encode_passages(TEXTS), theirs.encode_passages(TEXTS), atol=1e-4)
    np.testing.assert_allclose(ours.encode_queries(TEXTS), theirs.encode_queries(TEXTS), atol=1e-4)


def test_an_xlm_roberta_is_padded_with_its_own_token(tmp_path: Path) -> None:
    made = export(sentence_model(tmp_path, "cls", inner=xlm_roberta))
    ours, theirs = opened(made), opened(made, backend="torch")
    np.testing.assert_allclose(ours.encode_passages(TEXTS), theirs.encode_passages(TEXTS), atol=1e-4)
    np.testing.assert_allclose(ours.encode_queries(TEXTS[3:]), ours.encode_queries(TEXTS)[3:], atol=1e-5)


def test_batches_do_not_change_rows(folder: Path) -> None:
    np.testing.assert_allclose(
        opened(folder).encode_passages(TEXTS), opened(folder, batch_size=1).encode_passages(TEXTS), atol=1e-5
    )


def test_long_texts_are_cut_where_the_model_ends(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    configure(copy, "sentence_bert_config.json", max_seq_length=8)
    rows = opened(copy).encode_passages(["创新平台补助甲", "创新平台补助乙丙丁" * 90])
    np.testing.assert_allclose(rows[0] @ opened(copy).encode_passages(["创新平台补助甲"])[0], 1, atol=1e-5)
    assert np.isfinite(rows).all()


def test_the_older_form_of_the_pooling_is_read(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    (copy / "1_Pooling" / "config.json").write_text(
        '{"word_embedding_dimension": 16, "pooling_mode_cls_token": true, "pooling_mode_mean_tokens": false}'
    )
    np.testing.assert_allclose(
        opened(copy).encode_passages(TEXTS), opened(copy, backend="torch").encode_passages(TEXTS), atol=1e-4
    )


def test_the_fingerprint_follows_the_exported_file(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    before = opened(copy).fingerprint
    tokenizer = (copy / "tokenizer.json").read_text("utf-8")
    (copy / "tokenizer.json").write_text(tokenizer.replace('"甲"', '"戊"'), "utf-8")
    assert opened(copy).fingerprint != before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda f: shutil.rmtree(f / "onnx"), "has no onnx/model.onnx"),
        (lambda f: (f / "onnx" / "model.onnx").write_bytes(b"broken"), "cannot be read"),
        (lambda f: (f / "tokenizer.json").unlink(), "cannot be read"),
        (lambda f: (f / "modules.json").unlink(), "is not a transformer with a pooling"),
        (lambda f: configure(f, "1_Pooling/config.json", pooling_mode="weightedmean"), "pools its tokens"),
        (lambda f: configure(f, "1_Pooling/config.json", pooling_mode=["cls", "mean"]), "pools its tokens"),
    ],
)
def test_what_cannot_be_run_is_one_clear_line(folder: Path, tmp_path: Path, change: Any, said: str) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    change(copy)
    with pytest.raises(ModelError, match=said) as caught:
        opened(copy)
    assert "\n" not in str(caught.value)


def test_a_file_can_be_named(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    (copy / "onnx" / "model.onnx").rename(copy / "onnx" / "model_small.onnx")
    assert opened(copy, file="onnx/model_small.onnx").encode_queries(["补助"]).shape == (1, 16)


def test_without_openvino_its_backend_is_one_clear_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = builtins.__import__

    def absent(name: str, *rest: Any, **more: Any) -> Any:
        if name == "openvino":
            raise ImportError(name)
        return found(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", absent)
    with pytest.raises(ModelError, match="OpenVINO is not installed: pip install openvino"):
        opened(folder, backend="openvino")


@pytest.mark.skipif(find_spec("openvino") is None, reason="the extra openvino is not installed")
def test_openvino_gives_the_same_vectors(folder: Path) -> None:
    ours, other = opened(folder, backend="openvino"), opened(folder)
    np.testing.assert_allclose(ours.encode_passages(TEXTS), other.encode_passages(TEXTS), atol=1e-2)


def test_no_torch_is_loaded(folder: Path) -> None:
    script = (
        "import sys; from retriever.embedder import open_encoder; from retriever.settings import EmbeddingSettings;"
        f"open_encoder(EmbeddingSettings(model={str(folder)!r}, backend='onnx')).encode_queries(['补助']);"
        "sys.exit('torch' in sys.modules or 'sentence_transformers' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0


def test_an_index_is_built_and_asked_with_it_and_another_model_is_refused(folder: Path, tmp_path: Path) -> None:
    corpus = FakeCorpus(tmp_path / "data")
    corpus.put(document("d", ["对新认定的省级研发平台补助20万元。", "对高新技术企业补助10万元。"]))
    with build(corpus, opened(folder), IndexSettings()) as made:
        assert made.manifest.prompts == ("查询：", "")
        assert search(made, "高新技术企业补助")[0].clause_id == "d-c1"
        name = made.id
    with pytest.raises(ModelMismatch, match="ingest --rebuild"):
        open_generation(corpus.data_dir, name, opened(folder, backend="torch"), IndexSettings())
