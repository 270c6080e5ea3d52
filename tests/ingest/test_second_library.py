"""Outside files: each is read or refused with a reason, nothing of a text is lost, formats agree with one another."""

from __future__ import annotations

import io
import re
from collections import Counter
from functools import cache
from pathlib import Path

import docx
import pypdfium2
import pytest

from ingest.errors import DocumentError
from ingest.parser import parse
from ingest.readers.html import mht_page
from ingest.settings import IngestSettings
from ingest.types import Document

pytestmark = pytest.mark.slow
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
LAWS = 8


@cache
def parsed(path: Path) -> Document:
    return parse(path.read_bytes(), path.name, "d1", {}, IngestSettings())


def test_every_file_is_read_or_refused_and_conserved(test_data: Path) -> None:
    files = [
        path for part in ("documents", "formats") for path in sorted((test_data / part).rglob("*")) if path.is_file()
    ]
    refused = []
    for path in files:
        if path.suffix == ".jsonl":
            continue
        try:
            document = parsed(path)
        except DocumentError as error:
            refused.append(f"{path.name}: {error}")
            continue
        text = document.source.text
        assert "".join(text[clause.start : clause.end] for clause in document.clauses) == text, path.name
    assert refused == []


def test_the_laws_are_the_same_in_docx_and_pdf(test_data: Path) -> None:
    files = sorted((test_data / "formats" / "law_docx").glob("*.docx"))
    assert len(files) == LAWS
    for path in files:
        one, other = parsed(path), parsed(test_data / "formats" / "law_pdf" / f"{path.stem}.pdf")
        assert [(c.path, c.depth, c.role) for c in one.clauses] == [(c.path, c.depth, c.role) for c in other.clauses]
        assert [(f.kind, f.value, f.unit) for f in one.facts] == [(f.kind, f.value, f.unit) for f in other.facts]


def test_the_characters_of_a_pdf_as_pdfium_gives_them(test_data: Path) -> None:
    for path in sorted((test_data / "formats").rglob("*.pdf")):
        with pypdfium2.PdfDocument(path) as document:
            whole = "".join(page.get_textpage().get_text_bounded() for page in document)
        assert kept(whole, parsed(path)) >= 0.995, path.name


def test_the_characters_of_a_docx_as_another_way_gives_them(test_data: Path) -> None:
    for path in sorted((test_data / "formats").rglob("*.docx")):
        document = docx.Document(io.BytesIO(path.read_bytes()))
        whole = "".join(paragraph.text for paragraph in document.paragraphs)
        for relation in document.part.rels.values():
            if relation.reltype.endswith("/aFChunk"):
                whole += re.sub("<[^>]*>", "", mht_page(relation.target_part.blob)[0])
        assert len(_HAN.findall(whole)) > 500, path.name
        assert kept(whole, parsed(path)) >= 0.995, path.name


def kept(whole: str, document: Document) -> float:
    """Share of the Chinese characters of `whole` that the document has."""
    wanted, found = Counter(_HAN.findall(whole)), Counter(_HAN.findall(document.source.text))
    return 1 - (wanted - found).total() / max(1, wanted.total())
