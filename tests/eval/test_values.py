"""Numbers and dates are read from texts in every way that answers and documents write them."""

from __future__ import annotations

import pytest

from eval.values import Stated, han_number, stated


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("20万元", "CNY", 200_000.0),
        ("20萬元", "CNY", 200_000.0),
        ("２０ 万元", "CNY", 200_000.0),
        ("RMB 200,000", "CNY", 200_000.0),
        ("1.5亿元", "CNY", 150_000_000.0),
        ("RMB 1.5 million", "CNY", 1_500_000.0),
        ("二十万元", "CNY", 200_000.0),
        ("两千万元", "CNY", 20_000_000.0),
        ("开工七日前", "日", 7.0),
        ("三十个工作日内", "日", 30.0),
        ("五公顷以上", "", 5.0),
        ("30个工作日内", "日", 30.0),
        ("within 30 working days", "日", 30.0),
        ("15%", "%", 15.0),
        ("15 percent", "%", 15.0),
        ("百分之十五", "%", 15.0),
        ("0.８％", "%", 0.8),
        ("30户以上", "count", 30.0),
        ("3000家", "count", 3000.0),
        ("10万平方米", "㎡", 100_000.0),
        ("100000㎡", "㎡", 100_000.0),
        ("三年内", "年", 3.0),
        ("within 3 years", "年", 3.0),
        ("2016年8月24日", "date", "2016-08-24"),
        ("2016-08-24", "date", "2016-08-24"),
        ("24 August 2016", "date", "2016-08-24"),
        ("August 24, 2016", "date", "2016-08-24"),
        ("到2020年", "date", "2020"),
        ("by 2020", "date", "2020"),
    ],
)
def test_one_value(text: str, kind: str, value: float | str) -> None:
    assert Stated(kind, value) in stated(text)


@pytest.mark.parametrize(
    ("text", "kind", "values"),
    [
        ("2-3家", "count", {2.0, 3.0}),
        ("10万、5万元", "CNY", {100_000.0, 50_000.0}),
        ("RMB 100,000 to 200,000", "CNY", {100_000.0, 200_000.0}),
        ("50%，最高可达90%", "%", {50.0, 90.0}),
        ("2017—2020年", "date", {"2017", "2020"}),
    ],
)
def test_several_values(text: str, kind: str, values: set[float | str]) -> None:
    assert {s.value for s in stated(text) if s.kind == kind} >= values


def test_a_unit_alone_is_no_number() -> None:
    assert stated("以万元计，每年若干") == frozenset()


def test_the_parts_of_a_date_are_no_numbers() -> None:
    assert {s.value for s in stated("2016年8月24日")} == {"2016-08-24"}


def test_the_day_of_a_month_is_no_number_of_days() -> None:
    assert not {s for s in stated("一百十三年十二月三十一日止") if s.kind == "日"}


@pytest.mark.parametrize(
    ("text", "value"), [("十五", 15), ("二十万", 200_000), ("一千二百", 1200), ("三亿五千万", 350_000_000)]
)
def test_han_number(text: str, value: int) -> None:
    assert han_number(text) == value


def test_round_sums_as_people_say_them() -> None:
    assert Stated("", 8_000_000.0) in stated("一年净赚八百万")
    assert {Stated("", 1_000_000.0), Stated("CNY", 300_000.0)} <= stated("一百来万里拿出30多万元")
