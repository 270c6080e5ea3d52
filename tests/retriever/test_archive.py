"""Documents laid out in a file are those that were put in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.facts import extract_facts
from ingest.normalize import normalize
from ingest.structure import build_clauses
from ingest.types import Document, Metadata, Reference, SourceText
from retriever.archive import Archive, Writer
from retriever.reading import read_document

TEXT = "一、支持平台建設\n1、對新認定的省級創新平臺，給予２０萬元補助。\n2、引進博士，安家補貼每人10萬元。\n附則\n"
REPEAL = Reference("关于支持平台的意见", "北政发〔2010〕1号", 0, 4)


def _document(text: str = TEXT, doc_id: str = "d1") -> Document:
    norm = normalize(text)
    meta = Metadata(
        title="意见", label="意见", region="北州市", issued="2016-08-24", cites=(REPEAL,), repeals=(REPEAL,)
    )
    clauses, _ = build_clauses(norm, text, doc_id)
    facts = extract_facts(norm, clauses, doc_id, meta.region)
    source = SourceText(text, "pdf", None, (0, 12), ("a page without text",), 0.93)
    return Document(doc_id, "v" * 64, "意见.pdf", source, meta, clauses, facts, ("no date",))


def _archived(folder: Path, *documents: Document) -> Archive:
    writer = Writer(folder)
    for document in documents:
        writer.add(document, normalize(document.source.text), "f", len(document.clauses), len(document.clauses))
    writer.close()
    return Archive(folder)


def test_every_clause_is_as_it_was_laid_out(tmp_path: Path) -> None:
    document = _document()
    expected = read_document(document, normalize(TEXT))
    found = _archived(tmp_path, document).reading(0)
    assert document.facts
    assert list(found.clauses) == list(expected.clauses)
    assert dict(found.clauses) == expected.clauses


def test_text_and_offsets_are_kept(tmp_path: Path) -> None:
    norm, found = normalize(TEXT), _archived(tmp_path, _document()).reading(0)
    assert (found.norm.text, found.norm.shown, list(found.norm.offsets)) == (norm.text, norm.shown, list(norm.offsets))
    at = norm.text.index("20万元")
    assert found.norm.source_span(at, at + 4) == norm.source_span(at, at + 4)
    assert found.norm.at(TEXT.index("２０")) == norm.at(TEXT.index("２０"))


def test_what_is_said_of_a_document_is_kept(tmp_path: Path) -> None:
    document = _document()
    archive = _archived(tmp_path, document)
    found = archive.reading(0).document
    assert found.source == document.source
    assert found.warnings == document.warnings
    assert found.metadata == archive.cards[0].metadata == replace(document.metadata, cites=(), origins=())


@pytest.mark.parametrize("text", ["", "\ud800半个字符\n", "一\n" * 300])
def test_any_text_is_kept(tmp_path: Path, text: str) -> None:
    assert _archived(tmp_path, _document(text)).reading(0).document.source.text == text


def test_an_archive_of_nothing_can_be_opened(tmp_path: Path) -> None:
    assert _archived(tmp_path).cards == ()


def test_blocks_are_taken_over_as_they_are(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    first, second = _document(), _document("附則\n", "d2")
    known = _archived(tmp_path / "one", first, second)
    writer = Writer(tmp_path / "two", known)
    writer.copy(1)
    writer.close()
    taken = Archive(tmp_path / "two")
    assert taken.cards == known.cards[1:]
    assert taken.block(0) == known.block(1)
