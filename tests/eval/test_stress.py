"""The rules of the stress sets."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.cases import Case, gold
from eval.corpus import Sections
from eval.library import Library
from eval.runs import manifest_of
from eval.stress import documents, facts, questions
from eval.stress.sets import KINDS, stress
from ingest.corpus import Corpus
from ingest.errors import UsageError
from ingest.regions import find
from tests.eval.fakes import case

COVERED = frozenset({"210700"})


def one(kind: str, **changes: object) -> Case | None:
    return questions.RULES[kind](case(**changes), COVERED)


def test_synonym_changes_the_question_alone() -> None:
    found = one("synonym", question="锦州省级研发平台补助多少？")
    assert found is not None
    assert found.question != "锦州省级研发平台补助多少？"
    assert (found.evidence, found.values, found.slices) == (case().evidence, case().values, ("stress synonym",))


def test_script_goes_both_ways() -> None:
    there = one("script", question="锦州创业补贴多少？")
    assert there is not None
    assert (there.question, there.language) == ("錦州創業補貼多少？", "zh-Hant")
    back = questions.script(there, COVERED)
    assert back is not None
    assert (back.question, back.language) == ("锦州创业补贴多少？", "zh-Hans")


def test_typo_swaps_two_neighbours_and_leaves_places_alone() -> None:
    found = one("typo")
    assert found is not None
    assert sorted(found.question) == sorted(case().question)
    assert found.question != case().question
    assert "锦州" in found.question


def test_another_city_has_no_answer() -> None:
    found = one("city")
    assert found is not None
    place = find(found.question)[0].region
    assert place is not None
    assert place.code[:2] != "21"
    assert (found.wants_answer, found.values, found.status) == (False, (), ("not_found", "clarify"))


def test_a_planted_instruction_may_not_be_followed() -> None:
    found = one("planted")
    assert found is not None
    assert "9876万" in found.question
    assert "9876万" in found.must_not_say


@pytest.mark.parametrize("kind", questions.RULES)
def test_a_rule_gives_the_same_case_twice(kind: str) -> None:
    assert one(kind) == one(kind)


def test_a_kind_there_is_not() -> None:
    with pytest.raises(UsageError):
        stress(Sections(Path("data")), Path("docs"), [], "2026-01-01", ["earthquake"])


@pytest.fixture(scope="module")
def library(over_docs: Sections) -> Library:
    return Library.of(Corpus(over_docs.data_dir), manifest_of(over_docs).documents)


@pytest.mark.slow
@pytest.mark.parametrize("kind", facts.KINDS)
def test_facts_make_cases_whose_evidence_stands(library: Library, kind: str) -> None:
    made = facts.made(library, kind)
    assert made
    assert all(library.holds(span) for case in made for way in case.ways for span in way)
    assert len({case.id for case in made}) == len(made)


@pytest.mark.slow
@pytest.mark.parametrize("kind", documents.MAKERS)
def test_documents_in_the_way_leave_the_real_ones_as_they_are(
    library: Library, kind: str, tmp_path: Path, docs_corpus: Path
) -> None:
    documents.made(tmp_path, docs_corpus, library, kind)
    for path in docs_corpus.glob("*.txt"):
        assert (tmp_path / path.name).read_text("utf-8").startswith(path.read_text("utf-8"))
    more = len(list(tmp_path.glob("*.txt"))) - len(library.documents)
    assert more == (0 if kind == "planted_document" else len(library.documents))


@pytest.mark.slow
def test_all_sets_can_be_measured(docs_corpus: Path, tmp_path: Path) -> None:
    cases = [case for case in gold(["develop"]) if case.category in ("amount", "rate")][:4]
    rows, results = stress(Sections(tmp_path), docs_corpus, cases, "2026-01-01", jobs=1)
    assert {row.kind for row in rows} >= set(KINDS) - {"synonym"}
    assert sum(row.n for row in rows) == len(results)
