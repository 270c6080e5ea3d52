"""Gold cases: what is asked, what a right answer says, where it stands. Every field is described in gold/README.md."""

from __future__ import annotations

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
    """The cases of a file; one called score.jsonl holds the score split.

    Raises:
        UsageError: A line is wrong, or an id is there twice.
    """
    split = path.stem if path.stem in SPLITS else "develop"
    return unique(jsonl.read(path, Case, split=split), str(path))


def gold(splits: Iterable[Split] = SPLITS, folder: Path = GOLD) -> tuple[Case, ...]:
    """The project's own cases."""
    return unique((case for split in splits for case in load(folder / f"{split}.jsonl")), str(folder))


def unique(cases: Iterable[Case], where: str) -> tuple[Case, ...]:
    """The cases, none of whose ids is there twice."""
    found: dict[str, Case] = {}
    for case in cases:
        if case.id in found:
            raise UsageError(f"{where}: the id {case.id} is there twice", "give each case an id of its own")
        found[case.id] = case
    return tuple(found.values())
