"""Question sets of others over their own passages: how well they are found, how near the answers come."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, field_validator

from eval import jsonl
from eval.corpus import Sections, assistant_apart
from eval.jsonl import Row
from eval.metrics import char_f1, hit, mean, ndcg, percentile, reciprocal_rank, rouge_l
from eval.run import Progress
from eval.stats import interval
from eval.text import plain
from ingest.errors import UsageError
from retriever.types import Answer, Ask

DEPTH = 10  # passages looked at for a question; a right one further down counts as not found
_EVEN = "02468ace"
Half = Literal["develop", "score"]
SIDES = ("lexical", "dense", "rrf", "mixed", "fused")  # what `ask` searches with comes last


class Passage(Row):
    """A passage; other fields are allowed and left alone."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    passage_id: Annotated[str, Field(min_length=1)]
    text: str


class Question(Row):
    """A question with the passages that answer it, and what they answer."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    id: str
    question: str
    passage_id: str
    positive_ids: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()

    @field_validator("answers", mode="before")
    @classmethod
    def _texts_alone(cls, given: Any) -> Any:
        """A set may hold null or NaN where a question has no gold answer; such a question scores 0."""
        return [text for text in given if isinstance(text, str) and text] if isinstance(given, list) else given

    @property
    def right(self) -> frozenset[str]:
        """Every passage that answers."""
        return frozenset((self.passage_id, *self.positive_ids))


class Rewording(Row):
    """A question of a set in other words, or in another language."""

    id: str
    question: Annotated[str, Field(min_length=1)]


def load(
    passages: Path, questions: Path, reworded: Path | None = None, half: Half | None = None
) -> tuple[tuple[Passage, ...], tuple[Question, ...]]:
    """Read both files.

    Args:
        passages: The passages.
        questions: The questions.
        reworded: Some of the questions in other words, by their ids; no others are asked then.
        half: Of those, the ones whose id ends in an even hexadecimal digit (`develop`) or in an odd one (`score`).

    Raises:
        UsageError: A line is wrong, an id is there twice or unknown, or there is nothing to measure.
    """
    found, asked = jsonl.read(passages, Passage), jsonl.read(questions, Question)
    if reworded is not None:
        known = {question.id: question for question in asked}
        rows = jsonl.read(reworded, Rewording)
        if unknown := next((row.id for row in rows if row.id not in known), None):
            raise UsageError(f"{reworded}: {questions} has no question {unknown}", "name the set it was made from")
        asked = tuple(known[row.id].model_copy(update={"question": row.question}) for row in rows)
    if half is not None:
        asked = tuple(question for question in asked if (question.id[-1].lower() in _EVEN) == (half == "develop"))
    if not found or not asked:
        raise UsageError("no passages or no questions", "give files with a JSON object a line")
    ids = [p.passage_id for p in found]
    if len(set(ids)) < len(ids):
        twice = next(i for n, i in enumerate(ids) if i in ids[:n])
        raise UsageError(f"{passages}: the passage {twice} is there twice", "give each passage an id of its own")
    return found, asked


def retrieval(
    passages: Sequence[Passage], questions: Sequence[Question], sections: Sections, progress: Progress | None = None
) -> dict[str, Any]:
    """Hits at the level of passages, by each side of the search and by both, with the search that `ask` uses."""
    from retriever.embedder import open_encoder
    from retriever.index import build_passages
    from retriever.question import parse
    from retriever.reranker import open_reranker
    from retriever.search import search_passages
    from retriever.wanted import wanted

    reranker = open_reranker(sections.reranker)
    sides = (*SIDES, "reranked") if reranker else SIDES
    rows: dict[str, list[Mapping[str, float]]] = {side: [] for side in sides}
    took = []
    today = date.today()
    with tempfile.TemporaryDirectory(prefix="policyqa-eval-") as folder:
        settings = sections.apart(Path(folder))
        texts = [(p.passage_id, p.text) for p in passages]
        with build_passages(texts, open_encoder(settings.embedding), Path(folder), settings.index, progress) as built:
            for done, question in enumerate(questions, 1):
                began = time.perf_counter()
                query = parse(question.question, today, None)
                found = search_passages(built, wanted(query), (), DEPTH, settings=settings.search, reranker=reranker)
                took.append((time.perf_counter() - began) * 1000)
                for side in sides:
                    rows[side].append(ranked_figures([s.clause_id for s in getattr(found, side)], question.right))
                if progress is not None:
                    progress("asking", done, len(questions))
    figures = {side: _figures(rows[side]) for side in sides}
    return {"n": len(questions), "reranked": None, **figures, **_times(took)}


def _figures(rows: Sequence[Mapping[str, float]]) -> dict[str, Any]:
    """Means, and beside hit@1 and hit@10 how sure they are."""
    out: dict[str, Any] = {name: _rounded(mean([row[name] for row in rows])) for name in rows[0]}
    for name in ("hit@1", "hit@10"):
        out[f"{name}_95"] = [_rounded(end) for end in interval([row[name] for row in rows])]
    return out


def ranked_figures(ranked: Sequence[str], right: frozenset[str]) -> dict[str, float]:
    """The figures of one ranking."""
    hits = {f"hit@{k}": hit(ranked, right, k) for k in (1, 5, 10)}
    return {**hits, "mrr": reciprocal_rank(ranked, right), "ndcg@10": ndcg(ranked, right, 10)}


def answers(
    passages: Sequence[Passage], questions: Sequence[Question], sections: Sections, progress: Progress | None = None
) -> dict[str, Any]:
    """Each question answered over all passages, each of them a document that went through the whole ingest."""
    with tempfile.TemporaryDirectory(prefix="policyqa-passages-") as folder:
        width = len(str(len(passages)))
        for number, passage in enumerate(passages):
            (Path(folder) / f"p{number:0{width}}.txt").write_text(passage.text, "utf-8")
        scores = []
        with assistant_apart([Path(folder)], sections, progress) as assistant:
            for done, question in enumerate(questions, 1):
                began = time.perf_counter()
                answer = assistant.ask(Ask(question.question))
                elapsed = (time.perf_counter() - began) * 1000
                said = said_by(answer)
                gold = question.answers
                scores.append((char_f1(said, gold), rouge_l(said, gold), float(bool(said)), elapsed))
                if progress is not None:
                    progress("asking", done, len(questions))
    f1s, rouges, answered, took = zip(*scores, strict=True)
    return {
        "n": len(questions), "char_f1": _rounded(mean(f1s)), "rouge_l": _rounded(mean(rouges)),
        "answered": _rounded(mean(answered)), **_times(took),
    }  # fmt: skip


def said_by(answer: Answer) -> str:
    """What is compared with the gold answers: the values as written where facts answer, else the text."""
    if answer.status not in ("answered", "partial"):
        return ""
    return " ".join(fact.text for fact in answer.facts) or plain(answer.answer)


def _times(took: Sequence[float]) -> dict[str, float]:
    return {"p50_ms": round(percentile(took, 0.5), 3), "p95_ms": round(percentile(took, 0.95), 3)}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
