"""Plain text and Markdown: the file decoded, character for character, line ends as they are."""

from __future__ import annotations

import codecs
import re

from ingest.errors import BrokenDocument
from ingest.types import SourceText

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)
# Common in running Chinese of either script, and no wonder in what a wrong encoding makes of it.
_COMMON = frozenset(
    "的一是在有和不人中了大国為为及以上用於于第行年市法之政府科技企業业項项工作規规定發发展、。，；：《》（）"
)
_ZEROS = 0.4  # of a text
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_USUAL = re.compile("[\\t\\n\\f\\r -~\\u2000-\\ud7ff\\uff00-\\uffef]")
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_REMEDY = "save it as UTF-8 text, or give the PDF or DOCX it was made from"


def read_text(data: bytes, reader: str) -> SourceText:
    """The bytes decoded. A byte order mark is no character of the text; everything else is kept.

    Raises:
        BrokenDocument: This is no text in an encoding that Chinese documents use.
    """
    text, encoding = decode(data)
    stray, zeros, lost = len(_CONTROLS.findall(text)), text.count("\x00"), text.count("\ufffd")
    if stray > max(8, len(text) // 1000):
        raise BrokenDocument("binary data, not a text", _REMEDY)
    warnings = []
    if stray + zeros:
        warnings.append(f"{stray + zeros} control characters in the text")
    if lost:
        warnings.append(f"{lost} characters could not be decoded as {encoding} and stand as \ufffd")
    return SourceText(text, reader, encoding, warnings=tuple(warnings))


def decode(data: bytes) -> tuple[str, str]:
    """Text and the name of its encoding: a byte order mark, UTF-8, UTF-16 without a mark, GB18030 or Big5.

    A few wrong bytes (a file that was cut, a bad sector) do not decide against an encoding; they become U+FFFD.

    Raises:
        BrokenDocument: None of them fits.
    """
    for mark, codec, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), codec
    text = data.decode("utf-8", "replace")
    # English in UTF-16 is every other byte zero; a text that was torn or padded has fewer zeros.
    if text.count("\x00") <= _ZEROS * len(text) and text.count("\ufffd") <= len(text) // 500 + (len(text) > 50):
        return text, "utf-8"
    candidates = [(_score(text := data.decode(codec, "replace")), text, codec) for codec in _plausible(data)]
    best = max(candidates, key=lambda item: item[0], default=None)
    if best is None or best[0] < 0.02:
        raise BrokenDocument("no text in an encoding that is known (UTF-8, UTF-16, GB18030, Big5)", _REMEDY)
    return best[1], best[2]


def looks_like_html(text: str) -> bool:
    """Whether a text begins as a web page does."""
    return _HTML.match(text[:4000]) is not None


def _plausible(data: bytes) -> tuple[str, ...]:
    # A zero byte is in UTF-16 only, where every ASCII character and 一 have one.
    wide = () if len(data) % 2 else ("utf-16-le", "utf-16-be")
    return wide if 0 in data else ("gb18030", "big5hkscs", *wide)


def _score(text: str) -> float:
    """Share of common Chinese characters, less what no text has: controls, private use, rare blocks."""
    sample = text[:20000]
    common = sum(ch in _COMMON for ch in sample)
    odd = sum(not _USUAL.match(ch) for ch in sample)
    return (common - odd) / max(1, len(sample))
