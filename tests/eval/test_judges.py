"""A chat model's opinion is read strictly; RAGAS rows leave out what is withheld."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest

from eval.judges import opinion, ragas_rows
from eval.run import run_cases
from ingest.errors import ModelError
from tests.eval.fakes import TEXT, FakeAssistant, answer, case

RESULT = run_cases(FakeAssistant(answer()), [case()], "2026-01-01")[0]


class Chat:
    def __init__(self, said: Any) -> None:
        self.said = said
        self.asked: list[str] = []

    def invoke(self, prompt: str, /) -> Any:
        self.asked.append(prompt)
        if isinstance(self.said, Exception):
            raise self.said
        return self.said


def test_an_opinion() -> None:
    chat = Chat('好的：```json\n{"faithful": true, "relevant": false, "why": "旁边"}\n```')
    assert asdict(opinion(chat, RESULT)) == {"id": "amount-001", "faithful": True, "relevant": False, "why": "旁边"}
    assert "对省级平台给予20万元补助。" in chat.asked[0]


@pytest.mark.parametrize(
    "said", ["", "yes", '{"faithful": "true", "relevant": true}', "{faithful}", TimeoutError("late")]
)
def test_no_opinion(said: Any) -> None:
    with pytest.raises(ModelError):
        opinion(Chat(said), RESULT)


def test_nobody_judges_what_is_withheld() -> None:
    with pytest.raises(ModelError):
        opinion(Chat("{}"), RESULT.withheld())


def test_ragas_rows() -> None:
    rows = ragas_rows([RESULT, RESULT.withheld()])
    assert len(rows) == 1
    assert rows[0]["retrieved_contexts"] == rows[0]["reference_contexts"] == [TEXT[5:19]]
