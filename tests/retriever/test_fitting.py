"""Whether an aim of a level above speaks for the place that is asked about, as a fact and as a sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.regions import lookup
from retriever.evidence import Candidate
from retriever.fitting import reaches
from tests.retriever.papers import candidate, paper, sentence

AIMS = "一、目标\n1、到2020年，培育高新技术企业30户以上。\n2、在德阳建成基地20个。\n3、对高新技术企业给予20万元补助。\n"


def above(words: str, code: str, *, fact: bool = True) -> Candidate:
    reading = paper(AIMS, region_code=code)
    found = candidate(reading, words) if fact else sentence(reading, words)
    return replace(found, higher=True)


@pytest.mark.parametrize("fact", [True, False])
@pytest.mark.parametrize(
    ("words", "code", "place", "speaks"),
    [
        ("30户以上", "510000", "德阳市", False),  # a province's aim is no city's
        ("20个", "510000", "德阳市", True),  # but where it names it
        ("30户以上", "513400", "西昌市", True),  # a prefecture's counts for its counties
        ("20万元", "510000", "德阳市", True),  # a benefit of the province may be had there
    ],
)
def test_an_aim_of_a_level_above(words: str, code: str, place: str, speaks: bool, fact: bool) -> None:
    assert reaches(above(words, code, fact=fact), lookup(place)) is speaks


def test_an_aim_of_the_place_itself_is_one() -> None:
    assert reaches(replace(above("30户以上", "510600"), higher=False), lookup("德阳市"))
