"""The words of the retrieval layer: chunk, query, scored clause, citation, answer."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from ingest.types import Fact, Validity

Language = Literal["zh-Hans", "zh-Hant", "en"]
Status = Literal["answered", "partial", "clarify", "not_found", "out_of_scope", "refused", "error"]
Intent = Literal[
    "amount", "rate", "target", "who", "when", "where", "how_long", "list", "condition",
    "definition", "procedure", "yes_no", "compare", "open",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chunk:
    """A searchable piece of one clause. `text` is normalised, with the heading path in front."""

    chunk_id: str
    doc_id: str
    clause_id: str
    text: str


@dataclass(frozen=True, slots=True)
class ScoredClause:
    """A clause found for a query; scores are in [0, 1], best 1, comparable within one search only."""

    doc_id: str
    clause_id: str
    score: float
    lexical: float
    dense: float


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier question of the conversation, and which answer it got where that is known."""

    question: str
    answer_id: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim, contiguous span of a source file."""

    marker: int
    doc_id: str
    title: str | None
    label: str
    region: str | None
    doc_number: str | None
    clause_id: str
    clause_path: tuple[str, ...]
    source_file: str
    page: int | None
    start: int
    end: int
    quote: str  # source_text[start:end], raw
    shown: str  # the same, mended, in the issued script
    validity: Validity = "unknown"  # of the document, as of the answer's day
    confidence: float | None = None  # of text recognised from pictures (ocr), 0 to 1


@dataclass(frozen=True, slots=True)
class Nearest:
    """A clause that comes near a question that nothing answers; it has no marker, since no answer rests on it."""

    doc_id: str
    title: str | None
    label: str
    region: str | None
    clause_id: str
    clause_path: tuple[str, ...]
    source_file: str
    start: int  # of the sentence that comes nearest, as in a citation
    end: int
    offices: tuple[str, ...]  # who the clause says is responsible; else who issued the document


@dataclass(frozen=True, slots=True)
class Warning_:
    """Something the asker has to know about the answer."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What reaches the page, the HTTP API, the command line and the eval alike."""

    answer_id: str
    generation: str
    as_of: str
    question: str
    standalone_question: str
    language: Language
    status: Status
    answer: str
    choices: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    facts: tuple[Fact, ...] = ()
    warnings: tuple[Warning_, ...] = ()
    nearest: tuple[Nearest, ...] = ()  # where the status is not_found
    trace: dict[str, Any] = field(default_factory=dict)
    elapsed_ms: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """The JSON object of the public interface."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Ask:
    """A question as it comes in: with the earlier turns of its conversation, the page's region, and the day."""

    question: str
    history: tuple[Turn, ...] = ()
    region: str | None = None
    as_of: str | None = None  # ISO date; today where None
