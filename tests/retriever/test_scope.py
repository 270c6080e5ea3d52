"""Which documents may answer for which place."""

from __future__ import annotations

from typing import Any, cast

import pytest

from ingest.corpus import Listed
from ingest.regions import Region, lookup
from ingest.types import Metadata
from retriever.scope import Places, is_national, region_of, scope_for
from tests.retriever.papers import paper


def listed(name: str, place: str | None, **metadata: Any) -> Listed:
    region = lookup(place) if place else None
    meta = Metadata(region=place, region_code=region.code if region else None, **metadata)
    reading = paper(doc_id=name)
    return cast(Listed, type("Listed", (), {"doc_id": reading.document.doc_id, "metadata": meta})())


DOCUMENTS = [
    listed("prefecture", "凉山州"),
    listed("neighbour", "阿坝州"),
    listed("province", "四川省"),
    listed("elsewhere", "锦州市"),
    listed("state", None, issuer="国务院"),
    listed("nobody", None, title="关于加强管理的意见"),
]


def place(name: str) -> Region:
    region = lookup(name)
    assert region is not None
    return region


def test_a_place_is_answered_by_its_own_documents_and_those_above() -> None:
    scope = scope_for(place("凉山"), DOCUMENTS)
    assert (scope.own, scope.higher) == (("prefecture",), ("province", "state"))


def test_the_nearest_level_comes_first() -> None:
    assert scope_for(place("西昌"), DOCUMENTS).doc_ids == ("prefecture", "province", "state")


@pytest.mark.parametrize("name", ["凉山", "西昌", "四川", "锦州", "沈阳", "成都"])
def test_a_neighbour_is_never_among_them(name: str) -> None:
    assert "neighbour" not in scope_for(place(name), DOCUMENTS).doc_ids


def test_a_province_is_not_answered_by_its_prefectures() -> None:
    assert "prefecture" not in scope_for(place("四川"), DOCUMENTS).doc_ids


def test_a_document_of_no_known_place_answers_for_none() -> None:
    assert "nobody" not in scope_for(place("凉山"), DOCUMENTS).doc_ids


def test_without_a_place_all_may_answer() -> None:
    assert scope_for(None, DOCUMENTS).doc_ids == tuple(d.doc_id for d in DOCUMENTS)


@pytest.mark.parametrize(
    ("issuer", "national"),
    [("国务院办公厅", True), ("财政部", True), ("国家税务总局", True), ("北州市财政局", False), (None, False)],
)
def test_which_bodies_speak_for_the_whole_country(issuer: str | None, national: bool) -> None:
    assert is_national(Metadata(issuer=issuer)) is national


def test_a_document_of_a_place_is_not_national() -> None:
    assert not is_national(Metadata(issuer="国务院", region_code="210700"))


def test_the_place_of_a_document_is_found_by_its_code() -> None:
    region = region_of(Metadata(region_code="210700"))
    assert region is not None
    assert region.name == "锦州市"


def test_a_document_without_a_code_has_no_place() -> None:
    assert region_of(Metadata(region="某市")) is None


def test_a_list_made_ready_gives_the_same_scope() -> None:
    places = Places(DOCUMENTS)
    assert [scope_for(place(name), places) for name in ("凉山", "西昌", "锦州")] == [
        scope_for(place(name), DOCUMENTS) for name in ("凉山", "西昌", "锦州")
    ]
    assert list(places) == DOCUMENTS
