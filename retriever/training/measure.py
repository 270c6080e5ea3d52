"""How often the right passage is found by the vectors alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retriever.training.sources import read_jsonl

Embed = Callable[[list[str]], NDArray[np.float32]]


def hits(embed: Embed, questions: list[str], passages: list[str], right: Sequence[frozenset[int]]) -> dict[str, float]:
    """hit@1 and hit@10 of each question against all passages; `right` holds the places of the answers."""
    if not questions:
        return {"n": 0, "hit@1": 0.0, "hit@10": 0.0}
    scores = embed(questions) @ embed(passages).T
    order = np.argsort(-scores, axis=1, kind="stable")[:, :10]
    first = [int(row[0]) in answer for row, answer in zip(order, right, strict=True)]
    ten = [not answer.isdisjoint(row.tolist()) for row, answer in zip(order, right, strict=True)]
    return {"n": len(questions), "hit@1": round(float(np.mean(first)), 4), "hit@10": round(float(np.mean(ten)), 4)}


def measure_set(embed: Embed, folder: Path, name: str) -> dict[str, float]:
    """hits on the set NAME.jsonl over NAME.passages.jsonl."""
    passages = read_jsonl(folder / f"{name}.passages.jsonl")
    rows = read_jsonl(folder / f"{name}.jsonl")
    place = {row["passage_id"]: n for n, row in enumerate(passages)}
    right = [frozenset(place[i] for i in row.get("positive_ids") or [row["passage_id"]] if i in place) for row in rows]
    return hits(embed, [row["question"] for row in rows], [row["text"] for row in passages], right)
