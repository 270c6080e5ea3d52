"""Files made to be costly are refused with an error that names the limit, quickly and in little memory."""

from __future__ import annotations

import io
import struct
import time
import zipfile
import zlib
from dataclasses import replace

import pytest
from docx.oxml.ns import nsdecls

from ingest.errors import BrokenDocument, DocumentError, TooLarge, UnsupportedFormat
from ingest.readers import read_bytes
from ingest.settings import ReaderLimits
from tests.ingest.rendering import to_docx
from tests.ingest.samples import OFD, ofd_bytes, zip_bytes

LIMITS = ReaderLimits()
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)


@pytest.fixture(autouse=True)
def _soon() -> object:
    started = time.monotonic()
    yield
    assert time.monotonic() - started < 10


def with_member(archive: bytes, name: str, data: bytes | str) -> bytes:
    """The archive with another file of this name."""
    with zipfile.ZipFile(io.BytesIO(archive)) as given:
        return zip_bytes({**{one: given.read(one) for one in given.namelist()}, name: data})


def test_a_zip_bomb() -> None:
    bomb = with_member(to_docx(["一"]), "word/document.xml", b"<" + bytes(20_000_000))
    assert len(bomb) < 100_000
    with pytest.raises(TooLarge, match="unpacks"):
        read_bytes(bomb, "a.docx", replace(LIMITS, max_unpacked_bytes=10_000_000))


@pytest.mark.parametrize("name", ["word/document.xml", "OFD.xml"])
def test_a_zip_that_lies_about_its_size(name: str) -> None:
    data = bytearray(zip_bytes({name: b"<a>" + bytes(40_000_000)}))
    where = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, where + 24, 1000)
    with pytest.raises(DocumentError):
        read_bytes(bytes(data), "a.docx", LIMITS)


def test_too_many_files_in_an_archive() -> None:
    archive = zip_bytes({f"word/{number}": b"" for number in range(20_001)} | {"word/document.xml": b"<a/>"})
    with pytest.raises(TooLarge, match="files"):
        read_bytes(archive, "a.docx", LIMITS)


def test_an_archive_in_an_archive_is_not_opened() -> None:
    with pytest.raises(UnsupportedFormat):
        read_bytes(zip_bytes({"a.zip": zip_bytes({"a.docx": to_docx(["一"])})}), "a.docx", LIMITS)


def test_billion_laughs_in_a_docx() -> None:
    body = f"<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>"
    refused_or_short(with_member(to_docx(["一"]), "word/document.xml", LAUGHS + body), "a.docx")


def test_billion_laughs_in_an_ofd() -> None:
    page = (
        f'<ofd:Page {OFD}><ofd:TextObject Boundary="0 0 9 9" Size="5"><ofd:TextCode>&j;</ofd:TextCode></ofd:TextObject>'
    )
    refused_or_short(
        with_member(ofd_bytes(["一"]), "Doc_0/Pages/Page_0/Content.xml", LAUGHS + page + "</ofd:Page>"), "a.ofd"
    )


def test_billion_laughs_in_a_page() -> None:
    refused_or_short((LAUGHS + "<html><body><p>第一条 &j;</p></body></html>").encode(), "a.html")


def refused_or_short(data: bytes, name: str) -> None:
    try:
        text = read_bytes(data, name, LIMITS).text
    except DocumentError:
        return
    assert len(text) < 2000  # the entity stands as it is, it was not followed


def test_a_file_outside_is_not_read(tmp_path: object) -> None:
    entity = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    body = f"<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>一 &a;</w:t></w:r></w:p></w:body></w:document>"
    try:
        text = read_bytes(with_member(to_docx(["一"]), "word/document.xml", entity + body), "a.docx", LIMITS).text
    except DocumentError:
        return
    assert "root" not in text


def test_deep_xml() -> None:
    deep = f"<w:document {nsdecls('w')}><w:body>{'<w:sdt><w:sdtContent>' * 50_000}"
    with pytest.raises(BrokenDocument):
        read_bytes(with_member(to_docx(["一"]), "word/document.xml", deep), "a.docx", LIMITS)


def pdf_of(pages: int) -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count " + str(pages).encode() + b"/Kids[" + b"3 0 R " * pages + b"]>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n"
    )


def test_a_pdf_of_100_000_pages() -> None:
    with pytest.raises(TooLarge, match="100000 pages"):
        read_bytes(pdf_of(100_000), "a.pdf", LIMITS)


def test_a_pdf_that_lies_about_its_pages() -> None:
    with pytest.raises(DocumentError):
        read_bytes(pdf_of(2).replace(b"/Count 2", b"/Count 2000"), "a.pdf", LIMITS)


def test_an_ofd_of_too_many_pages() -> None:
    with pytest.raises(TooLarge, match="pages"):
        read_bytes(ofd_bytes(["一"] * 30), "a.ofd", replace(LIMITS, max_pages=20))


@pytest.mark.slow
def test_an_ofd_that_draws_a_unit_in_itself() -> None:
    unit = f'<ofd:Res {OFD}><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="9"><ofd:Content>' + (
        '<ofd:CompositeObject Boundary="0 0 9 9" ResourceID="9"/>' * 20
    )
    unit += "</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"
    document = (
        f"<ofd:Document {OFD}><ofd:CommonData><ofd:DocumentRes>Res.xml</ofd:DocumentRes></ofd:CommonData>"
        '<ofd:Pages><ofd:Page BaseLoc="Page.xml"/></ofd:Pages></ofd:Document>'
    )
    page = f'<ofd:Page {OFD}><ofd:CompositeObject Boundary="0 0 9 9" ResourceID="9"/></ofd:Page>'
    data = with_member(ofd_bytes([]), "Doc_0/Document.xml", document)
    data = with_member(with_member(data, "Doc_0/Res.xml", unit), "Doc_0/Page.xml", page)
    with pytest.raises(DocumentError):
        read_bytes(data, "a.ofd", LIMITS)


def test_a_picture_of_too_many_pixels() -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    data = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )
    with pytest.raises(TooLarge, match="pixels"):
        read_bytes(data, "a.png", LIMITS)
