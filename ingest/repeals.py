"""What a document repeals: the titles and numbers in its own sentences with 废止, 停止执行."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from ingest.normalize import normalize
from ingest.numerals import DATE, iso_date
from ingest.region_table import names
from ingest.types import Normalized, Reference

_WORD = re.compile(r"废\s*止|停止[执施]行|不再执行")
_NAME = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》(?:\((?P<about>[^()]{2,60})\))?")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,16}[〔\[(【]\d{4}[〕\])】]第?\d{1,5}号")
_BEGINS = re.compile(r"(?:施行|实施|执行|生效)[，。；]?(?!的《)|[；。\n]")
_FROM = re.compile(rf"自{DATE.pattern}(?:起)?$")
_CITED = re.compile(r"(?:根据|依据|依照|按照|违反|适用)$")
_PART = re.compile(r"中|第[^，。]{1,8}[条章节款项]|[的之]?(?:关于|有关|相关|部分)")  # only a part of it ends
_LIST = re.compile(r"(?:下列|以下|附件|所列)[^。\n]{0,40}$")
_ENTRY = re.compile(r"\s*(?:[(（]?[0-9一二三四五六七八九十]{1,3}[)）]?[.、．]?\s*)?(?:[^《\n。]{0,40})《")
_NAMED = re.compile(r"《|[〕\])】]第?\d")
_PARTS = re.compile(r"\W|_")
_UNDAMAGED = re.compile(r"[\u4e00-\u9fff0-9A-Za-z ()《》〈〉〔〕\[\]【】“”\"—–\-、,:·]*")
_VERSION = re.compile(r"\((?:试行|暂行|草案|征求意见稿|送审稿|(?:\d{4}年?)?(?:修订|修正|版|本)[^()]*)\)")
_WRAP = re.compile(r"(?<![。；：:])[ \t\u3000]*\r?\n[ \t\r\n\u3000]*")  # a line end inside a sentence
_ISSUES = re.compile(r"(?:印发|公布|发布)(.+?)的(?:通知|公告|决定|命令)$")
# The titles right behind a word of repeal: 废止《甲办法》、《乙办法》.
_BEHIND = re.compile(r"(?:《(?:[^《》]|《[^《》]*》)+》(?:\([^()]{0,60}\))?(?:[、和及与]|以及)?)+")
_WINDOW, _LIST_MAX, _SHORTEST = 800, 20_000, 6
_MOST = 5000  # words of repeal that are looked at, so that a text of nothing else takes no minutes


@lru_cache(maxsize=4096)
def title_key(title: str) -> str:
    """A title as it is compared: Simplified, without punctuation, the state's name, and marks of a version."""
    plain = unicodedata.normalize("NFKC", title.strip())
    if not _UNDAMAGED.fullmatch(plain) or plain.translate(names().simplify) != plain:
        plain = normalize(title.strip()).text  # mending and simplifying take most of the time
    return _PARTS.sub("", _VERSION.sub("", plain)).removeprefix("中华人民共和国")


def names_of(title: str) -> tuple[str, ...]:
    """The names a document goes by: its title, and what it issues by it (关于印发…的通知); not what it passes on."""
    issues = None if "转发" in title else _ISSUES.search(title)
    if not issues:
        return (title,)
    named = [match[1] for match in _NAME.finditer(title)]
    return (title, *named, *([issues[1]] if len(issues[1]) >= _SHORTEST else []))


def find_repeals(norm: Normalized) -> tuple[Reference, ...]:
    """The documents that a text says it repeals, each with `since` where the sentence says a day.

    Only sentences with a word of repeal are read, so that a long text costs little.
    """
    found: dict[tuple[str | None, str | None, str | None], Reference] = {}
    text = norm.text
    for match in islice(_WORD.finditer(text), _MOST):
        begin = max(text.rfind("。", max(0, match.start() - _WINDOW), match.start()) + 1, match.start() - _WINDOW, 0)
        if not _NAMED.search(text, begin, match.end() + _WINDOW) and not _LIST.search(text, begin, match.start()):
            continue  # no document is named near the word
        sentence = _Joined.of(text, begin, match.end() + _WINDOW, match.start())
        for title, number, since, start, end in _read(sentence, text, match.end()):
            found.setdefault((title, number, since), Reference(title, number, *norm.source_span(start, end), since))
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Joined:
    """A piece of the text without the line ends inside its sentences; `at` is where each character stands there."""

    text: str
    at: list[int]
    word: int  # index of the word of repeal

    @classmethod
    def of(cls, text: str, begin: int, end: int, word: int) -> _Joined:
        kept: list[int] = []
        start = begin
        for wrap in _WRAP.finditer(text, begin, end):
            kept += range(start, wrap.start())
            start = wrap.end()
        kept += range(start, min(end, len(text)))
        return cls("".join(map(text.__getitem__, kept)), kept, bisect_left(kept, word))


_Found = tuple[str | None, str | None, str | None, int, int]  # title, number, since, start, end


def _read(sentence: _Joined, text: str, end: int) -> Iterator[_Found]:
    word = _WORD.match(sentence.text, sentence.word)
    before, after = sentence.text[: sentence.word], sentence.text[word.end() if word else sentence.word :]
    if before.count("《") > before.count("》"):
        return  # the word is a part of a title
    begins = [m.end() for m in _BEGINS.finditer(before) if _balanced(before[: m.end()])]
    first = begins[-1] if begins else 0
    own = before[first:]
    since = _FROM.search(own.rstrip())
    day = iso_date(since) if since else None
    if behind := _BEHIND.match(after):
        yield from _names(after, sentence.at[len(sentence.text) - len(after) :], day, behind.end())
    elif _LIST.search(own):
        yield from _listed(text, end, day)
    else:
        yield from _names(own, sentence.at[first:], day)


def _names(text: str, at: Sequence[int], day: str | None, stop: int | None = None) -> Iterator[_Found]:
    """The titles and numbers in text[:stop], whose characters stand at `at`."""
    rest = text[:stop]
    for match in _NAME.finditer(text, 0, len(text) if stop is None else stop):
        rest = rest[: match.start()] + " " * len(match[0]) + rest[match.end() :]
        if _CITED.search(text[: match.start()]) or _PART.match(text, match.end()):
            continue
        number = _NUMBER.search(match["about"] or "")
        end = match.end() if number else match.end(1) + 1
        yield match[1], number[0] if number else None, day, at[match.start()], at[end - 1] + 1
    for alone in _NUMBER.finditer(rest):
        yield None, alone[0], day, at[alone.start()], at[alone.end() - 1] + 1


def _listed(text: str, start: int, day: str | None) -> Iterator[_Found]:
    """The entries of a list: lines that begin with a title, as long as they follow one another."""
    begun = False
    for line in text[start : start + _LIST_MAX].split("\n"):
        if _ENTRY.match(line):
            begun = True
            yield from list(_names(line, range(start, start + len(line)), day))[:1]
        elif begun:
            return
        start += len(line) + 1


def _balanced(text: str) -> bool:
    return text.count("《") == text.count("》")
