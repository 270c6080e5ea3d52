"""Values in a text: what they amount to, in which unit, within which bound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.facts.values import Value, chinese_number, find_values
from ingest.normalize import normalize
from tests.ingest.facts.numerals import chinese


def values(text: str) -> list[Value]:
    return find_values(normalize(text).text)


def one(text: str) -> Value:
    (value,) = values(text)
    return value


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("20万元", 200_000),
        ("20萬元", 200_000),
        ("２０万元", 200_000),
        ("20 万元", 200_000),
        ("二十万元", 200_000),
        ("200,000元", 200_000),
        ("20.5万元", 205_000),
        ("1.5亿元", 150_000_000),
        ("5千万元", 50_000_000),
        ("3百万元", 3_000_000),
        ("一千二百万元", 12_000_000),
        ("两百万元", 2_000_000),
        ("二点五亿元", 250_000_000),
        ("3万亿元", 3_000_000_000_000),
        ("3000元", 3_000),
    ],
)
def test_money_is_in_yuan(text: str, amount: float) -> None:
    value = one(text)
    assert (value.kind, value.value, value.unit) == ("money", amount, "CNY")


@given(st.integers(1, 9_999))
def test_chinese_numerals_say_their_number(n: int) -> None:
    assert chinese_number(chinese(n)) == n


@given(st.integers(1, 999_999), st.sampled_from([("元", 1), ("万元", 10**4), ("亿元", 10**8)]), st.booleans())
def test_any_arabic_amount_is_read(n: int, scale: tuple[str, int], commas: bool) -> None:
    value = one(f"给予{n:,}{scale[0]}补助" if commas else f"给予{n}{scale[0]}补助")
    assert (value.value, value.unit) == (n * scale[1], "CNY")


@given(st.integers(2, 999))
def test_any_chinese_amount_in_ten_thousands_is_read(n: int) -> None:
    value = one(f"给予{chinese(n)}万元补助")
    assert (value.value, value.unit) == (n * 10_000, "CNY")


@given(st.text(alphabet="0123456789十百千万亿零一二两元%年月日至-、，。以上不超过级第个家（）.", max_size=30))
def test_spans_stay_inside_the_text_and_in_order(text: str) -> None:
    found = find_values(text)
    assert all(0 <= v.start_bound <= v.start < v.end <= v.end_bound <= len(text) for v in found)
    assert [v.start for v in found] == sorted(v.start for v in found)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1.5%", 1.5, "%"),
        ("50％", 50, "%"),
        ("０.８％", 0.8, "%"),
        ("百分之十五", 15, "%"),
        ("百分之15", 15, "%"),
        ("2‰", 2, "‰"),
        ("5个百分点", 5, "百分点"),
        ("十五个百分点", 15, "百分点"),
    ],
)
def test_shares(text: str, value: float, unit: str) -> None:
    found = one(text)
    assert (found.kind, found.value, found.unit) == ("percent", value, unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("三个月", 3, "月"),
        ("15个工作日", 15, "工作日"),
        ("五年", 5, "年"),
        ("30天", 30, "日"),
    ],
)
def test_durations(text: str, value: float, unit: str) -> None:
    found = one(text)
    assert (found.kind, found.value, found.unit) == ("duration", value, unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [("100家", 100, "家"), ("30户", 30, "户"), ("1万平方米", 10_000, "㎡"), ("20亩", 20, "亩"), ("八十件", 80, "件")],
)
def test_counts(text: str, value: float, unit: str) -> None:
    found = one(text)
    assert (found.kind, found.value, found.unit) == ("count", value, unit)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2016年8月24日", "2016-08-24"),
        ("二〇一六年八月二十四日", "2016-08-24"),
        ("2016年8月", "2016-08"),
        ("到2020年底", "2020"),
        ("２０２０年", "2020"),
    ],
)
def test_dates_are_iso_and_no_day_is_invented(text: str, iso: str) -> None:
    found = one(text)
    assert (found.kind, found.value) == ("date", iso)


def test_a_day_that_does_not_exist_is_no_date() -> None:
    assert not [v for v in values("2016年2月30日") if v.kind == "date"]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("30万元", "exact"),
        ("不超过30万元", "at_most"),
        ("最高不超过30万元", "at_most"),
        ("最高30万元", "at_most"),
        ("30万元以下", "at_most"),
        ("30万元以内", "at_most"),
        ("不足30万元", "at_most"),
        ("3年内", "at_most"),
        ("30万元以上", "at_least"),
        ("30万元及以上", "at_least"),
        ("30万元（含）以上", "at_least"),
        ("不少于30万元", "at_least"),
        ("不低于30万元", "at_least"),
        ("超过30万元", "at_least"),
        ("至少30万元", "at_least"),
        ("30多家", "at_least"),
        ("30余家", "at_least"),
        ("30万元左右", "about"),
        ("约30万元", "about"),
    ],
)
def test_bound(text: str, bound: str) -> None:
    assert one(text).bound == bound


@pytest.mark.parametrize("text", ["超过30万元", "不足30万元", "低于30万元", "高于30万元"])
def test_over_and_under_leave_the_number_itself_out(text: str) -> None:
    assert one(text).strict


@pytest.mark.parametrize("text", ["30万元以上", "30万元以下", "不超过30万元", "不低于30万元", "不得超过30万元"])
def test_other_bounds_hold_the_number_itself(text: str) -> None:
    assert not one(text).strict


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("10万元至20万元", 100_000, 200_000),
        ("10万-20万元", 100_000, 200_000),
        ("10-20万元", 100_000, 200_000),
        ("1000—5000万元", 10_000_000, 50_000_000),
        ("5000万元至2亿元", 50_000_000, 200_000_000),
        ("2-3家", 2, 3),
        ("50%到90%", 50, 90),
    ],
)
def test_a_range_is_one_value_with_a_maximum(text: str, low: float, high: float) -> None:
    value = one(text)
    assert (value.value, value.value_max, value.bound) == (low, high, "range")


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("分别给予10、6、3万元", [100_000, 60_000, 30_000]),
        ("10万、5万元", [100_000, 50_000]),
        ("100、50万元", [1_000_000, 500_000]),
        ("100万元、20万元", [1_000_000, 200_000]),
        ("20%、30%和50%", [20, 30, 50]),
        ("三等奖分别给予10万元、6万元、3万元", [100_000, 60_000, 30_000]),
    ],
)
def test_members_of_a_list_share_the_unit_of_the_last(text: str, amounts: list[float]) -> None:
    assert [v.value for v in values(text)] == amounts


@pytest.mark.parametrize(
    "text",
    [
        "零部件",
        "一个",
        "第三家",
        "第20条",
        "世界500强",
        "十分重要",
        "一支队伍",
        "千人计划",
        "二分法",
        "万元",
        "〔2016〕50号",
        "日报3日",
    ],
)
def test_words_and_numbers_of_clauses_are_no_amounts(text: str) -> None:
    assert [v for v in values(text) if v.kind in ("money", "percent", "count")] == []


@pytest.mark.parametrize("text", ["100人才", "30年代"])
def test_a_unit_that_belongs_to_the_next_word_is_none(text: str) -> None:
    assert not any(v.kind == "count" for v in values(text))


def test_span_is_the_value_with_its_unit() -> None:
    text = "一次性补助20万元，最高"
    value = one(text)
    assert text[value.start : value.end] == "20万元"


def test_span_of_the_bound_holds_its_words() -> None:
    text = "补助不超过30万元左"
    value = one(text)
    assert text[value.start_bound : value.end_bound] == "不超过30万元"


def test_foreign_money_keeps_its_currency() -> None:
    assert one("100美元").unit == "USD"


@pytest.mark.parametrize(
    ("text", "amount"),
    [("三万五千元", 35_000), ("1万5千元", 15_000), ("一万二千元", 12_000), ("12万3000元", 123_000)],
)
def test_a_number_with_two_scales_is_one_amount(text: str, amount: float) -> None:
    assert [v.value for v in values(text)] == [amount]


@pytest.mark.parametrize("text", ["几十万元", "上百万元", "数千万元"])
def test_a_vague_number_is_not_exact(text: str) -> None:
    assert not [v for v in values(text) if v.bound == "exact"]


@pytest.mark.parametrize(("text", "amount"), [("贰拾万元", 200_000), ("伍佰元", 500)])
def test_formal_numerals(text: str, amount: float) -> None:
    assert one(text).value == amount


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("处五万元以上二十万元以下罚款", 50_000, 200_000, "CNY"),
        ("违法所得一倍以上五倍以下", 1, 5, "倍"),
        ("千分之五以上千分之十以下", 5, 10, "‰"),
        ("净值在新臺幣一億元以上未滿新臺幣三億元", 1e8, 3e8, "CNY"),
        ("三至五年", 3, 5, "年"),
        ("500万(含)-1000万美元", 5e6, 1e7, "USD"),
    ],
)
def test_from_one_to_another_is_a_range(text: str, low: float, high: float, unit: str) -> None:
    value = one(text)
    assert (value.value, value.value_max, value.unit, value.bound) == (low, high, unit, "range")


def test_a_range_up_to_less_leaves_its_end_out() -> None:
    assert one("一億元以上未滿三億元").strict


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("自中華民國一百零九年四月一日起至同年六月三十日止", ["2020-04-01", "2020-06-30"]),
        ("2017年8月7日至8月21日", ["2017-08-07", "2017-08-21"]),
        ("一百零九年七月至十二月", ["2020-07", "2020-12"]),
    ],
)
def test_the_end_of_a_period_is_in_the_year_of_its_begin(text: str, days: list[str]) -> None:
    assert [v.value for v in values(text)] == days


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("以十万元为限", "at_most"),
        ("80000元限额内", "at_most"),
        ("不得大于40%", "at_most"),
        ("按不低于本单位工资总额5%", "at_least"),
        ("至少安排300名", "at_least"),
    ],
)
def test_bounds_said_otherwise(text: str, bound: str) -> None:
    assert one(text).bound == bound


def test_the_bound_of_the_first_holds_for_its_list() -> None:
    assert [v.bound for v in values("最高500万元、300万元、100万元")] == ["at_most"] * 3


@pytest.mark.parametrize(
    ("text", "share", "bound"),
    [
        ("三分之一", 33.3333, "exact"),
        ("二分之一", 50, "exact"),
        ("四分之三以上", 75, "at_least"),
        ("不超过十分之一", 10, "at_most"),
        ("百分之十五", 15, "exact"),
    ],
)
def test_a_fraction_is_a_share_of_a_hundred(text: str, share: float, bound: str) -> None:
    value = one(text)
    assert (value.kind, value.value, value.unit, value.bound) == ("percent", share, "%", bound)


@pytest.mark.parametrize("text", ["一分之三", "十分之路", "零分之一"])
def test_what_is_no_part_of_a_whole_is_no_fraction(text: str) -> None:
    assert not [v for v in values(text) if v.kind == "percent"]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("违约金为合同金额的5%", "exact"),
        ("附近300公里", "exact"),
        ("约300公里", "about"),
        ("每户限购2套", "at_most"),
        ("只能购买1套", "at_most"),
        ("使用年限3年", "exact"),
        ("每人最高可补贴300元", "at_most"),
        ("每年至少召开2次", "at_least"),
        ("最高贷款额度可提高至60万元", "at_most"),
        ("时间不得超过登记之日起4年", "at_most"),
        ("不能超过48个月", "at_most"),
        ("最低生活保障标准为每月900元", "exact"),
    ],
)
def test_bounds_of_all_kinds_of_words(text: str, bound: str) -> None:
    assert one(text).bound == bound


def test_not_more_than_includes_the_number() -> None:
    assert not one("不能超过48个月").strict


def test_a_range_from_months_to_years_is_of_months() -> None:
    value = one("六个月至二年")
    assert (value.value, value.value_max, value.unit) == (6, 24, "月")


def test_a_range_may_begin_with_one() -> None:
    value = one("增加一次至三次")
    assert (value.value, value.value_max, value.unit) == (1, 3, "次")


def test_shares_of_ten_thousand() -> None:
    value = one("按日加收万分之五")
    assert (value.value, value.unit) == (0.05, "%")


def test_some_hundred_thousands_are_no_amount() -> None:
    assert values("好几百万元") == []


@pytest.mark.parametrize("text", ["一次性", "提供一个平台", "每年以一次为限", "六期柴油车"])
def test_what_is_no_number(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize("text", ["补正以一次为限", "最多资助两个国家"])
def test_one_and_two_are_numbers_where_they_are_a_limit(text: str) -> None:
    assert one(text).bound == "at_most"
