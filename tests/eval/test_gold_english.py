"""The English questions over passages of others: whole, without Chinese text, in two halves."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from eval.cases import GOLD
from eval.jsonl import objects
from eval.outside import load

FILE = GOLD / "english_ncp.jsonl"


def test_every_question_is_english_and_there_once() -> None:
    rows = [row for _, row in objects(FILE)]
    assert len({row["id"] for row in rows}) == len({row["question"] for row in rows}) == 150
    assert all(set(row) == {"id", "question"} and not re.search("[㐀-鿿]", row["question"]) for row in rows)


def test_each_is_a_question_of_the_set() -> None:
    folder = os.environ.get("POLICYQA_TEST_DATA")
    if not folder or not (Path(folder) / "qa").is_dir():
        pytest.skip("POLICYQA_TEST_DATA names no folder with the question sets")
    passages, questions = (Path(folder) / "qa" / f"ncp_policies{kind}.jsonl" for kind in (".passages", ""))
    assert len(load(passages, questions, FILE)[1]) == 150
    assert len(load(passages, questions, FILE, "develop")[1]) == 74
    assert len(load(passages, questions, FILE, "score")[1]) == 76
