"""What is kept out of training to choose and to report by."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from retriever.training.measure import Embed, hits
from retriever.training.sources import Parallel, Reading, Sources, Statute

T = TypeVar("T")
_PER_MILLE = 40
_SENTENCE = re.compile(r"[。；\n]+")


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What was kept out, and all passages: a question has to find its own among those learned from too."""

    readings: tuple[Reading, ...]
    passages: tuple[str, ...]
    statutes: tuple[Statute, ...]
    articles: tuple[Parallel, ...]


def split(sources: Sources) -> tuple[Sources, HeldOut]:
    """Training part and held-out part; whole passages and whole statutes are held out, never half of one."""
    readings = _halves(sources.readings, lambda r: r.passage_id)
    statutes = _halves(sources.statutes, lambda s: s.title)
    articles = _halves(sources.articles, lambda a: a.title_zh)
    passages = tuple({r.passage_id: r.passage for r in sources.readings}.values())
    kept = replace(sources, readings=readings[0], statutes=statutes[0], articles=articles[0])
    return kept, HeldOut(readings[1], passages, statutes[1], articles[1])


def measure_held_out(embed: Embed, held: HeldOut) -> dict[str, dict[str, float]]:
    """Questions over passages, a sentence over the rests of articles, English sentences over Chinese articles."""
    return {
        "question → passage": _readings(embed, held),
        "sentence → rest of its article": _rests(embed, held.statutes),
        "English → Chinese": _english(embed, held.articles),
    }


def _halves(items: Sequence[T], name: Callable[[T], str]) -> tuple[tuple[T, ...], tuple[T, ...]]:
    def out(item: T) -> bool:
        return int.from_bytes(hashlib.sha256(name(item).encode()).digest()[:4], "big") % 1000 < _PER_MILLE

    return tuple(i for i in items if not out(i)), tuple(i for i in items if out(i))


def _readings(embed: Embed, held: HeldOut) -> dict[str, float]:
    place = {passage: n for n, passage in enumerate(held.passages)}
    right = [frozenset({place[r.passage]}) for r in held.readings]
    return hits(embed, [r.question for r in held.readings], list(held.passages), right)


def _rests(embed: Embed, statutes: Sequence[Statute]) -> dict[str, float]:
    """The last sentence of each article of two or more, taken off, finds what is left."""
    sentences = [[part for part in _SENTENCE.split(a) if len(part) >= 8] for s in statutes for a in s.articles]
    several = [parts for parts in sentences if len(parts) > 1]
    rests = ["。".join(parts[:-1]) for parts in several]
    return hits(embed, [parts[-1] for parts in several], rests, [frozenset({n}) for n in range(len(several))])


def _english(embed: Embed, articles: Sequence[Parallel]) -> dict[str, float]:
    longer = [a for a in articles if len(a.zh) >= 30 and len(a.en.split()) >= 12]
    questions = [" ".join(a.en.split(". ")[0].split()[:30]) for a in longer]
    return hits(embed, questions, [a.zh for a in longer], [frozenset({n}) for n in range(len(longer))])
