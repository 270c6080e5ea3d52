"""Numerals and dates."""

from __future__ import annotations

import pytest

from ingest.numerals import DATE, iso_date, to_int


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("十", 10), ("十二", 12), ("二十", 20), ("一百零六", 106), ("一百十三", 113), ("二〇一六", 2016), ("廿一", 21),
        ("１２", 12), ("007", 7), ("③", 3), ("⑴", 1), ("㈠", 1), ("❷", 2), ("两", 2),
        ("三万五千", 35000), ("一千二百六十", 1260),
    ],
)  # fmt: skip
def test_numeral_is_read(numeral: str, value: int) -> None:
    assert to_int(numeral) == value


@pytest.mark.parametrize("word", ["", "甲", "一条", "条", "a1"])
def test_what_is_no_numeral_is_none(word: str) -> None:
    assert to_int(word) is None


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2016年8月24日", "2016-08-24"),
        ("二〇一六年十一月十一日", "2016-11-11"),
        ("２０２０ 年 ２ 月 ５ 日", "2020-02-05"),
        ("中華民國一百十三年一月五日", "2024-01-05"),
        ("2021年2月30日", None),
    ],
)
def test_date_becomes_iso(written: str, iso: str | None) -> None:
    match = DATE.search(written)
    assert match is not None
    assert iso_date(match) == iso
