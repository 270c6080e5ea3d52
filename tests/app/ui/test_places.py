from __future__ import annotations

from typing import Any

import pytest

from app.ui.places import chain, choices, picked, place_name, place_path
from app.ui.shelf import Shelf, kind_of
from ingest.regions import by_code
from ingest.types import Metadata
from tests.app.fakes import FakeAssistant


def test_places_with_documents_come_first_and_say_how_many() -> None:
    offered = choices(None, {"510000": 3, "210000": 1}, "zh")
    assert offered[:2] == [("辽宁省（1 份）", "210000"), ("四川省（3 份）", "510000")]
    assert ("北京市", "110000") in offered
    assert choices("510000", {"513400": 1}, "en")[0] == ("Liangshan 凉山州 (1)", "513400")


@pytest.mark.parametrize(
    ("codes", "name"),
    [
        (("510000", "513400", ""), "凉山州"),
        (("510000", "210700", ""), "四川省"),
        (("", "513400"), None),
        ((5, None), None),
    ],
)
def test_a_place_is_the_lowest_that_lies_in_the_one_above(codes: tuple[Any, ...], name: str | None) -> None:
    region = picked(*codes)
    assert (region.name if region else None) == name


def test_a_place_is_named_in_the_pages_language() -> None:
    region = by_code("210700")
    assert region is not None
    assert (place_name(region, "zh-Hant"), place_name(region, "en")) == ("錦州市", "Jinzhou 锦州市")
    assert place_path(region, "zh") == "辽宁省 · 锦州市"
    assert chain("210700") == ("210000", "210700", "")


def test_a_document_counts_for_its_place_and_those_above() -> None:
    assert Shelf(FakeAssistant()).counts() == {"210700": 1, "210000": 1}


@pytest.mark.parametrize(
    ("title", "kind"),
    [("关于印发《某市科技创新券管理办法》的通知", "管理办法"), ("某市关于促进就业的若干意见", "若干意见"),
     ("公告", "公告"),
     ("某市人民政府办公室关于印发某市行动方案（2016—2020年）的通知", "行动方案"), ("致全市企业的一封信", None)],
)  # fmt: skip
def test_the_kind_of_a_document_is_what_its_title_ends_in(title: str, kind: str | None) -> None:
    assert kind_of(Metadata(title=title)) == kind
