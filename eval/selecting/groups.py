"""From gold questions to what is learned from: the candidates that answering finds, and which of them answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from eval.cases import Case, Span
from eval.selecting.below import asked_below
from eval.selecting.learn import Group
from eval.selecting.plain import plain_cases
from retriever.assistant import Assistant
from retriever.evidence import Candidate
from retriever.generation import Generation
from retriever.likeness import WordLikeness
from retriever.matching import Weighted
from retriever.question import Query
from retriever.remembering import Passages
from retriever.selector import LOOKED_AT
from retriever.traits.shown import Shown
from retriever.traits.table import traits
from retriever.types import Ask, ScoredClause, Turn

Flags = npt.NDArray[np.bool_]

TODAY = "2026-01-01"  # no question depends on the day; the same day gives the same candidates
# weights: nothing answers, in another index, without what answers it, of a place below
_UNANSWERABLE, _ELSEWHERE, _LEFT_OUT, _BELOW = 1.5, 1.05, 0.75, 0.75
_PLAIN = 40  # questions made from the facts of the documents of a set


class Recorder:
    """Stands in the selector's place and keeps what is shown to it; nothing is trusted."""

    def __init__(self) -> None:
        self.seen: list[Shown] = []
        self.generation: Generation | None = None  # the index that was asked last

    def weighed(
        self, query: Query, terms: Sequence[Weighted], found: Sequence[ScoredClause], facts: Sequence[Candidate],
        plain: Sequence[Candidate], passages: Passages, likeness: WordLikeness, generation: Generation,
    ) -> tuple[list[Candidate], list[Candidate]]:  # fmt: skip
        """The lists as they are."""
        self.generation = generation
        first = [*facts[:LOOKED_AT], *plain[:LOOKED_AT]]
        if first and terms:
            self.seen.append(Shown(query, terms, found, first, passages, likeness, generation))
        return list(facts), list(plain)


def of_cases(name: str, cases: Sequence[Case], assistant: Assistant, recorder: Recorder) -> Iterator[Group]:
    """The candidates of each case, once more without the documents that answer it, and as asked of a place below.

    Args:
        name: Of the set.
        cases: Asked of the assistant.
        assistant: Over the documents that the cases are about.
        recorder: Its selector.
    """
    for case in cases:
        yield from _of_case(name, case, assistant, recorder, kept=True)
        below = asked_below(case)
        for seen, right in _judged(below, assistant, recorder) if below else ():
            if right.any():
                yield Group(name, traits(seen), right, _BELOW, kept=False)
    if recorder.generation is not None:
        for case in plain_cases(name, recorder.generation, _PLAIN):
            yield from _of_case(name, case, assistant, recorder, kept=False)


def _of_case(name: str, case: Case, assistant: Assistant, recorder: Recorder, *, kept: bool) -> Iterator[Group]:
    """What is found for a case, and what is left of it without the documents that answer."""
    files = {span.source_file for way in case.ways for span in way}
    for seen, right in _judged(case, assistant, recorder):
        if kept or right.any():
            yield Group(name, traits(seen), right, 1.0 if right.any() else _UNANSWERABLE, kept=kept)
        others = _without(seen, files)
        if files and others.candidates:
            nothing = np.zeros(len(others.candidates), np.bool_)
            yield Group(name, traits(others), nothing, _LEFT_OUT, kept=False)


def alone(
    name: str, own: Sequence[Case], others: Sequence[Case], assistant: Assistant, recorder: Recorder
) -> Iterator[Group]:
    """The candidates in an index of one document: of the questions that it answers, and of some that it does not."""
    for case in own:
        for seen, right in _judged(case, assistant, recorder):
            yield Group(name, traits(seen), right, 1.0 if right.any() else _ELSEWHERE, kept=False)
    for case in others:
        for seen, right in _judged(case, assistant, recorder):
            yield Group(name, traits(seen), np.zeros_like(right), _ELSEWHERE, kept=False)


def _judged(case: Case, assistant: Assistant, recorder: Recorder) -> list[tuple[Shown, Flags]]:
    """What the selector is shown for a case, and which of the candidates lie in its evidence."""
    recorder.seen = []
    assistant.ask(Ask(case.question, tuple(Turn(q) for q in case.history), case.region, case.as_of or TODAY))
    spans = [span for way in case.ways for span in way]
    return [(seen, np.array([_answers(c, case, spans) for c in seen.candidates])) for seen in recorder.seen]


def _without(seen: Shown, files: set[str]) -> Shown:
    kept = [c for c in seen.candidates if c.reading.document.source_file not in files]
    documents = {c.doc_id for c in kept}
    found = [clause for clause in seen.found if clause.doc_id in documents]
    return replace(seen, found=found, candidates=kept)


def _answers(c: Candidate, case: Case, spans: Sequence[Span]) -> bool:
    """Whether a candidate lies in the evidence; a fact by its value, which has to be one of those asked for."""
    fact, file = c.fact, c.reading.document.source_file
    if fact is None or fact.value is None:
        start, end = c.reading.norm.source_span(c.sentence.start, c.sentence.end)
    else:
        start, end = fact.value_start, fact.value_end
        if case.values and not any(str(v.value) == str(fact.value) or v.value == fact.value for v in case.values):
            return False
    return any(s.source_file == file and start < s.end and s.start < end for s in spans)
