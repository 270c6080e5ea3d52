"""A cross-encoder reads the question and a clause together and puts the clauses found in a better order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

import structlog

from ingest.errors import ModelError
from retriever.model_files import first_line, folder_of, offline
from retriever.settings import RerankerSettings
from retriever.types import ScoredClause

if TYPE_CHECKING:
    from retriever.generation import Generation

log = structlog.get_logger(__name__)
_REMEDY = "download it once with HF_HUB_OFFLINE=0, or name its folder in POLICYQA_RERANKER_MODEL"


class Reranker(Protocol):
    """What search needs of a cross-encoder."""

    @property
    def name(self) -> str:
        """The name it was opened by."""

    @property
    def top(self) -> int:
        """How many of the best clauses are put in order."""

    def scores(self, query: str, texts: Sequence[str]) -> Sequence[float]:
        """How well each text answers the query; higher is better, of any scale."""


def open_reranker(settings: RerankerSettings) -> Reranker | None:
    """The cross-encoder that is set; None where none is.

    Raises:
        ModelError: It is not there or cannot be loaded: said at the start, not at the first question.
    """
    return CrossEncoderReranker(settings, settings.model) if settings.model else None


class CrossEncoderReranker:
    """A CrossEncoder of sentence-transformers; code that a model brings along is never run."""

    def __init__(self, settings: RerankerSettings, model: str) -> None:
        self.name = model
        self.top = settings.top
        self._batch = settings.batch_size
        folder = folder_of(model)
        if folder is None and offline():
            raise ModelError(f"the reranker {model} is not on this machine", _REMEDY)
        from sentence_transformers import CrossEncoder

        try:
            self._model = CrossEncoder(
                str(folder or model), device=settings.device, local_files_only=folder is not None,
                trust_remote_code=False, max_length=settings.max_length,
            )  # fmt: skip
            labels = int(self._model.num_labels)
        except Exception as broken:  # hub, torch and transformers each have trees of their own
            raise ModelError(f"the reranker {model} cannot be loaded ({first_line(broken)})", _REMEDY) from broken
        if labels != 1:
            raise ModelError(f"{model} gives {labels} labels for a pair, a reranker gives one score", _REMEDY)

    def scores(self, query: str, texts: Sequence[str]) -> Sequence[float]:
        """How well each text answers the query."""
        pairs = [(query, text) for text in texts]
        found = self._model.predict(pairs, batch_size=self._batch, show_progress_bar=False, convert_to_numpy=True)
        return [float(score) for score in found]


def rerank(
    reranker: Reranker,
    query: str,
    found: Sequence[ScoredClause],
    texts: Callable[[int], Sequence[str]],
    failed: Callable[[], None] = lambda: None,
) -> list[ScoredClause]:
    """The clauses with their first `reranker.top` in the order of the cross-encoder.

    The scores they had are dealt out anew in that order: what reads them further on knows their distribution, and a
    cross-encoder's own scale differs from model to model.

    Args:
        reranker: The cross-encoder.
        query: The question.
        found: The clauses, best first.
        texts: Position in `found` → the pieces of the clause; its best piece counts.
        failed: Called where the cross-encoder failed; the order stays then.
    """
    head = list(found[: reranker.top])
    pieces = [(number, text) for number in range(len(head)) for text in texts(number)]
    if len(head) < 2 or not pieces:
        return list(found)
    try:
        scores = reranker.scores(query, [text for _, text in pieces])
    except Exception as error:  # whatever it raised, the order found without it is there
        log.warning("reranker_failed", model=reranker.name, error=first_line(error))
        failed()
        return list(found)
    best: dict[int, float] = {}
    for (number, _), score in zip(pieces, scores, strict=True):
        best[number] = max(best.get(number, float("-inf")), score)
    order = sorted(range(len(head)), key=lambda number: (-best.get(number, float("-inf")), number))
    dealt = [replace(head[number], score=old.score) for number, old in zip(order, head, strict=True)]
    return [*dealt, *found[len(head) :]]


def pieces_of(generation: Generation, clauses: Sequence[int]) -> Callable[[int], list[str]]:
    """The chunks of clauses given by their index, as `rerank` wants them."""
    return lambda position: [chunk.text for chunk in generation.chunks(clauses[position])]
