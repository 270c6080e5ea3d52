"""British spellings as American ones, under which the tables of translations file a word."""

from __future__ import annotations

import re

# endings alone: what else ends so (advise, four, acre) is no word of the tables once it is written so
_ENDINGS = (
    (re.compile(r"is(?=(?:e[ds]?|ers?|ing|ations?|ational)$)"), "iz"),
    (re.compile(r"ys(?=(?:e[ds]?|ers?|ing)$)"), "yz"),
    (re.compile(r"(?<=[a-z]{3})our(?=(?:s|ed|ing|al|able|ite|ites|hood|hoods|less)?$)"), "or"),
    (re.compile(r"(?<=[tb])re(?=s?$)"), "er"),
    (re.compile(r"ogue(?=s?$)"), "og"),
    (re.compile(r"ence(?=s?$)"), "ense"),
    (re.compile(r"amme(?=s?$)"), "am"),
    (re.compile(r"ae(?=[a-z])"), "e"),
    (re.compile(r"l(?=(?:ments?|ful(?:ly)?)$)"), "ll"),
    (re.compile(r"ge(?=ments?$|ing$)"), "g"),
)


def spellings(word: str) -> tuple[str, ...]:
    """How a word would be spelt in America, by each rule that fits it; the word itself is not among them."""
    found = (pattern.sub(instead, word, count=1) for pattern, instead in _ENDINGS if pattern.search(word))
    return tuple(dict.fromkeys(spelling for spelling in found if spelling != word))
