"""Texts beside a question piece by piece."""

from __future__ import annotations

import numpy as np
import pytest

from retriever.embedder import open_encoder
from retriever.pieces import Pieces, Worded, compare
from retriever.settings import EmbeddingSettings


@pytest.fixture(scope="module")
def encoder() -> Worded:
    found = open_encoder(EmbeddingSettings())
    assert isinstance(found, Worded)
    return found


def test_the_cosines_are_those_of_the_rows(encoder: Worded) -> None:
    asked, texts = encoder.pieces("平台补助"), [encoder.pieces(text) for text in ("创新平台给予补助", "人才安家")]
    found = compare(encoder, asked, texts)
    rows, own = encoder.rows(asked), encoder.rows(np.concatenate(texts))
    expected = own @ rows.T / np.outer(np.linalg.norm(own, axis=1), np.linalg.norm(rows, axis=1))
    assert found.cosines == pytest.approx(expected, abs=1e-5)
    assert found.ends.tolist() == np.cumsum([len(text) for text in texts]).tolist()
    assert found.asked.sum() == pytest.approx(1.0)
    assert found.said == pytest.approx(np.linalg.norm(own, axis=1), abs=1e-5)


def test_a_text_without_pieces_has_one(encoder: Worded) -> None:
    nothing: Pieces = np.zeros(0, np.int32)
    found = compare(encoder, encoder.pieces("平台"), [nothing, encoder.pieces("平台")])
    assert found.ends[0] == 1
