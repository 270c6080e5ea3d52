"""Facts and duties that the parser finds against those that were read off the five files by hand."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ingest.facts import extract_facts
from ingest.normalize import normalize
from ingest.structure import build_clauses
from ingest.types import Clause, Fact

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "docs_corpus"
RECALL = 0.86
COMPARED = ("value", "value_max", "unit", "bound", "level", "kind")
LIANGSHAN = "liangshan-high-tech-industry-2016.txt"


@cache
def golden(name: str) -> Any:
    return json.loads((HERE / f"{name}.json").read_text("utf-8"))


@cache
def parsed(source_file: str) -> tuple[dict[str, Clause], tuple[Fact, ...]]:
    source = (CORPUS / source_file).read_bytes().decode("utf-8")
    norm = normalize(source)
    clauses, _ = build_clauses(norm, source, "d")
    return {c.clause_id: c for c in clauses}, extract_facts(norm, clauses, "d", None)


def at(expected: dict[str, Any]) -> list[Fact]:
    """The facts whose value overlaps the golden's."""
    found = parsed(expected["source_file"])[1]
    return [f for f in found if f.value_start < expected["value_end"] and expected["value_start"] < f.value_end]


def miss(expected: dict[str, Any]) -> str | None:
    """What is there instead of a fact that the parser does not find; None for one it does."""
    wanted = tuple(expected[name] for name in COMPARED)
    found = [tuple(getattr(f, name) for name in COMPARED) for f in at(expected)]
    return (
        None if wanted in found else f"{expected['source_file'][:9]} {expected['value_quote']}: {wanted}, not {found}"
    )


def duties(source_file: str) -> list[Fact]:
    """Those of brackets and lines, which have a label; a sentence has a verb."""
    return [f for f in parsed(source_file)[1] if f.kind == "duty" and (f.word or "").endswith(("单位", "部门"))]


def test_recall_of_facts() -> None:
    expected = golden("facts")
    missed = [m for m in map(miss, expected) if m]
    recall = 1 - len(missed) / len(expected)
    assert recall >= RECALL, f"{len(missed)} of {len(expected)} missed:\n" + "\n".join(missed)


def test_no_amount_of_money_is_read_wrongly() -> None:
    """An amount may be missed; one that is found at its place is the right one."""
    wrong = [
        f"{e['source_file'][:9]} {e['value_quote']}: {f.value}"
        for e in golden("facts")
        if e["unit"] == "CNY"
        for f in at(e)
        if f.value is not None and (f.value, f.unit) != (e["value"], e["unit"])
    ]
    assert wrong == []


def test_no_level_is_given_to_anothers_amount() -> None:
    wrong = [
        f"{e['value_quote']}: {f.level}, not {e['level']}"
        for e in golden("facts")
        if e["kind"] == "benefit"
        for f in at(e)
        if f.level != e["level"]
    ]
    assert wrong == []


@pytest.mark.parametrize("name", ["sichuan", "xinjiang"])
def test_every_bracket_is_a_duty_with_its_bodies_in_order(name: str) -> None:
    expected = golden("duties")[name]
    assert [list(f.bodies) for f in of(name)] == [d["bodies"] for d in expected]
    assert all(d["start"] <= f.start < f.end <= d["end"] for d, f in zip(expected, of(name), strict=True))


@pytest.mark.parametrize("name", ["sichuan", "xinjiang"])
def test_every_bracket_is_a_duty_of_its_clause(name: str) -> None:
    expected = golden("duties")[name]
    clauses = parsed(expected[0]["source_file"])[0]
    assert [list(clauses[f.clause_id].path) for f in of(name)] == [d["path"] for d in expected]


def of(name: str) -> list[Fact]:
    return duties(golden("duties")[name][0]["source_file"])


def test_every_annex_row_is_a_duty_with_its_bodies_in_order() -> None:
    clauses = parsed(LIANGSHAN)[0]
    found = [(list(clauses[f.clause_id].path), list(f.bodies)) for f in duties(LIANGSHAN)]
    expected = [(row["path"], row["fields"]["责任单位"]["value"]) for row in golden("duties")["liangshan_annex"]]
    assert [f for f in found if f[0][0].startswith("附件")] == expected


@pytest.mark.parametrize("label", ["启动类别", "启动时间", "完成时间", "成果形式"])
def test_every_annex_row_has_its_other_fields(label: str) -> None:
    found = [f.text for f in parsed(LIANGSHAN)[1] if f.word == label]
    assert found == [row["fields"][label]["value"] for row in golden("duties")["liangshan_annex"]]


@pytest.mark.parametrize("source_file", sorted({f["source_file"] for f in golden("facts")}))
def test_every_fact_is_verbatim_at_its_offsets(source_file: str) -> None:
    source = (CORPUS / source_file).read_bytes().decode("utf-8")
    for fact in parsed(source_file)[1]:
        raw = normalize(source[fact.value_start : fact.value_end]).shown
        assert "".join(raw.split()) == "".join(fact.text.split())
        assert fact.start <= fact.value_start < fact.value_end <= fact.end
