"""Run cases through an assistant: one result a case, whatever happens; what fails is a failure, never dropped."""

from __future__ import annotations

import json
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import FrameType
from typing import Any, Protocol

from eval.cases import Case
from eval.judge import judge
from eval.library import Library
from eval.measures import confidence, measures, slices
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
    """What became of a case, in a form that is stored and compared; `case` and `answer` are None where withheld."""

    id: str
    split: str
    category: str
    slices: tuple[str, ...]
    right: bool
    status: str
    measures: Mapping[str, float]
    reasons: tuple[str, ...]
    confidence: float
    elapsed_ms: float
    case: Mapping[str, Any] | None = None
    answer: Mapping[str, Any] | None = None

    def withheld(self) -> Result:
        """The same without what was asked and said, as the score split is kept."""
        return replace(self, reasons=(), case=None, answer=None)


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
    library = Library.of(assistant.corpus, assistant.generation.manifest.documents)
    out = []
    for done, case in enumerate(cases, 1):
        began = time.perf_counter()
        answer = _answer(assistant, case.ask(today), limit_s)
        elapsed = (time.perf_counter() - began) * 1000
        out.append(result_of(case, answer, library, elapsed))
        if progress is not None:
            progress("asking", done, len(cases))
    return tuple(out)


def result_of(case: Case, answer: Answer, library: Library, elapsed_ms: float) -> Result:
    """Judge and measure one answer."""
    verdict = judge(case, answer, library.text, library.names)
    return Result(
        id=case.id,
        split=case.split,
        category=case.category,
        slices=slices(case, library),
        right=verdict.right,
        status=answer.status,
        measures=measures(case, answer, verdict, library),
        reasons=verdict.reasons,
        confidence=confidence(answer.trace),
        elapsed_ms=round(elapsed_ms, 3),
        case=case.model_dump(mode="json"),
        answer=json.loads(json.dumps(answer.to_json())),  # lists for tuples, as it comes back from a file
    )


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
