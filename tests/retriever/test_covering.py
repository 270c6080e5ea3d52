"""How well whole documents cover a question."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from retriever.covering import covered
from retriever.index import build
from retriever.search import search
from retriever.settings import IndexSettings, SearchSettings
from tests.retriever.fakes import FakeCorpus, HashEncoder, document

WHOLE = ["本通知说的是创新平台的年度评估。", "评估由专家组进行，结果分为三等。"]
APART = ["评估由第三方进行，结果分为两等。", "其他事项另行通知。"]


@pytest.fixture
def held(tmp_path: Path) -> FakeCorpus:
    corpus = FakeCorpus(tmp_path)
    corpus.held = {"a": document("a", APART), "b": document("b", WHOLE)}
    return corpus


def test_a_document_whose_clauses_share_the_words_covers_more(held: FakeCorpus, encoder: HashEncoder) -> None:
    with build(held, encoder, IndexSettings()) as generation:
        apart, whole = covered(generation, "创新平台评估结果分为几等", [0, 1])
        assert whole == 1.0
        assert apart < 0.8


def test_words_that_no_document_has_cover_nothing(held: FakeCorpus, encoder: HashEncoder) -> None:
    with build(held, encoder, IndexSettings()) as generation:
        assert np.all(covered(generation, "滑雪", [0, 1]) == 0)


def test_the_clause_of_the_document_that_covers_the_question_goes_first(held: FakeCorpus, encoder: HashEncoder) -> None:
    question = "创新平台评估结果分为几等"
    settings = SearchSettings(rescore=False, document_weight=1.0)
    with build(held, encoder, IndexSettings()) as generation:
        found = [c.clause_id for c in search(generation, question, settings=settings)]
    assert found.index("b-c1") < found.index("a-c0")
