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
    assert int(index.match(query)[0].argmax()) == row


@pytest.mark.parametrize("query", ["", "？", "zebra", "養老"])
def test_unknown_words_score_nothing_anywhere(index: sparse.Sparse, query: str) -> None:
    assert not index.match(query)[0].any()


def test_scores_are_those_of_the_library(index: sparse.Sparse) -> None:
    model = bm25s.BM25(k1=sparse.K1, b=sparse.B, method="lucene")
    model.index([tokenize(text) for text in TEXTS], show_progress=False)
    known = [token for token in tokenize("企业补助20万元，企业奖励") if token in model.vocab_dict]
    np.testing.assert_allclose(index.match("企业补助20万元，企业奖励")[0], model.get_scores(known), rtol=1e-5)


def test_an_index_of_rows_taken_over_is_the_one_counted_anew(index: sparse.Sparse, tmp_path: Path) -> None:
    new = ["对获批的众创空间补助15万元。", TEXTS[1], TEXTS[2], "高层次人才的安家补贴", TEXTS[4]]
    taken = sparse.Writer(tmp_path / "taken", tmp_path / "bm25")
    taken.add(tokenize(new[0]))
    taken.copy(1, 3)
    taken.add(tokenize(new[3]))
    taken.copy(4, 5)
    assert taken.finish() == len(new)
    sparse.write(map(tokenize, new), tmp_path / "anew")
    for query in ("众创空间补助", "高层次人才安家补贴", "高新技术企业奖励", "川办发〔2016〕71号"):
        expected = sparse.read(tmp_path / "anew").match(query)
        found = sparse.read(tmp_path / "taken").match(query)
        np.testing.assert_allclose(found[0], expected[0], rtol=1e-6)


@pytest.mark.parametrize(
    ("text", "held"), [("安家补贴", True), ("研发平台", True), ("研发补贴", False), ("养老", False), ("", False)]
)
def test_a_text_is_held_where_one_row_has_all_its_tokens(index: sparse.Sparse, text: str, held: bool) -> None:
    assert index.holds(text) is held


def test_a_text_is_not_held_by_rows_that_are_not_kept(index: sparse.Sparse) -> None:
    assert not index.holds("安家补贴", np.asarray([True, True, False, True, True]))


def test_an_expansion_counts_by_its_weight(index: sparse.Sparse) -> None:
    once = index.match("", [("安家补贴", 1.0)])[0]
    half = index.match("", [("安家补贴", 0.5)])[0]
    np.testing.assert_allclose(half * 2, once, rtol=1e-6)
    assert once[2] > 0


def test_an_empty_index_can_be_read(tmp_path: Path) -> None:
    sparse.write([], tmp_path / "bm25")
    assert sparse.read(tmp_path / "bm25").match("补助")[0].shape == (0,)


def test_rows_without_a_token_keep_their_place(tmp_path: Path) -> None:
    sparse.write([[], ["甲"], []], tmp_path / "bm25")
    assert sparse.read(tmp_path / "bm25").match("", [("甲", 1.0)])[0].nonzero()[0].tolist() == [1]


def test_rows_that_are_not_kept_score_nothing(index: sparse.Sparse) -> None:
    scores, _ = index.match("企业补助", keep=np.asarray([False, True, False, False, False]))
    assert scores.nonzero()[0].tolist() == [1]


def test_coverage_is_high_for_the_documents_own_words(index: sparse.Sparse) -> None:
    own, lay = index.match("高层次人才安家补贴")[1], index.match("请来的专家买房子给不给补贴")[1]
    assert 0 < lay < own <= 1


@pytest.mark.parametrize(("query", "coverage"), [("", 0.0), ("zebra crossing", 0.0)])
def test_no_match_is_no_coverage(index: sparse.Sparse, query: str, coverage: float) -> None:
    assert index.match(query)[1] == coverage
