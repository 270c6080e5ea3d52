from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import app.cli_docs
from app.cli import tree
from app.settings import COMMAND_OPTIONS, Settings
from ingest.errors import NotFound
from retriever.types import Answer, Ask, Citation, Warning_

Run = Callable[..., tuple[int, str, str]]

ANSWER = Answer(
    answer_id="a1", generation="g1", as_of="2026-11-21", question="", standalone_question="", language="zh-Hans",
    status="answered", answer="20万元[1]",
    citations=(
        Citation(
            marker=1, doc_id="d", title=None, label="某市文件", region="某市", doc_number=None, clause_id="d.1",
            clause_path=("三、重点任务", "8、鼓励"), source_file="a.txt", page=2, start=0, end=6, quote="给予20万元ꎬ",
            shown="给予20万元，",
        ),
    ),
    warnings=(Warning_("period_over", "规划期已过"),),
)  # fmt: skip


class FakeAssistant:
    """Answers every question alike, but for those that are to fail."""

    class generation:
        id = "g1"

    def __init__(self) -> None:
        self.asked: list[Ask] = []

    def ask(self, ask: Ask) -> Answer:
        self.asked.append(ask)
        if ask.question == "raise":
            raise RuntimeError("a bug")
        status: Any = "error" if ask.question in {"error", ""} else "answered"
        trace = {"error": "failed"} if ask.question == "error" else {}
        return replace(ANSWER, question=ask.question, status=status, trace=trace)


@pytest.fixture
def assistant(monkeypatch: pytest.MonkeyPatch) -> FakeAssistant:
    fake = FakeAssistant()
    monkeypatch.setattr("retriever.assistant.Assistant.open", lambda settings: fake)
    return fake


# ---------------------------------------------------------------- wrong use and failures


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["no-such-command"], "no-such-command"),
        (["ask"], "no question"),
        (["ask", "q", "--batch", "x"], "give one of them"),
        (["ask", "q", "--out", "x"], "--batch"),
        (["ask", "q", "--as-of", "yesterday"], "YYYY-MM-DD"),
        (["ask", "q", "--nonsense"], "--nonsense"),
        (["ask", "--batch", "missing.jsonl"], "missing.jsonl"),
        (["serve", "--port", "many"], "--port"),
        (["serve", "--port", "70000"], "port"),
        (["docs", "show", "x", "--text", "--json"], "give one of them"),
        (["docs", "show"], "ID"),
        (["index", "nothing"], "nothing"),
        (["index"], "policyqa index --help"),
    ],
)
def test_wrong_use_is_one_line_and_status_2(run: Run, args: list[str], said: str) -> None:
    status, out, err = run(*args)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert said in err


def test_an_unknown_document_is_one_line_and_status_1(run: Run) -> None:
    status, out, err = run("docs", "show", "nothing")
    assert (status, out, err.count("\n")) == (1, "", 1)


def test_a_question_without_an_index_says_what_to_do(run: Run) -> None:
    status, out, err = run("ask", "q")
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert "policyqa ingest" in err


def test_an_unexpected_error_is_one_line_and_status_1(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.cli_docs, "_corpus", lambda data_dir: 1 // 0)
    status, out, err = run("docs", "list")
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert "--debug" in err


def test_debug_shows_where_an_error_comes_from(run: Run) -> None:
    status, _, err = run("docs", "show", "nothing", "--debug")
    assert status == NotFound.exit_status
    assert "Traceback" in err


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    script = f"{sys.executable} -c 'from app.cli import main; raise SystemExit(main([\"--help\"]))' | true"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {script}"], capture_output=True, text=True)
    assert "Traceback" not in done.stderr


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    status, out, err = run()
    assert status == 2
    assert "ingest" in out + err


def test_version(run: Run) -> None:
    status, out, _ = run("--version")
    assert status == 0
    assert out.startswith("policyqa ")


# ---------------------------------------------------------------- ask


def test_ask_prints_the_answer_for_a_person(run: Run, assistant: FakeAssistant) -> None:
    status, out, _ = run("ask", "补助多少", "--region", "某市", "--as-of", "2018-01-01")
    assert status == 0
    assert assistant.asked == [Ask(question="补助多少", region="某市", as_of="2018-01-01")]
    cited = "[1] 某市文件 › 三、重点任务 › 8、鼓励\n    a.txt, p. 2\n    「给予20万元，」"
    assert out == f"20万元[1]\n\n{cited}\n\n! 规划期已过\n"


def test_ask_prints_json(run: Run, assistant: FakeAssistant) -> None:
    status, out, _ = run("ask", "q", "--json")
    assert status == 0
    assert json.loads(out)["citations"][0]["quote"] == "给予20万元ꎬ"


def test_an_answer_that_failed_is_status_1(run: Run, assistant: FakeAssistant) -> None:
    assert run("ask", "error", "--json")[0] == 1


def test_rubbish_in_the_arguments_is_asked_as_text(run: Run, assistant: FakeAssistant) -> None:
    status, _, _ = run("ask", "\udcff\udc00补助\ud83d", "--json")
    assert status == 0
    assert "补助" in assistant.asked[0].question
    assistant.asked[0].question.encode("utf-8")


@pytest.mark.usefixtures("assistant")
def test_an_option_comes_from_flag_then_environment_then_file(
    run: Run, assistant: FakeAssistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "policyqa.toml").write_text('region = "file"\nas_of = "2001-01-01"\n', "utf-8")
    monkeypatch.setenv("POLICYQA_REGION", "environment")
    run("ask", "q")
    run("ask", "q", "--region", "flag")
    assert [(a.region, a.as_of) for a in assistant.asked] == [("environment", "2001-01-01"), ("flag", "2001-01-01")]


# ---------------------------------------------------------------- ask --batch


def batch(run: Run, tmp_path: Path, *lines: bytes) -> tuple[int, list[dict[str, Any]], str]:
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(lines) + b"\n")
    status, out, err = run("ask", "--batch", "in.jsonl", "--out", "out.jsonl")
    assert out == ""
    return status, [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()], err


