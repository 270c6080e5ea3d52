"""Runs are kept with all it takes to measure again, and come back as they were."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from eval import runs
from eval.compare import compare
from eval.corpus import Sections
from eval.gate import Missed
from eval.report.page import render
from eval.report.text import as_csv, as_markdown
from eval.run import run_cases
from ingest.errors import UsageError
from retriever.generation import Manifest
from tests.eval.fakes import FakeAssistant, answer, case

MANIFEST = Manifest("g1", "now", "key", (("d1", "v1"),), "c0ffee", "default", "f", 256, 1, 1, "c", 2, 2)
CASES = (case(), case(id="secret-1", split="score", question="不可外传的问题是多少？"))


@pytest.fixture
def run() -> runs.Run:
    said = answer('20万元<script>alert("x")</script>，=1+1[1]')
    found = run_cases(FakeAssistant(said), CASES, "2026-01-01")
    return runs.make(found, CASES, Sections(Path("data")), MANIFEST, "2026-01-01")


def test_a_run_comes_back_as_it_was(run: runs.Run, tmp_path: Path) -> None:
    again = runs.load(runs.save(run, tmp_path))
    assert (again.id, again.results, again.figures) == (run.id, run.results, run.figures)
    assert runs.find(tmp_path, "latest").id == runs.find(tmp_path, run.id).id == run.id


def test_a_run_says_what_it_was_measured_with(run: runs.Run) -> None:
    assert {"settings", "corpus", "index", "cases", "today", "generation", "versions", "commit"} <= set(run.meta)
    assert json.loads(json.dumps(run.meta)) == run.meta


def test_the_name_of_the_folder_does_not_change_the_run(run: runs.Run) -> None:
    elsewhere = runs.make(run.results, CASES, Sections(Path("other")), MANIFEST, "2026-01-01")
    assert elsewhere.id.rpartition("-")[2] == run.id.rpartition("-")[2]


def test_nothing_of_the_score_split_is_kept(run: runs.Run, tmp_path: Path) -> None:
    folder = runs.save(run, tmp_path)
    runs.accept(run, tmp_path / "baseline.jsonl")
    texts = [path.read_text("utf-8") for path in (*folder.iterdir(), tmp_path / "baseline.jsonl")]
    texts += [render(run, (), None, ()), as_csv(run), as_markdown(run, (), compare("b", run.results, run.results))]
    assert [text for text in texts if "不可外传" in text] == []


def test_the_baseline_keeps_what_was_right(run: runs.Run, tmp_path: Path) -> None:
    runs.accept(run, tmp_path / "b.jsonl")
    assert [(r.id, r.right, r.answer) for r in runs.results_of(tmp_path / "b.jsonl")] == [
        (r.id, r.right, None) for r in run.results
    ]


def test_the_page_is_whole_and_runs_nothing_it_was_told(run: runs.Run) -> None:
    page = render(run, [Missed("all", "right", "1 < 2 & so on")], None, [("before", 0.5, 0.4, 0.6)])
    assert "<script>alert" not in page
    assert "1 &lt; 2 &amp; so on" in page
    assert "{{" not in page
    assert page.count("<script") == 2
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in page


def test_the_table_has_a_line_a_case_and_no_formula(run: runs.Run) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(run))))
    assert [(r["id"], r["question"]) for r in rows] == [("amount-001", CASES[0].question), ("secret-1", "")]
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_the_summary_says_whether_it_may_go(run: runs.Run) -> None:
    assert as_markdown(run, (), None).startswith("## Evaluation: may go\n")
    told = as_markdown(run, [Missed("all", "right", "too low")], compare("b", run.results, run.results))
    assert told.startswith("## Evaluation: may not go")
    assert "- **all right: too low**" in told


def test_there_is_no_such_run(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        runs.find(tmp_path, "latest")


def test_a_run_of_another_version_is_told(run: runs.Run, tmp_path: Path) -> None:
    folder = runs.save(run, tmp_path)
    (folder / "results.jsonl").write_text('{"id": "a"}\n')
    with pytest.raises(UsageError):
        runs.load(folder)
