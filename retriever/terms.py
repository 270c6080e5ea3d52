"""Content terms of a question: what to look for, without the words that only ask."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from retriever.lay import said
from retriever.lexicon import find_terms, regional, stopwords, synonyms
from retriever.patterns import GENERIC, LEVEL_WORDS, NOISE, QUANTITY, QUESTION_WORDS, STOP_WORDS
from retriever.spoken import in_passing, names_no_subject, unrounded
from retriever.tokenize import fold, segment
from retriever.translation import Rendered, light, render


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of the question with the words that stand for it."""

    text: str
    variants: tuple[str, ...] = ()
    optional: bool = False  # it says what kind of answer is wanted: a sentence that has it gains, none has to
    loose: tuple[str, ...] = ()  # what else a translation may mean: it covers a little, and ties no value
    translated: Literal["", "own", "learned"] = ""  # from English, and by which table
    written: tuple[str, ...] = ()  # how documents write an everyday word

    def __hash__(self) -> int:
        return hash(self.text)  # of all of it would take longer than what is looked up by it


def as_said(term: Term) -> Term:
    """The word of the question without the words that documents may have for it: they find, and tie no sum."""
    return replace(term, written=()) if term.written else term


_A_NOT_A = re.compile(r"([㐀-鿿]{1,2})不\1")  # 让不让, 支持不支持


def chinese_terms(text: str) -> tuple[Term, ...]:
    """Content words of a Chinese question: known terms whole, the rest word by word."""
    text = _A_NOT_A.sub(r"\1", NOISE.sub("，", fold(text)))
    for _, pattern in LEVEL_WORDS:
        text = re.sub(pattern, "，", text, flags=re.IGNORECASE)
    found: list[Term] = []
    for known in find_terms(text):
        says_nothing = known in GENERIC or known in STOP_WORDS
        if not says_nothing and not re.search("谁|哪|几[家个年]|什么|多少|怎么|如何", known):
            found.append(Term(known, synonyms(known)))
        text = text.replace(known, "，" if known not in GENERIC else f"，{known}，", 1)
    text = QUESTION_WORDS.sub("，", text)
    for spoken in reversed(said(text)):
        if spoken.word in GENERIC or spoken.word[0] in "谁哪":  # 谁管 asks
            continue
        if not GENERIC.issuperset(spoken.written):
            found.append(Term(spoken.word, written=spoken.written))
        text = f"{text[: spoken.start]}，{text[spoken.end :]}"
    for piece in re.split(r"[^㐀-鿿a-z0-9&+]+", text):
        found += [Term(w) for w in _words(unrounded(piece)) if w not in GENERIC]
    terms = tuple({t.text: t for t in found if len(t.text) > 1}.values())
    if in_passing().issuperset(t.text for t in terms):
        return terms
    return tuple(replace(t, optional=True) if t.text in in_passing() else t for t in terms)


def _words(piece: str) -> list[str]:
    """A piece cut into words; unknown single characters are joined to their neighbour."""
    if not piece or re.fullmatch(r"[\d.]+", piece):
        return []
    out: list[str] = []
    last = ""
    for word in segment(piece):
        if word in STOP_WORDS or word in stopwords() or QUANTITY.fullmatch(word) or names_no_subject(word):
            last = ""
        elif len(word) == 1 and len(last) == 1:
            out[-1] += word
            last = ""
        else:
            out.append(word)
            last = word
    return out


_HAN = re.compile(r"[㐀-鿿][㐀-鿿0-9%.]*")
_LATIN = re.compile(r"[A-Za-z][A-Za-z&'’ -]*[A-Za-z]")


def english_terms(question: str) -> tuple[tuple[Term, ...], str]:
    """Content words of an English question in Chinese, and the Chinese of all its words in one line.

    Args:
        question: Names of places taken out; Chinese words in it stay what they are.
    """
    words = [r for r in render(question) if r.english not in light()]
    terms = [_term(r) for r in words]
    han = "，".join(_HAN.findall(question))
    text = " ".join(dict.fromkeys(w for r in words for w, _ in (r.chinese if r.own else r.chinese[:1])))
    found = [*(t for t in terms if t is not None), *(chinese_terms(han) if han else ())]
    return tuple({t.text: t for t in found}.values()), f"{text} {han}".strip()


def _term(rendered: Rendered) -> Term | None:
    """A translated word as a term: a level is asked for by Query.levels, and what is given is no subject."""
    words = [w for w, _ in rendered.chinese if len(w) > 1] or [rendered.chinese[0][0]]  # 桥 where there is no other
    if words[0] in GENERIC or words[0] in _LEVELS:
        return None
    if rendered.own:
        variants = (*words[1:], *synonyms(words[0]), *(other for word in words for other in regional(word)))
        return Term(words[0], tuple(dict.fromkeys(variants)), translated="own")
    return Term(words[0], (*synonyms(words[0]), *regional(words[0])), loose=tuple(words[1:]), translated="learned")


def translated(text: str) -> str:
    """A Chinese question with the English terms in it put into Chinese; what is no term of ours stays."""

    def chinese(m: re.Match[str]) -> str:
        own = [r.chinese[0][0] for r in render(m[0]) if r.own and r.english not in light()]
        return "，".join(("", *own, "")) if own else m[0]

    return _LATIN.sub(chinese, text)


_LEVELS = frozenset(("国家级", "省级", "市级", "州级", "县级"))
