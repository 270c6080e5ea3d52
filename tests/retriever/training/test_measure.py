"""Hit rates, counted by hand, and what is kept out of training."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retriever.training.holdout import split
from retriever.training.measure import hits, measure_set
from retriever.training.sources import read_sources

ROWS = {"a": [1.0, 0.0], "b": [0.0, 1.0], "near a": [0.9, 0.1], "near b": [0.2, 0.8]}


def embed(texts: list[str]) -> NDArray[np.float32]:
    return np.array([ROWS[t] for t in texts], dtype=np.float32)


def test_hits() -> None:
    right = [frozenset({0}), frozenset({0})]
    assert hits(embed, ["near a", "near b"], ["a", "b"], right) == {"n": 2, "hit@1": 0.5, "hit@10": 1.0}


def test_any_of_several_right_passages_counts(tmp_path: Path) -> None:
    passages = [{"passage_id": "p", "text": "a"}, {"passage_id": "q", "text": "b"}]
    question = {"question": "near b", "passage_id": "p", "positive_ids": ["p", "q"]}
    (tmp_path / "s.passages.jsonl").write_text("\n".join(map(json.dumps, passages)))
    (tmp_path / "s.jsonl").write_text(json.dumps(question))
    assert measure_set(embed, tmp_path, "s")["hit@1"] == 1.0


def test_statutes_and_passages_are_held_out_whole(data_folder: Path) -> None:
    sources = read_sources(data_folder)
    kept, held = split(sources)
    assert len(kept.articles) + len(held.articles) == len(sources.articles)
    assert not {a.title_zh for a in kept.articles} & {a.title_zh for a in held.articles}
    assert not {r.passage_id for r in kept.readings} & {r.passage_id for r in held.readings}
    assert held.articles
