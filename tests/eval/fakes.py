"""Cases, answers and documents small enough to judge by hand."""

from __future__ import annotations

from typing import Any

from eval.cases import Case
from eval.library import Library
from eval.run import Result
from ingest.types import Clause, Document, Fact, Metadata, SourceText
from retriever.types import Answer, Citation

TEXT = "一、奖励\n对省级平台给予20万元补助。\n对国家级平台给予100万元补助。\n二、目标\n到2020年，高企达到30户以上。\n"
HEAD = (0, 5)
PROVINCIAL = (5, 19)  # 对省级平台给予20万元补助。
NATIONAL = (20, 36)
GOAL = (42, 58)


def clause(clause_id: str, start: int, end: int) -> Clause:
    return Clause(clause_id, None, clause_id, (clause_id,), 1, "clause", start, end, None)


DOCUMENT = Document(
    "d1", "v1", "a.txt", SourceText(TEXT, "text"), Metadata(label="锦州市 意见", region="锦州市", region_code="210700"),
    (clause("d1-1", 0, 37), clause("d1-2", 37, len(TEXT))), (),
)  # fmt: skip
LIBRARY = Library((DOCUMENT,))


def citation(span: tuple[int, int], marker: int = 1, clause_id: str = "d1-1", **changes: Any) -> Citation:
    quote = TEXT[slice(*span)]
    given: dict[str, Any] = {
        "marker": marker, "doc_id": "d1", "title": None, "label": "锦州市 意见", "region": "锦州市", "doc_number": None,
        "clause_id": clause_id, "clause_path": (clause_id,), "source_file": "a.txt", "page": None,
        "start": span[0], "end": span[1], "quote": quote, "shown": quote,
    }  # fmt: skip
    return Citation(**{**given, **changes})


def fact(value: Any, text: str, span: tuple[int, int], unit: str | None = "CNY", **changes: Any) -> Fact:
    at = TEXT.index(text, span[0])
    given: dict[str, Any] = {
        "kind": "benefit", "subject": "平台", "doc_id": "d1", "clause_id": "d1-1", "start": span[0], "end": span[1],
        "value_start": at, "value_end": at + len(text), "text": text, "value": value, "unit": unit,
    }  # fmt: skip
    return Fact(**{**given, **changes})


def case(**changes: Any) -> Case:
    given: dict[str, Any] = {
        "id": "amount-001", "question": "锦州省级平台补多少？", "language": "zh-Hans", "category": "amount",
        "status": ["answered"], "difficulty": "easy", "author": "test", "source": "written",
        "evidence": [span(PROVINCIAL)],
        "values": [{"value": 200000, "value_max": None, "unit": "CNY", "bound": "exact"}],
    }  # fmt: skip
    return Case.model_validate({**given, **changes})


def span(where: tuple[int, int]) -> dict[str, Any]:
    return {"source_file": "a.txt", "quote": TEXT[slice(*where)], "start": where[0], "end": where[1]}


def unanswerable(**changes: Any) -> Case:
    return case(
        **{"id": "absent-001", "category": "absent", "status": ["not_found"], "evidence": [], "values": [], **changes}
    )


def answer(text: str = "20万元（省级平台）[1]", status: str = "answered", **changes: Any) -> Answer:
    given: dict[str, Any] = {
        "answer_id": "a1", "generation": "g1", "as_of": "2026-01-01", "question": "锦州省级平台补多少？",
        "standalone_question": "锦州省级平台补多少？", "language": "zh-Hans", "status": status, "answer": text,
    }  # fmt: skip
    if status == "answered":
        given |= {"citations": (citation(PROVINCIAL),), "facts": (fact(200000.0, "20万元", PROVINCIAL),)}
    return Answer(**{**given, **changes})


def result(id: str, right: bool, *slices: str, measures: dict[str, float] | None = None, **changes: Any) -> Result:
    given: dict[str, Any] = {
        "id": id, "split": "develop", "category": "amount", "slices": ("all", *slices), "right": right,
        "status": "answered", "measures": {"right": float(right), **(measures or {})}, "reasons": (),
        "confidence": 0.5, "elapsed_ms": 10.0,
    }  # fmt: skip
    return Result(**{**given, **changes})


class FakeAssistant:
    """Answers what it is told to, over the one document."""

    def __init__(self, reply: Any) -> None:
        self._reply = reply
        self.asked: list[Any] = []
        self.corpus = self
        self.generation = self
        self.manifest = self
        self.documents = (("d1", "v1"),)

    def get(self, doc_id: str, version_id: str | None = None) -> Document:
        return DOCUMENT

    def ask(self, ask: Any) -> Any:
        self.asked.append(ask)
        return self._reply(ask) if callable(self._reply) else self._reply
