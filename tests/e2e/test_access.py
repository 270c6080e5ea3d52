"""axe-core on every view, wide and narrow, light and dark: nothing serious."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, WIDE, Visitor, ask, pick

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def serious(page: Page, view: str) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{view}: {one['id']} {one['nodes'][0]['html'][:120]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize(
    ("size", "scheme", "locale"), [(WIDE, "light", "zh-CN"), (PHONE, "dark", "zh-CN"), (PHONE, "light", "en-US")]
)
def test_nothing_serious(visitor: Visitor, real_server: str, size: Any, scheme: str, locale: str) -> None:
    page = visitor.open(real_server, scheme=scheme, locale=locale, **size)
    tabs = page.get_by_role("tab")
    found = serious(page, "empty")
    ask(page, "锦州新认定的省级研发平台补助多少钱")
    expect(page.locator("#chat .card")).to_have_count(1)
    found += serious(page, "answer")
    page.locator("#chat .act-report").click()
    expect(page.locator("#feedback")).to_be_visible()
    found += serious(page, "report")
    page.locator("#feedback button").first.click()
    page.locator("#chat .act-correct").click()
    page.locator("#place > .label-wrap").click()
    expect(page.locator("#correction")).to_be_visible()
    found += serious(page, "correction")
    page.locator("#correction button").first.click()
    page.locator("#place > .label-wrap").click()
    page.locator("#chat a.open-clause").first.click()
    expect(page.frame_locator("#panel iframe").locator("mark").first).to_be_visible()
    found += serious(page, "document")
    page.locator(".panel-close").click()
    tabs.nth(1).click()
    pick(page, "#benefit-place-province", "Liaoning" if locale == "en-US" else "辽宁省")
    pick(page, "#benefit-place-city", "Jinzhou" if locale == "en-US" else "锦州市")
    expect(page.locator("table.benefits").first).to_be_visible()
    found += serious(page, "benefits")
    tabs.nth(2).click()
    expect(page.locator("#policies li").first).to_be_visible()
    found += serious(page, "policies")
    tabs.nth(3).click()
    expect(page.locator("#mine-list")).to_be_visible()
    found += serious(page, "record")
    assert found == []
