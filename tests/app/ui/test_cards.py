from __future__ import annotations

from dataclasses import replace

import pytest

from app.markup import Safe
from app.ui import cards
from app.ui.shelf import Shelf
from app.ui.strings import Lang
from retriever.types import Answer, Ask
from tests.app.fakes import QUESTION, FakeAssistant


def answer_html(given: Answer, lang: Lang, lines: int | None = None) -> Safe:
    return cards.answer_html(given, lang, Shelf(FakeAssistant()), lines)


def answer() -> Answer:
    return FakeAssistant().ask(Ask(QUESTION))


def test_the_value_comes_first_and_leads_to_its_clause() -> None:
    html = answer_html(answer(), "zh")
    assert html.index("20万元") < html.index("该规划的期限已过") < html.index("依据")
    assert 'href="doc/d1?start=' in html
    assert "#d1-3" in html


def test_everything_is_escaped() -> None:
    given = answer()
    evil = "<img src=x onerror=alert(1)>"
    cited = replace(given.citations[0], title=evil, label=evil, region=evil, doc_number=evil, clause_path=(evil,),
                    quote=evil, shown=evil + "!", doc_id='"><b>', clause_id='"><i>')  # fmt: skip
    html = answer_html(replace(given, answer=evil, standalone_question=evil, citations=(cited,)), "zh")
    assert "<img" not in html
    assert '"><b>' not in html
    assert '"><i>' not in html


def test_a_marker_without_a_citation_stays_text() -> None:
    assert "[7]" in answer_html(replace(answer(), answer="20万元[7]。"), "zh")


def test_a_damaged_quotation_has_the_raw_one_beside_it() -> None:
    given = answer()
    cited = replace(given.citations[0], quote="甲ꎬ乙", shown="甲，乙")
    html = answer_html(replace(given, citations=(cited,)), "en")
    assert "<blockquote>甲，乙</blockquote>" in html
    assert "<pre>甲ꎬ乙</pre>" in html


def test_a_rewritten_question_is_shown() -> None:
    html = answer_html(replace(answer(), standalone_question="锦州市国家级平台补助多少"), "en")
    assert "Understood as" in html
    assert "锦州市国家级平台补助多少" in html


def test_a_status_other_than_answered_is_named() -> None:
    assert "Not in the documents" in answer_html(replace(answer(), status="not_found", citations=()), "en")


def test_every_source_says_its_state_its_place_and_its_clause() -> None:
    html = answer_html(answer(), "zh")
    assert 'class="badge badge-' in html
    assert "锦州市" in html
    assert "二、补助标准 › 1、鼓勵企業建設研發機構" in html


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "答案有误？报告"), ("zh-Hant", "答案有誤？報告"), ("en", "Wrong? Report it")]
)
def test_an_answer_can_be_called_wrong_in_every_language(lang: Lang, said: str) -> None:
    assert f'<button type="button" class="act act-report id-a1">{said}</button>' in answer_html(answer(), lang)


def test_an_answer_that_is_still_arriving_has_no_sources_and_no_buttons() -> None:
    html = answer_html(answer(), "zh", lines=1)
    assert "20万元" in html
    assert "一次性" not in html
    assert "<button" not in html
