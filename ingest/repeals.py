"""What a document repeals: the titles and numbers in its own sentences with 废止, 停止执行."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ingest.normalize import normalize
from ingest.numerals import DATE, iso_date

_WORD = re.compile(r"[废廢]\s*止|停止[执執施]行|不再[执執]行")
_PLAIN_WORD = re.compile(r"废止|停止[执施]行|不再执行")
_NAME = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》(?:\((?P<about>[^()]{2,60})\))?")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,16}[〔\[(【]\d{4}[〕\])】]第?\d{1,5}号")
_BEGINS = re.compile(r"(?:施行|实施|执行|生效)[，。；]?(?!的《)|[；。\n]")
_FROM = re.compile(rf"自{DATE.pattern}(?:起)?$")
_CITED = re.compile(r"(?:根据|依据|依照|按照|违反|适用)$")
_PART = re.compile(r"中|第[^，。]{1,8}[条章节款项]|[的之]?(?:关于|有关|相关|部分)")  # only a part of it ends
_LIST = re.compile(r"(?:下列|以下|附件|所列)[^。\n]{0,40}$")
_ENTRY = re.compile(r"\s*(?:[(（]?[0-9一二三四五六七八九十]{1,3}[)）]?[.、．]?\s*)?(?:[^《\n。]{0,40})《")
_PARTS = re.compile(r"\W|_")
_VERSION = re.compile(r"\((?:试行|暂行|草案|征求意见稿|送审稿|(?:\d{4}年?)?(?:修订|修正|版|本)[^()]*)\)")
_WRAP = re.compile(r"(?<![。；：:])[ \t\u3000]*\r?\n[ \t\r\n\u3000]*")  # a line end inside a sentence
_WINDOW, _LIST_MAX = 800, 20_000


@dataclass(frozen=True, slots=True)
class Repeal:
    """A document that another one ends: by its title, its number, or both; `since` where the sentence says a day."""

    title: str | None
    number: str | None
    since: str | None = None


@lru_cache(maxsize=4096)
def title_key(title: str) -> str:
    """A title as it is compared: Simplified, without punctuation, the state's name, and marks of a version."""
    plain = _VERSION.sub("", normalize(title.strip()).text)
    return _PARTS.sub("", plain).removeprefix("中华人民共和国")


def find_repeals(source: str) -> tuple[Repeal, ...]:
    """The documents that a text says it repeals.

    Only sentences with a word of repeal are read, so that a long text costs little.
    """
    found: dict[Repeal, None] = {}
    for match in _WORD.finditer(source):
        begin = max(source.rfind("。", max(0, match.start() - _WINDOW), match.start()) + 1, match.start() - _WINDOW, 0)
        text = normalize(_WRAP.sub("", source[begin : match.end() + _WINDOW])).text
        words = list(_PLAIN_WORD.finditer(text, 0, match.end() - begin + 1))
        if words:
            found.update(dict.fromkeys(_read(text, words[-1], source, match.end())))
    return tuple(found)


def _read(text: str, word: re.Match[str], source: str, end: int) -> Iterator[Repeal]:
    before, after = text[: word.start()], text[word.end() :]
    if before.count("《") > before.count("》"):
        return  # the word is a part of a title
    begins = [m.end() for m in _BEGINS.finditer(before) if _balanced(before[: m.end()])]
    own = before[begins[-1] if begins else 0 :]
    since = _FROM.search(own.rstrip())
    day = iso_date(since) if since else None
    if after.startswith("《"):
        yield from _names(after[: after.find("。") if "。" in after else len(after)], day)
    elif _LIST.search(own):
        yield from _listed(source[end : end + _LIST_MAX], day)
    else:
        yield from _names(own, day)


def _names(text: str, day: str | None) -> Iterator[Repeal]:
    rest = text
    for match in _NAME.finditer(text):
        rest = rest.replace(match[0], " ")
        if _CITED.search(text[: match.start()]) or _PART.match(text, match.end()):
            continue
        number = _NUMBER.search(match["about"] or "")
        yield Repeal(match[1], number[0] if number else None, day)
    for alone in _NUMBER.finditer(rest):
        yield Repeal(None, alone[0], day)


def _listed(source: str, day: str | None) -> Iterator[Repeal]:
    """The entries of a list: lines that begin with a title, as long as they follow one another."""
    begun = False
    for line in normalize(source).text.split("\n"):
        if not _ENTRY.match(line):
            if begun:
                return
            begun = False
            continue
        begun = True
        yield from list(_names(line, day))[:1]


def _balanced(text: str) -> bool:
    return text.count("《") == text.count("》")
