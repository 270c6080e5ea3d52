"""Each model gets the prompts it was trained with."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from retriever.embedder import open_encoder
from retriever.model_prompts import CONFIG, Prompts, prompts_for
from retriever.settings import EmbeddingSettings
from tests.retriever.models import sentence_model


@pytest.mark.parametrize(
    ("model", "query", "passage"),
    [
        ("default", "", ""),
        ("BAAI/bge-m3", "", ""),
        ("BAAI/bge-small-zh-v1.5", "为这个句子生成表示以用于检索相关文章：", ""),
        ("/models/bge-large-zh", "为这个句子生成表示以用于检索相关文章：", ""),
        ("intfloat/multilingual-e5-small", "query: ", "passage: "),
        ("intfloat/e5-base-v2", "query: ", "passage: "),
        ("somebody/some-model", "", ""),
    ],
)
def test_the_prompts_of_a_models_card(model: str, query: str, passage: str) -> None:
    assert prompts_for(EmbeddingSettings(model=model), None) == (query, passage)


def test_an_instructed_e5_has_no_prompt_for_passages() -> None:
    query, passage = prompts_for(EmbeddingSettings(model="intfloat/multilingual-e5-large-instruct"), None)
    assert query.startswith("Instruct: ")
    assert passage == ""


def test_what_the_model_says_wins_over_its_card_and_what_is_set_wins_over_both(tmp_path: Path) -> None:
    (tmp_path / CONFIG).write_text(json.dumps({"prompts": {"query": "Instruct: ", "document": ""}}))
    assert prompts_for(EmbeddingSettings(model="qwen3-embedding-0.6b"), tmp_path) == ("Instruct: ", "")
    assert prompts_for(EmbeddingSettings(model="bge-small-zh"), tmp_path) == ("Instruct: ", "")
    mine = EmbeddingSettings(model="bge-small-zh", query_prompt="", passage_prompt="文：")
    assert prompts_for(mine, tmp_path) == ("", "文：")


@pytest.mark.parametrize("name", ["document", "passage", "corpus"])
def test_the_passages_prompt_has_three_names(tmp_path: Path, name: str) -> None:
    (tmp_path / CONFIG).write_text(json.dumps({"prompts": {name: "段落："}}))
    assert prompts_for(EmbeddingSettings(model="m"), tmp_path) == Prompts("", "段落：")


def test_a_model_uses_the_prompts_of_its_own_configuration(tmp_path: Path) -> None:
    folder = sentence_model(tmp_path, prompts={"query": "查询：", "document": "段落："})
    own = open_encoder(EmbeddingSettings(model=str(folder), device="cpu"))
    bare = open_encoder(EmbeddingSettings(model=str(folder), device="cpu", query_prompt="", passage_prompt=""))
    assert own.prompts == ("查询：", "段落：")
    np.testing.assert_allclose(own.encode_queries(["补助"]), bare.encode_queries(["查询：补助"]), atol=1e-6)
    np.testing.assert_allclose(own.encode_passages(["补助"]), bare.encode_passages(["段落：补助"]), atol=1e-6)
