"""Vectors kept between questions."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from retriever.embedder import Vectors
from retriever.remembering import Passages
from tests.retriever.fakes import HashEncoder


class Counting(HashEncoder):
    """Says which passages it was asked to embed."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return super().encode_passages(texts)


def test_the_cosines_are_the_encoders() -> None:
    encoder, texts = HashEncoder(), ["研发平台补助", "众创空间", "研发平台补助"]
    expected = np.clip(encoder.encode_passages(texts) @ encoder.encode_queries(["研发平台"])[0], 0, 1)
    assert Passages(encoder).cosines("研发平台", texts) == pytest.approx(expected)


def test_a_passage_is_embedded_once() -> None:
    encoder = Counting()
    passages = Passages(encoder)
    passages.cosines("甲", ["一", "二", "一"])
    passages.cosines("乙", ["二", "三"])
    assert encoder.asked == ["一", "二", "三"]


def test_no_more_than_the_limit_are_kept() -> None:
    encoder = Counting()
    passages = Passages(encoder, most=2)
    passages.cosines("甲", ["一", "二"])
    passages.cosines("甲", ["三"])
    passages.cosines("甲", ["一"])
    assert encoder.asked == ["一", "二", "三", "一"]


def test_more_at_once_than_are_kept_are_all_compared() -> None:
    assert len(Passages(Counting(), most=2).cosines("甲", ["一", "二", "三"])) == 3
