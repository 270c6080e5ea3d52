from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
PASSAGES = {"a": "对新认定的省级研发平台给予20万元补助。", "b": "会议由市人民政府办公室负责筹备。"}
QUESTIONS = [
    {"id": "1", "question": "省级研发平台补助多少钱", "passage_id": "a", "answers": ["20万元"]},
    {"id": "2", "question": "会议由谁筹备", "passage_id": "b", "positive_ids": ["b"], "answers": ["市人民政府办公室"]},
]


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, ...]:
    rows = [{"passage_id": name, "text": text} for name, text in PASSAGES.items()]
    for name, lines in (("p.jsonl", rows), ("q.jsonl", QUESTIONS)):
        (tmp_path / name).write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return ("--passages", "p.jsonl", "--questions", "q.jsonl", "--json")


def test_retrieval_measures_each_side(run: Run, files: tuple[str, ...]) -> None:
    status, out, _ = run("eval", "retrieval", *files)
    found = json.loads(out)
    assert (status, found["n"], found["lexical"]["hit@1"], found["reranked"]) == (0, 2, 1.0, None)
    assert set(found) == {"n", "lexical", "rrf", "mixed", "dense", "fused", "reranked", "p50_ms", "p95_ms"}
    assert set(found["fused"]) == {"hit@1", "hit@5", "hit@10", "mrr", "ndcg@10", "hit@1_95", "hit@10_95"}


def test_answers_measures_how_near_they_come(run: Run, files: tuple[str, ...]) -> None:
    status, out, _ = run("eval", "answers", *files)
    found = json.loads(out)
    assert (status, found["n"]) == (0, 2)
    assert set(found) == {"n", "char_f1", "rouge_l", "answered", "p50_ms", "p95_ms"}


def test_figures_are_shown_to_a_person(run: Run, files: tuple[str, ...]) -> None:
    status, out, _ = run("eval", "retrieval", *files[:-1])
    assert status == 0
    assert "fused" in out


@pytest.mark.parametrize(
    "args",
    [
        ["eval", "retrieval"],
        ["eval", "answers", "--passages", "none.jsonl", "--questions", "none.jsonl"],
        ["eval", "--split", "half"],
    ],
)
def test_wrong_use_is_one_line_and_status_2(run: Run, args: list[str]) -> None:
    status, out, err = run(*args)
    assert (status, out, err.count("\n")) == (2, "", 1)


@pytest.mark.slow
def test_the_gold_set_is_reported_by_category_and_fails_below_a_floor(run: Run) -> None:
    status, out, err = run("eval", "--set", "develop")
    assert {"category", "amount", "all"} <= {line.split()[0] for line in out.splitlines() if line}
    assert status == int("gate: " in err)
