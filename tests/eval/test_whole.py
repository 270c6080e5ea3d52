"""The evaluation as a maintainer runs it: the same figures twice, in time, and a page that works in a browser."""

from __future__ import annotations

import json
import resource
from pathlib import Path

import pytest

from app.cli import main
from eval import jsonl
from eval.cases import gold
from eval.corpus import Sections
from eval.evaluation import keep, measure
from eval.gate import Gate
from eval.parallel import evaluate
from eval.run import Result
from eval.summary import figures

TODAY = "2026-11-21"
DEVELOP = gold(["develop"])


def bare(results: tuple[Result, ...]) -> list[tuple[object, ...]]:
    """Results without what differs between any two runs: how long it took, and the ids of the answers."""
    return [(r.id, r.right, r.status, r.measures, r.reasons, r.confidence, (r.answer or {})["answer"]) for r in results]


@pytest.mark.slow
def test_two_runs_give_the_same_figures_however_many_processes(over_docs: Sections) -> None:
    one, again, two = (evaluate(over_docs, DEVELOP[::4], TODAY, jobs=jobs) for jobs in (1, 1, 2))
    assert bare(one) == bare(again) == bare(two)
    assert figures(one) == figures(again) == figures(two)


@pytest.mark.slow
def test_two_thousand_cases_take_no_more_than_a_minute_of_two_cores(over_docs: Sections) -> None:
    """Reckoned from a part of them."""
    before = cpu_seconds()
    done = measure(over_docs, DEVELOP, TODAY, gate=Gate(), jobs=2)
    took = (cpu_seconds() - before) / len(DEVELOP) * 2000
    assert len(done.results) == len(DEVELOP)
    # Time of the processors, not of the clock: whatever else this machine does must not decide.
    assert took <= 2 * 60, f"{took:.1f} s"


def cpu_seconds() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


@pytest.mark.slow
def test_the_command_judges_compares_and_fails_the_gate(
    tmp_path: Path, over_docs: Sections, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--data-dir", str(over_docs.data_dir), "--runs", str(tmp_path / "runs")]
    jsonl.write(tmp_path / "some.jsonl", (case.model_dump(mode="json") for case in DEVELOP[::4]))
    options = ["--cases", str(tmp_path / "some.jsonl"), *where, "--jobs", "1"]
    status = main(["eval", *options, "--baseline", "none"])
    assert status == main(["eval", *options, "--baseline", "latest", "--failures"])
    out, err = capsys.readouterr()
    assert status == int("gate: " in err), "a part of a set need not reach the floors of the whole"
    assert "0 better, 0 worse" in out
    assert out.count("report ") == 2
    runs = sorted((tmp_path / "runs").iterdir())
    assert {path.name for path in runs[0].iterdir()} == {
        "run.json",
        "results.jsonl",
        "report.html",
        "cases.csv",
        "summary.md",
    }
    first, second = (json.loads((run / "run.json").read_text("utf-8"))["figures"] for run in runs)
    assert first == second


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ["--split", "middle"],
        ["--set", "middle"],
        ["--set", "outside", "--accept"],
        ["--set", "outside", "--test-data", "nowhere"],
        ["--baseline", "nothing"],
        ["--cases", "none.jsonl"],
    ],
)
def test_a_wrong_call_is_one_line(words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", *words, "--runs", str(tmp_path)]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


@pytest.mark.slow
def test_the_gold_cases_hold_against_the_documents(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "check"]) == 0
    assert "0 with problems" in capsys.readouterr().out


@pytest.mark.slow
def test_a_case_is_made_from_an_answer_and_judged_right(
    tmp_path: Path, over_docs: Sections, capsys: pytest.CaptureFixture[str]
) -> None:
    data, out = ["--data-dir", str(over_docs.data_dir)], tmp_path / "mine.jsonl"
    words = ["锦州新建院士工作站给多少启动经费？", "--category", "amount", "--author", "me", "--out", str(out)]
    assert main(["eval", "add", *words, *data]) == 0
    assert main(["eval", "check", str(out), *data]) == 0
    found = measure(over_docs, [*_load(out)], TODAY, gate=Gate({"all": {"right": 1.0}}))
    assert found.missed == ()


def _load(path: Path) -> tuple[object, ...]:
    from eval.cases import load

    return load(path)


@pytest.mark.slow
@pytest.mark.browser
def test_the_report_in_a_browser(tmp_path: Path, over_docs: Sections, chromium: str) -> None:
    from playwright.sync_api import sync_playwright

    done = measure(over_docs, DEVELOP[:60], TODAY, gate=Gate({"all": {"right": 1.0}}))
    page_file = keep(done, tmp_path) / "report.html"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: said.append(request.url) if request.url.startswith("http") else None)
        page.goto(page_file.as_uri())
        page.select_option("#show", "")
        assert page.inner_text("#count") == "60 of 60"
        page.select_option("#slice", "category:bracket")
        brackets = sum(case.category == "bracket" for case in DEVELOP[:60])
        assert page.locator("#cases tr.case").count() == brackets
        page.locator("#cases tr.case").first.click()
        assert "expected" in page.inner_text("#cases tr.detail")
        page.select_option("#slice", "all")
        page.fill("#find", DEVELOP[0].question[:8])
        assert page.locator("#cases tr.case").first.inner_text().startswith(DEVELOP[0].id)
        page.fill("#find", "")
        page.click('#cases th[data-key="ms"]')
        shown = [float(cell) for cell in page.locator("#cases tr.case td:nth-child(6)").all_inner_texts()]
        assert shown == sorted(shown)
        browser.close()
    assert said == []
