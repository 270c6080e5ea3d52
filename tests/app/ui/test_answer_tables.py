from __future__ import annotations

import re
from dataclasses import replace

from app.markup import join
from app.ui.answer_tables import table_of
from retriever.types import Answer, Ask
from tests.app.fakes import QUESTION, FakeAssistant


def said(answer: Answer, *lines: str) -> str | None:
    return table_of(answer, list(lines), "zh", lambda line: join(line))


def answer(*regions: str) -> Answer:
    return replace(FakeAssistant().ask(Ask(QUESTION)), trace={"query": {"regions": list(regions)}})


def words(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def test_places_that_are_compared_are_rows() -> None:
    html = said(
        answer("锦州市", "凉山州"), "锦州市：50万元（国家级孵化器）[1]", "20万元（省级孵化器）[1]", "凉山州：未规定"
    )
    assert html is not None
    assert html.count("<tr>") == 3
    assert '<td title="地区"><b>凉山州</b></td>' in html


def test_a_list_of_amounts_is_a_table_that_leaves_nothing_out() -> None:
    lines = [
        "20万元，一次性（平台，补助）[1]",
        "5万元（企业）[2]",
        "10万元（中心（新建））[3][4]",
        "条件与说明：注册满两年[3]",
    ]
    html = said(answer("锦州市"), *lines)
    assert html is not None
    kept = words(html)
    for line in lines:
        assert all(piece in kept for piece in re.split("[（）]", line) if piece)
    assert html.index("10万元") < html.index("中心（新建）") < html.index("[3][4]")


def test_one_or_two_lines_stay_lines() -> None:
    assert said(answer("锦州市"), "20万元（平台）[1]", "5万元（企业）[2]") is None


def test_a_sentence_with_a_colon_is_no_comparison() -> None:
    assert said(answer("锦州市"), "条件：注册满两年[1]", "说明：无[1]") is None


def test_what_only_looks_like_a_place_is_none() -> None:
    lines = ("Jinzhou: The document says: 甲[1]", "The document says (in Chinese): 乙[2]", "Ngawa: 丙[3]")
    places = ("Jinzhou", "Ngawa")
    html = table_of(answer(*places), list(lines), "en", lambda line: join(line))
    assert html is not None
    assert re.findall(r"<b>([^<]+)</b>", html) == list(places)


def test_the_place_that_a_list_begins_with_stands_over_it() -> None:
    html = said(answer(), "錦州市：20万元（平台）[1]", "5万元（企业）[2]", "3万元（中心）[2]")
    assert html is not None
    assert '<tr class="of-place"><td colspan="3"><b>錦州市</b></td></tr>' in html
    assert "錦州市：" not in words(html)
