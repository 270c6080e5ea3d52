"""What the tokenizer makes of both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from tokenizers import Tokenizer

from retriever.training.sources import read_sources
from retriever.training.vocabulary import build_tokenizer


@pytest.fixture(scope="module")
def tokenizer(data_folder: Path) -> Tokenizer:
    return build_tokenizer(read_sources(data_folder), 500, 500)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("創新平臺", ["创新", "平台"]),
        ("监督，检查", ["监督", "检查"]),
        ("Inspect Forests!", ["inspect", "forests"]),
        ("ｉｎｓｐｅｃｔ", ["inspect"]),
        ("饕餮平台", ["饕", "餮", "平台"]),  # an unknown word falls back to its characters
        ("zq7", ["z", "q", "7"]),
    ],
)
def test_tokens(tokenizer: Tokenizer, text: str, tokens: list[str]) -> None:
    assert tokenizer.encode(text, add_special_tokens=False).tokens == tokens


def test_one_unknown_character_spoils_no_other(tokenizer: Tokenizer) -> None:
    ids = tokenizer.encode("创新𠀀平台", add_special_tokens=False).ids
    vocabulary = tokenizer.get_vocab()
    assert ids == [vocabulary["创新"], 0, vocabulary["平台"]]


def test_same_data_same_vocabulary(tokenizer: Tokenizer, data_folder: Path) -> None:
    assert build_tokenizer(read_sources(data_folder), 500, 500).to_str() == tokenizer.to_str()
