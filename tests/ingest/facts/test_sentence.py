"""What kind of fact a value is, of what, for how long, on which conditions."""

from __future__ import annotations

import pytest

from tests.ingest.facts.drafts import draft, drafts


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("对新认定的省级平台给予20万元补助。", "benefit"),
        ("对每件发明专利资助3000元。", "benefit"),
        ("按销售额的4%给予补助。", "benefit"),
        ("按研究开发费用的50%加计扣除。", "rate"),
        ("减按15%的税率征收企业所得税。", "rate"),
        ("设立总额1亿元的产业基金。", "quota"),
        ("每年安排专项资金500万元。", "quota"),
        ("试用期为2年。", "deadline"),
        ("培育高新技术企业100家以上。", "target"),
        ("研究与试验发展经费占地区生产总值的比重达到2%。", "target"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert [d.kind for d in drafts(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("按销售额的4%给予补助。", "销售额"),
        ("按研究开发费用的50%加计扣除。", "研究开发费用"),
        ("研究与试验发展经费占地区生产总值的比重达到2%。", "地区生产总值"),
        ("对设备投资按投资额的5%给予补助。", "投资额"),
    ],
)
def test_a_percentage_is_of_something(text: str, base: str) -> None:
    assert draft(text).base == base


def test_an_amount_has_no_base() -> None:
    assert draft("对省级平台给予20万元补助。").base is None


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("对省级平台一次性给予20万元补助。", "one-off"),
        ("对省级平台每年给予20万元补助。", "year"),
        ("对每件发明专利资助3000元。", "piece"),
        ("对身心障碍幼儿，每人每学期补助7500元。", "semester"),
        ("对引进的博士，给予每人10万元补贴。", "person"),
        ("对高新技术企业每户奖励10万元。", "household"),
        ("对省级平台给予20万元补助。", None),
    ],
)
def test_per(text: str, per: str | None) -> None:
    assert draft(text).per == per


def test_an_allowance_named_after_its_sum_is_not_the_one_named_before() -> None:
    found = drafts("生活补贴每人每月3600元，每人每年1000元的交通补贴。")
    assert [(d.subject, d.value) for d in found] == [("生活补贴", 3600), ("交通补贴", 1000)]


def test_a_cap_is_a_bound_of_its_own() -> None:
    share, cap = drafts("按销售额的4%给予补助，最高不超过100万元。")
    assert (share.value, share.bound) == (4, "exact")
    assert (cap.value, cap.unit, cap.bound) == (1_000_000, "CNY", "at_most")


def test_the_year_of_a_goal_goes_with_its_number() -> None:
    assert [d.year for d in drafts("培育高新技术企业100家以上。", year=2020)] == [2020]


def test_to_a_year_is_a_deadline() -> None:
    found = drafts("到2020年，培育高新技术企业100家以上。")
    assert [(d.kind, d.value) for d in found] == [("deadline", "2020"), ("target", 100)]


def test_remarks_in_brackets_are_conditions() -> None:
    assert draft("对引进的博士给予安家补贴10万元（须服务满五年方可领取）。").conditions == ("须服务满五年方可领取",)


def test_a_level_is_written_beside_its_amount() -> None:
    assert draft("对新认定的省级平台给予20万元补助。").level == "省级"


def test_two_levels_that_share_an_amount_are_neither() -> None:
    assert draft("对国家级、省级平台给予20万元补助。").level is None


def test_the_documents_own_word_is_kept() -> None:
    assert draft("对新建院士工作站一次性给予20万元启动经费。").word == "启动经费"


@pytest.mark.parametrize("text", ["高举旗帜，解放思想。", "（一）总体要求", "深入贯彻党的十八大精神。"])
def test_a_sentence_without_values_states_no_fact(text: str) -> None:
    assert drafts(text) == []


def test_the_second_bracket_of_a_sentence_is_of_the_same_quantity() -> None:
    first, second = drafts("营业收入超过1亿元的企业奖励20万元，超过5亿元的奖励50万元。")
    assert first.tier is not None
    assert second.tier is not None
    assert second.tier.of == first.tier.of


@pytest.mark.parametrize(
    ("text", "kind", "value", "per", "subject"),
    [
        ("补助标准由每人每月300元提高到500元。", "benefit", 500, "month", "补助标准"),
        ("最低工资标准由每月2200元调整为每月2400元。", "rate", 2400, "month", "最低工资标准"),
        ("基本减除费用标准从3500元提高至5000元。", "rate", 5000, None, "基本减除费用标准"),
        ("报销比例由60%提高到75%。", "benefit", 75, None, "报销"),
        ("亏损结转年限由原来的5年延长至8年。", "deadline", 8, None, "亏损结转年限"),
        ("技术合同成交额由4000万元增加至6000万元。", "target", 60_000_000, None, "技术合同成交额"),
    ],
)
def test_a_value_that_is_no_more_is_no_fact(text: str, kind: str, value: float, per: str | None, subject: str) -> None:
    found = draft(text)
    assert (found.kind, found.value, found.per, found.subject) == (kind, value, per, subject)


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("给予租金三分之一的补贴。", [("benefit", 33.3333, None)]),
        ("对企业给予贷款利息二分之一至三分之二的贴息。", [("benefit", 50, 66.6667)]),
        ("处货值金额十分之一以上五分之一以下罚款。", [("rate", 10, 20)]),
        ("居民委员会三分之二以上成员出席方可举行会议。", []),
    ],
)
def test_a_fraction_is_a_share(text: str, stated: list[tuple[str, float, float | None]]) -> None:
    assert [(d.kind, d.value, d.value_max) for d in drafts(text)] == stated


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("申报期延长至2月24日，确有困难的纳税人可以缓缴税款。", "申报期"),
        ("缴费期限顺延至2020年6月30日。", "缴费期限"),
    ],
)
def test_what_is_put_off_stands_before_the_day(text: str, subject: str) -> None:
    assert draft(text).subject == subject


def test_what_is_fixed_within_a_limit_stands_behind_it() -> None:
    assert "赔偿数额" in draft("人民法院可以综合考虑合理费用等因素，在300万元以下确定赔偿数额。").subject
