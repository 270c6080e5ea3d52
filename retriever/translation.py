"""English words of a question as weighted Chinese words: glossary first, then a table of words.

The table (data/translations.tsv.gz) is made by `python -m eval.rescoring.dictionary` from CC-CEDICT and parallel
statutes; the glossary is written for this project and wins. Where it has no word, the likeliest of the table stands
for it in what answers too; what else that may mean covers a little and ties no value.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from retriever.british import spellings
from retriever.lexicon import glossary, lines
from retriever.tokenize import fold

Weighted = tuple[tuple[str, float], ...]

TABLE = "translations.tsv.gz"
WORD = re.compile(r"[a-z]+(?:[&'’-][a-z]+)*")
_NOT = re.compile(r"\b[a-z]+n['’]t\b")  # don't, isn't: grammar
_JOINED_ON = re.compile(r"\b(i|you|he|she|it|we|they|who|what|that|there)['’](?:m|re|ve|ll|d|s)\b")  # we're, I'd
_LONGEST = 4  # words of a learned phrase
_LONGEST_OWN = 7  # of one of ours
_SECOND = 0.5  # a glossary entry's further words
_PART = 0.4  # a word of a phrase that has a translation of its own


@dataclass(frozen=True, slots=True)
class Rendered:
    """An English word or phrase with its Chinese words, best first."""

    english: str
    chinese: Weighted
    parts: Weighted = ()  # of the single words of a phrase
    own: bool = False  # by the tables written for this project, not by the one that was learned


def render(english: str) -> tuple[Rendered, ...]:
    """The content words of an English text in Chinese, the longest phrases first; without those nobody can translate.

    A phrase of our own tables is met word for word (in person, at the end of), one of the learned table without the
    words that say nothing.

    Args:
        english: A question, names of places taken out.
    """
    words = [w if w in skipped() else lemma(w) for w in _words_of(english)]
    found: list[Rendered] = []
    at = 0
    while at < len(words):
        rendered, length = _longest(words, at)
        if rendered is not None:
            found.append(rendered)
        at += length
    return tuple(found)


def _words_of(english: str) -> list[str]:
    """Words as they stand; one with hyphens that no table has in its parts."""
    out: list[str] = []
    for word in WORD.findall(_JOINED_ON.sub(r"\1", _NOT.sub("not", fold(english)))):
        parts = word.split("-")
        ours = " ".join(lemma(part) for part in parts) in _own()  # free-trade-zone
        known = "-" not in word or lemma(word) in _own_words() or (lemma(word) in _table() and not ours)
        out += [word] if known else parts
    return out


def _longest(words: Sequence[str], at: int) -> tuple[Rendered | None, int]:
    """The longest phrase that begins here, and how many words it takes."""
    for length in range(min(_LONGEST_OWN, len(words) - at), 0, -1):
        run = words[at : at + length]
        if own := _own().get(" ".join(run)):
            return Rendered(" ".join(run), own, _parts(run) if length > 1 else (), own=True), length
        if length > _LONGEST or run[0] in skipped() or run[-1] in skipped():
            continue
        if length > 1 and all(word in skipped() or word in light() or word in _own() for word in run):
            continue  # ours, word by word; days a month
        phrase = " ".join(word for word in run if word not in skipped())
        if chinese := _learned(phrase):
            return Rendered(phrase, chinese, _parts(run) if length > 1 else ()), length
    return None, 1


def _parts(words: Sequence[str]) -> Weighted:
    known = [_own().get(word) or _learned(word) for word in words if word not in skipped()]
    return tuple((chinese, weight * _PART) for entry in known for chinese, weight in entry[:2])


def lemma(word: str) -> str:
    """The form that the table files a word under: companies → company, exempted → exempt."""
    word = re.sub(r"['’]s?$", "", word)
    if word in _irregular():
        return _irregular()[word]
    american = (form for spelling in spellings(word) for form in forms(spelling) if form in _learned_words())
    if spelt := next(american, None):
        return spelt
    known = _words()
    found = next((form for form in forms(word) if form in known), word)
    if found in _ours():
        return found
    return next((form for form in forms(word)[1:] if form in _ours()), found)  # based → base, not what BAS stands for


@cache
def _irregular() -> dict[str, str]:
    pairs = (line.split() for line in lines("english_irregular.txt"))
    return {said: filed for said, filed in pairs}


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


def _learned(phrase: str) -> Weighted:
    """A phrase's Chinese words by the learned table, the best with weight 1; empty where it has none."""
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
def light() -> frozenset[str]:
    """Words that ask, give, or count, and name no subject."""
    return frozenset(lines("english_light.txt"))


@cache
def _ours() -> frozenset[str]:
    """The words of the tables written for this project, as they stand there."""
    everyday = (line.split("\t")[0] for line in lines("everyday.tsv"))
    return frozenset(
        word for english in (*glossary(), *everyday, *light(), *skipped()) for word in WORD.findall(english)
    )


@cache
def _table() -> dict[str, str]:
    """English → its Chinese words as the table writes them: read when they are asked for, for there are 75,000."""
    packed = files("retriever").joinpath("data", TABLE).read_bytes()
    lines = gzip.decompress(packed).decode().splitlines()
    return dict(line.split("\t", 1) for line in lines if not line.startswith("#"))


@cache
def _learned_words() -> frozenset[str]:
    """The words of the learned table: American ones but for a few."""
    return frozenset(word for phrase in _table() for word in phrase.split())


@cache
def _words() -> frozenset[str]:
    """Words as entries have them; of ours those alone that no shorter one stands behind (tenant, not tenants)."""
    learned = _learned_words()
    ours = {word for english in glossary() for word in WORD.findall(english)}
    return learned | {word for word in ours if not any(form in ours or form in learned for form in forms(word)[1:])}


@cache
def _own() -> dict[str, Weighted]:
    """The glossary, and the everyday words beside it, by their lemmas."""
    found: dict[str, Weighted] = {}
    everyday = (line.split("\t") for line in lines("everyday.tsv"))
    entries = (*glossary().items(), *((fold(en), tuple(zh.split())) for en, zh in everyday))
    lemmas = [[w if w in skipped() else lemma(w) for w in WORD.findall(english)] for english, _ in entries]
    inflected = [words != WORD.findall(english) for (english, _), words in zip(entries, lemmas, strict=True)]
    for n in sorted(range(len(entries)), key=lambda n: inflected[n]):  # list before listed
        words, chinese = lemmas[n], entries[n][1]
        if words:
            weighted = tuple((word, _SECOND if n else 1.0) for n, word in enumerate(chinese))
            found.setdefault(" ".join(words), weighted)
    for phrase, weighted in tuple(found.items()):  # wholly foreign-owned: as a question's words are cut
        if "-" in phrase and " " in phrase:
            parts = [[word] if word in found or word in _table() else word.split("-") for word in phrase.split()]
            found.setdefault(" ".join(lemma(word) for several in parts for word in several), weighted)
    return found


@cache
def _own_words() -> frozenset[str]:
    """The entries of ours that are one word."""
    return frozenset(phrase for phrase in _own() if " " not in phrase)
