"""A cross-encoder over the clauses found: a real one made on the spot, and fakes that can be reasoned about."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from ingest.errors import ModelError, StoreError
from retriever.assistant import Assistant
from retriever.generation import Generation
from retriever.index import build
from retriever.reranker import CrossEncoderReranker, open_reranker, rerank
from retriever.search import search, search_passages
from retriever.settings import IndexSettings, RerankerSettings
from retriever.types import Ask, ScoredClause
from tests.real import Sections, open_assistant
from tests.retriever.fakes import FakeCorpus, HashEncoder
from tests.retriever.models import bert


@dataclass
class ByWord:
    """Scores a text by how often it has a word; fails where it is told to."""

    word: str
    top: int = 30
    name: str = "by-word"
    broken: bool = False
    read: list[str] = field(default_factory=list)

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        if self.broken:
            raise RuntimeError("out of memory")
        self.read += texts
        return [float(text.count(self.word)) for text in texts]


@pytest.fixture
def generation(corpus: FakeCorpus, encoder: HashEncoder) -> Iterator[Generation]:
    with build(corpus, encoder, IndexSettings()) as made:
        yield made


def found(*scores: float) -> list[ScoredClause]:
    return [ScoredClause("d", f"c{n}", score, score, score) for n, score in enumerate(scores)]


def test_the_best_piece_of_a_clause_counts_and_ties_keep_their_order() -> None:
    pieces = [["甲"], ["丙", "甲甲"], ["甲"]]
    order = rerank(ByWord("甲"), "甲", found(1.0, 0.9, 0.8), lambda n: pieces[n])
    assert [clause.clause_id for clause in order] == ["c1", "c0", "c2"]


def test_scores_are_dealt_out_anew_so_that_they_still_fall() -> None:
    order = rerank(ByWord("甲"), "甲", found(1.0, 0.9, 0.8), lambda n: ["甲" * n])
    assert [(c.clause_id, c.score) for c in order] == [("c2", 1.0), ("c1", 0.9), ("c0", 0.8)]
    assert order[0].lexical == 0.8  # what each side said of the clause stays with it


def test_only_the_first_few_are_read() -> None:
    reranker = ByWord("甲", top=2)
    order = rerank(reranker, "甲", found(1.0, 0.9, 0.8), lambda n: ["甲" * n])
    assert [clause.clause_id for clause in order] == ["c1", "c0", "c2"]
    assert reranker.read == ["", "甲"]


def test_a_reranker_that_fails_leaves_the_order_and_says_so() -> None:
    said: list[str] = []
    with capture_logs() as logs:
        order = rerank(
            ByWord("甲", broken=True), "甲", found(1.0, 0.9), lambda n: ["甲"], lambda: said.append("failed")
        )
    assert order == found(1.0, 0.9)
    assert said == ["failed"]
    assert [(log["event"], log["log_level"], log["error"]) for log in logs] == [
        ("reranker_failed", "warning", "out of memory")
    ]


def test_search_uses_it(generation: Generation) -> None:
    plain = search(generation, "新认定的企业奖励补助", k=3)
    turned = search(generation, "新认定的企业奖励补助", k=3, reranker=ByWord("安家"))
    assert turned[0].clause_id == "south-c1" != plain[0].clause_id
    assert [clause.score for clause in turned] == sorted((clause.score for clause in turned), reverse=True)


def test_a_clause_below_the_first_k_can_come_up(generation: Generation) -> None:
    query = "新认定的企业奖励补助"
    assert "south-c1" not in {clause.clause_id for clause in search(generation, query, k=1)}
    assert search(generation, query, k=1, reranker=ByWord("安家"))[0].clause_id == "south-c1"


def test_the_row_of_the_table_is_there_where_it_is_configured(generation: Generation) -> None:
    assert search_passages(generation, "企业").reranked is None
    ranked = search_passages(generation, "新认定的企业奖励补助", reranker=ByWord("安家"))
    assert ranked.reranked
    assert ranked.reranked[0].clause_id == "south-c1"
    assert ranked.fused == search_passages(generation, "新认定的企业奖励补助").fused


def test_none_is_the_default() -> None:
    assert open_reranker(RerankerSettings()) is None


def test_a_real_cross_encoder_orders_by_its_scores(tmp_path: Path) -> None:
    folder = bert(tmp_path / "cross", labels=1)
    reranker = open_reranker(RerankerSettings(model=str(folder), device="cpu", batch_size=2))
    assert isinstance(reranker, CrossEncoderReranker)
    texts = ["创新平台", "补助", "高新技术企业" * 200, ""]
    scores = reranker.scores("补助", texts)
    assert len(set(scores)) == len(texts)
    assert scores == pytest.approx([reranker.scores("补助", [text])[0] for text in texts], abs=1e-5)
    order = rerank(reranker, "补助", found(1.0, 0.9, 0.8, 0.7), lambda n: [texts[n]])
    assert [c.clause_id for c in order] == [f"c{n}" for n in sorted(range(4), key=lambda n: -scores[n])]


def test_a_classifier_is_no_reranker(tmp_path: Path) -> None:
    folder = bert(tmp_path / "classes", labels=3)
    with pytest.raises(ModelError, match="gives 3 labels"):
        open_reranker(RerankerSettings(model=str(folder), device="cpu"))


@pytest.mark.parametrize("model", ["no-such-owner/no-such-model", "no such name"])
def test_an_unknown_reranker_is_one_clear_line(model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelError, match="is not on this machine") as caught:
        open_reranker(RerankerSettings(model=model))
    assert "\n" not in str(caught.value)
    assert "POLICYQA_RERANKER_MODEL" in str(caught.value)


def test_a_damaged_reranker_is_one_clear_line(tmp_path: Path) -> None:
    folder = bert(tmp_path / "cross", labels=1)
    (folder / "config.json").write_text("{")
    with pytest.raises(ModelError, match="cannot be loaded") as caught:
        open_reranker(RerankerSettings(model=str(folder), device="cpu"))
    assert "\n" not in str(caught.value)


# ---- with the real index


@pytest.fixture
def sections(tmp_path: Path) -> Sections:
    """A folder with an index over one document, and a cross-encoder of random weights."""
    (tmp_path / "a.txt").write_text(
        "锦州市支持办法\n一、补助\n1、对新认定的省级研发平台，一次性给予20万元补助。\n", "utf-8"
    )
    open_assistant([tmp_path / "a.txt"], tmp_path / "data").generation.close()
    model = bert(tmp_path / "cross", labels=1)
    return replace(Sections(tmp_path / "data"), reranker=RerankerSettings(model=str(model), device="cpu"))


def test_ask_answers_with_one_and_without_one_that_fails(sections: Sections, monkeypatch: pytest.MonkeyPatch) -> None:
    assistant = Assistant.open(sections)
    asked = Ask("锦州省级研发平台补助多少钱")
    answer = assistant.ask(asked)
    assert "20万元" in answer.answer
    assert "reranker_failed" not in {warning.code for warning in answer.warnings}

    def fails(*args: object, **more: object) -> None:
        raise RuntimeError("out of memory")

    monkeypatch.setattr(CrossEncoderReranker, "scores", fails)
    answer = assistant.ask(asked)
    assert "20万元" in answer.answer
    assert "reranker_failed" in {warning.code for warning in answer.warnings}


def test_an_index_over_another_corpus_is_refused(sections: Sections, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("另一份文件\n一、补助\n对企业给予30万元补助。\n", "utf-8")
    open_assistant([tmp_path / "b.txt"], tmp_path / "other").generation.close()
    for file in (tmp_path / "other").glob("corpus.db*"):
        shutil.copy(file, sections.data_dir / file.name)
    with pytest.raises(StoreError, match=r"does not hold .* run `policyqa ingest --rebuild`"):
        Assistant.open(replace(sections, reranker=RerankerSettings()))
