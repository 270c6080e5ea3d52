"""The other tabs over the real documents: what can be got, the policies, one's own record."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, ROOT, WIDE, Visitor, ask, fits, pick

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PLATFORM = "锦州新认定的省级研发平台补助多少钱"


def at_benefits(page: Page, tab: str, province: str, city: str) -> None:
    page.get_by_role("tab", name=tab).click()
    pick(page, "#benefit-place-province", province)
    pick(page, "#benefit-place-city", city)


@pytest.mark.parametrize(
    ("locale", "size", "tab", "places", "kind", "verdict"),
    [
        ("zh-CN", WIDE, "能领什么", ("四川省", "凉山州"), "高新技术企业", "可以申请"),
        ("zh-TW", PHONE, "能領什麼", ("四川省", "涼山州"), "高新技術企業", "可以申請"),
        ("en-US", PHONE, "What can I get", ("Sichuan", "Liangshan"), "High-tech enterprise", "Looks eligible"),
    ],
)
def test_a_small_high_tech_company_finds_what_it_can_get(
    visitor: Visitor,
    real_server: str,
    locale: str,
    size: Any,
    tab: str,
    places: tuple[str, str],
    kind: str,
    verdict: str,
) -> None:
    page = visitor.open(real_server, locale=locale, **size)
    at_benefits(page, tab, *places)
    page.locator("#profile-kind").get_by_label(kind).check()
    row = page.locator("table.benefits tr").filter(has_text="20万元").first
    expect(row).to_contain_text(verdict)
    expect(row.locator(".req.met")).to_have_count(1)
    expect(row.locator(".badge-over")).to_be_visible()
    assert fits(page)
    row.locator("a.open-clause").click()
    expect(page.frame_locator("#panel iframe").locator("section.cited mark").first).to_contain_text("20万元")


def test_benefits_are_sorted_and_decided_by_one_question_at_a_time(visitor: Visitor, real_server: str) -> None:
    page = visitor.open(real_server)
    at_benefits(page, "能领什么", "辽宁省", "锦州市")
    amounts = page.locator("#benefits table.benefits").first.locator("td.amount")
    expect(amounts.first).to_be_visible()
    page.get_by_role("button", name="数额").first.click()
    page.get_by_role("button", name="数额").first.click()
    expect(amounts.first).to_contain_text("300万元")
    expect(page.locator("th[aria-sort=descending]")).to_have_count(1)
    expect(page.locator("#deciding h2")).to_have_text("是哪一级认定或批准的？")
    page.locator("#deciding").get_by_label("省级").check()
    expect(page.locator(".rest > summary")).to_contain_text("不符合的")
    expect(page.locator("#deciding h2")).to_have_text("是高新技术企业吗？")
    page.locator("#deciding").get_by_role("button", name="是", exact=True).click()
    expect(page.get_by_label("高新技术企业", exact=True)).to_be_checked()
    expect(page.locator("#deciding h2")).not_to_have_text("是高新技术企业吗？")
    page.get_by_role("button", name="清空").click()
    expect(page.locator("#benefits")).to_contain_text("请先选择地区")


def test_benefits_are_taken_away_as_csv_and_docx_and_printed(visitor: Visitor, real_server: str) -> None:
    page = visitor.open(real_server)
    at_benefits(page, "能领什么", "四川省", "凉山州")
    links = page.locator(".downloads a")
    expect(links).to_have_count(3)
    files = {name: page.request.get(f"{real_server}/{links.nth(n).get_attribute('href')}")
             for n, name in enumerate(("print", "docx", "csv"))}  # fmt: skip
    rows = list(csv.reader(io.StringIO(files["csv"].body().decode("utf-8-sig"))))
    assert any("20万元" in row[1] and "奖励" in row[-1] for row in rows)
    assert files["docx"].body().startswith(b"PK")
    assert "attachment" in files["docx"].headers["content-disposition"]
    assert "20万元" in files["print"].text()
    assert "<script" not in files["print"].text()


def test_a_place_named_in_the_question_goes_before_the_one_chosen(visitor: Visitor, real_server: str) -> None:
    page = visitor.open(real_server)
    page.locator("#place > .label-wrap").click()
    pick(page, "#place-province", "四川省")
    expect(page.locator("#place > .label-wrap")).to_contain_text("四川省")
    ask(page, PLATFORM)
    expect(page.locator("#chat .answer .lead")).to_contain_text("20万元")
    expect(page.locator("#chat .understood .chip").first).to_have_text("锦州市")
    page.locator("#fresh").click()
    ask(page, "到2020年高新技术企业达到多少家")
    expect(page.locator("#chat .answer").last).to_contain_text("５０００")


@pytest.mark.parametrize(
    ("locale", "size", "tab"), [("zh-CN", WIDE, "政策库"), ("zh-TW", PHONE, "政策庫"), ("en-US", PHONE, "Policies")]
)
def test_policies_are_filtered_searched_and_read(
    visitor: Visitor, real_server: str, locale: str, size: Any, tab: str
) -> None:
    page = visitor.open(real_server, locale=locale, **size)
    page.get_by_role("tab", name=tab).click()
    cards = page.locator("#policies li")
    expect(cards).to_have_count(5)
    page.locator("#search-policies input, #search-policies textarea").first.fill(
        "科技創新券" if locale == "zh-TW" else "科技创新券"
    )
    expect(cards).to_have_count(1)
    expect(cards).to_contain_text("7、")
    page.locator("#search-policies input, #search-policies textarea").first.fill("")
    expect(cards).to_have_count(5)
    pick(page, "#policy-place-province", {"en-US": "Sichuan"}.get(locale, "四川省"))
    expect(cards).to_have_count(3)
    assert fits(page)
    cards.filter(has_text="阿府办发").locator("a").click()
    document = page.frame_locator("#panel iframe")
    expect(document.locator("nav li").first).to_be_visible()
    document.locator(".facts summary").click()
    expect(document.locator(".facts tbody tr").first).to_be_visible()
    original = document.locator(".links a").last.get_attribute("href")
    got = page.request.get(f"{real_server}/doc/{original}")
    assert got.body() == Path(ROOT / "docs_corpus" / "aba-technology-transfer-2016.txt").read_bytes()
    assert "attachment" in got.headers["content-disposition"]


def test_ones_own_conversations_are_opened_exported_and_deleted(visitor: Visitor, real_server: str) -> None:
    page = visitor.open(real_server, **PHONE)
    ask(page, PLATFORM)
    expect(page.locator("#chat .card")).to_have_count(1)
    page.locator("#fresh").click()
    page.reload()
    page.get_by_role("tab", name="我的记录").click()
    page.get_by_label(PLATFORM).check()
    with page.expect_download() as got:
        page.locator("#mine-export").click()
    text = Path(got.value.path()).read_text("utf-8")
    assert f"## {PLATFORM}" in text
    assert "20万元" in text
    assert "分別給予100萬元、20萬元" in text
    page.locator("#mine-open").click()
    expect(page.locator("#chat .card")).to_have_count(1)
    ask(page, "那国家级的呢？")
    expect(page.locator("#chat .answer").last).to_contain_text("100万元")
    page.get_by_role("tab", name="我的记录").click()
    expect(page.locator("#mine-list label")).to_have_count(1)
    page.locator("#mine-list input").check()
    page.locator("#mine-delete").click()
    page.get_by_role("button", name="再点一次").click()
    expect(page.locator("#mine-empty")).to_contain_text("还没有对话")
    page.reload()
    page.get_by_role("tab", name="我的记录").click()
    expect(page.locator("#mine-empty")).to_contain_text("还没有对话")
