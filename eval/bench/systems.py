"""What is measured: the assistant, and the usual recipes beside it. Each is built, opened and asked in its own process.

The rivals' packages are no dependency of the project: `pip install -c constraints.txt .[bench]`. What they index lies
in the folder of the assistant's build: the same files for the recipe that splits them itself, the same clauses for the
two that are given clauses.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from eval.corpus import Sections
from ingest.corpus import Corpus
from ingest.pipeline import ingest
from ingest.settings import IngestSettings
from retriever.embedder import open_encoder
from retriever.index import build, promote
from retriever.settings import EmbeddingSettings, IndexSettings

Ask = Callable[[str, str | None], object]  # a question and the code of the place it is asked for

TOP = 10  # documents a rival is asked for


class System(Protocol):
    """One way to find clauses."""

    def build(self, files: Path, home: Path, ours: Path) -> dict[str, Any]:
        """Index the files into a folder, or the clauses in the folder of our own build; what is worth telling."""

    def open(self, home: Path) -> Ask:
        """All that a process does before its first question; what answers one."""


class PolicyQA:
    """The assistant: all steps from the question to the verified answer."""

    def __init__(self, *, chroma: bool = False) -> None:
        self._index = IndexSettings(chroma=chroma, chroma_search=chroma)

    def build(self, files: Path, home: Path, ours: Path) -> dict[str, Any]:
        """The files through the whole pipeline with one worker, then the index."""
        from time import perf_counter, process_time

        corpus = Corpus(home)
        began, busy = perf_counter(), process_time()
        if not corpus.documents():
            ingest([files], corpus, IngestSettings(workers=1))
        ingested = perf_counter() - began
        began = perf_counter()
        with build(corpus, open_encoder(EmbeddingSettings()), self._index) as made:
            promote(home, made.id)
            said = made.manifest
            return {
                "documents": len(said.documents),
                "clauses": said.clauses,
                "chunks": said.chunks,
                "ingest_s": round(ingested, 1),
                "index_s": round(perf_counter() - began, 1),
                "index_cpu_s": round(process_time() - busy, 1),
            }

    def open(self, home: Path) -> Ask:
        """The assistant over the live index."""
        from retriever import types
        from retriever.assistant import Assistant

        assistant = Assistant.open(replace(Sections(data_dir=home), index=self._index))
        return lambda question, place: assistant.ask(types.Ask(question=question, region=place))


class Search(PolicyQA):
    """Our search alone, over the assistant's index: what the rivals do."""

    def build(self, files: Path, home: Path, ours: Path) -> dict[str, Any]:
        """Nothing: the assistant's index is used."""
        (home / "ours").write_text(str(ours), "utf-8")
        return {}

    def open(self, home: Path) -> Ask:
        """The live index of the assistant."""
        from ingest.regions import by_code
        from retriever.index import open_current
        from retriever.scope import scope_for
        from retriever.search import search

        ours = Path((home / "ours").read_text("utf-8"))
        generation = open_current(ours, open_encoder(EmbeddingSettings()), self._index)

        def ask(question: str, place: str | None) -> object:
            scope = scope_for(by_code(place), generation.archive.cards) if place else None
            return search(generation, question, (), scope.doc_ids if scope else None, TOP)

        return ask


class Bm25s:
    """bm25s over jieba's search words of the clauses, as its documentation shows it; no filter."""

    def build(self, files: Path, home: Path, ours: Path) -> dict[str, Any]:
        """Index and save."""
        import bm25s
        import jieba

        model = bm25s.BM25()
        model.index([jieba.lcut_for_search(text) for _, text, _ in clauses(ours)], show_progress=False)
        model.save(str(home / "index"))
        return {}

    def open(self, home: Path) -> Ask:
        """The saved index, memory-mapped."""
        import bm25s
        import jieba

        model = bm25s.BM25.load(str(home / "index"), mmap=True)
        return lambda question, place: model.retrieve(
            [jieba.lcut_for_search(question)], k=TOP, show_progress=False, leave_progress=False
        )


