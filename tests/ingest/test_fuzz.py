"""Whatever the bytes, a reader gives a text or says why not: no other error, and no end that never comes."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import DocumentError
from ingest.readers import read_bytes
from ingest.settings import ReaderLimits
from tests.ingest.rendering import to_docx, to_html, to_pdf
from tests.ingest.samples import ofd_bytes, png_bytes

LIMITS = ReaderLimits(max_bytes=1 << 20, max_unpacked_bytes=1 << 22, max_characters=100_000, max_pages=50)
SUFFIXES = ["txt", "md", "html", "mht", "pdf", "docx", "ofd", "png", "doc", "rtf", "odt", ""]
STARTS = [
    *(b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf", b"\x89PNG\r\n\x1a\n"),
    *(b"\xff\xd8\xff\xe0", b"II*\x00", b"GIF89a", b"BM", b"RIFF\x10\0\0\0WEBP", b"<html>", b"---\n"),
    *(b"MIME-Version: 1.0\n", b"\xef\xbb\xbf", b"\xff\xfe"),
]
PARAGRAPHS = ["促进创新若干政策", "第一条　对新认定的企业，一次性补助20万元。", "第二条　自2020年1月1日起施行。"]


@cache
def sample(kind: str) -> bytes:
    if kind == "mht":
        return b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n" + to_html(PARAGRAPHS)
    makers = {"docx": to_docx, "html": to_html, "pdf": to_pdf, "ofd": ofd_bytes, "png": png_bytes}
    return makers[kind](PARAGRAPHS)


def tried(data: bytes, name: str) -> None:
    def nothing(picture: object) -> tuple[list[object], list[float]]:
        return [], []

    with patch("ingest.readers.ocr.recognise", nothing):
        try:
            source = read_bytes(data, name, LIMITS)
        except DocumentError as error:
            said = error
        else:
            assert source.text.strip()
            assert list(source.page_starts) == sorted(source.page_starts)
            return
    assert said.remedy
    assert "\n" not in str(said)


@settings(max_examples=100)
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=3000), suffix=st.sampled_from(SUFFIXES))
def test_random_bytes(start: bytes, rest: bytes, suffix: str) -> None:
    tried(start + rest, f"a.{suffix}")


@pytest.mark.parametrize("kind", ["html", "mht", "pdf", "png", "docx", "ofd"])
@settings(max_examples=30)
@given(data=st.data())
def test_damaged_files(kind: str, data: st.DataObject) -> None:
    tried(damaged(data, sample(kind)), f"a.{kind}")


@pytest.mark.parametrize("kind", ["docx", "ofd"])
@settings(max_examples=30)
@given(data=st.data())
def test_damaged_members_of_a_whole_archive(kind: str, data: st.DataObject) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sample(kind))) as given_, zipfile.ZipFile(buffer, "w") as made:
        names = given_.namelist()
        hurt = data.draw(st.sets(st.sampled_from(names), min_size=1, max_size=3))
        for name in names:
            member = given_.read(name)
            made.writestr(name, damaged(data, member) if name in hurt else member)
    tried(buffer.getvalue(), f"a.{kind}")


def damaged(data: st.DataObject, whole: bytes) -> bytes:
    """Bytes overwritten, cut out or put in at a few places, or the end cut off."""
    out = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, max(0, len(out) - 1)))
        span = data.draw(st.integers(0, 40))
        what = data.draw(st.sampled_from(["over", "cut", "put", "end", "digit"]))
        if what == "end":
            del out[at:]
        elif what == "digit":  # a number in a structure changed is worse than noise
            out[at : at + span] = bytes(57 if 48 <= byte <= 57 else byte for byte in out[at : at + span])
        else:
            new = b"" if what == "cut" else data.draw(st.binary(max_size=40))
            out[at : at + (0 if what == "put" else span)] = new
    return bytes(out)
