"""From the files to the highlighted clause, nothing canned."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Visitor, ask

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


def test_a_region_of_the_documents_can_be_picked(visitor: Visitor, real_server: str) -> None:
    page = visitor.open(real_server)
    page.locator("#region input").click()
    page.get_by_role("option", name="凉山州").click()
    ask(page, "高新技术企业的资金奖励是多少？")
    expect(page.locator("#chat .card .chip").first).to_have_text("凉山州")


def test_every_example_gets_an_answer(visitor: Visitor, real_server: str) -> None:
    page = visitor.open(real_server)
    example = page.locator("#chat button.example")
    example.first.wait_for()
    assert example.count() >= 4
    example.first.click()
    expect(page.locator("#chat .answer.answered .card").first).to_be_visible()
