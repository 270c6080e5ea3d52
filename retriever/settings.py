"""Settings of the retrieval layer, a section a part; `app/settings.py` is the one loader."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, Protocol

from pydantic import Field

Share = Annotated[float, Field(ge=0, le=1)]


@dataclass(frozen=True, slots=True)
class EmbeddingSettings:
    """Which model turns texts into vectors.

    Attributes:
        model: `default` (the model in this repository), a folder, or any name that sentence-transformers knows.
        backend: What runs such a model: `torch`, or `onnx` or `openvino` for one that was exported.
        file: The exported file inside the model's folder, where it has several (`onnx/model_quint8_avx2.onnx`).
        device: Where torch runs it: `cpu`, `cuda`, …; None lets it choose.
        batch_size: Texts encoded at once.
        query_prompt: Put before each question; None takes what the model was trained with.
        passage_prompt: Put before each passage; None takes what the model was trained with.
    """

    model: str = "default"
    backend: Literal["torch", "onnx", "openvino"] = "torch"
    file: str | None = None
    device: str | None = None
    batch_size: Annotated[int, Field(ge=1)] = 64
    query_prompt: str | None = None
    passage_prompt: str | None = None


@dataclass(frozen=True, slots=True)
class RerankerSettings:
    """Which cross-encoder reads question and clause together and puts the clauses found in a better order.

    Attributes:
        model: A folder, or any name of a cross-encoder that sentence-transformers knows; None leaves the order alone.
        device: Where it runs: `cpu`, `cuda`, …; None lets it choose.
        batch_size: Pairs scored at once.
        top: How many of the best clauses are put in order; each costs one pass of the model or more.
        max_length: Tokens of question and clause that are read; what is longer is cut.
    """

    model: str | None = None
    device: str | None = None
    batch_size: Annotated[int, Field(ge=1)] = 16
    top: Annotated[int, Field(ge=2)] = 30
    max_length: Annotated[int, Field(ge=16)] = 512


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """How generations are built and opened.

    Attributes:
        chroma_url: A Chroma server (http://host:port) that holds the collections, a generation each.
        chroma: Whether each generation also keeps its vectors in a Chroma collection, for LangChain programs. It takes
            more than half of the time of a large build.
        chroma_search: Whether that collection searches where there are more chunks than `exact_rows`; else, many are
            searched in stages, which finds more. A server is used whenever it is named.
        exact_rows: Up to this many chunks, searching all of them is exact.
        batch: Chunks embedded and stored at once.
    """

    chroma_url: str | None = None
    chroma: bool = True
    chroma_search: bool = False
    exact_rows: Annotated[int, Field(ge=0)] = 20_000
    batch: Annotated[int, Field(ge=1, le=5_000)] = 1_000


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """How lexical and dense scores become one.

    Attributes:
        lexical_weight: Share of BM25 in the score where the clauses use none of the query's words.
        lexical_gain: What is added to it where they use all of them; in between, in proportion.
        lexical_most: The share is never more than this.
        english_weight: Its share for a question in English, whose words had to be translated.
        candidates: Chunks asked of Chroma where the dense search is not exact.
        document_weight: What a clause gains by how well its whole document covers the question.
        rescore: Whether the trained re-scorer puts the best clauses in order; with a static embedding model only.
        pool: How many of the best clauses it looks at.
    """

    lexical_weight: Share = 0.3
    lexical_gain: Annotated[float, Field(ge=0)] = 1.1
    lexical_most: Share = 0.95
    english_weight: Share = 0.45
    candidates: Annotated[int, Field(ge=1)] = 200
    document_weight: Share = 0.5
    rescore: bool = True
    pool: Annotated[int, Field(ge=2)] = 24


@dataclass(frozen=True, slots=True)
class AnswerSettings:
    """When the evidence is good enough to answer. Set on the develop halves of the gold sets.

    Attributes:
        clauses: Clauses read for a question.
        min_sure: How probable it has to be that something found answers, for a fact to be given.
        min_sure_text: The same, for a sentence where no fact answers.
        min_sure_anywhere: The same, for a sentence where the question names no place.
        min_trust: Log-odds against "nothing answers" that a fact's sentence needs itself.
        text_margin: How much more trust a sentence needs than the best fact to be preferred.
        value_margin: The same where a value is asked for, and the sentence states others of its kind.
        max_unmet: Share of the question that one word may weigh which nothing near a value speaks of.
        place_margin: How far behind the best a place may stay to be named as well.
    """

    clauses: Annotated[int, Field(ge=1)] = 16
    min_sure: Share = 0.72
    min_sure_text: Share = 0.8
    min_sure_anywhere: Share = 0.87
    min_trust: float = 0.3
    text_margin: float = 0.0
    value_margin: float = 1.0
    max_unmet: Share = 0.45
    place_margin: Share = 0.2


class AssistantSettings(Protocol):
    """The sections an assistant needs; `app.settings` has them all."""

    @property
    def data_dir(self) -> Path: ...
    @property
    def embedding(self) -> EmbeddingSettings: ...
    @property
    def index(self) -> IndexSettings: ...
    @property
    def search(self) -> SearchSettings: ...
    @property
    def reranker(self) -> RerankerSettings: ...
    @property
    def answer(self) -> AnswerSettings: ...
