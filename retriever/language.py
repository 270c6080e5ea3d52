"""Which language and script a question is in; texts in the script of the asker."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from retriever.types import Language

if TYPE_CHECKING:
    from opencc import OpenCC

_HAN = re.compile(r"[㐀-鿿]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")


@cache
def _converter(name: str) -> OpenCC:
    from opencc import OpenCC

    return OpenCC(name)


def simplified(text: str) -> str:
    """Traditional → Simplified; Simplified text stays as it is."""
    return str(_converter("t2s").convert(text))


def traditional(text: str) -> str:
    """Simplified → Traditional, in the forms that readers expect: 為 核 裡 眾, not the older 爲 覈 裏 衆."""
    return str(_converter("s2tw").convert(text))


def detect(text: str) -> Language:
    """Language of a question: English where Latin words outweigh Han characters, else the script by its characters."""
    han = len(_HAN.findall(text))
    words = len(_LATIN_WORD.findall(text))
    if han == 0 or (words >= 3 and words * 2 > han):
        return "en" if words else "zh-Hans"
    simple = simplified(text)
    changed = sum(a != b for a, b in zip(text, simple, strict=False))
    if changed == 0:
        return "zh-Hans"
    # characters that only Simplified has speak against Traditional
    kept = sum(a != b for a, b in zip(text, traditional(text), strict=False))
    return "zh-Hant" if changed >= kept else "zh-Hans"


def in_script(text: str, language: Language) -> str:
    """Chinese words of ours in the asker's script."""
    return traditional(text) if language == "zh-Hant" else text
