"""OFD made here, and old Word files through a LibreOffice that is not one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ingest.errors import BrokenDocument, UnsupportedFormat
from ingest.readers import read_bytes
from ingest.settings import ReaderLimits
from tests.ingest.rendering import to_docx
from tests.ingest.samples import OFD, ofd_bytes

LIMITS = ReaderLimits()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LONG = "第一条　为鼓励企业购买科技服务，根据有关规定，结合本市实际，制定本办法，由市科技局解释。"


def test_ofd_lines_become_paragraphs_and_pages_are_kept() -> None:
    source = read_bytes(ofd_bytes([LONG + LONG, "第二条　附则。"]), "a.ofd", LIMITS)
    assert source.text == f"{LONG}{LONG}\n第二条　附则。\n"
    assert (source.reader, source.page(0), source.page(source.text.index("第二条"))) == ("ofd", 1, 2)


def test_ofd_text_of_a_template_is_read() -> None:
    template = (
        f'<ofd:Page {OFD}><ofd:Content><ofd:Layer><ofd:TextObject Boundary="30 10 99 6" Size="5">'
        '<ofd:TextCode X="0" Y="5" DeltaX="g 5 5">云川市人民政府文件</ofd:TextCode></ofd:TextObject>'
        "</ofd:Layer></ofd:Content></ofd:Page>"
    )
    assert read_bytes(ofd_bytes(["第一条　总则。"], template=template), "a.ofd", LIMITS).text.startswith(
        "云川市人民政府"
    )


def test_ofd_in_private_codes_is_refused() -> None:
    with pytest.raises(BrokenDocument, match="private codes"):
        read_bytes(ofd_bytes(["\ue001\ue002\ue003一"]), "a.ofd", LIMITS)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program `soffice` that takes the options of LibreOffice and gives a DOCX made here."""
    (tmp_path / "made.docx").write_bytes(to_docx(["第一条 补助20万元。"]))
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(
        f"""#!/bin/sh
while [ $# -gt 1 ]; do [ "$1" = --outdir ] && out=$2; shift; done
grep -q broken "$1" && exit 1
mkdir -p "$out" && cp {tmp_path}/made.docx "$out/in.docx"
"""
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    return program


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    ("data", "name", "reader"),
    [(OLE + bytes(600), "a.doc", "doc"), (OLE + bytes(600), "a.docx", "doc"), (OLE + bytes(600), "a.wps", "wps"),
     (b"{\\rtf1 text}", "a.doc", "rtf")],
)  # fmt: skip
def test_old_files_are_read_through_libreoffice(data: bytes, name: str, reader: str) -> None:
    source = read_bytes(data, name, LIMITS)
    assert (source.text, source.reader) == ("第一条 补助20万元。\n", reader)
    assert any("LibreOffice" in warning for warning in source.warnings)


@pytest.mark.usefixtures("office")
def test_what_libreoffice_cannot_read_is_told() -> None:
    with pytest.raises(BrokenDocument, match="LibreOffice could not read it"):
        read_bytes(OLE + b"broken", "a.doc", LIMITS)


def test_without_libreoffice_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(UnsupportedFormat, match="install LibreOffice"):
        read_bytes(OLE + bytes(600), "a.doc", LIMITS)


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("inside", ["EncryptedPackage", "Workbook", "PowerPoint Document"])
def test_other_compound_files_are_refused(inside: str) -> None:
    with pytest.raises(UnsupportedFormat):
        read_bytes(OLE + bytes(100) + inside.encode("utf-16-le"), "a.doc", LIMITS)