def test_batch_answers_each_line_in_order(run: Run, assistant: FakeAssistant, tmp_path: Path) -> None:
    status, rows, err = batch(
        run, tmp_path, '{"id": "b", "question": "甲"}'.encode(), '{"id": "a", "question": "乙", "as_of": null}'.encode()
    )
    assert (status, err) == (0, "")
    assert [(row["id"], row["question"], row["status"]) for row in rows] == [
        ("b", "甲", "answered"),
        ("a", "乙", "answered"),
    ]


def test_batch_passes_history_region_and_day(run: Run, assistant: FakeAssistant, tmp_path: Path) -> None:
    history = ["一", {"question": "二", "answer_id": "x"}]
    line = json.dumps({"id": 1, "question": "三", "history": history, "region": "某市", "as_of": "2018-01-01"})
    batch(run, tmp_path, line.encode())
    asked = assistant.asked[0]
    assert [(turn.question, turn.answer_id) for turn in asked.history] == [("一", None), ("二", "x")]
    assert (asked.region, asked.as_of) == ("某市", "2018-01-01")


@pytest.mark.parametrize(
    ("line", "given_id"),
    [
        (b"{", None),
        (b"\xff\xfe\x00rubbish", None),
        (b"", None),
        (b"[1]", None),
        (b"[" * 100_000, None),
        (b'{"id": "x"}', "x"),
        (b'{"id": "x", "question": 5}', "x"),
        (b'{"id": "x", "question": "q", "history": [7]}', "x"),
        (b'{"id": "x", "question": "q", "history": "\xe4\xb8\x80", "region": 3}', "x"),
        (b'{"id": "x", "question": "q", "as_of": "soon"}', "x"),
        (b'{"id": "x", "question": "raise"}', "x"),
        (b'{"id": "x", "question": "error"}', "x"),
    ],
)
def test_a_bad_line_is_an_error_in_its_place(
    run: Run, assistant: FakeAssistant, tmp_path: Path, line: bytes, given_id: str | None
) -> None:
    good = b'{"id": "good", "question": "q"}'
    status, rows, err = batch(run, tmp_path, good, line, good)
    assert [(row["id"], row["status"]) for row in rows] == [
        ("good", "answered"),
        (given_id, "error"),
        ("good", "answered"),
    ]
    assert status == 1
    assert "line 2" in err


def test_an_empty_question_does_not_fail_a_batch(run: Run, assistant: FakeAssistant, tmp_path: Path) -> None:
    status, rows, err = batch(run, tmp_path, b'{"id": 1, "question": ""}')
    assert (status, rows[0]["status"], err) == (0, "error", "")


def test_batch_takes_a_byte_order_mark_and_windows_line_ends(
    run: Run, assistant: FakeAssistant, tmp_path: Path
) -> None:
    status, rows, _ = batch(run, tmp_path, b'\xef\xbb\xbf{"id": 1, "question": "q"}\r', b"\r", b"")
    assert (status, [row["id"] for row in rows]) == (0, [1])


def test_batch_without_out_goes_to_standard_output(run: Run, assistant: FakeAssistant, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"id": 1, "question": "q"}', "utf-8")
    status, out, _ = run("ask", "--batch", "in.jsonl")
    assert (status, json.loads(out)["id"]) == (0, 1)


def test_batch_that_cannot_be_written_says_so(run: Run, assistant: FakeAssistant, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"id": 1, "question": "q"}', "utf-8")
    status, _, err = run("ask", "--batch", "in.jsonl", "--out", "no/such/folder/out.jsonl")
    assert (status, err.count("\n")) == (2, 1)


# ---------------------------------------------------------------- the tree of commands


def options(command: Any, path: str = "") -> dict[str, set[str]]:
    """Long options of each command below."""
    own = {option for parameter in command.params for option in parameter.opts if option.startswith("--")}
    found = {path: own - {"--help", "--version", "--debug"}}
    for name, below in getattr(command, "commands", {}).items():
        found |= options(below, f"{path} {name}".strip())
    return found


def commands() -> dict[str, set[str]]:
    import typer

    return options(typer.main.get_command(tree))


def test_every_option_is_a_setting_or_an_option_of_the_file() -> None:
    known = {*COMMAND_OPTIONS, *Settings.model_fields}
    named = {option.lstrip("-").replace("-", "_") for given in commands().values() for option in given}
    assert named - known == set()
    assert COMMAND_OPTIONS - named == set()


def test_every_option_has_its_environment_variable() -> None:
    import typer

    def unbound(command: Any) -> list[str]:
        own = [p.name for p in command.params if any(o.startswith("--") for o in p.opts) and not p.envvar]
        return own + [name for below in getattr(command, "commands", {}).values() for name in unbound(below)]

    assert set(unbound(typer.main.get_command(tree))) <= {"help", "show_version", "debug"}


def test_the_installed_command_starts(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("policyqa")
    done = subprocess.run(
        [program, "--help"], capture_output=True, text=True, cwd=tmp_path, env={"PATH": os.environ["PATH"]}
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "ingest" in done.stdout
