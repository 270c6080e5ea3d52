"""An assistant to be measured: over the live index, a staged one, or documents indexed apart from any data folder."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ingest.corpus import Corpus
from ingest.errors import UsageError
from ingest.settings import IngestSettings
from retriever.settings import (
    AnswerSettings,
    AssistantSettings,
    EmbeddingSettings,
    IndexSettings,
    RerankerSettings,
    SearchSettings,
)

if TYPE_CHECKING:
    from eval.run import Progress
    from retriever.assistant import Assistant
    from retriever.selector import Weigher

DOCUMENTS = (Path("docs_corpus"), Path(__file__).resolve().parent.parent / "docs_corpus")


class AllSettings(AssistantSettings, Protocol):
    """The settings a measurement is handed; `app.settings` has them all."""

    @property
    def ingest(self) -> IngestSettings: ...


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections a measurement needs, in a form that can be varied and sent to another process."""

    data_dir: Path
    ingest: IngestSettings = field(default_factory=IngestSettings)
    embedding: EmbeddingSettings = field(default_factory=EmbeddingSettings)
    index: IndexSettings = field(default_factory=IndexSettings)
    search: SearchSettings = field(default_factory=SearchSettings)
    answer: AnswerSettings = field(default_factory=AnswerSettings)
    reranker: RerankerSettings = field(default_factory=RerankerSettings)

    @classmethod
    def of(cls, settings: AllSettings) -> Sections:
        """Those of the application's settings."""
        s = settings
        return cls(s.data_dir, s.ingest, s.embedding, s.index, s.search, s.answer, s.reranker)

    def apart(self, folder: Path) -> Sections:
        """The same over another folder, with no server: what is measured leaves nothing behind."""
        return replace(self, data_dir=folder, index=replace(self.index, chroma_url=None))


def documents() -> Path:
    """The folder of the project's own documents.

    Raises:
        UsageError: There is none here.
    """
    found = next((path for path in DOCUMENTS if path.is_dir()), None)
    if found is None:
        raise UsageError("there is no folder docs_corpus/ here", "name an indexed folder with --data-dir")
    return found


@contextmanager
def indexed_apart(paths: Iterable[Path], sections: Sections, progress: Progress | None = None) -> Iterator[Sections]:
    """Files and folders indexed in a temporary folder, which goes when the block ends; yields the settings for it."""
    with tempfile.TemporaryDirectory(prefix="policyqa-eval-") as folder:
        apart = sections.apart(Path(folder))
        index(paths, apart, progress)
        yield apart


@contextmanager
def assistant_apart(paths: Iterable[Path], sections: Sections, progress: Progress | None = None) -> Iterator[Assistant]:
    """An assistant over files and folders, indexed in a temporary folder."""
    with indexed_apart(paths, sections, progress) as apart, opened(apart) as assistant:
        yield assistant


@contextmanager
def opened(
    sections: Sections, generation_id: str | None = None, selector: Weigher | None = None
) -> Iterator[Assistant]:
    """The assistant over a data folder, let go of when the block ends; another selector may weigh what it finds."""
    from retriever.assistant import Assistant

    assistant = Assistant.open(sections, generation_id, selector)
    try:
        yield assistant
    finally:
        assistant.generation.close()


def index(paths: Iterable[Path], sections: Sections, progress: Progress | None = None) -> None:
    """Read files into the corpus of a data folder and make their index live."""
    from ingest.pipeline import ingest
    from retriever.embedder import open_encoder
    from retriever.index import build, promote

    corpus = Corpus(sections.data_dir)
    show = progress or (lambda what, done, total: None)
    report = ingest(paths, corpus, sections.ingest, progress=lambda done, total, name: show("reading", done, total))
    if report.failed:
        first = report.failed[0]
        raise UsageError(f"{first.path} could not be read: {first.reason}", "measure over documents that can be read")
    with build(corpus, open_encoder(sections.embedding), sections.index, progress) as built:
        name = built.id
    promote(sections.data_dir, name)
