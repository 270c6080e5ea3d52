"""From the files to the highlighted clause, nothing canned."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PHONE, Visitor, ask, fits, pick

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("锦州新认定的省级研发平台补助多少钱", "20万元"),
        ("what subsidy for a new provincial R&D platform in Jinzhou", "200,000"),
    ],
)
def test_a_question_is_answered_and_its_clause_opens_highlighted(
    visitor: Visitor, real_server: str, question: str, value: str
) -> None:
    page = visitor.open(real_server)
    ask(page, question)
    expect(page.locator("#chat .answer p").first).to_contain_text(value)
    expect(page.locator("#chat .answer p").first).not_to_contain_text("100")
    expect(page.locator("#chat .card .path").first).to_contain_text("三、重點任務")
    page.locator("#chat .card a.open-clause").first.click()
    marked = page.frame_locator("#panel iframe").locator("section.cited mark").first
    expect(marked).to_contain_text("分別給予100萬元、20萬元")
    expect(marked).to_be_in_viewport()


def test_a_follow_up_is_understood_from_the_conversation(visitor: Visitor, real_server: str) -> None:
    page = visitor.open(real_server)
    ask(page, "锦州新认定的省级研发平台补助多少钱")
    expect(page.locator("#chat .answer .card")).to_have_count(1)
    ask(page, "那国家级的呢？")
    expect(page.locator("#chat .answer").last).to_contain_text("100万元")


def test_a_place_can_be_picked_and_one_in_the_question_goes_first(visitor: Visitor, real_server: str) -> None:
    page = visitor.open(real_server)
    page.locator("#place > .label-wrap").click()
    pick(page, "#place-province", "四川省")
    pick(page, "#place-city", "凉山州")
    ask(page, "高新技术企业的资金奖励是多少？")
    expect(page.locator("#chat .card .chip").first).to_have_text("凉山州")
    page.locator("#fresh").click()
    expect(page.locator("#chat .card")).to_have_count(0)
    ask(page, "锦州新认定的省级研发平台补助多少钱")
    expect(page.locator("#chat .card .chip").first).to_have_text("锦州市")


def test_lists_and_comparisons_are_tables(visitor: Visitor, real_server: str) -> None:
    page = visitor.open(real_server, **PHONE)
    ask(page, "锦州有哪些补助")
    table = page.locator("#chat table.list")
    expect(table.locator("tr").filter(has_text="省级科技企业孵化器")).to_contain_text("20万元")
    assert fits(page)
    ask(page, "锦州和凉山新认定孵化器奖励对比")
    compared = page.locator("#chat table.compare")
    expect(compared.locator("tbody tr")).to_have_count(2)
    expect(compared.locator("tr").filter(has_text="凉山州")).to_contain_text("未规定")


def test_what_is_not_found_says_what_is_nearest(visitor: Visitor, real_server: str) -> None:
    page = visitor.open(real_server)
    ask(page, "凉山州对养猪有什么补贴")
    expect(page.locator("#chat .answer.not_found")).to_contain_text("已检索")
    page.locator("#chat .nearest a").first.click()
    expect(page.frame_locator("#panel iframe").locator("section:target")).to_be_in_viewport()


def test_every_example_gets_an_answer(visitor: Visitor, real_server: str) -> None:
    page = visitor.open(real_server)
    example = page.locator("#chat button.example")
    example.first.wait_for()
    assert example.count() >= 4
    example.first.click()
    expect(page.locator("#chat .answer.answered .card").first).to_be_visible()
