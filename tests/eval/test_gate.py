"""The gate fails below a floor and on a significant loss, and says where."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval import gate
from eval.compare import compare
from eval.elsewhere import FAMILIES
from eval.gate import Gate, missed
from eval.measures import NAMES
from eval.summary import figures
from ingest.errors import UsageError
from tests.eval.fakes import result


def test_a_figure_below_its_floor() -> None:
    found = figures([result("a", True), result("b", False)])
    assert [str(row) for row in missed(Gate({"all": {"right": 0.6}}), found)] == [
        "all right: 0.500 of 2, at least 0.600 wanted"
    ]
    assert missed(Gate({"all": {"right": 0.5}}), found) == []


def test_a_measure_that_nothing_measured_is_missed() -> None:
    assert [row.measure for row in missed(Gate({"all": {"hit@5": 0.1}}), figures([result("a", True)]))] == ["hit@5"]


def test_a_slice_the_run_does_not_have_is_not_judged() -> None:
    assert missed(Gate({"split:score": {"right": 1.0}}), figures([result("a", True)])) == []


def test_a_significant_loss() -> None:
    before, after = ([result(str(i), right) for i in range(6)] for right in (True, False))
    found = missed(Gate({}), figures(after), compare("base", before, after))
    assert [str(row) for row in found] == ["all right: 1.000 → 0.000, 6 worse, 0 better, p = 0.031"]


def test_a_loss_that_chance_explains_passes() -> None:
    before = [result(str(i), True) for i in range(9)]
    after = [result(str(i), i > 1) for i in range(9)]
    assert missed(Gate({}), figures(after), compare("base", before, after)) == []


def test_the_projects_gate_can_be_read() -> None:
    floors = gate.load().floors
    assert {"verbatim", "supported", "cited", "exists", "delivered"} <= {
        m for m, floor in floors["all"].items() if floor == 1
    }


def test_the_sets_over_other_documents_have_a_gate_of_their_own() -> None:
    for family in FAMILIES:
        floors = gate.load(section=family).floors
        assert {m for m, floor in floors["all"].items() if floor == 1} >= {"verbatim", "supported", "cited"}
    with pytest.raises(UsageError):
        gate.load(section="nowhere")


@pytest.mark.parametrize(
    "text", ["", "[floors.all]\nrigth = 0.5", "[floors.all]\nright = 50", "not toml", "[floors.all]\nright = '1'"]
)
def test_a_gate_that_makes_no_sense(tmp_path: Path, text: str) -> None:
    (tmp_path / "gate.toml").write_text(text)
    with pytest.raises(UsageError):
        gate.load(tmp_path / "gate.toml")


def test_the_page_of_the_evaluation_names_every_measure() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "eval.md").read_text("utf-8")
    assert [name for name in NAMES if f"`{name}`" not in page] == []
