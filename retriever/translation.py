"""English words of a question as weighted Chinese words, for the search: glossary first, then a table of words.

The table (data/translations.tsv.gz) is made by `python -m eval.rescoring.dictionary` from CC-CEDICT and parallel
statutes; the glossary is written for this project and wins. What answers goes by the glossary alone.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from retriever.lexicon import glossary, lines
from retriever.tokenize import fold

Weighted = tuple[tuple[str, float], ...]

TABLE = "translations.tsv.gz"
WORD = re.compile(r"[a-z]+(?:[&'’-][a-z]+)*")
_LONGEST = 4  # words of a phrase
_SECOND = 0.5  # a glossary entry's further words
_PART = 0.4  # a word of a phrase that has a translation of its own


@dataclass(frozen=True, slots=True)
class Rendered:
    """An English word or phrase with its Chinese words, best first."""

    english: str
    chinese: Weighted
    parts: Weighted = ()  # of the single words of a phrase


def render(english: str) -> tuple[Rendered, ...]:
    """The content words of an English text in Chinese, the longest phrases first; without those nobody can translate.

    Args:
        english: A question, names of places taken out.
    """
    words = [lemma(w) for w in WORD.findall(fold(english)) if w not in skipped()]
    found: list[Rendered] = []
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + length])
            chinese = _known(phrase)
            if chinese:
                parts = _parts(words[at : at + length]) if length > 1 else ()
                found.append(Rendered(phrase, chinese, parts))
                at += length
                break
        else:
            at += 1
    return tuple(found)


def _parts(words: Sequence[str]) -> Weighted:
    known = [_known(word) for word in words]
    return tuple((chinese, weight * _PART) for entry in known for chinese, weight in entry[:2])


def lemma(word: str) -> str:
    """The form that the table files a word under: companies → company, exempted → exempt."""
    word = re.sub(r"['’]s?$", "", word)
    known = _words()
    return next((form for form in forms(word) if form in known), word)


def forms(word: str) -> tuple[str, ...]:
    """A word and what it may be inflected from, likeliest first."""
    found = [word]
    if word.endswith("ies"):
        found.append(word[:-3] + "y")
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        found += [word[:-1], word[:-2]]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            found += [stem, stem + "e"]
            if stem[-1] == stem[-2]:
                found.append(stem[:-1])
            if stem.endswith("i"):
                found.append(stem[:-1] + "y")
    return tuple(form for form in found if len(form) > 2 or form == word)


def _known(phrase: str) -> Weighted:
    """A phrase's Chinese words, the best with weight 1; empty where nobody knows it."""
    own = _own().get(phrase)
    if own is not None:
        return own
    line = _table().get(phrase)
    if line is None:
        return ()
    pairs = (item.rsplit(":", 1) for item in line.split("\t"))
    return tuple((word, float(weight)) for word, weight in pairs)


@cache
def skipped() -> frozenset[str]:
    """Words that say nothing of what is asked."""
    return frozenset(lines("english_stopwords.txt"))


@cache
def _table() -> dict[str, str]:
    """English → its Chinese words as the table writes them: read when they are asked for, for there are 75,000."""
    packed = files("retriever").joinpath("data", TABLE).read_bytes()
    lines = gzip.decompress(packed).decode().splitlines()
    return dict(line.split("\t", 1) for line in lines if not line.startswith("#"))


@cache
def _words() -> frozenset[str]:
    return frozenset(word for phrase in _table() for word in phrase.split())


@cache
def _own() -> dict[str, Weighted]:
    """The glossary, and the everyday words beside it, by their lemmas."""
    found: dict[str, Weighted] = {}
    everyday = (line.split("\t") for line in lines("everyday.tsv"))
    for english, chinese in (*glossary().items(), *((fold(en), tuple(zh.split())) for en, zh in everyday)):
        words = [lemma(word) for word in WORD.findall(english) if word not in skipped()]
        if words:
            weighted = tuple((word, _SECOND if n else 1.0) for n, word in enumerate(chinese))
            found.setdefault(" ".join(words), weighted)
    return found
