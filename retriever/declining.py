"""What is said where nothing answers: what was searched, what the documents do not mention, what is asked back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ingest.regions import Region
from retriever.evidence import Candidate
from retriever.generation import Generation
from retriever.lexicon import is_term_of_art
from retriever.matching import Weighted, missing
from retriever.nearest import nearest
from retriever.outcome import Outcome
from retriever.question import Query
from retriever.scope import Listed, Places, Scope, scope_for
from retriever.screening import is_policy
from retriever.wording import place_text, say

_TOLD = 50  # documents that a trace names
_SHOWN = 8  # documents that an answer names


class Declining:
    """Asks the index what it holds of a question that was not answered."""

    def __init__(self, generation: Generation, documents: Places) -> None:
        self._generation = generation
        self._documents = documents

    def nothing(
        self, query: Query, terms: Sequence[Weighted], trace: dict[str, Any],
        scope: Scope | None = None, nowhere: Region | None = None, candidates: Iterable[Candidate] = (),
    ) -> Outcome:  # fmt: skip
        """Not found: what was searched, what the documents do not mention, which of the candidates are nearest."""
        strange = len(terms) > 0 and len(missing(terms, self._holds(None))) == len(terms)
        if (
            not (query.context or query.names_document or is_policy(query.question))
            and (strange or not query.regions)
            and not self._speak_of(terms)
        ):
            return Outcome("out_of_scope", say("out_of_scope", query.language), trace=trace)
        within = frozenset(scope.doc_ids) if scope is not None else None
        searched = [d for d in self._documents if within is None or d.doc_id in within]
        parts = [say("not_found", query.language)]
        lost: tuple[str, ...] = ()
        if nowhere is not None:
            parts.append(say("no_region", query.language, region=place_text(nowhere, query.language)))
        elif lost := missing(terms, self._holds(scope)):
            parts.append(say("lacking", query.language, terms="、".join(lost[:4])))
        parts.append(say("searched", query.language, documents=_labels(searched)))
        trace["not_found"] = {"searched": [d.doc_id for d in searched[:_TOLD]], "missing": list(lost[:8])}
        text = (" " if query.language == "en" else "").join(parts)
        return Outcome("not_found", text, nearest=nearest(candidates), trace=trace)

    def _speak_of(self, terms: Sequence[Weighted]) -> bool:
        """Whether the documents hold most of what an unfamiliar question is about."""
        holds = self._holds(None)
        known = [t for t in terms if any(holds(word, 1.0) for word in (t.term.text, *t.term.variants))]
        if any(is_term_of_art(t.term.text) for t in known):
            return True
        return len(terms) > 1 and sum(t.weight for t in known) >= 0.5 * sum(t.weight for t in terms)

    def _holds(self, scope: Scope | None) -> Callable[[str, float], bool]:
        """Whether a clause of the documents searched holds a share of a word's tokens: asked of the index."""
        keep = self._generation.clause_mask(scope.doc_ids) if scope is not None else None
        return lambda word, share: self._generation.sparse.holds(word, keep, share)

    def about_what(self, query: Query, trace: dict[str, Any]) -> Outcome:
        """A place and nothing else: which documents there are, and what of them is meant."""
        place = query.regions[0]
        known = frozenset(scope_for(place, self._documents).doc_ids)
        own = [d for d in self._documents if d.doc_id in known]
        if not own:
            return self.nothing(query, (), trace, nowhere=place)
        text = say("clarify_about", query.language, region=place.name, documents=_labels(own))
        return Outcome("clarify", text, trace=trace)


def _labels(documents: Sequence[Listed]) -> str:
    return "；".join(d.metadata.title or d.metadata.label or d.source_file for d in documents[:_SHOWN])
