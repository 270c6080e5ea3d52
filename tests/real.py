"""The real thing for the tests that want it: files ingested, indexed with the default model, and opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ingest.corpus import Corpus
from ingest.pipeline import ingest
from retriever.assistant import Assistant
from retriever.catalog import promote
from retriever.embedder import open_encoder
from retriever.index import build
from retriever.settings import AnswerSettings, EmbeddingSettings, IndexSettings, RerankerSettings, SearchSettings
from retriever.types import Answer, Ask, Turn

DAY = "2026-11-21"


@dataclass(frozen=True)
class Sections:
    """The sections of the settings that an assistant needs, at their defaults."""

    data_dir: Path
    embedding: EmbeddingSettings = field(default_factory=EmbeddingSettings)
    index: IndexSettings = field(default_factory=IndexSettings)
    search: SearchSettings = field(default_factory=SearchSettings)
    reranker: RerankerSettings = field(default_factory=RerankerSettings)
    answer: AnswerSettings = field(default_factory=AnswerSettings)


def open_assistant(paths: Sequence[Path], data_dir: Path) -> Assistant:
    """An assistant over these files and folders."""
    corpus, sections = Corpus(data_dir), Sections(data_dir)
    assert not ingest(paths, corpus).failed
    with build(corpus, open_encoder(sections.embedding), sections.index) as built:
        generation = built.id
    promote(data_dir, generation)
    return Assistant.open(sections)


def ask(assistant: Assistant, question: str, *history: str, region: str | None = None) -> Answer:
    """The answer on a fixed day."""
    return assistant.ask(Ask(question, tuple(Turn(q) for q in history), region=region, as_of=DAY))


def said(answer: Answer) -> tuple[object, ...]:
    """What an answer comes to, whatever the asker's words and language: status, values, and where they stand."""
    facts = sorted((str(f.value), str(f.unit), str(f.level), f.value_start) for f in answer.facts)
    return answer.status, tuple(facts)
