"""The page in a real browser, around a canned answer."""

from __future__ import annotations

import re
import sys

import pytest
from playwright.sync_api import Page, expect

from tests.app.fakes import QUESTION, SHOWN
from tests.e2e.conftest import FAKE, PHONE, Visitor, ask, fits, free_port, pick, served

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
    tab = opened.value
    expect(tab.locator("section.cited mark").first).to_be_in_viewport()
    assert re.search(r"/doc/d1\?.*#d1-3$", tab.url)
    tab.reload()
    expect(tab.locator("section.cited mark").first).to_be_in_viewport()
    tab.goto(f"{fake_server}/doc/d1#d1-3")
    expect(tab.locator("section:target")).to_be_in_viewport()


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
    expect(page.get_by_role("tab", name="What can I get")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator("#language").get_by_text("繁體").click()
    expect(page.locator("#chat .card")).to_contain_text("打開原文")
    expect(page.get_by_role("tab", name="能領什麼")).to_be_visible()
    page.reload()
    expect(page.locator("#brand")).to_contain_text("政策問答")


@pytest.mark.parametrize(
    ("locale", "title", "example"),
    [
        ("en-US", "Policy answers", "How much does Jinzhou give to a provincial innovation platform?"),
        ("zh-TW", "政策問答", "錦州市省級創新平臺補助多少錢？"),
        ("zh-CN", "政策问答", "锦州市省级创新平台补助多少钱？"),
    ],
)
def test_labels_and_examples_are_in_the_browsers_language(
    visitor: Visitor, fake_server: str, locale: str, title: str, example: str
) -> None:
    page = visitor.open(fake_server, locale=locale, **PHONE)
    expect(page.locator("#brand h1")).to_have_text(title)
    expect(page.locator("#chat button.example")).to_contain_text(example)
    assert fits(page)


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


def test_a_reload_shows_the_conversation_again_and_it_goes_on(visitor: Visitor, fake_server: str) -> None:
    page = visitor.open(fake_server, **PHONE)
    ask(page, QUESTION)
    expect(page.locator("#chat .act-report")).to_have_count(1)
    page.reload()
    expect(page.locator("#chat .act-report")).to_have_count(1)
    expect(page.locator("#chat .message.user")).to_have_text(QUESTION)
    ask(page, "那国家级的呢？")
    expect(page.locator("#chat .act-report")).to_have_count(2)
    page.locator("#fresh").click()
    expect(page.locator("#chat .answer")).to_have_count(0)
    page.reload()
    expect(page.locator("#chat h2")).to_be_visible()
    expect(page.locator("#chat .answer")).to_have_count(0)


def test_what_is_typed_after_a_question_stays(visitor: Visitor, fake_server: str) -> None:
    page = visitor.open(fake_server)
    box = page.locator("#question textarea")
    ask(page, QUESTION)
    box.press_sequentially("那国家级的呢", delay=10)
    expect(page.locator("#chat .act-report")).to_be_visible()
    expect(box).to_have_value("那国家级的呢")
    page.reload()
    expect(box).to_have_value("那国家级的呢")


def test_only_the_last_answer_can_be_asked_anew(visitor: Visitor, fake_server: str) -> None:
    page = visitor.open(fake_server)
    for number, question in enumerate((QUESTION, "那国家级的呢"), 1):
        ask(page, question)
        expect(page.locator("#chat .act-report")).to_have_count(number)
    expect(page.locator("#chat .act-edit")).to_have_count(1)
    expect(page.locator("#chat .act-retry")).to_have_count(1)


def test_a_page_goes_on_after_the_server_was_started_anew(visitor: Visitor) -> None:
    port = free_port()
    command = [sys.executable, "-c", FAKE.format(port=port)]
    with served(command, port) as url:
        page = visitor.open(url)
        expect(page.locator("#chat button.example").first).to_be_visible()
        assert visitor.errors == []
    ask(page, QUESTION)
    expect(page.get_by_text("与服务器的连接断了")).to_be_visible()
    with served(command, port):
        expect(page.get_by_text("与服务器的连接断了")).to_be_hidden()
        visitor.errors.clear()  # a server that stops refuses, and cuts what it was sending
        expect(page.locator("#question textarea")).to_have_value(QUESTION)
        page.locator("#question textarea").press("Enter")
        expect(page.locator("#chat .answer .lead")).to_contain_text("20万元")
        assert visitor.errors == []
    visitor.errors.clear()


def test_a_language_chosen_while_the_page_loads_is_the_one_that_holds(visitor: Visitor, fake_server: str) -> None:
    page = visitor.open(fake_server)
    page.evaluate("location.reload()")
    page.locator("#language").get_by_text("English").click()
    page.locator("#chat button.example").first.wait_for()
    expect(page.locator("#brand h1")).to_have_text("Policy answers")
    expect(page.locator("#language label.selected")).to_have_text("English")


def test_a_long_question_leaves_room_for_its_answer(visitor: Visitor, fake_server: str) -> None:
    page = visitor.open(fake_server, **PHONE)
    ask(page, QUESTION * 60)
    expect(page.locator("#chat .answer .lead")).to_be_in_viewport()


def test_nothing_is_wider_than_a_phone(visitor: Visitor, fake_server: str) -> None:
    page = visitor.open(fake_server, **PHONE)
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


def composed(page: Page, kind: str, **more: object) -> None:
    page.locator("#question textarea").evaluate(
        "(box, [kind, more]) => box.dispatchEvent(kind.startsWith('composition')"
        " ? new CompositionEvent(kind, {bubbles: true, ...more})"
        " : new KeyboardEvent(kind, {key: 'Enter', bubbles: true, cancelable: true, ...more}))",
        [kind, more],
    )


def test_enter_while_a_chinese_word_is_composed_sends_nothing(visitor: Visitor, fake_server: str) -> None:
    page = visitor.open(fake_server)
    page.locator("#question textarea").fill("buzhu")
    composed(page, "compositionstart")
    for kind in ("keydown", "keypress"):
        composed(page, kind, isComposing=True)
    composed(page, "compositionend", data="补助")
    for kind in ("keydown", "keypress"):  # Safari: the Enter that ended the composition comes after its end
        composed(page, kind)
    page.wait_for_timeout(300)
    expect(page.locator("#chat .message.user")).to_have_count(0)
    page.locator("#question textarea").fill(QUESTION)
    page.locator("#question textarea").press("Enter")
    expect(page.locator("#chat .answer .lead")).to_be_visible()


def test_the_last_question_can_be_edited_and_asked_again(visitor: Visitor, fake_server: str) -> None:
    page = visitor.open(fake_server)
    ask(page, "第一问")
    page.locator("#chat .act-edit").click()
    expect(page.locator("#question textarea")).to_have_value("第一问")
    expect(page.locator("#question textarea")).to_be_focused()
    ask(page, "改过的第一问")
    expect(page.locator("#chat .message.user")).to_have_text("改过的第一问")
    expect(page.locator("#chat .card")).to_have_count(1)
    before = page.locator("#chat .act-retry").get_attribute("class")
    page.locator("#chat .act-retry").click()
    expect(page.locator("#chat .act-retry")).not_to_have_class(before or "")
    expect(page.locator("#chat .message.user")).to_have_text("改过的第一问")


def test_what_was_understood_is_shown_and_can_be_corrected(visitor: Visitor, fake_server: str) -> None:
    page = visitor.open(fake_server, **PHONE)
    ask(page, QUESTION)
    expect(page.locator("#chat .understood .chip")).to_have_text(["锦州市", "省级", "金额"])
    page.locator("#chat .act-correct").click()
    expect(page.locator("#correction textarea")).to_have_value(QUESTION)
    page.get_by_label("级别").click()
    page.get_by_role("option", name="国家级").click()
    expect(page.locator("#correction textarea")).to_have_value(QUESTION.replace("省级", "国家级"))
    assert fits(page)
    page.locator("#correction-go").click()
    expect(page.locator("#chat .message.user").last).to_have_text(QUESTION.replace("省级", "国家级"))
    expect(page.locator("#correction")).to_be_hidden()


@pytest.mark.parametrize(
    ("locale", "report", "reason", "send", "thanks"),
    [
        ("zh-CN", "答案有误？报告", "数额或日期不对", "提交", "已收到"),
        ("zh-TW", "答案有誤？報告", "數額或日期不對", "提交", "已收到"),
        ("en-US", "Wrong? Report it", "A figure or date is wrong", "Send", "Received"),
    ],
)
def test_a_wrong_answer_is_reported_with_a_reason(
    visitor: Visitor, fake_server: str, locale: str, report: str, reason: str, send: str, thanks: str
) -> None:
    page = visitor.open(fake_server, locale=locale, **PHONE)
    ask(page, QUESTION)
    page.get_by_role("button", name=report).click()
    form = page.locator("#feedback")
    form.get_by_label(reason).check()
    form.locator("textarea").fill("应为10万元")
    form.get_by_role("button", name=send).click()
    expect(page.get_by_text(thanks)).to_be_visible()
    expect(form).to_be_hidden()
    page.locator("#chat .act-helpful").click()
    expect(page.locator("#chat .act-helpful")).to_have_class(re.compile("done"))


def test_everything_is_reached_by_keyboard(visitor: Visitor, fake_server: str) -> None:
    page = visitor.open(fake_server)
    expect(page.locator("#question textarea")).to_be_focused()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator("#chat .answer .lead")).to_be_visible()
    page.locator("#chat .marker").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".panel-close")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator("#chat .marker").first).to_be_focused()
    seen = []
    for _ in range(30):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.className + ' ' + document.activeElement.id"))
        if page.evaluate("document.activeElement.closest('#question') !== null"):
            break
    wanted = ["act-correct", "open-clause", "act-report", "act-edit"]
    assert [name for one in seen for name in wanted if name in one and "marker" not in one] == wanted


STORED = "() => localStorage.getItem('policyqa-choices')"


def test_the_place_is_remembered_and_can_be_taken_back(visitor: Visitor, fake_server: str) -> None:
    page = visitor.open(fake_server, **PHONE)
    label = page.locator("#place > .label-wrap")
    label.click()
    for box, name in (("#place-province", "辽宁省"), ("#place-city", "锦州市")):
        before = page.evaluate(STORED)
        pick(page, box, name)
        page.wait_for_function(f"before => ({STORED})() !== before", arg=before)  # a reload before that loses it
    expect(label).to_contain_text("辽宁省 · 锦州市")
    expect(page.locator("#place-county")).to_be_visible()
    assert fits(page)
    page.reload()
    expect(page.locator("#place > .label-wrap")).to_contain_text("辽宁省 · 锦州市")
    page.locator("#place > .label-wrap").click()
    pick(page, "#place-province", "全部地区")
    expect(page.locator("#place > .label-wrap")).to_contain_text("全部地区")
