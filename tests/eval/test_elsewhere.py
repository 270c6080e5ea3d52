"""Sets over other documents are read with their quotations, and asked of those documents alone."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from eval.cases import split_of
from eval.elsewhere import FAMILIES, OUTSIDE, load_outside
from ingest.errors import UsageError
from tests.eval.fakes import PROVINCIAL, TEXT, case


def made(tmp_path: Path, **changes: Any) -> tuple[Path, Path]:
    """A data folder and a folder of sets with one case in each."""
    data, sets = tmp_path / "data", tmp_path / "sets"
    (data / "policy").mkdir(parents=True)
    sets.mkdir()
    (data / "policy" / "a.txt").write_text(TEXT, "utf-8")
    quote = TEXT[slice(*PROVINCIAL)]
    span = {
        "file": "policy/a.txt", "quote": None, "quote_sha256": hashlib.sha256(quote.encode()).hexdigest(),
        "start": PROVINCIAL[0], "end": PROVINCIAL[1], **changes,
    }  # fmt: skip
    row = case().model_dump(mode="json", exclude={"split", "slices"})
    row |= {"evidence": [span], "alternatives": [[span]], "documents": "outside"}
    for name in OUTSIDE:
        (sets / f"{name}.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    return data, sets


def test_a_span_gets_its_quotation(tmp_path: Path) -> None:
    data, sets = made(tmp_path)
    found = load_outside("outside_score", data, sets)
    assert found.files == (data / "policy" / "a.txt",)
    assert found.cases[0].evidence == case().evidence == found.cases[0].alternatives[0]
    assert (found.cases[0].split, load_outside("outside_develop", data, sets).cases[0].split) == ("score", "develop")


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"end": 18}, "another version"), ({"file": "policy/b.txt"}, "cannot be read"), ({"start": "x"}, "no case")],
)
def test_a_span_that_does_not_fit(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    data, sets = made(tmp_path, **changes)
    with pytest.raises(UsageError, match=said):
        load_outside("outside_develop", data, sets)


@pytest.mark.parametrize("folder", [None, Path("nowhere")])
def test_no_folder_is_one_line_that_names_the_variable(folder: Path | None) -> None:
    with pytest.raises(UsageError, match="POLICYQA_TEST_DATA"):
        load_outside("outside_develop", folder)


@pytest.mark.slow
def test_the_command_reports_every_set_and_shows_nothing_of_the_score_split(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data, sets = made(tmp_path)
    monkeypatch.setattr(load_outside, "__defaults__", (sets,))
    words = ["--set", "outside", "--test-data", str(data), "--runs", str(tmp_path / "runs")]
    assert main(["eval", *words]) == 1, "one document that names no place does not pass the gate"
    assert {"develop", "score", *FAMILIES} <= set(capsys.readouterr().out.split())
    kept = {name: next((tmp_path / "runs" / name).glob("*/results.jsonl")).read_text("utf-8") for name in OUTSIDE}
    for name, row in kept.items():
        if split_of(name) == "develop":
            assert "20万元" in json.dumps(json.loads(row), ensure_ascii=False)
        else:
            assert json.loads(row)["case"] is None
