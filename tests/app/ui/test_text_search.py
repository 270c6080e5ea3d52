from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.ui.shelf import Shelf
from app.ui.text_search import TextSearch
from retriever.generation import Generation
from retriever.index import build
from retriever.settings import IndexSettings
from tests.retriever.fakes import FakeCorpus, HashEncoder, document


@dataclass
class Library:
    """What the search needs of an assistant."""

    corpus: FakeCorpus
    generation: Generation


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    corpus = FakeCorpus(tmp_path)
    corpus.put(
        document("north", ["对新认定的省级研发平台一次性补助20万元。"], region="北州"),
        document("south", ["对新认定的省级研发平台给予50万元支持。"], region="南州"),
    )
    with build(corpus, HashEncoder(), IndexSettings(chroma=False)) as made:
        yield Library(corpus, made)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("研发平台", {"north": "north-c0", "south": "south-c0"}),
        ("研發平臺", {"north": "north-c0", "south": "south-c0"}),
        ("北州 研发平台", {"north": "north-c0"}),
        ("北州", {"north": None}),
        ("北州 南州", {}),
        ("养猪", {}),
    ],
)
def test_words_are_found_in_head_and_text(library: Library, words: str, found: dict[str, str | None]) -> None:
    search = TextSearch(library)  # type: ignore[arg-type]
    got = search.find(words, Shelf(library).items().values())  # type: ignore[arg-type]
    assert {one: None if at is None else search.clause(at)[0] for one, at in got.items()} == found
