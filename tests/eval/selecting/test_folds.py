"""The sets in parts: what asks about one document is learned from or measured, never both."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.selecting.folds import FOLDS, folds, names


def write(gold: Path, name: str, questions: int, *files: str) -> None:
    """A set over documents of others, each of which one question is about; the others have no answer."""
    rows = [{"evidence": [{"file": file}], "alternatives": []} for file in files]
    rows += [{"evidence": [], "alternatives": []}] * (questions - len(rows))
    (gold / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def part_of(name: str, gold: Path) -> int:
    return next(n for n, part in enumerate(folds(gold)) if name in part)


def test_every_develop_set_is_in_one_part_and_no_other_in_any() -> None:
    parts = folds()
    assert len(parts) == FOLDS
    assert sorted(name for part in parts for name in part) == names()
    assert not any("score" in name for name in names())


@pytest.mark.parametrize(
    ("first", "again"), [("outside_develop", "outside_develop6"), ("outside_develop2", "outside_develop7")]
)
def test_sets_over_the_same_documents_are_in_one_part(first: str, again: str) -> None:
    assert any({first, again} <= set(part) for part in folds())


def test_one_document_in_common_is_enough_and_what_joins_two_sets_is_found_last(tmp_path: Path) -> None:
    write(tmp_path, "outside_develop", 9, "a.txt", "b.txt")
    write(tmp_path, "outside_develop2", 9, "c.txt", "d.txt")
    write(tmp_path, "outside_develop3", 9, "e.txt")
    write(tmp_path, "outside_develop4", 9, "b.txt", "c.txt")
    parts = sorted(part for part in folds(tmp_path) if part)
    assert parts == [["outside_develop", "outside_develop2", "outside_develop4"], ["outside_develop3"]]


def test_a_document_that_only_another_way_to_answer_names_counts(tmp_path: Path) -> None:
    write(tmp_path, "outside_develop", 2, "a.txt")
    rows = {"evidence": [{"file": "b.txt"}], "alternatives": [[{"file": "c.txt"}, {"file": "a.txt"}]]}
    (tmp_path / "outside_develop2.jsonl").write_text(json.dumps(rows) + "\n", "utf-8")
    assert part_of("outside_develop", tmp_path) == part_of("outside_develop2", tmp_path)


def test_the_parts_are_about_as_large_as_each_other(tmp_path: Path) -> None:
    for n, questions in enumerate((50, 10, 20, 40, 30, 10)):
        write(tmp_path, f"outside_develop{n}", questions, f"{n}.txt")
    assert sorted(len(part) for part in folds(tmp_path)) == [1, 1, 2, 2]
    assert part_of("outside_develop0", tmp_path) not in {part_of(f"outside_develop{n}", tmp_path) for n in range(1, 6)}


def test_the_sets_over_our_own_documents_are_spread() -> None:
    assert sum(any(not name.startswith("outside") for name in part) for part in folds()) >= FOLDS - 1
