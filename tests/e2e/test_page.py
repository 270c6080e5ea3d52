"""The page in a real browser, around a canned answer."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.app.fakes import QUESTION, SHOWN
from tests.e2e.conftest import Visitor, ask

pytestmark = pytest.mark.browser


def test_an_answer_shows_its_value_first_and_opens_its_clause_beside(visitor: Visitor, fake_server: str) -> None:
    page = visitor.open(fake_server)
    ask(page, QUESTION)
    expect(page.locator("#chat .answer .lead")).to_contain_text("20万元")
    page.locator("#chat .card a.open-clause").click()
    document = page.frame_locator("#panel iframe")
    expect(document.locator("section.cited mark").first).to_have_text(SHOWN)
    expect(document.locator("section.cited mark").first).to_be_in_viewport()
    expect(page.locator("#chat .answer .lead")).to_be_visible()
    page.locator(".panel-close").click()
    expect(page.locator("#panel")).to_be_hidden()


def test_a_document_opens_in_a_tab_of_its_own_too(visitor: Visitor, fake_server: str) -> None:
    page = visitor.open(fake_server)
    ask(page, QUESTION)
    page.locator("#chat .card a.open-clause").click()
    with page.context.expect_page() as opened:
        page.locator(".panel-tab").click()
    expect(opened.value.locator("section.cited mark").first).to_be_in_viewport()


def test_the_library_opens_beside_the_chat(visitor: Visitor, fake_server: str) -> None:
    page = visitor.open(fake_server)
    page.locator("#library").click()
    page.frame_locator("#panel iframe").get_by_role("link", name="锦州市创新平台支持办法").click()
    expect(page.frame_locator("#panel iframe").locator("section")).to_have_count(5)
    page.keyboard.press("Escape")


def test_an_example_is_asked_with_one_click(visitor: Visitor, fake_server: str) -> None:
    page = visitor.open(fake_server)
    page.get_by_text("资金支持 ·").click()
    expect(page.locator("#chat .answer .lead")).to_contain_text("20万元")


def test_a_choice_is_asked_with_one_click(visitor: Visitor, fake_server: str) -> None:
    page = visitor.open(fake_server)
    ask(page, "今天吃什么")
    page.locator("#chat .options").get_by_text(QUESTION).click()
    expect(page.locator("#chat .answer .lead")).to_contain_text("20万元")


def test_labels_change_to_english_and_the_answers_cards_with_them(visitor: Visitor, fake_server: str) -> None:
    page = visitor.open(fake_server)
    ask(page, QUESTION)
    expect(page.locator("#chat .card")).to_contain_text("打开原文")
    page.locator("#language").get_by_text("English").click()
    expect(page.locator("#chat .card")).to_contain_text("Open the clause")
    expect(page.locator("#brand")).to_contain_text("Policy answers")
    expect(page.locator("#library")).to_have_text("Documents")


def test_an_english_browser_gets_english_labels(visitor: Visitor, fake_server: str) -> None:
    page = visitor.open(fake_server, locale="en-US")
    expect(page.locator("#brand")).to_contain_text("Policy answers")


def test_a_question_is_shown_as_text_whatever_it_holds(visitor: Visitor, fake_server: str) -> None:
    page = visitor.open(fake_server)
    question = "<script>document.title='x'</script> *a* <img src=x onerror=alert(1)>"
    ask(page, question)
    expect(page.locator("#chat .message.user")).to_have_text(question)
    expect(page.locator("#chat .answer .status")).to_have_text("不属于政策问题")
    assert page.title() != "x"
    assert page.locator("#chat img").count() == 0


def test_a_new_conversation_is_empty(visitor: Visitor, fake_server: str) -> None:
    page = visitor.open(fake_server)
    ask(page, QUESTION)
    expect(page.locator("#chat .answer .lead")).to_be_visible()
    page.locator("#fresh").click()
    expect(page.locator("#chat .answer")).to_have_count(0)


def test_nothing_is_wider_than_a_phone(visitor: Visitor, fake_server: str) -> None:
    page = visitor.open(fake_server, width=390, height=844)
    ask(page, QUESTION)
    expect(page.locator("#chat .card")).to_be_visible()
    expect(page.locator("#chat .answer .lead")).to_be_in_viewport()
    page.locator("#chat .card a.open-clause").click()
    document = page.frame_locator("#panel iframe")
    expect(document.locator("section.cited mark").first).to_be_in_viewport()
    wide = "document.documentElement.scrollWidth > innerWidth"
    assert not page.evaluate(wide)
    assert not page.frames[1].evaluate(wide)
    page.locator(".panel-close").click()
    expect(page.locator("#chat .answer .lead")).to_be_in_viewport()


def test_what_has_no_words_has_a_name_all_the_same(visitor: Visitor, fake_server: str) -> None:
    page = visitor.open(fake_server)
    ask(page, QUESTION)
    expect(page.locator("#chat .answer .lead")).to_be_visible()
    expect(page.get_by_role("button", name="发送")).to_be_visible()
    assert page.locator("#chat .message [aria-label*='<']").count() == 0, "Gradio's label reads out the HTML"


def test_a_question_can_be_given_up_and_the_next_one_asked(visitor: Visitor, fake_server: str) -> None:
    page = visitor.open(fake_server)
    ask(page, "慢慢答")
    expect(page.locator("#chat .answer.pending")).to_be_visible()
    page.get_by_role("button", name="停止").click()
    expect(page.locator("#chat .answer.stopped")).to_be_visible()
    ask(page, QUESTION)
    expect(page.locator("#chat .answer .lead")).to_contain_text("20万元")
    expect(page.locator("#chat .answer.stopped")).to_be_visible()
