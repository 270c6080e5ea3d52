"""Citations are verbatim; what has to be known of a document is said."""

from __future__ import annotations

from typing import Any

import pytest

from retriever.citing import cite, notices
from retriever.compose import Drafted
from tests.retriever.papers import PLATFORMS, asked, candidate, candidates, paper

DAMAGED = "一、投入ꎮ 加大投入ꎬ支持企业ꎮ\n规模以上企业研发投入占主营业务收入的０.８％以上ꎮ\n"


def test_a_quotation_is_the_source_at_its_offsets() -> None:
    _, (citation,), _ = cite([Drafted("20万元", (candidate(paper(), "20万元"),))])
    assert PLATFORMS[citation.start : citation.end] == citation.quote
    assert "20万元" in citation.quote


def test_a_damaged_quotation_is_cited_raw_and_shown_mended() -> None:
    _, (citation,), _ = cite([Drafted("0.8%", (candidates(paper(DAMAGED))[0],))])
    assert "ꎮ" in citation.quote
    assert "ꎮ" not in citation.shown


def test_two_values_of_one_sentence_share_a_citation() -> None:
    reading = paper()
    text, citations, facts = cite([Drafted(v, (candidate(reading, v),)) for v in ("100万元", "20万元")])
    assert text == "100万元[1]\n20万元[1]"
    assert (len(citations), len(facts)) == (1, 2)


def test_two_sentences_have_a_citation_each() -> None:
    reading = paper()
    text, citations, _ = cite([Drafted(v, (candidate(reading, v),)) for v in ("20万元", "10万元")])
    assert text == "20万元[1]\n10万元[2]"
    assert [c.marker for c in citations] == [1, 2]


def test_a_line_on_no_evidence_has_no_marker() -> None:
    assert cite([Drafted("未规定")]) == ("未规定", (), ())


def test_a_fact_is_told_once() -> None:
    reading = paper()
    _, _, facts = cite([Drafted("20万元", (candidate(reading, "20万元"),))] * 2)
    assert len(facts) == 1


def test_a_document_without_a_title_is_named_by_its_label() -> None:
    _, (citation,), _ = cite([Drafted("20万元", (candidate(paper(title=None), "20万元"),))])
    assert (citation.title, citation.label) == (None, "意见")


@pytest.mark.parametrize(
    ("metadata", "codes"),
    [
        ({}, []),
        ({"draft": True}, ["draft"]),
        ({"period_end": "2020-12-31"}, ["period_over"]),
        ({"period_end": "2026-11-21"}, []),
        ({"expires": "2020-12-31"}, ["expired"]),
        ({"expires": "2020-12-31", "period_end": "2019-12-31"}, ["expired"]),
        ({"expires": "2030-12-31"}, []),
    ],
)
def test_what_the_asker_has_to_know(metadata: dict[str, Any], codes: list[str]) -> None:
    assert [w.code for w in notices(asked("平台补助多少"), candidates(paper(**metadata)))] == codes


def test_a_notice_is_given_once_a_document() -> None:
    found = candidates(paper(draft=True))
    assert len(found) > 1
    assert len(notices(asked("平台补助多少"), found)) == 1


def test_a_notice_is_in_the_askers_language() -> None:
    (notice,) = notices(asked("what subsidy for a platform"), candidates(paper(draft=True)))
    assert notice.text.endswith("is a draft and not in force.")
