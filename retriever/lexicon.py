"""Synonyms of the field and the English–Chinese glossary, read from data files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from retriever.tokenize import fold


def lines(name: str) -> Iterator[str]:
    """The lines of a list in data/, without blanks and comments."""
    text = files("retriever").joinpath("data", name).read_text("utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    out: dict[str, list[str]] = {}
    for line in lines("synonyms.txt"):
        words = line.split()
        for word in words:
            out.setdefault(word, []).extend(w for w in words if w != word)
    for said, written in _regional():  # one way
        out.setdefault(said, []).extend(written)
    return {word: tuple(dict.fromkeys(others)) for word, others in out.items()}


@cache
def _regional() -> tuple[tuple[str, tuple[str, ...]], ...]:
    rows = (line.split("\t") for line in lines("regional.tsv"))
    return tuple((said, tuple(written.split())) for said, written in rows)


@cache
def regional(word: str) -> tuple[str, ...]:
    """What Taiwan and Hong Kong write for a word of the mainland."""
    return tuple(said for said, written in _regional() if word in written)


@cache
def _synonym_pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_groups(), key=len, reverse=True))))


@cache
def glossary() -> dict[str, tuple[str, ...]]:
    """English term, folded → its Chinese words, the term of art first."""
    rows = (line.split("\t") for line in lines("glossary.tsv"))
    return {fold(english.strip()): tuple(chinese.split()) for english, chinese in rows}


@cache
def _english() -> dict[str, str]:
    """Chinese term of art → the English a person would write: of several the longest spelled-out singular."""
    out: dict[str, str] = {}
    for english, chinese in glossary().items():
        if chinese[0] not in out:
            out[chinese[0]] = english
    return out


@cache
def _english_pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_english(), key=len, reverse=True))))


def synonyms(word: str) -> tuple[str, ...]:
    """The other words of every group the word is in, and the mainland's for one of Taiwan or Hong Kong."""
    return _groups().get(word, ())


@cache
def stopwords() -> frozenset[str]:
    """Everyday words of questions that say nothing of their subject."""
    return frozenset(line.strip() for line in lines("stopwords.txt"))


def is_term_of_art(word: str) -> bool:
    """Whether a word is a policy term, not an everyday one."""
    return word in _terms_of_art()


@cache
def terms_of_art_with(word: str) -> tuple[str, ...]:
    """The longer policy terms that hold a word, longest first."""
    known = {*_terms_of_art(), *_groups()}
    return tuple(sorted((t for t in known if word in t and t != word), key=len, reverse=True))


@cache
def _terms_of_art() -> frozenset[str]:
    return frozenset(line.strip() for line in lines("terms.txt"))


def find_terms(text: str) -> list[str]:
    """Words of the synonym groups that stand in a Simplified text, in its order, not overlapping.

    Of two that overlap the longer one stands: 人才公寓 in 申请人才公寓, not 申请人.
    """
    found: list[tuple[int, int]] = []
    for m in _synonym_pattern().finditer(text):
        found.append(m.span())
        start = m.start()
        for inner in range(start + 1, m.end()):  # a longer one that begins inside
            other = _synonym_pattern().match(text, inner)
            if other and other.end() > m.end() and len(other[0]) > m.end() - start:
                return [*(text[a:b] for a, b in found[:-1]), *find_terms(text[inner:])]
    return [text[a:b] for a, b in found]


def in_english(chinese: str) -> str | None:
    """A Chinese noun phrase rendered term by term, or None where any of it has no English in the glossary."""
    words, rest = [], 0
    for m in _english_pattern().finditer(chinese):
        if chinese[rest : m.start()].strip("的、和及与,， ()（）“”"):
            return None
        words.append(_english()[m[0]])
        rest = m.end()
    if not words or chinese[rest:].strip("的、和及与,， ()（）“”"):
        return None
    return " ".join(words)
