"""Finding what may answer: the clauses of a scope, their facts and sentences weighed, and which of them answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from ingest.regions import Region, has_own_law
from ingest.types import Fact
from retriever.deciding import decide
from retriever.earlier import Earlier, nearer, with_cited
from retriever.embedder import Encoder, reading_encoder
from retriever.evidence import Candidate, gather
from retriever.generation import Generation
from retriever.given import Given
from retriever.leaning import weighed_with_context
from retriever.likeness import WordLikeness
from retriever.matching import Weighted, weigh
from retriever.question import Query
from retriever.reading import Reading
from retriever.remembering import Passages
from retriever.reranker import Reranker
from retriever.scope import Scope
from retriever.search import search
from retriever.selector import Weigher, certainty, open_selector
from retriever.settings import AnswerSettings, SearchSettings
from retriever.speaking import Speaking
from retriever.stages import stage
from retriever.standing import Standing, prefer
from retriever.telling import Found
from retriever.tracing import record
from retriever.wanted import wanted

Weighed = tuple[list[Candidate], list[Candidate]]  # facts and sentences, each in the order of their trust

_OVERVIEW = 120  # clauses read where no subject is named: 有哪些补助


class Finding:
    """Holds what every search needs: the index, the encoder, the selector, the settings."""

    def __init__(
        self,
        generation: Generation,
        read: Callable[[str], Reading],
        speaking: Speaking,
        standing: Standing,
        encoder: Encoder,
        search_settings: SearchSettings,
        settings: AnswerSettings,
        reranker: Reranker | None = None,
        selector: Weigher | None = None,
    ) -> None:
        self._generation = generation
        self._read = read
        self._speaking = speaking
        self._standing = standing
        reader = reading_encoder(encoder)
        self._passages = Passages(reader)
        self._likeness = WordLikeness(reader)
        self._search_settings = search_settings
        self._settings = settings
        self._reranker = reranker
        self._selector = selector or open_selector()

    def weighed(
        self, query: Query, terms: Sequence[Weighted], scope: Scope, trace: dict[str, Any], earlier: Earlier
    ) -> Weighed:
        """Facts and sentences of the best clauses of a scope, with the trust that each answers."""
        everywhere = scope.region is None and not scope.named
        with stage("search"):
            found = search(
                self._generation, wanted(query), (), None if everywhere else frozenset(scope.doc_ids),
                k=self._settings.clauses if query.terms else _OVERVIEW, settings=self._search_settings,
                reranker=self._reranker, failed=lambda: trace.update(reranker="failed"),
            )  # fmt: skip
        with stage("evidence"):
            found = self._speaking.kept(found, scope)
            found = with_cited(found, earlier, scope.doc_ids)
            facts, plain = gather(query, terms, found, self._read, self._passages, self._likeness, scope.higher)
            facts, plain = nearer(facts, earlier), nearer(plain, earlier)
            if scope.region is not None and has_own_law(scope.region):
                facts, plain = _speaking_of(scope.region, facts), _speaking_of(scope.region, plain)
            facts, plain = weighed_with_context(
                query, terms, weigh(query.context, self._generation), earlier,
                lambda asked, words: self._selector.weighed(
                    asked, words, found, facts, plain, self._passages, self._likeness, self._generation
                ),
            )  # fmt: skip
        record(trace, scope, query, found, facts, plain)
        return facts, plain

    def answering(
        self, query: Query, terms: Sequence[Weighted], facts: Sequence[Candidate], plain: Sequence[Candidate],
        place: Region | None, beside: Fact | None = None,
    ) -> Found | None:  # fmt: skip
        """Which of them answers for one place, from documents in force where those do; None where nothing does."""
        given = Given(
            query, terms, facts, plain, place, self._likeness, self._settings, certainty([*facts, *plain]), beside
        )

        def of(some: Sequence[Candidate], texts: Sequence[Candidate]) -> Found | None:
            return decide(replace(given, facts=some, plain=texts))

        return prefer(query, facts, plain, self._standing, of)


def _speaking_of(region: Region, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Without clauses of the State that do not name the place: where the law is another, no others hold."""
    return [c for c in candidates if not c.higher or (region.bare or region.name) in c.clause.text]
