"""Both kinds of encoder, on models made on the spot, and the model that the repository carries."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from ingest.errors import ModelError
from retriever import embedder
from retriever.embedder import (
    DEFAULT_MODEL,
    LangChainEmbeddings,
    SentenceTransformerEncoder,
    StaticEncoder,
    is_static,
    open_encoder,
)
from retriever.settings import EmbeddingSettings
from retriever.training.export import save
from retriever.training.vocabulary import assemble

TEXTS = ["创新平台补助", "對創新平臺給予補助", "Subsidy for a platform, 20万元", "补", "平台" * 300]


@pytest.fixture(scope="module")
def static_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("static")
    words = ["创新", "平台", "补助", "subsidy", "platform", "for", *"创新平台补助对给予万元a20"]
    tokenizer = assemble([("[UNK]", 0.0), *((word, -float(n)) for n, word in enumerate(dict.fromkeys(words), 1))])
    rows = np.random.default_rng(1).normal(size=(tokenizer.get_vocab_size(), 16)).astype(np.float32)
    rows[0] = 0
    save(tokenizer, rows, folder)
    return folder


@pytest.fixture(scope="module")
def bert_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch = pytest.importorskip("torch")
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder = tmp_path_factory.mktemp("bert")
    tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"创新平台补助元问文："]
    (folder / "vocab.txt").write_text("\n".join(tokens), encoding="utf-8")
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=len(tokens), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16
    )
    BertModel(config).save_pretrained(folder / "bert")
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder / "bert")
    words = Transformer(str(folder / "bert"))
    pooling = Pooling(words.get_embedding_dimension(), pooling_mode="mean")
    SentenceTransformer(modules=[words, pooling], device="cpu").save(str(folder / "model"), create_model_card=False)
    return folder / "model"


def settings(model: Path | str, **more: str) -> EmbeddingSettings:
    return EmbeddingSettings(model=str(model), device="cpu", **more)  # type: ignore[arg-type]


def test_static_equals_sentence_transformers(static_folder: Path) -> None:
    ours = open_encoder(settings(static_folder))
    theirs = SentenceTransformerEncoder(settings(static_folder))
    assert isinstance(ours, StaticEncoder)
    assert ours.dim == theirs.dim == 16
    np.testing.assert_allclose(ours.encode_passages(TEXTS), theirs.encode_passages(TEXTS), atol=1e-3)


def test_default_model_equals_sentence_transformers() -> None:
    ours = open_encoder(EmbeddingSettings())
    theirs = SentenceTransformerEncoder(settings(DEFAULT_MODEL))
    np.testing.assert_allclose(ours.encode_passages(TEXTS), theirs.encode_passages(TEXTS), atol=1e-3)


def test_rows_are_unit_float32(static_folder: Path) -> None:
    rows = open_encoder(settings(static_folder)).encode_queries(TEXTS)
    assert rows.dtype == np.float32
    assert rows.shape == (len(TEXTS), 16)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_text_without_known_tokens_is_a_zero_row(static_folder: Path) -> None:
    encoder = open_encoder(settings(static_folder))
    assert not encoder.encode_queries(["", "  ，。", "жж"]).any()


def test_no_texts_give_no_rows(static_folder: Path, bert_folder: Path) -> None:
    assert open_encoder(settings(static_folder)).encode_passages([]).shape == (0, 16)
    assert open_encoder(settings(bert_folder)).encode_passages([]).shape == (0, 16)


def test_batches_do_not_change_rows(static_folder: Path) -> None:
    whole = open_encoder(settings(static_folder)).encode_passages(TEXTS)
    single = open_encoder(EmbeddingSettings(model=str(static_folder), batch_size=1)).encode_passages(TEXTS)
    np.testing.assert_array_equal(whole, single)


def test_any_other_model_goes_through_sentence_transformers(bert_folder: Path) -> None:
    encoder = open_encoder(settings(bert_folder))
    assert isinstance(encoder, SentenceTransformerEncoder)
    rows = encoder.encode_passages(["创新平台", "补助"])
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


@pytest.mark.parametrize("kind", ["static_folder", "bert_folder"])
def test_prompts_stand_before_the_text(kind: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(kind)
    plain = open_encoder(settings(folder))
    prompted = open_encoder(settings(folder, query_prompt="创新", passage_prompt="平台"))
    np.testing.assert_allclose(prompted.encode_queries(["补助"]), plain.encode_queries(["创新补助"]), atol=1e-6)
    np.testing.assert_allclose(prompted.encode_passages(["补助"]), plain.encode_passages(["平台补助"]), atol=1e-6)


@pytest.mark.parametrize("kind", ["static_folder", "bert_folder"])
def test_fingerprint_follows_the_weights(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    folder: Path = request.getfixturevalue(kind)
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    same = open_encoder(settings(copy)).fingerprint
    assert same == open_encoder(settings(copy)).fingerprint
    weights = next(copy.rglob("*.safetensors"))
    raw = bytearray(weights.read_bytes())
    raw[-2] ^= 1
    weights.write_bytes(raw)
    assert open_encoder(settings(copy)).fingerprint != same


def test_fingerprint_of_the_default_names_it() -> None:
    assert open_encoder(EmbeddingSettings()).fingerprint.startswith("default:")


def test_unknown_model_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelError, match="no-such-owner/no-such-model is not on this machine") as caught:
        open_encoder(settings("no-such-owner/no-such-model"))
    assert "\n" not in str(caught.value)
    assert "POLICYQA_EMBEDDING_MODEL" in str(caught.value)


def test_damaged_static_model_is_one_clear_line(static_folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(static_folder, copy)
    (copy / "model.safetensors").write_bytes(b"broken")
    with pytest.raises(ModelError, match="cannot be read"):
        open_encoder(settings(copy))


def test_missing_default_model_says_how_to_make_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedder, "DEFAULT_MODEL", tmp_path)
    with pytest.raises(ModelError, match=r"retriever\.training"):
        open_encoder(EmbeddingSettings())


def test_only_a_single_static_module_is_static(static_folder: Path, bert_folder: Path, tmp_path: Path) -> None:
    assert is_static(static_folder)
    assert not is_static(bert_folder)
    assert not is_static(tmp_path)


def test_langchain_adapter_gives_the_same_vectors(static_folder: Path) -> None:
    encoder = open_encoder(settings(static_folder))
    adapter = LangChainEmbeddings(encoder)
    assert adapter.embed_query("补助") == encoder.encode_queries(["补助"])[0].tolist()
    assert adapter.embed_documents(TEXTS) == encoder.encode_passages(TEXTS).tolist()


def test_default_model_needs_no_torch() -> None:
    script = (
        "import sys; from retriever.embedder import open_encoder; from retriever.settings import EmbeddingSettings;"
        "open_encoder(EmbeddingSettings()).encode_queries(['补助']);"
        "sys.exit('torch' in sys.modules or 'sentence_transformers' in sys.modules)"
    )
    root = Path(__file__).resolve().parents[2]
    assert subprocess.run([sys.executable, "-c", script], cwd=root, check=False).returncode == 0


def test_default_model_knows_both_scripts_and_english() -> None:
    encoder = open_encoder(EmbeddingSettings())
    rows = encoder.encode_passages(
        ["省级研发平台补助", "省級研發平臺補助", "subsidy for a provincial research platform"]
    )
    unrelated = encoder.encode_passages(["森林防火期内禁止野外用火"])[0]
    np.testing.assert_allclose(rows[0], rows[1], atol=1e-6)
    assert rows[0] @ rows[2] > rows[0] @ unrelated + 0.2


def test_default_model_is_small() -> None:
    assert sum(file.stat().st_size for file in DEFAULT_MODEL.rglob("*") if file.is_file()) <= 24_000_000
