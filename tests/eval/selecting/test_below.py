"""Questions asked of a place below the one that the documents speak for."""

from __future__ import annotations

import pytest

from eval.cases import GOLD, Case, load
from eval.selecting.below import asked_below
from ingest.regions import covers, find


@pytest.fixture(scope="module")
def pairs() -> list[tuple[Case, Case]]:
    return [(case, below) for case in load(GOLD / "develop3.jsonl") if (below := asked_below(case)) is not None]


def test_a_part_of_the_questions_names_a_place_right_below(pairs: list[tuple[Case, Case]]) -> None:
    assert len(pairs) >= 20
    for case, below in pairs:
        (above,), (place,) = (find(c.question) for c in (case, below))
        assert above.region is not None
        assert place.region is not None
        assert covers(above.region, place.region)
        assert above.region != place.region


def test_nothing_but_the_place_is_another(pairs: list[tuple[Case, Case]]) -> None:
    for case, below in pairs:
        assert below.model_copy(update={"question": case.question}) == case


def test_what_is_left_open_or_compared_or_asked_of_a_province_as_an_aim_is_left_alone(
    pairs: list[tuple[Case, Case]],
) -> None:
    for case, _ in pairs:
        (named,) = find(case.question)
        assert case.evidence
        assert case.category not in {"compare", "other_city", "injection"}
        assert not (case.category == "target" and named.region is not None and named.region.level == "province")
