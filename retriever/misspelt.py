"""Misspelt words of a question: a run that no document holds and that sounds like a word they use (转衣 → 转移)."""

from __future__ import annotations

import itertools
import os
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from ingest.regions import find
from retriever.language import simplified
from retriever.lay import said
from retriever.lexicon import is_term_of_art, stopwords
from retriever.spoken import VERBS
from retriever.tokenize import frequency, segment

_HAN = re.compile(r"[㐀-鿿]+")
_PAIR = re.compile(r"(?=([㐀-鿿]{2}))")
# No word of these is mended: they stand beside other single characters rightly, and numbers are never touched.
_GRAMMAR = frozenset(
    "的了吗呢吧啊呀么嘛哦是在和与及或而之其以于为被把将对从到向由就都也还又则即这那此该有等几谁我你您他她它们俺咱想要会能请给让叫不没别"
    "很太最更再才只个多少好大小上下里外前后中内来去进出回过起着得地哪啥咋嘞哈噻嗦咯嚒撒"
    "零〇一二两三四五六七八九十百千万亿年月日天号元块岁第半每各市县省州区镇乡村时钱"
)
# What makes words of any verb or noun: 补法 is a way to subsidise and no 补发.
_SUFFIX = frozenset("法者性式费税率额证权款类型站厂店员物品力度量数人名家户项件点")
_LONGEST = 4
_RARE = 40  # of the segmenter's general corpus: a rarer word is not what was meant
_NEAR = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("l", "n"))  # sounds that are taken for each other


@dataclass(frozen=True, slots=True)
class Mended:
    """A question with what was read for what."""

    text: str
    read: tuple[tuple[str, str], ...] = ()


def mend(text: str, known: Callable[[str], bool]) -> Mended:
    """A question with its misspelt words put right; names of places, numbers and words that are right stay.

    Args:
        text: The question; one in Traditional script or in English stays.
        known: Whether the index holds a word, or a pair of characters side by side.
    """
    strange = [m.start() for m in _PAIR.finditer(text) if not known(m[1])]
    if not strange or simplified(text) != text:
        return Mended(text)
    edges = _edges(text)
    out, read, last = [], [], 0
    for at in sorted(edges):
        if at < last or not any(at <= pair < at + _LONGEST - 1 for pair in strange):
            continue
        for end in (e for e in range(min(at + _LONGEST, len(text)), at + 1, -1) if e in edges):
            wrong = text[at:end]
            if not any(at <= pair < end - 1 for pair in strange) or not _suspect(wrong, edges, at):
                continue
            meant = [w for w in _alike(wrong, known) if not find(w)]
            if meant and not _fixed(text).intersection(range(at, end)):
                right = max(meant, key=lambda w: (frequency(w), w))
                out.append(text[last:at] + right)
                read.append((wrong, right))
                last = end
                break
    return Mended("".join([*out, text[last:]]), tuple(read)) if read else Mended(text)


def _suspect(wrong: str, edges: set[int], at: int) -> bool:
    """Whether a run is Chinese and more than one word or a long one; of two characters none may carry grammar."""
    if not _HAN.fullmatch(wrong):
        return False
    if len(wrong) < _LONGEST and not any(at + n in edges for n in range(1, len(wrong))):
        return False
    return len(wrong) > 2 or _GRAMMAR.isdisjoint(wrong)


@cache
def _sounds() -> dict[str, str]:
    """How each everyday character sounds most often, without its tone, and with like sounds as one."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # 90 ms and 20 MB of phrases that are not needed
    from pypinyin.constants import PINYIN_DICT

    out = {}
    for code, readings in PINYIN_DICT.items():
        character = chr(code)
        if "一" <= character <= "龥" and _common(character):
            out[character] = _plain(readings.split(",")[0])
    return out


def _common(character: str) -> bool:
    try:
        return bool(character.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def _plain(reading: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", reading) if c.isalpha() and c.isascii())
    for sound, other in _NEAR:
        bare = bare.replace(sound, other)
    return bare


@cache
def _characters() -> dict[str, tuple[str, ...]]:
    """The characters of each sound."""
    out: dict[str, list[str]] = {}
    for character, sound in _sounds().items():
        out.setdefault(sound, []).append(character)
    return {sound: tuple(characters) for sound, characters in out.items()}


def _alike(wrong: str, known: Callable[[str], bool]) -> set[str]:
    """Words of the index that sound like a run and differ in one character."""
    out = set()
    for n, character in enumerate(wrong):
        outer = n in (0, len(wrong) - 1)
        kept = character in VERBS or (outer and character in _GRAMMAR) or (len(wrong) == 2 and character in _SUFFIX)
        for other in _characters().get(_sounds().get(character, ""), ()) if not kept else ():
            word = wrong[:n] + other + wrong[n + 1 :]
            if other != character and _is_word(word) and known(word):
                out.add(word)
    return out


def _is_word(word: str) -> bool:
    return segment(word) == [word] and (frequency(word) >= _RARE or is_term_of_art(word))


def _edges(text: str) -> set[int]:
    """Where words begin and end."""
    words = (word for part in re.split(r"(\s+)", text) for word in (segment(part) if part.strip() else [part]))
    return set(itertools.accumulate(map(len, words), initial=0))


def _fixed(text: str) -> set[int]:
    """Where nothing may be changed: places, and what people say."""
    out = {n for m in find(text) for n in range(m.start, m.end)}
    out |= {n for spoken in said(text) for n in range(spoken.start, spoken.end)}
    at = 0
    for word in segment(re.sub(r"\s", "，", text)):
        if len(word) > 1 and word in stopwords():
            out.update(range(at, at + len(word)))
        at += len(word)
    return out
