"""Documents of other places beside the five change nothing about what the five answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from retriever.assistant import Assistant
from tests.metamorphic.conftest import PLACES, chosen
from tests.real import ask, open_assistant, said

QUESTIONS = chosen()
OTHERS = 60


@pytest.fixture(scope="module")
def crowded(docs_corpus: Path, test_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The five among sixty policies, statutes and regulations of other places."""
    found = sorted((test_data / "documents").glob("*/*.*"))
    if not found:
        pytest.skip(f"{test_data / 'documents'} holds no documents")
    elsewhere = [p for p in found if p.is_file() and not any(place in head(p) for place in PLACES)]
    step = max(1, len(elsewhere) // OTHERS)
    return open_assistant([docs_corpus, *elsewhere[::step][:OTHERS]], tmp_path_factory.mktemp("crowded"))


def head(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


def outcome(assistant: Assistant, question: str) -> tuple[object, ...]:
    answer = ask(assistant, question)
    return (*said(answer), tuple(c.quote for c in answer.citations))


@pytest.mark.slow
def test_nine_of_ten_answers_stay_the_same(assistant: Assistant, crowded: Assistant) -> None:
    """Words weigh by how rare they are, so that a few answers on the edge may come or go."""
    changed = [
        f"{question}: {now[:2]}, alone {before[:2]}"
        for question in QUESTIONS
        if (before := outcome(assistant, question)) != (now := outcome(crowded, question))
    ]
    assert len(changed) <= len(QUESTIONS) // 10, "\n".join(changed)


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS)
def test_no_other_document_answers_in_its_stead(assistant: Assistant, crowded: Assistant, question: str) -> None:
    cited = {c.source_file for c in ask(crowded, question).citations}
    assert cited <= ({c.source_file for c in ask(assistant, question).citations} or cited)
    assert all(c.region and any(place in c.region for place in PLACES) for c in ask(crowded, question).citations)
