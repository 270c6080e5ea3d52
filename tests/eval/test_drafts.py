"""Feedback becomes drafts of cases."""

from __future__ import annotations

from pathlib import Path

from eval.cases import load
from eval.drafts import as_cases, collect, drafts, write
from tests.eval.fakes import answer, case


def kept(verdict: str) -> dict[str, object]:
    return {"created": "2026-01-01T00:00:00", "verdict": verdict, "note": "好", "answer": answer().to_json()}


def test_no_feedback_no_drafts(tmp_path: Path) -> None:
    assert drafts(tmp_path) == ()


def test_a_right_answer_becomes_a_whole_case(tmp_path: Path) -> None:
    collect(tmp_path, kept("right"))
    rows = as_cases(drafts(tmp_path), "me", [case(id="feedback-004")])
    assert [(r["id"], r["status"], r["note"], r["source"]) for r in rows] == [
        ("feedback-005", ["answered"], "好", "feedback")
    ]
    write(tmp_path / "new.jsonl", [{k: v for k, v in row.items() if k not in ("note", "split")} for row in rows])
    assert load(tmp_path / "new.jsonl")[0].question == case().question


def test_a_wrong_answer_leaves_the_truth_to_the_editor(tmp_path: Path) -> None:
    collect(tmp_path, kept("wrong"))
    collect(tmp_path, kept("right"))
    first, second = as_cases(drafts(tmp_path), "me")
    assert (first["status"], first["evidence"], first["values"]) == ([], [], [])
    assert (first["id"], second["id"]) == ("feedback-001", "feedback-002")
