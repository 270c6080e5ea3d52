"""Personal data is masked, sums of money and document numbers are not. All numbers here are made up."""

from __future__ import annotations

import pytest

from app.masking import mask, mask_answer

ID = "11010519491231002X"  # the example of GB 11643
COMPANY = "91350100M000100Y43"  # the example of GB 32100


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f"我的身份证是{ID}，能申请吗", "我的身份证是[身份证号]，能申请吗"),
        (ID.lower(), "[身份证号]"),
        ("身份证１１０１０５１９４９１２３１００２Ｘ", "身份证[身份证号]"),
        ("110105 19491231 002X", "[身份证号]"),
        ("130503670401001", "[身份证号]"),  # of the older 15 digits
        ("卡号6222 0212 3456 7890 128，开户行", "卡号[银行卡号]，开户行"),
        ("4111111111111111", "[银行卡号]"),
        ("电话13800138000。", "电话[电话]。"),
        ("打138-0013-8000或138 0013 8000", "打[电话]或[电话]"),
        ("+86 13800138000", "[电话]"),
        ("0416-2345678转12", "[电话]"),
        ("(010)62345678", "[电话]"),
        ("请回复 li.si+a@example.com.cn 谢谢", "请回复 [邮箱] 谢谢"),
        ("a@b.cn和c@d.org", "[邮箱]和[邮箱]"),
    ],
)
def test_what_proves_itself_is_masked(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "110105194912310021",  # a wrong check digit
        "11010519491331002X",  # the 13th month
        "4111111111111112",  # a wrong check digit
        "4111111111111111元",
        "营业收入13800138000元",
        "13800138000 元",
        "投资138001380000",  # twelve digits
        "阿府办发〔2016〕50号，国办发〔2013〕8号",
        "补助20万元，不超过1000000元",
        "2020-12-31",
        "a13800138000",
        "@某人，在吗",
        "没有数字",
        "",
    ],
)
def test_what_does_not_stays(text: str) -> None:
    assert mask(text) == text


def test_company_codes_are_masked_on_request() -> None:
    text = f"统一社会信用代码{COMPANY}"
    assert mask(text) == text
    assert mask(text, company_codes=True) == "统一社会信用代码[统一社会信用代码]"
    assert mask(COMPANY[:-1] + "4", company_codes=True) == COMPANY[:-1] + "4"


def test_an_answer_keeps_what_public_documents_say() -> None:
    answer = {
        "question": "打13900139000还是0416-2345678",
        "answer": "咨询电话0416-2345678[1]。",
        "citations": [{"marker": 1, "quote": "咨询电话：0416-2345678，13700137000。"}],
        "facts": [{"text": "13700137000"}],
        "trace": {"query": {"text": "打13900139000", "regions": ["锦州市"]}, "removed": [], "n": 3},
        "elapsed_ms": 1.5,
    }
    masked = mask_answer(answer)
    assert masked["question"] == "打[电话]还是0416-2345678"
    assert masked["trace"]["query"] == {"text": "打[电话]", "regions": ["锦州市"]}
    assert {name: masked[name] for name in ("answer", "citations", "facts", "elapsed_ms")} == {
        name: answer[name] for name in ("answer", "citations", "facts", "elapsed_ms")
    }


def test_long_runs_of_digits_take_no_time() -> None:
    assert mask("1" * 100_000 + "@" * 10_000 + "a." * 50_000)
