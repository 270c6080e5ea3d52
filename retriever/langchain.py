"""For LangChain programs: a retriever over the index, and the assistant as a chain of runnables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from langchain_core.callbacks import AsyncCallbackManagerForRetrieverRun, CallbackManagerForRetrieverRun
from langchain_core.documents import Document as Page
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableLambda, run_in_executor
from pydantic import ConfigDict, Field

from ingest.errors import StoreError
from ingest.types import Document
from retriever.generation import Generation
from retriever.search import search
from retriever.settings import SearchSettings
from retriever.types import Answer, Ask, ScoredClause, Turn


class CorpusReader(Protocol):
    """What the retriever reads of the corpus."""

    def get(self, doc_id: str, version_id: str | None = None) -> Document: ...


class Assistant(Protocol):
    """Whoever answers."""

    def ask(self, ask: Ask, /) -> Answer: ...


def _as_it_is(question: str) -> tuple[str, Sequence[tuple[str, float]]]:
    return question, ()


class PolicyRetriever(BaseRetriever):
    """Finds clauses; each is a LangChain document whose text is the clause verbatim, as in its source file.

    Args:
        generation: The index, opened.
        corpus: The corpus it was built from.
        k: How many clauses at most.
        doc_ids: Search only these documents.
        prepare: Makes the search text and the weighted expansions of a question; without it the question as it is.
        search_settings: Weights of the search.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    generation: Generation
    corpus: Any  # a CorpusReader; pydantic cannot check a Protocol
    k: int = Field(default=5, ge=1)
    doc_ids: frozenset[str] | None = None
    prepare: Callable[[str], tuple[str, Sequence[tuple[str, float]]]] = _as_it_is
    search_settings: SearchSettings = SearchSettings()

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Page]:
        return self._find(query)

    async def _aget_relevant_documents(
        self, query: str, *, run_manager: AsyncCallbackManagerForRetrieverRun
    ) -> list[Page]:
        return await run_in_executor(None, self._find, query)

    def _find(self, query: str) -> list[Page]:
        text, expansions = self.prepare(query)
        found = search(self.generation, text, expansions, self.doc_ids, self.k, settings=self.search_settings)
        documents: dict[str, Document] = {}
        for hit in found:
            if hit.doc_id not in documents:
                # The version that the index was built from, not a newer one that it does not know yet.
                documents[hit.doc_id] = self.corpus.get(hit.doc_id, self.generation.versions[hit.doc_id])
        return [_page(documents[hit.doc_id], hit) for hit in found]


def build_chain(assistant: Assistant) -> Runnable[Any, Any]:
    """A runnable from a question, or {"question", "history"?, "region"?, "as_of"?}, to the answer's JSON object."""

    def answered(ask: Ask) -> Answer:
        return assistant.ask(ask)

    steps = (
        RunnableLambda(_ask).with_config(run_name="question")
        | RunnableLambda(answered).with_config(run_name="assistant")
        | RunnableLambda(Answer.to_json).with_config(run_name="answer")
    )
    return steps.with_config(run_name="policyqa")


def _ask(given: str | dict[str, Any]) -> Ask:
    if isinstance(given, str):
        return Ask(given)
    history = tuple(_turn(turn) for turn in given.get("history") or ())
    return Ask(given["question"], history, given.get("region"), given.get("as_of"))


def _turn(given: str | dict[str, Any] | Turn) -> Turn:
    if isinstance(given, Turn):
        return given
    return Turn(given) if isinstance(given, str) else Turn(given["question"], given.get("answer_id"))


def _page(document: Document, hit: ScoredClause) -> Page:
    clause = document.clause(hit.clause_id)
    if clause is None:
        raise StoreError(f"{hit.doc_id} was parsed anew since it was indexed", "run `policyqa ingest`")
    return Page(
        id=hit.clause_id,
        page_content=document.source.text[clause.start : clause.end],
        metadata={
            "doc_id": hit.doc_id,
            "clause_id": hit.clause_id,
            "path": list(clause.path),
            "start": clause.start,
            "end": clause.end,
            "source_file": document.source_file,
            "region": document.metadata.region,
            "score": hit.score,
        },
    )
