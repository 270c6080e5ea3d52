"""Citations are verbatim; what has to be known of a document is said."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ingest.succession import Succession
from ingest.types import Document, Metadata, SourceText
from retriever.citing import cite, notices
from retriever.compose import Drafted
from retriever.standing import Standing
from tests.retriever.papers import DAY, PLATFORMS, asked, candidate, candidates, paper, sentence

DAMAGED = "一、投入ꎮ 加大投入ꎬ支持企业ꎮ\n规模以上企业研发投入占主营业务收入的０.８％以上ꎮ\n"


def test_a_quotation_is_the_source_at_its_offsets() -> None:
    _, (citation,), _ = cite([Drafted("20万元", (candidate(paper(), "20万元"),))], DAY)
    assert PLATFORMS[citation.start : citation.end] == citation.quote
    assert "20万元" in citation.quote


def test_a_damaged_quotation_is_cited_raw_and_shown_mended() -> None:
    _, (citation,), _ = cite([Drafted("0.8%", (candidates(paper(DAMAGED))[0],))], DAY)
    assert "ꎮ" in citation.quote
    assert "ꎮ" not in citation.shown


def test_two_values_of_one_sentence_share_a_citation() -> None:
    reading = paper()
    text, citations, facts = cite([Drafted(v, (candidate(reading, v),)) for v in ("100万元", "20万元")], DAY)
    assert text == "100万元[1]\n20万元[1]"
    assert (len(citations), len(facts)) == (1, 2)


def test_two_sentences_have_a_citation_each() -> None:
    reading = paper()
    text, citations, _ = cite([Drafted(v, (candidate(reading, v),)) for v in ("20万元", "10万元")], DAY)
    assert text == "20万元[1]\n10万元[2]"
    assert [c.marker for c in citations] == [1, 2]


def test_a_line_on_no_evidence_has_no_marker() -> None:
    assert cite([Drafted("未规定")], DAY) == ("未规定", (), ())


def test_a_fact_is_told_once() -> None:
    reading = paper()
    _, _, facts = cite([Drafted("20万元", (candidate(reading, "20万元"),))] * 2, DAY)
    assert len(facts) == 1


def test_the_values_of_a_sentence_beside_a_fact_are_facts_too() -> None:
    reading = paper()
    both = sentence(reading, "100万元")
    _, _, facts = cite([Drafted("10万元", (candidate(reading, "10万元"),)), Drafted(both.sentence.text, (both,))], DAY)
    assert [fact.text for fact in facts] == ["10万元", "100万元", "20万元"]
    assert cite([Drafted(both.sentence.text, (both,))], DAY)[2] == ()  # a sentence alone rests on its quotation


def test_a_document_without_a_title_is_named_by_its_label() -> None:
    _, (citation,), _ = cite([Drafted("20万元", (candidate(paper(title=None), "20万元"),))], DAY)
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
        ({"effective": "2027-01-01"}, ["not_yet"]),
        ({"repealed": True}, ["ended"]),
        ({"repealed": True, "period_end": "2020-12-31"}, ["ended", "period_over"]),
        ({"zone": "北州高新区"}, ["zone"]),
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


def test_a_document_that_another_one_replaces_is_said_to_be_old_with_the_name_of_the_new() -> None:
    old = Metadata(title="平台办法", effective="2016-01-01")
    new = Metadata(title="平台办法", label="新", effective="2020-01-01")
    succession = Succession()
    for doc_id, meta in (("d", old), ("n", new)):
        succession.add(Document(doc_id, "v", "f.txt", SourceText("", "text"), meta, (), ()))
    standing = Standing(succession, {"n": "平台办法（2020年）"})
    found = candidates(paper(title="平台办法", label="", region=None, effective="2016-01-01"))
    (notice,) = notices(asked("平台补助多少"), found, standing)
    assert (notice.code, notice.text) == (
        "replaced", "平台办法已有新的版本：平台办法（2020年）（自 2020-01-01 起），请以新版本为准。",
    )  # fmt: skip
    _, (citation, *_), _ = cite([Drafted("20万元", tuple(found))], DAY, standing)
    assert citation.validity == "repealed"


def test_recognised_text_is_marked_with_its_confidence() -> None:
    reading = paper()
    document = replace(reading.document, source=replace(reading.document.source, confidence=0.953))
    found = candidates(replace(reading, document=document))
    (notice,) = notices(asked("平台补助多少"), found)
    assert notice.code == "ocr"
    assert "0.95" in notice.text
    _, (citation, *_), _ = cite([Drafted("20万元", tuple(found))], DAY)
    assert citation.confidence == 0.953
