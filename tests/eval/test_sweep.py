"""What a sweep tries, and that it goes on where it stopped."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from eval.ablate import settings_without
from eval.cases import gold
from eval.corpus import Sections
from eval.sweep import Trial, applied, sweep, table, trials
from ingest.errors import UsageError
from retriever.settings import RerankerSettings

SECTIONS = Sections(Path("data"))


def test_the_grid() -> None:
    found = trials(["search.lexical_weight=0.1,0.3", "chunk=200"], ["facts"])
    assert [t.name for t in found] == [
        "as configured",
        "without facts",
        "lexical_weight=0.1 chunk=200",
        "lexical_weight=0.3 chunk=200",
    ]


def test_a_setting_is_changed_and_read_as_settings_are() -> None:
    assert applied(SECTIONS, Trial({"answer.clauses": "9"})).answer.clauses == 9


@pytest.mark.parametrize("changes", [{"search.nothing": "1"}, {"nowhere.x": "1"}, {"search.lexical_weight": "many"}])
def test_a_setting_that_cannot_be(changes: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        applied(SECTIONS, Trial(changes))


@pytest.mark.parametrize("wish", ["lexical_weight=1", "search.lexical_weight", "search.lexical_weight="])
def test_a_wish_that_says_nothing(wish: str) -> None:
    with pytest.raises(UsageError):
        trials([wish], [])


def test_a_part_there_is_not() -> None:
    with pytest.raises(UsageError):
        settings_without(SECTIONS, ("kitchen",))


@pytest.mark.slow
def test_a_sweep_goes_on_where_it_stopped(tmp_path: Path, docs_corpus: Path) -> None:
    cases = [case for case in gold(["develop"]) if case.category == "amount"]
    done: list[tuple[int, int]] = []

    def run(*wanted: Trial) -> list[list[str]]:
        done.clear()
        found = sweep(
            wanted, SECTIONS, docs_corpus, cases, "2026-01-01", tmp_path, 2, lambda _, n, of: done.append((n, of))
        )
        return table(found)

    first = run(Trial(), Trial(parts=("facts",)))
    assert done == [(1, 2), (2, 2)]
    again = run(Trial(), Trial(parts=("facts",)), Trial({"chunk": "100"}))
    assert done == [(3, 3)]
    assert again[:3] == first
    assert float(again[2][1]) < float(again[1][1]), "amounts are answered from facts"


def test_a_reranker_is_taken_out_by_its_setting() -> None:
    with_one = replace(SECTIONS, reranker=RerankerSettings(model="m"))
    assert settings_without(with_one, ("reranker",)).reranker.model is None
    assert settings_without(with_one, ("dense",)).reranker.model == "m"
