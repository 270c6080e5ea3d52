"""Drawing pairs and learning from them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from retriever.training.learn import LearnSettings, learn
from retriever.training.pairs import LONGEST, Task, build_tasks, encode
from retriever.training.sources import read_sources
from retriever.training.vocabulary import build_tokenizer

SETTINGS = LearnSettings(dim=16, steps=12, batch=16, seed=3)


@pytest.fixture(scope="module")
def tokenizer(data_folder: Path) -> Tokenizer:
    return build_tokenizer(read_sources(data_folder), 500, 500)


@pytest.fixture(scope="module")
def tasks(tokenizer: Tokenizer, data_folder: Path) -> tuple[Task, ...]:
    return build_tasks(tokenizer, read_sources(data_folder))


def silent(_: str) -> None:
    return None


def test_every_task_draws_matching_sides(tasks: tuple[Task, ...]) -> None:
    for task in tasks:
        batch = task.draw(np.random.default_rng(0), 16)
        assert len(batch.left) == len(batch.right) == len(batch.keys) > 0
        assert all(len(side) > 0 for side in (*batch.left, *batch.right))
        assert all(len(side) <= 2 * LONGEST for side in batch.right)


def test_questions_of_one_passage_share_a_key(tasks: tuple[Task, ...]) -> None:
    batch = next(t for t in tasks if t.name == "questions").draw(np.random.default_rng(0), 16)
    assert {len(batch.keys), len(set(batch.keys.tolist()))} == {16}


def test_same_seed_same_rows(tokenizer: Tokenizer, tasks: tuple[Task, ...]) -> None:
    np.testing.assert_array_equal(learn(tokenizer, tasks, SETTINGS, silent), learn(tokenizer, tasks, SETTINGS, silent))


def test_learning_brings_translations_together(tokenizer: Tokenizer, tasks: tuple[Task, ...]) -> None:
    rows = learn(tokenizer, tasks, LearnSettings(dim=16, steps=80, batch=64, seed=3), silent)
    english, chinese, other = (rows[ids].sum(axis=0) for ids in encode(tokenizer, ["forests", "森林防火", "食品安全"]))

    def cosine(one: np.ndarray, two: np.ndarray) -> float:
        return float(one @ two / np.linalg.norm(one) / np.linalg.norm(two))

    assert cosine(english, chinese) > cosine(english, other) + 0.2


def test_unknown_token_says_nothing(tokenizer: Tokenizer, tasks: tuple[Task, ...]) -> None:
    assert not learn(tokenizer, tasks, SETTINGS, silent)[0].any()
