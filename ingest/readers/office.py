"""Old Word and WPS files, RTF and OpenDocument: turned into DOCX by LibreOffice where it is installed."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import tempfile
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from ingest.errors import BrokenDocument, TooLarge, UnsupportedFormat
from ingest.settings import ReaderLimits
from ingest.types import SourceText

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 120
_SECTOR = 512  # bytes: a Word file's header stands at the start of one
_WORD_MARK, _WORD_VERSIONS = b"\xec\xa5", range(0xC0, 0x120)
_BY_HAND = "open it in Word, WPS or LibreOffice and save it as .docx or .pdf"


def read_office(data: bytes, suffix: str, what: str, limits: ReaderLimits) -> SourceText:
    """The text of the file, through LibreOffice. `what` names the format in an error.

    Raises:
        UnsupportedFormat: LibreOffice is not installed, or the file is a table, slides or encrypted.
        BrokenDocument: LibreOffice could not read it.
        TooLarge: What it made is over a limit.
    """
    from ingest.readers.docx import read_docx

    _refuse_others(data)
    program = installed()
    if program is None:
        remedy = f"install LibreOffice, or {_BY_HAND}"
        raise UnsupportedFormat(f"{what} can be read only where LibreOffice is installed", remedy)
    made = _converted(program, data, suffix, what)
    if len(made) > limits.max_unpacked_bytes:
        raise TooLarge(f"becomes over {limits.max_unpacked_bytes:,} bytes as DOCX", "split it")
    source = read_docx(made, limits)
    return replace(source, reader=suffix[1:], warnings=(f"{what}, read through LibreOffice", *source.warnings))


def installed() -> str | None:
    """Where LibreOffice is, or None."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def _refuse_others(data: bytes) -> None:
    """Compound files say in their directory, in UTF-16, what they hold; Word and OpenDocument where they are locked."""
    for name, what in (("EncryptedPackage", "an encrypted file"), ("Workbook", "a spreadsheet"),
                       ("PowerPoint Document", "a presentation")):  # fmt: skip
        if data.startswith(b"\xd0\xcf\x11\xe0") and name.encode("utf-16-le") in data:
            remedy = "save it without a password" if name == "EncryptedPackage" else "save it as .pdf or .docx"
            raise UnsupportedFormat(f"{what} cannot be read", remedy)
    if _is_locked_odt(data) if data.startswith(b"PK") else _is_locked_word(data):
        raise UnsupportedFormat("an encrypted file cannot be read", "save it without a password")


def _is_locked_word(data: bytes) -> bool:
    at = data.find(_WORD_MARK)
    while at >= 0 and (at % _SECTOR or int.from_bytes(data[at + 2 : at + 4], "little") not in _WORD_VERSIONS):
        at = data.find(_WORD_MARK, at + 1)
    return at >= 0 and bool(data[at + 11 : at + 12]) and data[at + 11] & 1 == 1


def _is_locked_odt(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return b"encryption-data" in archive.read("META-INF/manifest.xml")
    except (KeyError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError, ValueError):
        return False  # LibreOffice says what it makes of it


def _converted(program: str, data: bytes, suffix: str, what: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="policyqa-") as folder:
        given = Path(folder, "in" + suffix)
        given.write_bytes(data)
        # A profile of its own: LibreOffice hands a file over to one that is already running with the same profile.
        call = [program, "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/profile",
                "--convert-to", "docx", "--outdir", f"{folder}/out", str(given)]  # fmt: skip
        with subprocess.Popen(
            call, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        ) as process:
            try:
                process.wait(_SECONDS)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                _failed(what, f"LibreOffice took over {_SECONDS} s")
        made = Path(folder, "out", "in.docx")
        if not made.is_file():
            _failed(what, "LibreOffice could not read it")
        return made.read_bytes()


def _failed(what: str, why: str) -> NoReturn:
    raise BrokenDocument(f"{what}: {why}", _BY_HAND)
