"""Sets of others: their lines, their figures, and both commands over a handful of passages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli import main
from eval.outside import SIDES, Question, load, ranked_figures, said_by
from ingest.errors import UsageError
from tests.eval.fakes import answer
from tests.retriever.models import bert

PASSAGES = [
    {"passage_id": "p1", "text": "对新认定的省级研发平台，一次性给予20万元补助。"},
    {"passage_id": "p2", "text": "对新引进的院士工作站，给予启动经费50万元。", "lang": "zh-Hans"},
    {"passage_id": "p3", "text": "企业应当按时报送统计资料。"},
]
QUESTIONS = [
    {"id": "q1", "question": "省级研发平台补助多少钱？", "passage_id": "p1", "answers": ["20万元"]},
    {
        "id": "q2",
        "question": "院士工作站的启动经费是多少？",
        "passage_id": "p2",
        "positive_ids": ["p2"],
        "answers": ["50万元"],
    },
]


def write(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    passages, questions = write(tmp_path / "p.jsonl", PASSAGES), write(tmp_path / "q.jsonl", QUESTIONS)
    return ["--passages", str(passages), "--questions", str(questions)]


def test_every_positive_is_right() -> None:
    assert Question(id="q", question="?", passage_id="a", positive_ids=("b",)).right == {"a", "b"}


def test_gold_answers_that_are_no_text_are_none(tmp_path: Path) -> None:
    questions = write(tmp_path / "q.jsonl", [{**QUESTIONS[0], "answers": [None, float("nan"), "20万元"]}])
    assert load(write(tmp_path / "p.jsonl", PASSAGES), questions)[1][0].answers == ("20万元",)


def test_a_passage_that_is_there_twice(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="twice"):
        load(write(tmp_path / "p.jsonl", [PASSAGES[0], PASSAGES[0]]), write(tmp_path / "q.jsonl", QUESTIONS))


def test_the_figures_of_a_ranking() -> None:
    found = ranked_figures(["x", "a"], frozenset({"a"}))
    assert (found["hit@1"], found["hit@5"], found["mrr"]) == (0.0, 1.0, 0.5)


def test_what_is_compared() -> None:
    assert said_by(answer()) == "20万元"
    assert said_by(answer("按规定执行[1]", facts=())) == "按规定执行"
    assert said_by(answer("没有。", "not_found")) == ""


def test_retrieval(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "retrieval", *files, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found) == {"n", *SIDES, "reranked", "p50_ms", "p95_ms"}
    assert (found["n"], found["fused"]["hit@1"], found["reranked"]) == (2, 1.0, None)


def test_answers(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "answers", *files, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found) == {"n", "char_f1", "rouge_l", "answered", "p50_ms", "p95_ms"}
    assert (found["n"], found["answered"]) == (2, 1.0)
    assert found["char_f1"] > 0.5


def test_a_wrong_file_is_one_line(tmp_path: Path, files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    Path(files[1]).write_text('{"passage_id": "p1"}\n')
    assert main(["eval", "retrieval", *files]) == 2
    assert "line 1, text" in capsys.readouterr().err


def test_a_reranker_that_is_set_has_a_row(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYQA_RERANKER_MODEL", str(bert(tmp_path / "cross", labels=1)))
    monkeypatch.setenv("POLICYQA_RERANKER_DEVICE", "cpu")
    assert main(["eval", "retrieval", *files, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found["reranked"]) == set(found["fused"])


def test_questions_in_other_words(tmp_path: Path) -> None:
    passages, questions = write(tmp_path / "p.jsonl", PASSAGES), write(tmp_path / "q.jsonl", QUESTIONS)
    other = write(tmp_path / "r.jsonl", [{"id": "q2", "question": "How much for an academician workstation?"}])
    (asked,) = load(passages, questions, other)[1]
    assert (asked.question, asked.passage_id) == ("How much for an academician workstation?", "p2")
    strange = write(tmp_path / "s.jsonl", [{"id": "q9", "question": "?"}])
    with pytest.raises(UsageError, match="q9"):
        load(passages, questions, strange)


def test_halves_by_the_last_digit_of_the_id(tmp_path: Path) -> None:
    passages, questions = write(tmp_path / "p.jsonl", PASSAGES), write(tmp_path / "q.jsonl", QUESTIONS)
    assert [q.id for q in load(passages, questions, half="develop")[1]] == ["q2"]
    assert [q.id for q in load(passages, questions, half="score")[1]] == ["q1"]
