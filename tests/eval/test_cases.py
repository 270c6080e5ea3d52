"""Cases come in checked, and a wrong line is one clear error."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.cases import SETS, gold, load
from ingest.errors import UsageError
from tests.eval.fakes import case, unanswerable


def write(path: Path, *rows: dict[str, Any] | str) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def row(**changes: Any) -> dict[str, Any]:
    return {**case().model_dump(mode="json", exclude={"split", "slices"}), **changes}


def test_the_gold_cases_are_cases() -> None:
    found = gold()
    assert {c.split for c in found} == {"develop", "score"}
    assert len(found) == sum(len(gold([name])) for name in SETS)
    assert len({c.id for c in found}) == len(found)


def test_the_split_is_the_name_of_the_file(tmp_path: Path) -> None:
    for name in ("score", "score2", "outside_score", "outside_score2"):
        assert load(write(tmp_path / f"{name}.jsonl", row()))[0].split == "score"
    assert load(write(tmp_path / "mine.jsonl", "", row()))[0].split == "develop"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 1: no JSON"),
        ("[]", "line 1: no JSON object"),
        (row(status=[]), "line 1, status"),
        (row(status=["great"]), "line 1, status.0"),
        (row(questoin="x"), "line 1, questoin"),
        (row(evidence=[]), "evidence has to be there"),
        (row(question=""), "line 1, question"),
    ],
)
def test_a_wrong_line(tmp_path: Path, line: dict[str, Any] | str, said: str) -> None:
    with pytest.raises(UsageError, match=said.replace("[", r"\[")):
        load(write(tmp_path / "cases.jsonl", line))


def test_an_id_that_is_there_twice(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="twice"):
        load(write(tmp_path / "cases.jsonl", row(), row()))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load(tmp_path / "none.jsonl")


def test_the_question_goes_out_with_its_conversation_and_day() -> None:
    ask = case(history=["一", "二"], region="锦州市").ask("2026-01-01")
    assert ([t.question for t in ask.history], ask.region, ask.as_of) == (["一", "二"], "锦州市", "2026-01-01")
    assert case(as_of="2018-05-01").ask("2026-01-01").as_of == "2018-05-01"


def test_what_wants_an_answer() -> None:
    assert case().wants_answer
    assert not unanswerable().wants_answer
    assert unanswerable().ways == ()
