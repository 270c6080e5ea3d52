"""Run cases through an assistant: one result a case, whatever happens; what fails is a failure, never dropped."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from types import FrameType
from typing import Any, Protocol

from eval.cases import Case
from eval.judge import Sources, Verdict, judge
from ingest.errors import NotFound
from retriever.types import Answer, Ask, Warning_

Progress = Callable[[str, int, int], None]  # what, done, of how many
LIMIT_S = 30.0


class AssistantLike(Protocol):
    """What a run needs of an assistant."""

    @property
    def corpus(self) -> Any: ...
    @property
    def generation(self) -> Any: ...
    def ask(self, ask: Ask) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Result:
    """A case, its answer and what is to be said of it."""

    case: Case
    answer: Answer
    verdict: Verdict
    elapsed_ms: float

    @property
    def right(self) -> bool:
        """Whether the answer is right."""
        return self.verdict.right


def run_cases(
    assistant: AssistantLike,
    cases: Iterable[Case],
    today: str,
    limit_s: float = LIMIT_S,
    progress: Progress | None = None,
) -> tuple[Result, ...]:
    """Ask every case and judge what comes back.

    Args:
        assistant: Answers.
        cases: The questions.
        today: ISO date that questions without one are asked on, so that a run can be repeated.
        limit_s: Longest time for one answer; over it the case has failed.
        progress: Called after each.
    """
    cases = tuple(cases)
    sources, known = sources_of(assistant), names_of(assistant)
    out = []
    for done, case in enumerate(cases, 1):
        began = time.perf_counter()
        answer = _answer(assistant, case.ask(today), limit_s)
        elapsed = (time.perf_counter() - began) * 1000
        out.append(Result(case, answer, judge(case, answer, sources, known), round(elapsed, 3)))
        if progress is not None:
            progress("asking", done, len(cases))
    return tuple(out)


def sources_of(assistant: AssistantLike) -> Sources:
    """The texts that citations index, in the versions the assistant answers from."""
    versions = dict(assistant.generation.manifest.documents)

    @lru_cache(maxsize=1024)
    def text(doc_id: str) -> str | None:
        try:
            return str(assistant.corpus.get(doc_id, versions.get(doc_id)).source.text)
        except NotFound:
            return None

    return text


def names_of(assistant: AssistantLike) -> tuple[str, ...]:
    """Titles, labels and numbers of the documents: their digits may be said without a quotation."""
    found = []
    for one in assistant.corpus.documents():
        m = one.metadata
        found += [
            x
            for x in (m.title, m.label, m.doc_number, m.issued, m.effective, m.expires, m.period_end, one.source_file)
            if x
        ]
    return tuple(dict.fromkeys(found))


def _answer(assistant: AssistantLike, ask: Ask, limit_s: float) -> Answer:
    """The answer, or one with status `error` where there is none."""
    try:
        with _within(limit_s):
            answer = assistant.ask(ask)
    except _Late:
        return _error(ask, f"no answer within {limit_s:g} s")
    except Exception as error:  # an assistant promises not to raise; one that does has failed this case alone
        return _error(ask, f"{type(error).__name__}: {error}")
    return answer if isinstance(answer, Answer) else _error(ask, "no answer")


def _error(ask: Ask, what: str) -> Answer:
    return Answer(
        answer_id="", generation="", as_of=ask.as_of or "", question=ask.question, standalone_question=ask.question,
        language="zh-Hans", status="error", answer="", warnings=(Warning_("error", what),),
    )  # fmt: skip


class _Late(BaseException):
    """Not an Exception, so that nobody on the way takes it for an error of his own."""


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """Interrupt what takes longer; where signals cannot reach (another thread, no SIGALRM) it runs to its end."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "SIGALRM"):
        yield
        return

    def late(number: int, frame: FrameType | None) -> None:
        raise _Late

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
