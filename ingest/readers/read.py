"""Choose the reader by content first, by suffix where content does not say."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import NoReturn

from ingest.errors import BrokenDocument, TooLarge, UnsupportedFormat
from ingest.readers.image import looks_like_image
from ingest.readers.text import looks_like_html, read_text
from ingest.settings import ReaderLimits
from ingest.types import SourceText

# What a folder is searched for; a file that is named itself is tried whatever its suffix.
SUFFIXES = frozenset(
    (
        *(".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".mht", ".mhtml", ".pdf", ".docx", ".ofd"),
        *(".doc", ".wps", ".wpt", ".dot", ".rtf", ".odt"),  # through LibreOffice
        *(".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp"),
    )
)
_MEMBERS = 20_000  # files in an archive
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(path: Path, limits: ReaderLimits) -> SourceText:
    """The text of a file.

    Raises:
        UnsupportedFormat: No reader for what the file holds.
        BrokenDocument: It says that it is a format but cannot be read as one, or holds no text.
        TooLarge: It is over a limit.
    """
    return read_bytes(load(path, limits), path.name, limits)


def load(path: Path, limits: ReaderLimits) -> bytes:
    """The bytes of a file, never more than the limit.

    Raises:
        TooLarge: It is over the limit.
        BrokenDocument: It cannot be read.
    """
    try:
        if not path.is_file():
            raise BrokenDocument("no such file" if not path.exists() else "not a file", "check the path")
        with path.open("rb") as stream:
            data = stream.read(limits.max_bytes + 1)
    except OSError as error:
        raise BrokenDocument(f"cannot be opened ({error.strerror})", "check the path and its rights") from error
    if len(data) > limits.max_bytes:
        raise TooLarge(f"over {limits.max_bytes:,} bytes", "split the file, or raise max_bytes")
    return data


def read_bytes(data: bytes, name: str, limits: ReaderLimits) -> SourceText:
    """The text of a file's bytes; `name` gives the suffix. Raises as `read` does."""
    if not data.strip(b"\x00 \t\r\n\f\xef\xbb\xbf"):
        raise BrokenDocument("the file is empty", "check that it was saved or downloaded completely")
    source = _read(data, Path(name).suffix.lower(), limits)
    if len(source.text) > limits.max_characters:
        raise TooLarge(f"over {limits.max_characters:,} characters", "split the file, or raise max_characters")
    if not source.text.strip():
        raise BrokenDocument("no text in it", "check that the file holds text and not only pictures")
    return source


def _read(data: bytes, suffix: str, limits: ReaderLimits) -> SourceText:
    if b"%PDF-" in data[:1024]:
        from ingest.readers.pdf import read_pdf

        return read_pdf(data, limits)
    if data.startswith(b"PK\x03\x04"):
        return _read_zip(data, limits)
    if data.startswith(_OLE):
        from ingest.readers.office import read_office

        # WPS files are named .docx as often as not: the name says nothing, the content is a compound file.
        return read_office(data, ".wps" if suffix in (".wps", ".wpt") else ".doc", "an old Word or WPS file", limits)
    if data.startswith(b"{\\rtf"):
        from ingest.readers.office import read_office

        return read_office(data, ".rtf", "an RTF file", limits)
    if looks_like_image(data):
        from ingest.readers.image import read_image

        return read_image(data, limits)
    if suffix in (".pdf", ".docx"):
        raise BrokenDocument(f"not a {suffix[1:].upper()} file inside", "check that it was downloaded completely")
    if suffix in (".mht", ".mhtml"):
        from ingest.readers.html import read_mht

        return read_mht(data, limits)
    source = read_text(data, "markdown" if suffix in (".md", ".markdown") else "text")
    if suffix in (".html", ".htm", ".xhtml") or (suffix not in (".md", ".markdown") and looks_like_html(source.text)):
        from ingest.readers.html import read_html

        return read_html(source, limits)
    return source


def _read_zip(data: bytes, limits: ReaderLimits) -> SourceText:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        remedy = "check that it was downloaded completely"
        raise BrokenDocument("the file is a damaged archive", remedy) from error
    if len(names) > _MEMBERS:
        raise TooLarge(f"holds over {_MEMBERS:,} files", "unpack it and give the documents in it")
    if unpacked > limits.max_unpacked_bytes:
        raise TooLarge(f"unpacks to over {limits.max_unpacked_bytes:,} bytes", "split it, or raise max_unpacked_bytes")
    if "word/document.xml" in names:
        from ingest.readers.docx import read_docx

        return read_docx(data, limits)
    if "ofd.xml" in {name.lstrip("/").lower() for name in names}:
        from ingest.readers.ofd import read_ofd

        return read_ofd(data, limits)
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        _unsupported("a spreadsheet or a presentation", "save it as .pdf or .docx")
    if "content.xml" in names:
        from ingest.readers.office import read_office

        return read_office(data, ".odt", "an OpenDocument text", limits)
    _unsupported("an archive", "unpack it and give the files in it")


def _unsupported(what: str, remedy: str) -> NoReturn:
    raise UnsupportedFormat(f"{what} cannot be read", remedy)
