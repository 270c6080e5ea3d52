"""What may be shown: a number has an origin, a fact stands in its quotation, whatever way it is written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ingest.types import Fact
from retriever.verify import Line, numbers, verify
from tests.ingest.facts.numerals import chinese

QUOTE = "对新认定的国家级、省级创新平台，分别给予100万元、20万元一次性财政补助。"
STATED = {100, 1_000_000, 20, 200_000}
PROVINCIAL = Fact(
    "benefit", "新认定的省级创新平台", "d", "c", 0, 37, 22, 26, "20万元", value=200_000.0, unit="CNY", level="省级"
)
FULL = str.maketrans("0123456789.", "０１２３４５６７８９．")
SCALES = [("元", 1), ("万元", 10**4), ("亿元", 10**8)]


def shown(text: str, quotes: tuple[str, ...] = (QUOTE,), question: str = "补助多少？", **more: object) -> bool:
    (verdict,), _ = verify([Line(text, quotes, **more)], question)  # type: ignore[arg-type]
    return verdict


def fact(**changed: object) -> Fact:
    return replace(PROVINCIAL, **changed)  # type: ignore[arg-type]


# ---- numbers


@pytest.mark.parametrize(
    "text",
    [
        "20万元",
        "20 万元",
        "２０万元",
        "20萬元",
        "二十万元",
        "200,000元",
        "200000元",
        "RMB 200,000",
        "RMB 200,000 (20万元)",
    ],
)
def test_an_amount_of_the_quotation_may_be_shown_in_any_writing(text: str) -> None:
    assert shown(text)


@pytest.mark.parametrize(
    "text",
    [
        "200万元",
        "2万元",
        "20亿元",
        "30万元",
        "二百万元",
        "三万元",
        "３０万元",
        "3 0万元",
        "RMB 2,000,000",
        "RMB 20,000",
        "30万",
        "30wan",
    ],
)
def test_an_amount_that_is_not_in_the_quotation_is_removed(text: str) -> None:
    assert not shown(text)


@given(st.integers(1, 9_999_999), st.sampled_from(SCALES), st.sampled_from(["plain", "commas", "full", "spaced"]))
def test_no_invented_amount_is_shown(n: int, scale: tuple[str, int], writing: str) -> None:
    assume(n not in STATED)
    written = {
        "plain": f"{n}{scale[0]}",
        "commas": f"{n:,}{scale[0]}",
        "full": f"{n}{scale[0]}".translate(FULL),
        "spaced": f"{n} {scale[0]}",
    }[writing]
    assert not shown(f"补助{written}（省级）")


@given(st.integers(2, 999), st.sampled_from(["万元", "元", "亿元", "家", "个月"]))
def test_no_invented_amount_in_chinese_numerals_is_shown(n: int, unit: str) -> None:
    assume(n not in STATED)
    assert not shown(f"补助{chinese(n)}{unit}")


@given(st.integers(1, 10**9))
def test_no_invented_english_amount_is_shown(n: int) -> None:
    assume(n not in STATED)
    assert not shown(f"RMB {n:,} — provincial platform")


@given(st.decimals(min_value="0.1", max_value="99.9", places=1))
def test_no_invented_percentage_is_shown(share: object) -> None:
    assume(float(str(share)) not in STATED)
    assert not shown(f"比例为{share}%")


@pytest.mark.parametrize("n", ["三", "五", "七十", "百分之三十"])
@pytest.mark.parametrize("unit", ["家", "年", "万元"])
def test_no_invented_chinese_numeral_with_a_unit_is_shown(n: str, unit: str) -> None:
    assert not shown(f"补助{n}" if n.startswith("百分") else f"补助{n}{unit}")


def test_a_year_of_no_origin_is_removed() -> None:
    assert not shown("20万元，到2026年")


def test_a_date_of_no_origin_is_removed() -> None:
    assert not shown("二〇二六年三月一日起施行")


def test_a_number_of_the_question_may_be_echoed() -> None:
    assert shown("不是300万元，是20万元", question="是补助300万元吗？")


def test_a_number_of_our_own_counting_may_be_shown() -> None:
    assert shown("共3项", structural=(3.0,))


def test_the_number_of_a_named_document_may_be_shown() -> None:
    assert shown("阿府办发〔2016〕50号", named=("阿府办发〔2016〕50号",))


def test_a_line_without_quotation_may_hold_no_number() -> None:
    assert not shown("20万元", quotes=())


def test_a_line_without_numbers_is_shown() -> None:
    assert shown("未规定", quotes=())


def test_a_number_of_another_lines_quotation_is_no_origin() -> None:
    verdicts, _ = verify([Line("20万元", (QUOTE,)), Line("20万元", ("对人才给予5万元补贴。",))], "多少？")
    assert verdicts == [True, False]


# ---- facts


def test_a_fact_of_the_quotation_is_shown() -> None:
    assert shown("20万元（省级创新平台）", facts=(PROVINCIAL,))


def test_a_fact_whose_text_is_not_in_the_quotation_is_removed() -> None:
    assert not shown("补助", quotes=("对人才给予5万元补贴。",), facts=(PROVINCIAL,))


@given(st.integers(1, 10**9))
def test_a_fact_whose_value_the_quotation_does_not_state_is_removed(value: int) -> None:
    assume(value not in (200_000, 1_000_000))
    assert not shown("补助", facts=(fact(value=float(value)),))


@pytest.mark.parametrize("unit", ["USD", "%", "家", "年"])
def test_a_fact_of_another_unit_than_the_quotations_is_removed(unit: str) -> None:
    assert not shown("补助", facts=(fact(unit=unit),))


def test_a_range_is_not_proved_by_its_lower_end() -> None:
    assert not shown("补助", facts=(fact(value_max=1_000_000.0),))


def test_a_quotation_in_the_other_script_proves_a_fact() -> None:
    assert shown("20万元", quotes=("省級創新平臺給予20萬元補助。",), facts=(PROVINCIAL,))


def test_free_of_tax_is_nought_per_cent() -> None:
    free = Fact("rate", "所得", "d", "c", 0, 8, 0, 2, "免征", value=0.0, unit="%")
    assert shown("免征", quotes=("技术转让所得免征企业所得税。",), facts=(free,))


@given(st.lists(st.sampled_from(["20万元", "30万元", "未规定", "100万元", "五百家"]), max_size=6))
def test_what_is_not_shown_is_recorded_with_its_reason(texts: list[str]) -> None:
    verdicts, removed = verify([Line(t, (QUOTE,)) for t in texts], "补助多少？")
    assert [r.text for r in removed] == [t for t, ok in zip(texts, verdicts, strict=True) if not ok]
    assert all(r.reason for r in removed)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("20万元", {20, 200_000}),
        ("RMB 200,000", {200_000}),
        ("百分之十五", {15}),
        ("2016年8月24日", {2016, 8, 24}),
        ("", set()),
    ],
)
def test_numbers_of_a_text(text: str, held: set[float]) -> None:
    assert held <= numbers(text)


@pytest.mark.parametrize("text", ["20元", "RMB 20", "20%", "20家", "20万美元", "USD 200,000", "100元"])
def test_another_unit_or_scale_is_another_amount(text: str) -> None:
    assert not shown(text)


def test_a_line_states_the_amount_of_its_own_fact() -> None:
    assert not shown("100万元（新认定的省级创新平台）", facts=(PROVINCIAL,))


def test_a_bound_that_the_quotation_does_not_state_is_removed() -> None:
    assert not shown("至少20万元", facts=(PROVINCIAL,))


@pytest.mark.parametrize(
    "text", ["三十万", "补助三十", "叁拾万元", "卅万元", "20〇万元", "③万元", "½", "五成", "一半", "千分之三"]
)
def test_an_invented_number_in_rare_writing_is_removed(text: str) -> None:
    assert not shown(text)


@pytest.mark.parametrize("text", ["thirty thousand yuan", "half a million yuan", "double the amount"])
def test_an_invented_number_in_english_words_is_removed(text: str) -> None:
    assert not shown(text)
