"""Cases are held against the documents, follow them when they change, and are made from answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eval.curate import check, follow, from_answer, locate, next_id, touched
from eval.library import Library
from ingest.types import SourceText
from tests.eval.fakes import DOCUMENT, GOAL, LIBRARY, PROVINCIAL, TEXT, answer, case, fact, span

ADDED = Library((replace(DOCUMENT, version_id="v2", source=SourceText("前言。\n" + TEXT, "text")),))
REWORDED = Library((replace(DOCUMENT, version_id="v2", source=SourceText(TEXT.replace("20万元", "30万元"), "text")),))
TWICE = Library((replace(DOCUMENT, version_id="v2", source=SourceText("。" + TEXT + TEXT, "text")),))


def wrong(**changes: object) -> list[str]:
    return [problem.what for problem in check([case(**changes)], LIBRARY)]


def test_a_good_case() -> None:
    assert wrong() == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"evidence": [{**span(PROVINCIAL), "start": 6, "end": 20}]}, "stands elsewhere now"),
        ({"evidence": [{**span(PROVINCIAL), "quote": "对市级平台"}]}, "is not in the document"),
        ({"evidence": [{**span(PROVINCIAL), "source_file": "b.txt"}]}, "is not in the document"),
        ({"values": [{"value": 5, "value_max": None, "unit": "%", "bound": "exact"}]}, "is not in the evidence"),
        ({"must_say": ["平台"], "must_not_say": ["平 臺"]}, "has to say and may not say"),
        ({"region": "亚特兰蒂斯"}, "no place called"),
        ({"as_of": "2020-13-01"}, "is no date"),
    ],
)
def test_what_is_wrong_with_a_case(changes: dict[str, object], said: str) -> None:
    assert any(said in what for what in wrong(**changes))


def test_the_same_question_twice() -> None:
    found = check([case(), case(id="b", question="錦州省級平臺補多少？")], LIBRARY)
    assert [(p.id, p.what) for p in found] == [("b", "asks the same as amount-001")]


def test_evidence_moves_with_its_words() -> None:
    given = case()
    assert [locate(given.evidence[0], one)[0] for one in (LIBRARY, ADDED, REWORDED, TWICE)] == [
        "there",
        "moved",
        "gone",
        "gone",
    ]
    followed = follow(given, ADDED)
    assert followed.evidence[0].start == PROVINCIAL[0] + 4
    assert check([followed], ADDED) == []


def test_cases_of_a_changed_document_are_touched() -> None:
    cases = [case(), case(id="goal", evidence=[span(GOAL)], values=[])]
    assert touched(cases, LIBRARY, {"d1": "v1"}) == []
    assert [(t.id, t.fate) for t in touched(cases, REWORDED, {"d1": "v1"})] == [
        ("amount-001", "gone"),
        ("goal", "there"),
    ]
    assert [t.fate for t in touched(cases, Library(()), {"d1": "v1"})] == ["gone", "gone"]


GIVEN = {"id": "amount-002", "category": "amount", "difficulty": "easy", "author": "me", "source": "review"}


def test_a_case_from_an_answer_judges_that_answer_right() -> None:
    said = answer(facts=(fact(200000.0, "20万元", PROVINCIAL), fact(200000.0, "20万元", PROVINCIAL)))
    made = from_answer(said.to_json(), GIVEN)
    assert (made.status, made.evidence[0].quote, len(made.values)) == (("answered",), TEXT[slice(*PROVINCIAL)], 1)
    assert check([made], LIBRARY) == []


def test_a_case_from_an_answer_that_found_nothing() -> None:
    made = from_answer(answer("没有。", "not_found").to_json(), GIVEN)
    assert (made.status, made.evidence, made.values) == (("not_found",), (), ())


def test_the_next_id_is_free() -> None:
    assert next_id("follow_up", []) == "follow-up-001"
    assert next_id("amount", [case(), case(id="amount-007"), case(id="amount-x")]) == "amount-008"
