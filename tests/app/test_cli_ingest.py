"""The command line over real files: ingest, docs, index."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., tuple[int, str, str]]
GOOD = (
    "关于促进创新的若干措施\n一、总则\n对新建平台给予7万元补助。\n二、附则\n本措施自2024年1月1日起施行，有效期三年。\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "files"
    path.mkdir()
    (path / "good.txt").write_text(GOOD, "utf-8")
    return path


def states(run: Run) -> list[str]:
    return [one["state"] for one in json.loads(run("index", "list", "--json")[1])]


def test_a_broken_file_is_named_with_its_reason_and_the_others_go_in(run: Run, folder: Path) -> None:
    (folder / "bad.pdf").write_bytes(b"%PDF-1.7\n\x00\xff broken")
    status, out, err = run("ingest", folder)
    assert (status, err.count("\n")) == (1, 1)
    assert "bad.pdf: " in err
    assert "added" in out
    assert [row["source_file"] for row in json.loads(run("docs", "list", "--json")[1])] == ["good.txt"]


def test_a_second_run_has_nothing_to_do(run: Run, folder: Path) -> None:
    run("ingest", folder)
    status, out, err = run("ingest", folder)
    assert (status, err) == (0, "")
    assert "unchanged" in out
    assert "up to date" in out
    assert states(run) == ["live"]


def test_a_dry_run_changes_nothing(run: Run, folder: Path, tmp_path: Path) -> None:
    status, out, _ = run("ingest", folder, "--dry-run")
    assert status == 0
    assert "added" in out
    assert not (tmp_path / "data").exists()


def test_a_staged_index_waits_for_promote_and_can_be_rolled_back(run: Run, folder: Path) -> None:
    run("ingest", folder)
    (folder / "other.txt").write_text(GOOD.replace("7万元", "9万元"), "utf-8")
    run("ingest", folder, "--stage")
    assert states(run) == ["live", "staged"]
    staged = json.loads(run("index", "list", "--json")[1])[1]["generation_id"]
    assert run("index", "promote", staged)[0] == 0
    assert states(run) == ["previous", "live"]
    assert run("index", "rollback")[0] == 0
    assert states(run) == ["live", "previous"]


def test_sweep_deletes_what_nobody_needs(run: Run, folder: Path) -> None:
    for amount in (1, 2, 3):
        (folder / "good.txt").write_text(GOOD.replace("7万元", f"{amount}万元"), "utf-8")
        run("ingest", folder)
    assert states(run) == ["old", "previous", "live"]
    assert "is deleted" in run("index", "sweep")[1]
    assert states(run) == ["previous", "live"]


def test_without_a_folder_of_documents_it_says_what_to_do(run: Run) -> None:
    status, out, err = run("ingest")
    assert (status, out, err.count("\n")) == (2, "", 1)


def test_an_empty_folder_is_no_error(run: Run, folder: Path) -> None:
    (folder / "good.txt").unlink()
    status, _, err = run("ingest", folder)
    assert status == 0
    assert "no documents" in err


# ---------------------------------------------------------------- docs


@pytest.fixture
def shown(run: Run, folder: Path) -> dict[str, Any]:
    run("ingest", folder)
    row = json.loads(run("docs", "list", "--json")[1])[0]
    shown: dict[str, Any] = json.loads(run("docs", "show", row["doc_id"], "--json", "--as-of", "2026-12-31")[1])
    return shown


def test_show_has_the_fields_of_the_interface(shown: dict[str, Any]) -> None:
    fields = (
        "doc_id source_file title label region region_code issuer doc_number issued effective expires validity reader "
        "encoding clauses warnings"
    )
    assert set(fields.split()) <= set(shown)
    assert set(["clause_id", "number", "heading", "path", "depth", "start", "end"]) <= set(shown["clauses"][0])


def test_clauses_of_show_are_those_of_its_text(run: Run, shown: dict[str, Any]) -> None:
    text = run("docs", "show", shown["doc_id"], "--text")[1]
    assert text == GOOD
    assert "".join(text[clause["start"] : clause["end"]] for clause in shown["clauses"]) == text


def test_validity_is_that_on_the_day_given(run: Run, shown: dict[str, Any]) -> None:
    def on(day: str) -> str:
        row: dict[str, Any] = json.loads(run("docs", "show", shown["doc_id"], "--json", "--as-of", day)[1])
        return str(row["validity"])

    assert [on("2023-12-31"), on("2024-01-01"), on("2027-01-02")] == ["not_yet", "in_force", "over"]


def test_documents_are_shown_to_a_person(run: Run, shown: dict[str, Any]) -> None:
    assert "关于促进创新的若干措施" in run("docs", "list")[1]
    assert "一、" in run("docs", "show", shown["doc_id"])[1]


# ---------------------------------------------------------------- ask


def test_ask_quotes_the_file(run: Run, folder: Path) -> None:
    run("ingest", folder)
    status, out, _ = run("ask", "新建平台补助多少钱？", "--json", "--as-of", "2025-01-01")
    answer = json.loads(out)
    assert (status, answer["status"], answer["facts"][0]["value"]) == (0, "answered", 70000)
    cited = answer["citations"][0]
    assert GOOD[cited["start"] : cited["end"]] == cited["quote"]
