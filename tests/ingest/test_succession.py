"""A document that another one of the corpus repeals or replaces."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.normalize import normalize
from ingest.repeals import find_repeals
from ingest.succession import End, Succession
from ingest.types import Document, Metadata, SourceText
from ingest.validity import validity

OLD = Metadata(title="某市人才办法（试行）", doc_number="某发〔2016〕1号", effective="2016-01-01", region_code="441900")


def document(doc_id: str, metadata: Metadata, text: str = "一、甲。") -> Document:
    metadata = replace(metadata, repeals=find_repeals(normalize(text)))
    return Document(doc_id, "v", "f.txt", SourceText(text, "text"), metadata, (), ())


def succession(metadata: Metadata, text: str = "一、甲。") -> Succession:
    return Succession.of([document("old", OLD), document("new", metadata, text)])


def test_a_later_version_of_the_title_replaces() -> None:
    new = Metadata(title="某市人才办法", effective="2020-01-01", region_code="441900")
    assert succession(new).end(OLD) == End("2020-01-01", "new", "replaced")
    assert succession(new).end(new) is None


@pytest.mark.parametrize(
    ("as_of", "state"), [("2015-12-31", "not_yet"), ("2019-12-31", "in_force"), ("2020-01-01", "repealed")]
)
def test_validity_knows_it_from_its_day_on(as_of: str, state: str) -> None:
    new = Metadata(title="某市人才办法", effective="2020-01-01", region_code="441900")
    assert validity(OLD, as_of, succession(new)) == state


def test_validity_without_a_corpus_is_that_of_the_document() -> None:
    assert validity(OLD, "2026-01-01") == "in_force"


@pytest.mark.parametrize(
    "text",
    ["《某市人才办法》同时废止。", "某发〔2016〕1号文件同时废止。", "《关于人才的通知》（某发〔2016〕1号）同时废止。"],
)
def test_an_explicit_repeal_by_title_or_number(text: str) -> None:
    new = Metadata(title="某市英才条例", effective="2020-01-01")
    assert succession(new, text).end(OLD) == End("2020-01-01", "new", "repealed")


@pytest.mark.parametrize(
    "new",
    [
        Metadata(title="某市人才办法", effective="2020-01-01", region_code="441900", draft=True),
        Metadata(title="某市人才办法", effective="2020-01-01", region_code="110000"),
        Metadata(title="某市人才办法", effective="2010-01-01", region_code="441900"),
        Metadata(title="某市人才办法", region_code="441900"),
    ],
    ids=["draft", "another place", "older", "no day"],
)
def test_what_does_not_replace(new: Metadata) -> None:
    assert succession(new).end(OLD) is None


def test_repeal_with_another_number_is_of_another_document() -> None:
    new = Metadata(title="某市英才条例", effective="2020-01-01")
    assert succession(new, "《某市人才办法》（某发〔2011〕9号）同时废止。").end(OLD) is None


def test_a_repeal_says_its_own_day() -> None:
    new = Metadata(title="某市英才条例", effective="2020-01-01")
    end = succession(new, "《某市人才办法》自2021年7月1日起废止。").end(OLD)
    assert end == End("2021-07-01", "new", "repealed")


def test_the_repeal_of_the_earlier_version_is_not_its_own() -> None:
    new = Metadata(title="某市人才办法", effective="2020-01-01", region_code="441900")
    assert succession(new, "2016年发布的《某市人才办法》同时废止。").end(new) is None


@pytest.mark.parametrize(
    "title",
    [
        "某市人民政府关于印发某市人才办法的通知",
        "关于印发《某市人才办法（2020年修订）》的通知",
        "某市人社局关于公布〈某市人才办法〉的通知",
    ],
)
def test_a_cover_notice_goes_by_the_name_of_what_it_issues(title: str) -> None:
    new = Metadata(title=title, effective="2020-01-01", region_code="441900")
    assert succession(new).end(OLD) == End("2020-01-01", "new", "replaced")


def test_a_repeal_names_the_cover_notice_or_what_it_issued() -> None:
    old = replace(OLD, title="某市人民政府关于印发某市英才办法的通知", doc_number=None)
    new = Metadata(title="某市引智条例", effective="2020-01-01")
    for text in ("《某市英才办法》同时废止。", "《某市人民政府关于印发某市英才办法的通知》同时废止。"):
        found = Succession.of([document("old", old), document("new", new, text)])
        assert found.end(old) == End("2020-01-01", "new", "repealed")


def test_a_notice_that_passes_a_document_on_does_not_replace_it() -> None:
    new = Metadata(title="某市关于转发《某市人才办法》的通知", effective="2020-01-01", region_code="441900")
    assert succession(new).end(OLD) is None


def test_an_amended_text_replaces_although_it_says_the_first_day_of_force() -> None:
    first = Metadata(title="某某法", issued="1984-03-12", effective="1985-04-01")
    amended = replace(first, issued="2008-12-27")
    found = Succession.of([document("first", first), document("amended", amended)])
    assert found.end(first) == End("2008-12-27", "amended", "replaced")
    assert found.end(amended) is None
