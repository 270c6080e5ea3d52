"""Texts made comparable: NFKC, Simplified, lower case, white space or everything but letters and digits aside."""

from __future__ import annotations

import re
import unicodedata

from retriever.language import simplified

_MARKER = re.compile(r"\[\d{1,3}\]")
_SPACE = re.compile(r"\s+")


def plain(answer: str) -> str:
    """An answer without its citation markers."""
    return _MARKER.sub("", answer)


def fold(text: str) -> str:
    """NFKC, Simplified, lower case."""
    return unicodedata.normalize("NFKC", simplified(text)).lower()


def close(text: str) -> str:
    """Folded, white space aside."""
    return _SPACE.sub("", fold(text))


def letters(text: str) -> str:
    """Folded letters and digits alone."""
    return "".join(c for c in fold(text) if c.isalnum())
