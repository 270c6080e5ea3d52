"""What people say, and how policies and laws write it: 爸妈 is 父母 in a document, and never the other way round."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from retriever.lexicon import lines
from retriever.tokenize import segment


@dataclass(frozen=True, slots=True)
class Said:
    """An everyday word at `start:end` of a text, and the words that documents have for it, the likeliest first.

    No words for one that says nothing of the subject: 我想问一下.
    """

    start: int
    end: int
    word: str
    written: tuple[str, ...]


def said(text: str) -> list[Said]:
    """The everyday words of a Simplified text, from left to right, the longest at each place; they do not overlap."""
    found: list[Said] = []
    edges: set[int] | None = None
    at = 0
    while at < len(text):
        for length in range(min(_longest(), len(text) - at), 0, -1):
            word = text[at : at + length]
            written = _table().get(word) or (_table().get(word[:-1]) if word[-1] == "儿" else _table().get(word))
            if written is None:
                continue
            edges = _edges(text) if edges is None else edges
            if not {at, at + length} <= edges:
                continue  # 独生子 of 独生子女
            found.append(Said(at, at + length, text[at : at + length], written))
            at += length
            break
        else:
            at += 1
    return found


def _edges(text: str) -> set[int]:
    """Where words begin and end."""
    out: set[int] = set()
    begin = 0
    for part in text.split(" "):  # the segmenter's words hold no blanks
        out.update(accumulate((len(word) for word in segment(part)), initial=begin))
        begin += len(part) + 1
    return out


@cache
def _table() -> dict[str, tuple[str, ...]]:
    rows = (line.split("\t") for line in lines("lay.tsv"))
    table = {word: tuple(w for w in written.split() if w != word) for word, written in rows}
    return {filler: () for filler in lines("fillers.txt")} | table


@cache
def _longest() -> int:
    return max(map(len, _table()))
