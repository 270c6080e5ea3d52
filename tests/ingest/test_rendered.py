"""The five policy files written out in other formats are read as the same documents."""

from __future__ import annotations

import io
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from ingest.normalize import normalize
from ingest.parser import parse
from ingest.settings import IngestSettings
from ingest.types import Document
from tests.ingest.rendering import font_file, to_docx, to_html, to_pages, to_pdf

FILES = sorted((Path(__file__).parents[2] / "docs_corpus").glob("*.txt"))
MAKERS = {"docx": to_docx, "html": to_html, "pdf": to_pdf}


@cache
def plain(path: Path) -> Document:
    return parse(path.read_bytes(), path.name, "d1", {}, IngestSettings())


def paragraphs(path: Path) -> list[str]:
    """The file's paragraphs, mended and un-wrapped."""
    lines = normalize(plain(path).source.text).shown.split("\n")
    return [line.strip() for line in lines if line.strip()]


def paths(document: Document) -> list[tuple[str, ...]]:
    return [clause.path for clause in document.clauses if clause.role in ("clause", "annex")]


def values(document: Document) -> list[object]:
    return [(fact.kind, fact.value, fact.value_max, fact.unit, fact.bound, fact.text) for fact in document.facts]


@pytest.mark.parametrize("format_", MAKERS)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_same_document(path: Path, format_: str) -> None:
    made = parse(MAKERS[format_](paragraphs(path)), f"a.{format_}", "d1", {}, IngestSettings())
    assert paths(made) == paths(plain(path))
    assert values(made) == values(plain(path))
    dates = ("issued", "effective", "expires", "period_end", "doc_number")
    assert [getattr(made.metadata, name) for name in dates] == [getattr(plain(path).metadata, name) for name in dates]


@pytest.mark.slow
def test_page_images_are_read_back() -> None:
    """Two pages of one file; docs/formats.md has the figures of all five."""
    if font_file() is None:
        pytest.skip("no Chinese font to draw the pages with (Debian: fonts-noto-cjk)")
    path = next(path for path in FILES if "liangshan" in path.stem)
    pages = to_pages(paragraphs(path), most=2)
    buffer = io.BytesIO()
    pages[0].save(buffer, "PDF", save_all=True, append_images=pages[1:], resolution=200)
    made = parse(buffer.getvalue(), "a.pdf", "d1", {}, IngestSettings())
    read = [(clause.number, clause.depth) for clause in made.clauses if clause.number]
    assert len(read) >= 4
    assert read == [(clause.number, clause.depth) for clause in plain(path).clauses if clause.number][: len(read)]
    wanted = Counter(values(plain(path)))
    found = [value for value in values(made) if value in wanted]
    assert len(found) >= 0.99 * len(made.facts)
