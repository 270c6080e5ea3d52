"""Assistant: a question in, a verified answer out; one object for the page, the HTTP API, the CLI and the eval."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import structlog

from ingest.corpus import Corpus
from ingest.errors import NotFound, PolicyQAError, StoreError
from retriever import conversation, parts
from retriever.answering import Answering
from retriever.catalog import current_id, open_current, open_generation
from retriever.earlier import NOTHING, Earlier
from retriever.embedder import open_encoder
from retriever.generation import REBUILD, Generation
from retriever.language import detect
from retriever.outcome import Outcome
from retriever.question import MAX_QUESTION
from retriever.reranker import open_reranker
from retriever.screening import screen
from retriever.selector import Weigher
from retriever.settings import AssistantSettings
from retriever.types import Answer, Ask, Language, Status, Warning_
from retriever.wording import say

log = structlog.get_logger(__name__)
_LOOKED_AT = 20  # documents of a corpus that changed; one of another folder misses the first already


class Assistant:
    """Answers questions over one generation of the index, and over the next one once it is promoted."""

    def __init__(self, corpus: Corpus, answering: Answering, reopen: Callable[[], Answering] | None = None) -> None:
        self.corpus = corpus
        self._answering = answering
        self._reopen = reopen  # None: pinned to the generation it was opened with
        self._lock = threading.Lock()

    @classmethod
    def open(
        cls, settings: AssistantSettings, generation_id: str | None = None, selector: Weigher | None = None
    ) -> Assistant:
        """Open the live index of a data folder, or the generation named; another selector may weigh what it finds.

        Raises:
            NoIndex: Nothing was ingested yet.
            ModelMismatch: The index was built with another embedding model.
        """
        corpus = Corpus(settings.data_dir)
        encoder = open_encoder(settings.embedding)
        reranker = open_reranker(settings.reranker)

        def answering() -> Answering:
            if generation_id is None:
                generation = open_current(settings.data_dir, encoder, settings.index)
            else:
                generation = open_generation(settings.data_dir, generation_id, encoder, settings.index)
            _holds(corpus, generation)
            return Answering(corpus, generation, encoder, settings.search, settings.answer, reranker, selector)

        return cls(corpus, answering(), answering if generation_id is None else None)

    def _follow(self) -> Answering:
        """The answering over the live generation: another one was promoted where CURRENT names another."""
        now = self._answering
        if self._reopen is None or current_id(self.corpus.data_dir) in (None, now.generation.manifest.generation_id):
            return now
        with self._lock:
            if current_id(self.corpus.data_dir) != self._answering.generation.manifest.generation_id:
                # answers under way keep the old one, whose files close with the last of them
                self._answering = self._reopen()
                log.info("generation_followed", generation=self._answering.generation.manifest.generation_id)
        return self._answering

    @property
    def generation(self) -> Any:
        """The generation that answers now."""
        return self._follow().generation

    def ask(self, ask: Ask) -> Answer:
        """Answer a question. A question never raises: what fails is an answer with status `error`."""
        began = time.perf_counter()
        try:
            answer = self._ask(ask)
        except PolicyQAError as error:
            answer = self._plain(ask, "error", str(error), trace={"error": str(error)})
        except Exception as error:
            log.exception("answer_failed")
            answer = self._plain(
                ask, "error", say("error", detect(ask.question)), trace={"error": type(error).__name__}
            )
        return replace(answer, elapsed_ms=round((time.perf_counter() - began) * 1000, 3))

    def _ask(self, ask: Ask) -> Answer:
        as_of = date.fromisoformat(ask.as_of) if ask.as_of else date.today()
        language = detect(ask.question[:MAX_QUESTION])
        screened = screen(ask.question)
        if screened.verdict != "ask":
            status, text = _SCREENED.get(screened.verdict, ("out_of_scope", screened.reply))
            return self._plain(
                ask,
                status,
                say(text, language, length=len(ask.question), limit=MAX_QUESTION),
                trace={"screen": screened.verdict},
            )

        @cache
        def answered(earlier: str) -> Earlier:
            return _earlier(self._each(earlier, language, ask.region, as_of))

        turns = [t.question for t in ask.history if screen(t.question).verdict == "ask"]
        resolved = conversation.resolve(turns, screened.question, as_of, answered)
        before = answered(resolved.before) if resolved.before else NOTHING
        outcome = self._each(
            resolved.question, language, ask.region, as_of, before if resolved.same_kind else before.unsaid()
        )
        if screened.doubtful and outcome.status not in ("answered", "partial"):
            outcome = Outcome("out_of_scope", say("out_of_scope", language), trace=outcome.trace)
        if screened.injected:
            outcome = replace(
                outcome, warnings=(*outcome.warnings, Warning_("injection_ignored", say("injection", language)))
            )
        return self._answer(ask, outcome, resolved.question, language, as_of)

    def _each(
        self, question: str, language: Language, region: str | None, as_of: date, earlier: Earlier = NOTHING
    ) -> Outcome:
        """The answer to each question of a message; to the whole where it is one, or where no part is answered."""
        answering = self._follow()
        asked = parts.split(question, as_of)
        if len(asked) > 1:
            outcomes: list[Outcome] = []
            for part in asked:
                # a part that was made to stand alone leans on the one before it
                leans = outcomes and part.rstrip("？?") not in question
                before = _earlier(outcomes[-1]).unsaid() if leans else earlier
                outcomes.append(answering.answer(part, language, region, as_of, before))
            first = tuple(outcomes)
            if any(o.status in ("answered", "partial") for o in outcomes):
                given = _all_given([o for o in outcomes if o.status in ("answered", "partial")])
                for i, (part, outcome) in enumerate(zip(asked, outcomes, strict=True)):
                    if outcome.status == "not_found":
                        outcomes[i] = answering.answer_beside(part, language, region, as_of, given) or outcome
                joined = parts.join(asked, outcomes, language)
                if joined.status == "answered" and all(o.status != "not_found" for o in first):
                    return joined
                whole = answering.answer(question, language, region, as_of, earlier)
                return whole if parts.says_more(whole, joined) else joined
        return answering.answer(question, language, region, as_of, earlier)

    def _answer(self, ask: Ask, outcome: Outcome, standalone: str, language: Language, as_of: date) -> Answer:
        return Answer(
            answer_id=_new_id(),
            generation=self.generation.manifest.generation_id,
            as_of=as_of.isoformat(),
            question=ask.question,
            standalone_question=standalone,
            language=language,
            status=outcome.status,
            answer=outcome.text,
            choices=outcome.choices,
            citations=outcome.citations,
            facts=outcome.facts,
            warnings=outcome.warnings,
            nearest=outcome.nearest,
            trace=outcome.trace,
        )

    def _plain(self, ask: Ask, status: Status, text: str, trace: dict[str, Any]) -> Answer:
        try:
            as_of = date.fromisoformat(ask.as_of) if ask.as_of else date.today()
        except ValueError:
            as_of = date.today()
        question = ask.question
        return self._answer(ask, Outcome(status, text, trace=trace), question, detect(question[:MAX_QUESTION]), as_of)


_SCREENED: dict[str, tuple[Status, str]] = {
    "empty": ("error", "empty"), "too_long": ("error", "too_long"), "not_text": ("error", "not_text"),
    "refused": ("refused", "refused"),
}  # fmt: skip


def _earlier(given: Outcome) -> Earlier:
    return Earlier.of(given.text, given.choices, given.citations, given.facts)


def _all_given(outcomes: Sequence[Outcome]) -> Earlier:
    """The clauses that several answers cite, and the values they give."""
    return Earlier(
        clauses=frozenset((c.doc_id, c.clause_id) for o in outcomes for c in o.citations),
        values=frozenset((f.doc_id, f.value_start) for o in outcomes for f in o.facts if f not in o.told),
    )


def _holds(corpus: Corpus, generation: Generation) -> None:
    """See that the corpus holds the versions the index was built from: another folder's corpus.db does not.

    Raises:
        StoreError: It does not.
    """
    if corpus.corpus_hash() == generation.manifest.corpus_hash:
        return
    now = {document.doc_id: document.version_id for document in corpus.documents()}
    changed = [(doc_id, version) for doc_id, version in generation.manifest.documents if now.get(doc_id) != version]
    for doc_id, version in changed[:_LOOKED_AT]:  # replaced or removed since, which is no fault: versions stay
        try:
            corpus.get(doc_id, version)
        except NotFound as gone:
            what = f"corpus.db does not hold {doc_id} as generation {generation.id} was built from it"
            raise StoreError(what, REBUILD) from gone


def _new_id() -> str:
    return f"a{uuid.uuid4().hex[:16]}"
