from __future__ import annotations

from dataclasses import replace

import pytest

from app.cli_ask import as_text
from app.ui.nearest import nearest_html
from app.ui.strings import Lang
from retriever.types import Answer, Ask, Nearest
from tests.app.fakes import QUESTION, FakeAssistant

NEAR = Nearest("d1", "某意见", "某意见", "锦州市", "d1-3", ("三、重点", "8、研发机构"), "a.txt", 3, 9, ("市科技局",))


def declined(*near: Nearest) -> Answer:
    return replace(FakeAssistant().ask(Ask(QUESTION)), status="not_found", answer="没有。", citations=(), nearest=near)


@pytest.mark.parametrize(("lang", "said"), [("zh", "未能确认"), ("zh-Hant", "未能確認"), ("en", "whether they answer")])
def test_a_clause_that_is_near_can_be_opened_and_is_not_called_an_answer(lang: Lang, said: str) -> None:
    html = nearest_html(declined(NEAR), lang) or ""
    assert said in html
    assert f'href="doc/d1?start=3&amp;end=9&amp;lang={lang}#d1-3"' in html
    assert "8、研发机构" in html
    assert "市科技局" in html


def test_an_office_of_several_clauses_is_named_once() -> None:
    assert str(nearest_html(declined(NEAR, replace(NEAR, clause_id="d1-4")), "zh")).count("市科技局") == 1


def test_everything_is_escaped() -> None:
    evil = "<img src=x>"
    near = replace(NEAR, title=evil, label=evil, clause_path=(evil,), offices=(evil,), doc_id='"><i>')
    html = nearest_html(declined(near), "zh") or ""
    assert "<img" not in html
    assert '"><i>' not in html


def test_there_is_no_block_where_nothing_is_near() -> None:
    assert nearest_html(declined(), "zh") is None


def test_the_terminal_names_them_too() -> None:
    assert "  - 某意见 › 三、重点 › 8、研发机构" in as_text(declined(NEAR)).splitlines()
