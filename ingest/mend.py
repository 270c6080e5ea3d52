"""Mending by class, one character for one: what a converter broke gets the character it stood for.

Every function here keeps the length, so offsets survive; a character to be dropped becomes `GONE`.
"""

from __future__ import annotations

import re
import unicodedata

GONE = "\0"  # removed when the text is put together
_ZERO_WIDTH = "\0\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x7f"
_ZERO_WIDTH += "\xad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\ufeff\ufffe\uffff"
_BREAKS = "\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_SPACES = "\t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"


def _radicals() -> dict[int, str]:
    """Radicals and compatibility ideographs that PDFs hold in place of the plain character."""
    found = {}
    for code in (*range(0x2E80, 0x2FD6), *range(0xF900, 0xFADA)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            found[code] = plain
    return found


_SAME_LENGTH = {
    **{ord(c): GONE for c in _ZERO_WIDTH},
    **{ord(c): "\n" for c in _BREAKS},
    **{ord(c): " " for c in _SPACES},
    **_radicals(),
}
_DAMAGED = re.compile(f"[{re.escape(''.join(map(chr, _SAME_LENGTH)))}]+")  # runs: str.translate on all is slow

HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
PUNCT = "、。，．；：！？（）《》〈〉〔〕【】「」『』“”‘’…—％"
_YI = "\ua000-\ua4cf"
_YI_RUN = re.compile(f"[{_YI}]+")
_CHINESE = re.compile(f"[{HAN}{PUNCT}0-9０-９]")
_PUA = "\ue000-\uf8ff\U000f0000-\U0010ffff"
_PUA_POINT = re.compile(f"([0-9０-９][ \u3000]*)([{_PUA}])")
_ANGLES = re.compile(f"[«»](?=[ \u3000]*[\n{HAN}{PUNCT}«»])|(?<=[{HAN}{PUNCT}«»0-9])[«»]")
_LEAK_MARKS = frozenset("，。；：！？、“”‘’《》（）％—…·")


def mend(source: str) -> str:
    """The source with damage mended, of the same length; `GONE` stands for what is to be dropped."""
    text = source.replace("\r\n", f"{GONE}\n")
    text = _DAMAGED.sub(lambda m: m[0].translate(_SAME_LENGTH), text)
    if _YI_RUN.search(text):
        text = _mend_gbk(text)
    text = _PUA_POINT.sub(lambda m: m[1] + ".", text) if re.search(f"[{_PUA}]", text) else text
    if "«" in text or "»" in text:
        text = _ANGLES.sub(lambda m: "《" if m[0] == "«" else "》", text)
    return text


def _gbk(char: str) -> str | None:
    """The character whose two GBK bytes are this code point, if it is one of rows A1–A3."""
    high, low = divmod(ord(char), 256)
    if not (0xA1 <= high <= 0xA3 and low >= 0xA1):
        return None
    try:
        return bytes((high, low)).decode("gbk")
    except UnicodeDecodeError:
        return None


def _mend_gbk(text: str) -> str:
    """GBK punctuation whose code leaked as a code point (U+A3AC is `，`); real Yi script stays.

    A text with Yi syllables that cannot be GBK codes holds real Yi: there only a lone mark between Chinese is mended.
    """
    real_yi = any(_gbk(c) is None for run in _YI_RUN.finditer(text) for c in run[0])

    def decode(match: re.Match[str]) -> str:
        plain = [_gbk(c) for c in match[0]]
        if any(c is None for c in plain):
            return match[0]
        before = _neighbour(text, match.start(), -1)
        after = _neighbour(text, match.end(), 1)
        if real_yi:
            fits = len(plain) == 1 and plain[0] in _LEAK_MARKS and bool(_CHINESE.match(before))
            fits = fits and (not after or bool(_CHINESE.match(after)))
        else:
            fits = bool(_CHINESE.match(before)) or bool(_CHINESE.match(after))
        if not fits:
            return match[0]
        if plain == ["．"] and not (before.isdigit() and after.isdigit()):
            return "。"  # GBK A3AE is the full-width dot, which typesetters set for the full stop
        return "".join(c for c in plain if c)

    return _YI_RUN.sub(decode, text)


def _neighbour(text: str, index: int, step: int) -> str:
    """Nearest character before (-1) or from (1) an index that is no white space, or ''."""
    at = index - 1 if step < 0 else index
    while 0 <= at < len(text) and text[at] in " \n\u3000\0":
        at += step
    return text[at] if 0 <= at < len(text) else ""