class ChromaAlone:
    """Chroma with our default model over the clauses, places as metadata, its own filter."""

    def build(self, files: Path, home: Path, ours: Path) -> dict[str, Any]:
        """Embed and store, with texts and places."""
        from retriever import chroma

        encoder = open_encoder(EmbeddingSettings())
        at = chroma.client(home / "chroma", None)
        stored = at.create_collection("clauses", configuration={"hnsw": {"space": "cosine"}}, embedding_function=None)
        for batch in _batches(clauses(ours), 5_000):
            ids, texts, places = zip(*batch, strict=True)
            stored.add(
                ids=list(ids), documents=list(texts), metadatas=[{"place": place or "none"} for place in places],
                embeddings=encoder.encode_passages(texts),
            )  # fmt: skip
        chroma.close(at)
        return {}

    def open(self, home: Path) -> Ask:
        """The stored collection."""
        from retriever import chroma

        encoder = open_encoder(EmbeddingSettings())
        stored = chroma.client(home / "chroma", None).get_collection("clauses", embedding_function=None)

        def ask(question: str, place: str | None) -> object:
            where: Any = {"place": {"$in": _places(place)}} if place else None
            return stored.query(query_embeddings=encoder.encode_queries([question]), n_results=TOP, where=where)

        return ask


class Ensemble:
    """LangChain's usual recipe: files split by characters, Chroma and BM25Retriever with jieba, EnsembleRetriever."""

    def build(self, files: Path, home: Path, ours: Path) -> dict[str, Any]:
        """Split, embed, store. The retriever of words cannot be stored: it is made anew at each start."""
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        splitter = RecursiveCharacterTextSplitter(chunk_size=500, chunk_overlap=50)
        texts = [piece for path in sorted(files.iterdir()) for piece in splitter.split_text(path.read_text("utf-8"))]
        (home / "texts.pickle").write_bytes(pickle.dumps(texts))
        store = self._store(home)
        for start in range(0, len(texts), 5_000):
            store.add_texts(texts[start : start + 5_000])
        return {"chunks": len(texts)}

    def open(self, home: Path) -> Ask:
        """The stored vectors, the words anew, both in one retriever."""
        import jieba
        from langchain_classic.retrievers import EnsembleRetriever
        from langchain_community.retrievers import BM25Retriever

        words = BM25Retriever.from_texts(
            pickle.loads((home / "texts.pickle").read_bytes()), preprocess_func=jieba.lcut_for_search, k=TOP
        )
        dense = self._store(home).as_retriever(search_kwargs={"k": TOP})
        both = EnsembleRetriever(retrievers=[words, dense], weights=[0.5, 0.5])
        return lambda question, place: both.invoke(question)

    @staticmethod
    def _store(home: Path) -> Any:
        from langchain_chroma import Chroma

        from retriever import chroma
        from retriever.embedder import LangChainEmbeddings

        encoder = LangChainEmbeddings(open_encoder(EmbeddingSettings()))
        return Chroma("pieces", encoder, str(home / "chroma"), client_settings=chroma.settings())


SYSTEMS: dict[str, Callable[[], System]] = {
    "policyqa": PolicyQA,
    "policyqa search": Search,
    "policyqa chroma": partial(PolicyQA, chroma=True),
    "langchain ensemble": Ensemble,
    "bm25s": Bm25s,
    "chroma": ChromaAlone,
}
FILTERS = frozenset(("policyqa", "policyqa search", "policyqa chroma", "chroma"))  # those that can filter by place


def clauses(ours: Path) -> Iterator[tuple[str, str, str | None]]:
    """Every chunk of our own build: id, text, and the code of its document's place."""
    from retriever.archive import Archive
    from retriever.catalog import current_id
    from retriever.generation import CLAUSES

    folder = ours / "generations" / (current_id(ours) or "")
    with (folder / CLAUSES).open(encoding="utf-8") as lines:
        for card in Archive(folder).cards:
            for _ in range(card.clauses):
                for chunk_id, text in json.loads(next(lines))["chunks"]:
                    yield chunk_id, text, card.metadata.region_code


def _places(code: str) -> list[str]:
    """A place, those above it, and documents of none, which may be the state's."""
    from ingest.regions import ancestors, by_code

    place = by_code(code)
    return [code, *(above.code for above in ancestors(place))] if place else [code]


def _batches(rows: Iterator[Any], size: int) -> Iterator[Sequence[Any]]:
    held: list[Any] = []
    for row in rows:
        held.append(row)
        if len(held) == size:
            yield held
            held = []
    if held:
        yield held
