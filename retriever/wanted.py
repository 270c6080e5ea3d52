"""What search looks for: the words and meanings of a question, made once for `ask` and for whoever measures it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.regions import Region, find
from retriever.lay import said
from retriever.lexicon import find_terms, stopwords, synonyms
from retriever.patterns import QUESTION_WORDS
from retriever.question import Query
from retriever.tokenize import fold, is_stop, segment
from retriever.translation import Weighted, render
from retriever.types import Language

_SYNONYM, _CONTEXT, _BENEFIT = 0.5, 0.4, 0.3  # weights of a synonym, of what was talked of before, of a word for money
_TRANSLATION = 0.5  # of a translation after the first, times its own weight
_LAY = 0.3  # of how laws write what people say
_FORMAL = 0.7  # the same in the place of the word said
_VARIANT = 0.8  # what a synonym counts in the word's place
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_HAN = re.compile(r"[㐀-鿿]")


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that is looked for, with the words that may stand for it and what each counts."""

    words: Weighted

    @property
    def first(self) -> str:
        """The word itself, or its likeliest translation."""
        return self.words[0][0]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question as search wants it. All Chinese is Simplified."""

    question: str  # as asked, for what reads sentences
    text: str  # for BM25
    expansions: Weighted  # further words for BM25
    meant: tuple[str, ...]  # texts whose meanings together are the question's
    units: tuple[Unit, ...]
    places: tuple[Unit, ...]
    numbers: tuple[str, ...]
    language: Language


def wanted(query: Query) -> Wanted:
    """Of a question understood."""
    places = tuple(Unit(_names(region)) for region in query.regions)
    numbers = tuple(dict.fromkeys(_NUMBER.findall(query.question)))
    if query.language == "en":
        return _english(query, places, numbers)
    expansions = [(v, _SYNONYM) for t in query.terms for v in t.variants]
    expansions += [(w, _LAY) for spoken in said(query.text) for w in spoken.written]
    expansions += [(t.text, _CONTEXT) for t in query.context]
    if not query.terms:
        expansions += [(v, _BENEFIT) for v in synonyms("补助")]
    units = units_of(query.text)
    return Wanted(query.question, query.text, tuple(expansions), (query.text,), units, places, numbers, query.language)


def plain(text: str) -> Wanted:
    """Of a text that nobody understood yet: its own words and no others."""
    return Wanted(text, text, (), (text,), units_of(text), (), tuple(_NUMBER.findall(text)), "zh-Hans")


def units_of(text: str) -> tuple[Unit, ...]:
    """The content words of a Simplified text, known terms whole, each with its synonyms."""
    text = QUESTION_WORDS.sub("，", fold(text))
    found: dict[str, Unit] = {}
    for term in find_terms(text):
        found[term] = Unit(((term, 1.0), *((v, _VARIANT) for v in synonyms(term))))
        text = text.replace(term, "，", 1)
    for spoken in said(text):
        if spoken.word not in found and spoken.written:
            found[spoken.word] = Unit(((spoken.word, 1.0), *((w, _FORMAL) for w in spoken.written)))
    for word in segment(text):
        han = len(word) > 1 and _HAN.search(word) and not is_stop(word) and word not in stopwords()
        if han or (word.isascii() and len(word) > 1 and word[0].isalpha()):
            found.setdefault(word, Unit(((word, 1.0),)))
    return tuple(found.values())


def _english(query: Query, places: tuple[Unit, ...], numbers: tuple[str, ...]) -> Wanted:
    question = query.question
    for mention in reversed(find(question)):
        if mention.region is not None:
            question = f"{question[: mention.start]} {question[mention.end :]}"
    rendered = render(question)
    names = [place.first for place in places]
    first = [*names, *(r.chinese[0][0] for r in rendered), *numbers]
    rest = [(w, weight * _TRANSLATION) for r in rendered for w, weight in r.chinese[1:]]
    rest += [pair for r in rendered for pair in r.parts]
    rest += [(t.text, _CONTEXT) for t in query.context]
    units = tuple(Unit((*r.chinese, *r.parts)) for r in rendered)
    text = " ".join(first)
    return Wanted(query.question, text, tuple(rest), (query.question, text), units, places, numbers, "en")


def _names(region: Region) -> Weighted:
    names = dict.fromkeys(name for name in (region.bare, region.name, region.full) if name)
    return tuple((name, 1.0) for name in names)
