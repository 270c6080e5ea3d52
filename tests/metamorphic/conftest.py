"""The five documents, opened once for all relations, and questions about them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from retriever.assistant import Assistant
from tests.real import open_assistant

DEVELOP = Path(__file__).parents[2] / "eval" / "gold" / "develop.jsonl"
PLACES = ("锦州", "凉山", "阿坝", "四川", "新疆")


def chosen(count: int = 30) -> list[str]:
    """Questions of the develop half that stand alone, name one place and have an answer, of every kind."""
    cases = [json.loads(line) for line in DEVELOP.read_text("utf-8").splitlines()]
    fitting = [
        case["question"]
        for case in cases
        if case["status"] == ["answered"]
        and case["language"] == "zh-Hans"
        and not case["history"]
        and not case["region"]
        and case["values"]
        and sum(place in case["question"] for place in PLACES) == 1
    ]
    step = len(fitting) / count
    return [fitting[int(i * step)] for i in range(count)]


@pytest.fixture(scope="package")
def assistant(docs_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return open_assistant([docs_corpus], tmp_path_factory.mktemp("data"))
