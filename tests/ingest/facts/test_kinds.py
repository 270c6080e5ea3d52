"""What a value is: given, charged, aimed at, limited, a term or a condition; and what is no fact."""

from __future__ import annotations

import pytest

from ingest.facts.phrases import Span
from ingest.facts.sentence import Draft, facts_of_sentence
from ingest.normalize import normalize
from tests.ingest.facts.drafts import drafts


def within(text: str, **context: object) -> list[Draft]:
    norm = normalize(text).text
    return list(facts_of_sentence(norm, Span(0, len(norm)), **context))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("个人缴费标准为每人380元。", "rate"),
        ("按照每月1000元的标准定额扣除。", "rate"),
        ("处二百元以上五百元以下罚款。", "rate"),
        ("并处违法所得一倍以上五倍以下的罚款。", "rate"),
        ("从转让净收入中提取不低于百分之七十的比例。", "rate"),
        ("服务中小企业的业务占比不低于百分之八十。", "rate"),
        ("个人创业贷款额度最高30万元。", "quota"),
        ("每件专利最多资助3个国家。", "quota"),
        ("返还上年度实际缴纳失业保险费的50%。", "benefit"),
        ("可按每平方米不超过1000元的标准，给予购房补助。", "benefit"),
        ("按博士每人1万元、硕士每人7000元的标准给予补贴。", "benefit"),
        ("力争农作物机械化率达到75%。", "target"),
        ("应当自接到申诉之日起十五日内作出答复。", "deadline"),
        ("贷款期限不超过2年。", "deadline"),
    ],
)
def test_the_nearest_word_decides(text: str, kind: str) -> None:
    assert {d.kind for d in drafts(text)} == {kind}


@pytest.mark.parametrize(
    "text",
    [
        "毕业2年内高校毕业生。",
        "违法所得不足一万元的，按一万元计算。",
        "补贴比例＝100％－〔（本年客运量÷前年客运量）×100％〕。",
        "年增速达15%以上的企业：",
    ],
)
def test_what_only_describes_or_counts_is_no_fact(text: str) -> None:
    assert drafts(text) == []


def test_what_is_counted_by_is_no_fact() -> None:
    assert [d.value for d in drafts("每增加1亿元，再奖励10万元。")] == [100_000]


def test_in_a_list_of_conditions_a_figure_is_a_condition() -> None:
    (found,) = within("注册资本不低于100万元；", qualifies=True)
    assert (found.kind, found.bound) == ("condition", "at_least")


def test_the_line_over_a_list_says_what_its_sums_are() -> None:
    (found,) = within("科技型中小企业每年最高20万元；", lead="按照下列标准发放奖励：")
    assert (found.kind, found.value, found.per) == ("benefit", 200_000, "year")


@pytest.mark.parametrize(
    "text", ["截至2月15日，各银行新增放款超过30亿元。", "目前复工率已达到80%。", "去年出口增长5%。"]
)
def test_what_was_reached_is_no_fact(text: str) -> None:
    assert [d for d in drafts(text) if d.kind != "deadline"] == []


def test_a_report_tells_what_was_done() -> None:
    assert within("新增减税降费超过1万亿元。", report=True) == []


def test_what_is_done_within_a_term_is_of_its_subject() -> None:
    (term,) = drafts("主管部门应当自受理申请之日起二十日内作出决定。")
    assert (term.value, term.subject) == (20.0, "主管部门应当自受理申请之日起，作出决定")


def test_a_slogan_is_no_number() -> None:
    assert drafts("统筹推进“五位一体”总体布局，协调推进“四个全面”战略布局。") == []


def test_a_period_of_every_year_is_one_term() -> None:
    (period,) = drafts("每年4月1日至6月20日组织资格复核。")
    assert (period.kind, period.value) == ("deadline", "04-01")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("本次招聘教师36名。", "quota"),
        ("本次供应公租房120套。", "quota"),
        ("委员会由七至十一人组成。", "quota"),
        ("监事会成员不得少于三人。", "quota"),
        ("每户家庭只能购买1套共有产权住房。", "quota"),
        ("场地面积应达200平方米以上。", "condition"),
        ("新招用人数达到现有职工人数15%的，可申请贷款。", "condition"),
        ("力争在2月底前实现50%的规模以上企业开工。", "target"),
        ("全市90%以上的重点单位接入监管平台。", "target"),
        ("补贴最长不超过24个月。", "deadline"),
        ("补正日数不得超过十日。", "deadline"),
        ("责令停业三个月以上一年以下。", "deadline"),
        ("完成时限：2024年11月底。", "deadline"),
        ("缴费期延长至8月底。", "deadline"),
        ("免征小微企业社会保险单位缴费部分。", "rate"),
    ],
)
def test_kinds_by_grammar(text: str, kind: str) -> None:
    assert kind in {d.kind for d in drafts(text)}


@pytest.mark.parametrize(
    "text",
    [
        "科技成果转化激励方面（共4项）",
        "享受相应的2个年度待遇。",
        "逾期超过3个月未缴租金的，解除合同。",
        "本法中华民国一百年三月二十九日修正之条文施行前已转存的，从其约定。",
        "高龄者80至89周岁。每人每年以一次为限。",
    ],
)
def test_no_value_that_only_tells_which(text: str) -> None:
    assert not [d for d in drafts(text) if d.kind != "condition"]


def test_an_age_that_picks_a_sum_is_no_condition() -> None:
    assert {d.kind for d in drafts("高龄津贴：80至89周岁每人每月50元，90至99周岁每人每月100元。")} == {"benefit"}


def test_the_last_word_of_a_term_named_before() -> None:
    assert [(d.value, d.bound) for d in drafts("租赁合同期限一般为3年，最长不超过5年。")] == [
        (3.0, "exact"), (5.0, "at_most"),
    ]  # fmt: skip
