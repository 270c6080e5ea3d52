"""Files of LibreOffice's own making, read through it: the same text as from the DOCX they were made from."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import docx
import pytest

from ingest.errors import BrokenDocument, DocumentError, UnsupportedFormat
from ingest.readers import read_bytes
from ingest.settings import ReaderLimits

pytestmark = pytest.mark.slow
LIMITS = ReaderLimits()
BEFORE = ["云川市科技创新券管理办法", "第一条　为鼓励企业购买科技服务，制定本办法。", "第二条　标准如下："]
AFTER = ["第三条　本办法自2023年7月1日起施行，有效期3年。"]
ROWS = [("级别", "补助", "备注"), ("国家级", "100万元", "一次性"), ("省级", "20万元", "")]
TEXT = "\n".join([*BEFORE, "级别\t补助\t备注", "国家级\t100万元\t一次性", "省级\t20万元\t一次性", *AFTER]) + "\n"


@pytest.fixture(scope="module")
def made(real_office: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A document with a merged cell, by the suffix it was saved under."""
    document = docx.Document()
    for text in BEFORE:
        document.add_paragraph(text)
    table = document.add_table(3, 3)
    for number, row in enumerate(ROWS):
        for column, text in enumerate(row):
            table.cell(number, column).text = text
    table.cell(1, 2).merge(table.cell(2, 2))
    for text in AFTER:
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    folder = tmp_path_factory.mktemp("office")
    (folder / "in.docx").write_bytes(buffer.getvalue())
    out = {"docx": buffer.getvalue()}
    for suffix in ("doc", "rtf", "odt"):
        call = [real_office, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", suffix]
        subprocess.run([*call, "--outdir", str(folder), str(folder / "in.docx")], check=True, capture_output=True)
        out[suffix] = (folder / f"in.{suffix}").read_bytes()
    return out


@pytest.mark.usefixtures("real_office")
@pytest.mark.parametrize(
    ("saved", "name", "reader"),
    [("docx", "a.docx", "docx"), ("doc", "a.doc", "doc"), ("doc", "a.docx", "doc"), ("doc", "a.wps", "wps"),
     ("rtf", "a.rtf", "rtf"), ("odt", "a.odt", "odt")],
)  # fmt: skip
def test_the_same_text_from_each(made: dict[str, bytes], saved: str, name: str, reader: str) -> None:
    source = read_bytes(made[saved], name, LIMITS)
    assert (source.text, source.reader) == (TEXT, reader)


@pytest.mark.usefixtures("real_office")
@pytest.mark.parametrize("saved", ["doc", "rtf", "odt"])
def test_a_cut_file_is_refused_or_read_as_far_as_it_goes(made: dict[str, bytes], saved: str) -> None:
    try:
        said = read_bytes(made[saved][: len(made[saved]) // 2], f"a.{saved}", LIMITS).text.strip()
    except DocumentError as error:
        said = error.remedy
    assert said


@pytest.mark.usefixtures("real_office")
def test_a_word_file_with_a_password_is_told(made: dict[str, bytes]) -> None:
    data = bytearray(made["doc"])
    data[data.index(b"\xec\xa5") + 11] |= 1
    with pytest.raises(UnsupportedFormat, match="encrypted"):
        read_bytes(bytes(data), "a.doc", LIMITS)


@pytest.mark.usefixtures("real_office")
def test_a_compound_file_of_nothing(tmp_path: Path) -> None:
    with pytest.raises(BrokenDocument, match="LibreOffice could not read it"):
        read_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc", LIMITS)
