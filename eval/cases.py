"""Gold cases: what is asked, what a right answer says, where it stands. Every field is described in gold/README.md."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from eval import jsonl
from eval.jsonl import Row
from ingest.errors import UsageError
from ingest.types import Bound
from retriever.types import Ask, Language, Status, Turn

GOLD = Path(__file__).parent / "gold"
Split = Literal["develop", "score"]
SPLITS: tuple[Split, ...] = ("develop", "score")
SETS = (
    "develop", "develop2", "develop3", "develop4", "develop5", "develop6", "develop7", "develop8", "score", "score2",
    "score3", "score4", "score5",
)  # over docs_corpus/, all asked of one index  # fmt: skip
_SET = re.compile(r"(?:outside_)?(develop|score)\d*")


class Span(Row):
    """A verbatim span of a document's text."""

    source_file: str
    quote: Annotated[str, Field(min_length=1)]
    start: Annotated[int, Field(ge=0)]
    end: int


class Value(Row):
    """A number or date that the answer has to say, in base units."""

    value: float | str
    value_max: float | str | None
    unit: str
    bound: Bound


class Case(Row):
    """One question with what a right answer to it is."""

    id: Annotated[str, Field(min_length=1)]
    question: Annotated[str, Field(min_length=1)]
    history: tuple[str, ...] = ()
    region: str | None = None
    as_of: str | None = None
    language: Language
    category: str
    status: Annotated[tuple[Status, ...], Field(min_length=1)]
    evidence: tuple[Span, ...] = ()
    alternatives: tuple[tuple[Span, ...], ...] = ()
    values: tuple[Value, ...] = ()
    must_say: tuple[str, ...] = ()
    must_not_say: tuple[str, ...] = ()
    paraphrased: bool = False
    difficulty: Literal["easy", "medium", "hard"]
    author: str
    source: str
    slices: tuple[str, ...] = ()
    documents: Literal["docs_corpus", "outside"] = "docs_corpus"
    split: Split = "develop"

    @model_validator(mode="after")
    def _whole(self) -> Case:
        if bool(self.evidence) != ("answered" in self.status):
            raise ValueError("evidence has to be there where `answered` is right, and only there")
        return self

    @property
    def ways(self) -> tuple[tuple[Span, ...], ...]:
        """The sets of spans each of which proves the whole answer."""
        return (self.evidence, *self.alternatives) if self.evidence else ()

    @property
    def wants_answer(self) -> bool:
        """Whether the documents answer it."""
        return bool(self.evidence)

    def ask(self, today: str) -> Ask:
        """The question as the assistant takes it; `today` stands in where the case gives no day."""
        return Ask(self.question, tuple(Turn(q) for q in self.history), self.region, self.as_of or today)


def load(path: Path) -> tuple[Case, ...]:
    """The cases of a file; its name says the split: score.jsonl, score2.jsonl and such are of the score split.

    Raises:
        UsageError: A line is wrong, or an id is there twice.
    """
    return unique(jsonl.read(path, Case, split=split_of(path.stem)), str(path))


def split_of(name: str) -> str:
    """The split that a set of this name belongs to; what is named otherwise is to be looked at."""
    found = _SET.fullmatch(name)
    return found[1] if found else "develop"


def gold(sets: Iterable[str] = SETS, folder: Path = GOLD) -> tuple[Case, ...]:
    """The project's own cases over docs_corpus/, of all sets or of those named."""
    return unique((case for name in sets for case in load(folder / f"{name}.jsonl")), str(folder))


def unique(cases: Iterable[Case], where: str) -> tuple[Case, ...]:
    """The cases, none of whose ids is there twice."""
    found: dict[str, Case] = {}
    for case in cases:
        if case.id in found:
            raise UsageError(f"{where}: the id {case.id} is there twice", "give each case an id of its own")
        found[case.id] = case
    return tuple(found.values())
