"""A part that is broken on purpose is caught by the measure that should catch it, and the gate is failed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from eval import gate
from eval.cases import gold
from eval.corpus import Sections, index, opened
from eval.run import run_cases
from eval.summary import Figures, figures
from retriever.types import Answer, Ask

CASES = gold(["develop"])[::2]
TODAY = "2026-11-21"
pytestmark = pytest.mark.slow


def measured(sections: Sections, change: Callable[[Any, Answer], Answer] = lambda assistant, answer: answer) -> Figures:
    """Figures of the develop split, with every answer changed as a broken part would have it."""
    with opened(sections) as assistant:

        class Broken:
            corpus, generation = assistant.corpus, assistant.generation

            def ask(self, ask: Ask) -> Answer:
                return change(assistant, assistant.ask(ask))

        return figures(run_cases(Broken(), CASES, TODAY))


def below(found: Figures) -> set[tuple[str, str]]:
    """The rows failed of those over all kinds of questions; a slice of a part of a set is a few cases."""
    wide = {name: row for name, row in gate.load().floors.items() if name in ("all", "category:other_city")}
    return {(row.slice, row.measure) for row in gate.missed(gate.Gate(wide), found)}


@pytest.fixture(scope="module")
def whole(over_docs: Sections) -> Figures:
    return measured(over_docs)


def test_as_it_is_the_gate_is_passed(whole: Figures) -> None:
    assert below(whole) == set()


def test_numbers_off_by_ten(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, docs_corpus: Path, whole: Figures) -> None:
    from ingest.facts import values

    for scale in ("万", "亿"):
        monkeypatch.setitem(values._SCALES, scale, values._SCALES[scale] * 10)
    sections = Sections(tmp_path / "data")
    index([docs_corpus], sections)
    found = measured(sections)
    assert ("all", "value_proved") in below(found)
    assert found["all"]["verbatim"].value == 1.0, "what is quoted is as it was"


def test_citations_shifted_by_one_clause(over_docs: Sections, whole: Figures) -> None:
    def shift(assistant: Any, answer: Answer) -> Answer:
        moved = []
        for cited in answer.citations:
            document = assistant.corpus.get(cited.doc_id)
            ids = [c.clause_id for c in document.clauses]
            after = document.clauses[min(ids.index(cited.clause_id) + 1, len(ids) - 1)]
            quote = document.source.text[after.start : after.end]
            moved.append(
                replace(cited, clause_id=after.clause_id, start=after.start, end=after.end, quote=quote, shown=quote)
            )
        return replace(answer, citations=tuple(moved))

    found = measured(over_docs, shift)
    assert {("all", "evidence"), ("all", "evidence_precision")} <= below(found)
    assert found["all"]["verbatim"].value == 1.0, "they are verbatim still, and exist"
    assert found["all"]["exists"].value == 1.0


def test_always_answer(over_docs: Sections, whole: Figures) -> None:
    def insist(assistant: Any, answer: Answer) -> Answer:
        if answer.status in ("answered", "partial"):
            return answer
        given = assistant.ask(Ask("锦州新建院士工作站给多少启动经费？", as_of=TODAY))
        return replace(given, question=answer.question, language=answer.language)

    assert ("all", "abstain_recall") in below(measured(over_docs, insist))


def test_never_answer(over_docs: Sections, whole: Figures) -> None:
    def refuse(assistant: Any, answer: Answer) -> Answer:
        return replace(answer, status="not_found", answer="没有找到。", citations=(), facts=())

    found = measured(over_docs, refuse)
    assert {("all", "abstain_precision"), ("all", "value_said"), ("all", "evidence")} <= below(found)
    assert found["all"]["abstain_recall"].value > whole["all"]["abstain_recall"].value - 0.2


def test_region_filter_off(monkeypatch: pytest.MonkeyPatch, over_docs: Sections, whole: Figures) -> None:
    from retriever import speaking
    from retriever.scope import Scope

    def everywhere(region: Any, documents: Any) -> Scope:
        return Scope(region, tuple(d.doc_id for d in documents), ())

    monkeypatch.setattr(speaking, "scope_for", everywhere)
    found = measured(over_docs)
    assert ("category:other_city", "right") in below(found)
    assert found["all"]["evidence_precision"].value < whole["all"]["evidence_precision"].value
