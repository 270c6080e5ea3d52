from __future__ import annotations

from pathlib import Path

import bm25s
import numpy as np
import pytest

from retriever import sparse
from retriever.tokenize import tokenize

TEXTS = [
    "对新认定的省级研发平台一次性补助20万元。",
    "对新认定的高新技术企业奖励10万元。",
    "鼓励企业引进高层次人才，发放安家补贴。",
    "根据川办发〔2016〕71号要求制定本方案。",
    "……",
]


@pytest.fixture
def index(tmp_path: Path) -> sparse.Sparse:
    sparse.write(map(tokenize, TEXTS), tmp_path / "bm25")
    return sparse.read(tmp_path / "bm25")


@pytest.mark.parametrize(
    ("query", "row"), [("省级研发平台补助多少", 0), ("高新技术企业", 1), ("安家补贴", 2), ("川办发[2016]71号", 3)]
)
def test_the_row_that_says_it_scores_best(index: sparse.Sparse, query: str, row: int) -> None:
    assert int(index.scores(query).argmax()) == row


@pytest.mark.parametrize("query", ["", "？", "zebra", "養老"])
def test_unknown_words_score_nothing_anywhere(index: sparse.Sparse, query: str) -> None:
    assert not index.scores(query).any()


def test_scores_are_those_of_the_library(index: sparse.Sparse, tmp_path: Path) -> None:
    model = bm25s.BM25.load(str(tmp_path / "bm25"), show_progress=False)
    known = [token for token in tokenize("企业补助20万元，企业奖励") if token in model.vocab_dict]
    np.testing.assert_allclose(index.scores("企业补助20万元，企业奖励"), model.get_scores(known), rtol=1e-6)


def test_an_expansion_counts_by_its_weight(index: sparse.Sparse) -> None:
    once = index.scores("", [("安家补贴", 1.0)])
    half = index.scores("", [("安家补贴", 0.5)])
    np.testing.assert_allclose(half * 2, once, rtol=1e-6)
    assert once[2] > 0


def test_an_empty_index_can_be_read(tmp_path: Path) -> None:
    sparse.write([], tmp_path / "bm25")
    assert sparse.read(tmp_path / "bm25").scores("补助").shape == (0,)


def test_rows_without_a_token_keep_their_place(tmp_path: Path) -> None:
    sparse.write([[], ["甲"], []], tmp_path / "bm25")
    assert sparse.read(tmp_path / "bm25").scores("", [("甲", 1.0)]).nonzero()[0].tolist() == [1]
