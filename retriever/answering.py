"""Answering: from a stand-alone question to an outcome, by scope, search, evidence, composition and verification."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from ingest.corpus import Corpus
from ingest.errors import QuestionError
from ingest.regions import Region, lookup
from retriever.about import about_document, meant_documents
from retriever.besides import beside
from retriever.compared_documents import documents_side_by_side
from retriever.comparing import Side, side_by_side
from retriever.compose import Drafted
from retriever.conversation_patterns import ASKS
from retriever.declining import Declining
from retriever.earlier import NOTHING, Earlier
from retriever.embedder import Encoder
from retriever.finding import Finding
from retriever.finishing import finished
from retriever.generation import Generation
from retriever.matching import Weighted, weigh
from retriever.misspelt import mend
from retriever.named_documents import NamedDocuments
from retriever.outcome import Outcome
from retriever.question import Query, parse
from retriever.reranker import Reranker
from retriever.rows import of_document, placed, settled
from retriever.scope import Listed, Places, Scope, region_of
from retriever.screening import is_policy
from retriever.selector import Weigher
from retriever.settings import AnswerSettings, SearchSettings
from retriever.speaking import Speaking
from retriever.stages import stage
from retriever.standing import Standing
from retriever.telling import Found
from retriever.tracing import shown
from retriever.types import Language, Status
from retriever.wording import say

_TEXT_MARGIN = 0.05  # how far behind the best a place may stay of which a sentence speaks and no fact


class Answering:
    """Holds what every question needs: the corpus, the index, the encoder, the settings."""

    def __init__(
        self,
        corpus: Corpus,
        generation: Generation,
        encoder: Encoder,
        search_settings: SearchSettings,
        settings: AnswerSettings,
        reranker: Reranker | None = None,
        selector: Weigher | None = None,
    ) -> None:
        self.corpus = corpus
        self.generation = generation
        self._settings = settings
        # a generation never changes: its documents are listed once, not for each question
        self._documents = Places(generation.archive.cards)
        self._titles = NamedDocuments(self._documents)
        self._standing = Standing.of(self._documents)
        self._read = lru_cache(maxsize=512)(generation.reading)
        self._declining = Declining(generation, self._documents)
        self._speaking = Speaking(generation, self._documents, self._read)
        self._finding = Finding(
            generation, self._read, self._speaking, self._standing, encoder, search_settings, settings, reranker,
            selector,
        )  # fmt: skip

    def _holds(self, word: str) -> bool:
        """Whether the index holds a word, or a pair of characters side by side."""
        return self.generation.sparse.vocabulary.get(word) is not None

    def documents(self) -> Places:
        """The documents of this generation."""
        return self._documents

    def answer(
        self, question: str, language: Language, region: str | None, as_of: date, earlier: Earlier = NOTHING
    ) -> Outcome:
        """Answer a stand-alone question; what was last answered helps to find what a follow-up is about."""
        place = lookup(region) if region else None
        if region and place is None:
            raise QuestionError(
                f"there is no place called {region}", "give a province, prefecture or county by its name"
            )
        with stage("understand"):
            mended = mend(question, self._holds)
            question = mended.text
            query = settled(parse(question, as_of, place), self._documents)
        trace: dict[str, Any] = {"query": shown(query)}
        if mended.read:
            trace["misspelt"] = [{"said": said, "read": read} for said, read in mended.read]
        if query.unclear_place:
            text = say("clarify_place", query.language, place=query.unclear_place)
            return Outcome("clarify", text, trace=trace)
        if query.attribute:
            named = self._named(query, query.regions)
            meant = [named] if named else meant_documents(query, self._documents)
            about = about_document(query, [self._read(d.doc_id) for d in meant]) if len(meant) <= 3 else None
            if about is not None:
                return self._finish(query, [Found(None, tuple(about), 1.0)], trace)
        if not query.terms and not query.wants_benefit and not query.quantities:
            if query.regions and not ASKS.search(question):
                return self._declining.about_what(query, trace)
            if not is_policy(question):
                return Outcome("out_of_scope", say("out_of_scope", language), trace=trace)
            return Outcome("clarify", say("clarify_what", language), trace=trace)
        held = documents_side_by_side(query.text, self._documents) if query.language != "en" else None
        if held is not None and (asked := parse(held.asked, as_of)).terms:
            asked = replace(asked, question=question, language=query.language, regions=())
            scopes = [Scope(None, (d.doc_id,), (), named=True) for d in held.documents]
            return self._compare(asked, weigh(asked.terms, self.generation), scopes, trace, earlier, held.documents)
        terms = weigh(query.terms, self.generation)
        places = placed(query, self._documents)
        if len(places) >= 2:
            scopes = [self._speaking.scope(r) for r in places]
            return self._compare(query, terms, scopes, trace, earlier)
        document = self._named(query, places)
        if document is not None:
            scope = Scope(places[0] if places else None, (document.doc_id,), (), named=True)
            return self._at(replace(query, names_document=True), terms, scope, trace, earlier)
        if places:
            scope = self._speaking.scope(places[0])
            if not scope.doc_ids:
                return self._declining.nothing(query, terms, trace, nowhere=places[0])
            return self._at(query, terms, scope, trace, earlier)
        return self._anywhere(query, terms, trace, earlier)

    def answer_beside(
        self, question: str, language: Language, region: str | None, as_of: date, given: Earlier
    ) -> Outcome | None:
        """What a clause says of a question that was cited for another of the same message, None where it does not.

        That the one is answered there makes the other surer than it is by itself.
        """
        place = lookup(region) if region else None
        query = parse(question, as_of, place)
        documents = {doc_id for doc_id, _ in given.clauses}
        if query.regions:  # what another place gives is no answer
            documents &= {doc_id for r in query.regions for doc_id in self._speaking.scope(r).doc_ids}
        if not query.terms or not documents:
            return None
        terms = weigh((*query.terms, *query.context), self.generation)
        scope = Scope(None, tuple(sorted(documents)), (), named=True)
        _, plain = self._finding.weighed(query, terms, scope, {}, given)
        best = beside(query, terms, plain, given)
        return self._finish(query, [best], {"query": shown(query)}, status="answered") if best else None

    # -- one document, one place, several places, none

    def _named(self, query: Query, places: Sequence[Region]) -> Listed | None:
        """The one document that a question names by its title: no other one is asked in its stead."""
        if query.language == "en" or query.intent == "compare":
            return None
        named = self._titles.named(query.text, places)
        return named[0] if len(named) == 1 else None

    def _at(
        self, query: Query, terms: Sequence[Weighted], scope: Scope, trace: dict[str, Any], earlier: Earlier
    ) -> Outcome:
        """The answer for one place, or of one document, or what was searched there."""
        facts, plain = self._finding.weighed(query, terms, scope, trace, earlier)
        place = region_of(self._read(scope.own[0]).document.metadata) if scope.named else scope.region
        one = self._finding.answering(query, terms, facts, plain, place)
        if one is None:
            return self._declining.nothing(query, terms, trace, scope, candidates=(*facts, *plain))
        return self._finish(query, [one], trace)

    def _anywhere(self, query: Query, terms: Sequence[Weighted], trace: dict[str, Any], earlier: Earlier) -> Outcome:
        """No place said: up to three that state it are each answered by name, more are asked back."""
        facts, plain = self._finding.weighed(query, terms, Scope(None, self._documents.doc_ids, ()), trace, earlier)
        by_place: dict[str, tuple[Region | None, set[str]]] = {}
        for doc_id in sorted({c.doc_id for c in (*facts, *plain)}):
            place = region_of(self._read(doc_id).document.metadata)
            by_place.setdefault(place.code if place else "", (place, set()))[1].add(doc_id)
        found = []
        for place, ids in by_place.values():
            one = self._finding.answering(
                query,
                terms,
                [c for c in facts if c.doc_id in ids],
                [c for c in plain if c.doc_id in ids],
                place,
            )
            if one:
                found.append(one)
        if not found:
            return self._declining.nothing(query, terms, trace, candidates=(*facts, *plain))
        best = max(f.score for f in found)
        if sum(f.score >= best - self._settings.place_margin for f in found) <= 3:
            found = [f for f in found if f.translated or f.score >= best - _TEXT_MARGIN]
        complete = any(not f.partial for f in found)
        found = sorted(
            (f for f in found if f.score >= best - self._settings.place_margin and not (f.partial and complete)),
            key=lambda f: -f.score,
        )
        if len(found) > 3:
            names = tuple(f.region.name for f in found if f.region)
            return Outcome("clarify", say("clarify_region", query.language), choices=names, trace=trace)
        return self._finish(query, found, trace)

    def _compare(
        self, query: Query, terms: Sequence[Weighted], scopes: Sequence[Scope], trace: dict[str, Any],
        earlier: Earlier, named: Sequence[Listed] = (),
    ) -> Outcome:  # fmt: skip
        """A row a place, or a document by its name, each the same of another; 未规定 where nothing is said."""
        sides = []
        for scope in scopes:
            facts, plain = self._finding.weighed(query, terms, scope, trace, earlier) if scope.doc_ids else ([], [])
            sides.append(
                Side(scope.region, facts, plain, self._finding.answering(query, terms, facts, plain, scope.region))
            )
        found = side_by_side(
            query,
            sides,
            lambda side, beside: self._finding.answering(query, terms, side.facts, side.plain, side.region, beside),
        )
        if not any(found):
            weighed = [c for side in sides for c in (*side.facts, *side.plain)]
            return self._declining.nothing(query, terms, trace, candidates=weighed)
        unstated = Drafted(say("not_stated", query.language))
        rows = [f or Found(side.region, (unstated,), 0.0) for f, side in zip(found, sides, strict=True)]
        if named:
            rows = [of_document(d, row, query.language) for d, row in zip(named, rows, strict=True)]
        return self._finish(query, rows, trace, status="answered" if all(found) else "partial")

    # -- the end of each way

    def _finish(
        self, query: Query, found: Sequence[Found], trace: dict[str, Any], status: Status | None = None
    ) -> Outcome:
        outcome = finished(query, found, trace, self._standing, status)
        return outcome or self._declining.nothing(query, weigh(query.terms, self.generation), trace)
