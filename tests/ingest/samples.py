"""Small files made here for the tests of the readers: OFD, pictures, archives."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def zip_bytes(members: Mapping[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def ofd_bytes(
    paragraphs: Sequence[str], *, template: str = "", resources: Mapping[str, bytes | str] | None = None
) -> bytes:
    """A page a paragraph, in lines of 20 characters of 5 mm, the first indented by two."""
    members: dict[str, bytes | str] = {
        "OFD.xml": f"<ofd:OFD {OFD}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        **(resources or {}),
    }
    pages = []
    for number, text in enumerate(paragraphs):
        lines = [text[:18], *(text[start : start + 20] for start in range(18, len(text), 20))]
        objects = "".join(
            f'<ofd:TextObject ID="{9 + row}" Boundary="{20 if row else 30} {30 + 8 * row} 100 6" Font="1" Size="5">'
            f'<ofd:TextCode X="0" Y="5" DeltaX="g {max(1, len(line) - 1)} 5">{line}</ofd:TextCode></ofd:TextObject>'
            for row, line in enumerate(lines)
        )
        use = '<ofd:Template TemplateID="77"/>' if template else ""
        members[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f'<ofd:Page {OFD}>{use}<ofd:Content><ofd:Layer ID="5">{objects}</ofd:Layer></ofd:Content></ofd:Page>'
        )
        pages.append(f'<ofd:Page ID="{number + 1}" BaseLoc="Pages/Page_{number}/Content.xml"/>')
    shared = '<ofd:TemplatePage ID="77" BaseLoc="Tpls/Content.xml"/>' if template else ""
    members["Doc_0/Document.xml"] = (
        f"<ofd:Document {OFD}><ofd:CommonData>{shared}</ofd:CommonData>"
        f"<ofd:Pages>{''.join(pages)}</ofd:Pages></ofd:Document>"
    )
    if template:
        members["Doc_0/Tpls/Content.xml"] = template
    return zip_bytes(members)


def png_bytes(paragraphs: Sequence[str] = ()) -> bytes:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(buffer, "PNG")
    return buffer.getvalue()
