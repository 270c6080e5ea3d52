"""Which places a question is about."""

from __future__ import annotations

import pytest

from tests.retriever.papers import asked


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("天河区，广州市的公寓租金多少", ["天河区"]),
        ("香港青年申请天河区的人才公寓找谁", ["天河区"]),
        ("香港青年申请人才公寓找谁", []),
        ("锦州居民能领多少补贴", ["锦州市"]),
        ("申请东莞的培育库，费用里花在广东省内的不能低于多少", ["东莞市"]),
        ("锦州和凉山的补助分别是多少", ["锦州市", "凉山彝族自治州"]),
        ("四川和凉山的目标各是多少", ["四川省", "凉山彝族自治州"]),
        ("台湾的补助是多少", ["台湾省"]),
        ("四川全省的机构打算有几家，凉山州又打算有几家", ["四川省", "凉山彝族自治州"]),
        ("在四川办企业，凉山州补多少", ["凉山彝族自治州"]),
    ],
)
def test_places_of_a_question(question: str, places: list[str]) -> None:
    assert [region.full for region in asked(question).regions] == places


@pytest.mark.parametrize(
    ("question", "together"),
    [("锦州和凉山的补助", True), ("锦州、凉山的补助", True), ("天河区，广州市的租金", False), ("锦州的补助", False)],
)
def test_named_in_one_breath(question: str, together: bool) -> None:
    assert asked(question).side_by_side is together


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("我们是台湾的公司，能在内地办诊所吗？", []),
        ("我们是台湾的公司，想在宁波开店，要办什么证？", ["宁波市"]),
        ("台湾的公司怎么登记？", ["台湾省"]),
        ("我们是宁波的公司，能拿多少？", ["宁波市"]),
        ("From when are a Taiwanese veteran's benefits suspended?", ["台湾省"]),
        ("Can a Taiwanese investor get a licence?", []),
        ("Can Taiwanese doctors practise in Fujian?", ["福建省"]),
    ],
)
def test_a_place_from_afar_that_the_asker_is_of_is_not_asked_about(question: str, places: list[str]) -> None:
    assert [r.name for r in asked(question).regions] == places
