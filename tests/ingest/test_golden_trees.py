"""The parser against the trees that were read off the five files by hand."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from ingest.normalize import normalize
from ingest.structure import build_clauses
from ingest.types import Clause

ROOT = Path(__file__).parents[2]
TREES = sorted((ROOT / "tests" / "golden" / "trees").glob("*.json"))


@cache
def parsed(name: str) -> tuple[Clause, ...]:
    source = (ROOT / "docs_corpus" / name).read_bytes().decode("utf-8")
    return build_clauses(normalize(source), source, "d")[0]


@pytest.fixture(params=TREES, ids=[t.stem for t in TREES])
def tree(request: pytest.FixtureRequest) -> dict:
    return json.loads(request.param.read_text(encoding="utf-8"))


def clauses_of(tree: dict) -> list[Clause]:
    return [c for c in parsed(tree["source_file"]) if c.role in ("clause", "annex")]


@pytest.mark.parametrize("field", ["number", "heading", "depth", "start"])
def test_each_clause_of_the_golden_has_this_field(tree: dict, field: str) -> None:
    assert [getattr(c, field) for c in clauses_of(tree)] == [g[field] for g in tree["clauses"]]


def test_paths_are_those_of_the_golden(tree: dict) -> None:
    assert [list(c.path) for c in clauses_of(tree)] == [g["path"] for g in tree["clauses"]]


def test_there_are_five_trees() -> None:
    assert len(TREES) == 5
