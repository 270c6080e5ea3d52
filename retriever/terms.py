"""Content terms of a question: what to look for, without the words that only ask."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retriever.lexicon import find_terms, stopwords, synonyms, translate
from retriever.patterns import GENERIC, LEVEL_WORDS, NOISE, QUANTITY, QUESTION_WORDS, STOP_WORDS
from retriever.tokenize import fold, segment


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of the question with the words that stand for it."""

    text: str
    variants: tuple[str, ...] = ()
    optional: bool = False  # it says what kind of answer is wanted: a sentence that has it gains, none has to


def chinese_terms(text: str) -> tuple[Term, ...]:
    """Content words of a Chinese question: known terms whole, the rest word by word."""
    text = NOISE.sub("，", fold(text))
    for _, pattern in LEVEL_WORDS:
        text = re.sub(pattern, "，", text, flags=re.IGNORECASE)
    found: list[Term] = []
    for known in find_terms(text):
        if known not in GENERIC and not re.search("谁|哪|几[家个年]|什么|多少|怎么|如何", known):
            found.append(Term(known, synonyms(known)))
        text = text.replace(known, "，" if known not in GENERIC else f"，{known}，", 1)
    for piece in re.split(r"[^㐀-鿿a-z0-9&+]+", QUESTION_WORDS.sub("，", text)):
        found += [Term(w) for w in _words(piece) if w not in GENERIC]
    return tuple({t.text: t for t in found if len(t.text) > 1}.values())


def _words(piece: str) -> list[str]:
    """A piece cut into words; unknown single characters are joined to their neighbour."""
    if not piece or re.fullmatch(r"[\d.]+", piece):
        return []
    out: list[str] = []
    last = ""
    for word in segment(piece):
        if word in STOP_WORDS or word in stopwords() or QUANTITY.fullmatch(word):
            last = ""
        elif len(word) == 1 and len(last) == 1:
            out[-1] += word
            last = ""
        else:
            out.append(word)
            last = word
    return out


def english_terms(question: str) -> tuple[tuple[Term, ...], str]:
    found, _ = translate(question)
    # a level is asked for by Query.levels, not by its word
    words = [chinese for chinese in found if chinese[0] not in ("国家级", "省级", "市级", "州级", "县级", "新")]
    terms = [Term(c[0], (*c[1:], *synonyms(c[0]))) for c in words if c[0] not in GENERIC]
    text = " ".join(dict.fromkeys(w for chinese in words for w in chinese))
    return tuple({t.text: t for t in terms}.values()), text
