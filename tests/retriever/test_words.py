from __future__ import annotations

from collections.abc import Iterator

import pytest

from retriever.generation import Generation
from retriever.index import build
from retriever.settings import IndexSettings
from retriever.words import clause_at, holding
from tests.retriever.fakes import FakeCorpus, HashEncoder, document


@pytest.fixture
def generation(corpus: FakeCorpus, encoder: HashEncoder) -> Iterator[Generation]:
    corpus.put(
        document("number", ["根据阿府办发〔2016〕50号文件，每户补助3.5万元。", "会计新技术，高新材料与技术企业。"])
    )
    with build(corpus, encoder, IndexSettings(chroma=False)) as made:
        yield made


@pytest.mark.parametrize(
    ("word", "documents"),
    [
        ("补助", {"north", "number"}),
        ("高新技术企业", {"north", "west"}),  # not where its pairs stand apart
        ("高新技術企業", {"north", "west"}),
        ("新技术企业奖", {"north"}),
        ("国内生产总值", set()),
        ("2.5%", {"west"}),
        ("阿府办发〔2016〕50号", {"number"}),
        ("税", set()),
        ("，", set()),
        ("", set()),
    ],
)
def test_documents_that_hold_a_word_as_it_is_written(generation: Generation, word: str, documents: set[str]) -> None:
    assert set(holding(generation, word)) == documents


def test_the_first_clause_is_named(generation: Generation) -> None:
    assert clause_at(generation, holding(generation, "安家补贴")["south"])[0] == "south-c1"


def test_no_document_is_read(generation: Generation, corpus: FakeCorpus) -> None:
    before = corpus.reads
    holding(generation, "高新技术企业")
    assert corpus.reads == before
