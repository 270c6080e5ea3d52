"""What is kept out of training to choose and to report by."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from retriever.training.measure import Embed, hits
from retriever.training.sources import Parallel, Reading, Sources

T = TypeVar("T")
_PER_MILLE = 40


def split(sources: Sources) -> tuple[Sources, Sources]:
    """Training part and held-out part; whole passages and whole statutes are held out, never half of one."""
    readings = _halves(sources.readings, lambda r: r.passage_id)
    articles = _halves(sources.articles, lambda a: a.title_zh)
    kept = replace(sources, readings=readings[0], articles=articles[0])
    return kept, Sources(readings[1], (), articles[1], (), ())


def measure_held_out(embed: Embed, held: Sources) -> dict[str, dict[str, float]]:
    """Held-out questions over their passages, and English first sentences over the Chinese articles."""
    return {
        "questions → passages": _readings(embed, held.readings),
        "English → Chinese": _english(embed, held.articles),
    }


def _halves(items: Sequence[T], name: Callable[[T], str]) -> tuple[tuple[T, ...], tuple[T, ...]]:
    def out(item: T) -> bool:
        return int.from_bytes(hashlib.sha256(name(item).encode()).digest()[:4], "big") % 1000 < _PER_MILLE

    return tuple(i for i in items if not out(i)), tuple(i for i in items if out(i))


def _readings(embed: Embed, readings: Sequence[Reading]) -> dict[str, float]:
    passages = {r.passage_id: r.passage for r in readings}
    place = {passage_id: n for n, passage_id in enumerate(passages)}
    right = [frozenset({place[r.passage_id]}) for r in readings]
    return hits(embed, [r.question for r in readings], list(passages.values()), right)


def _english(embed: Embed, articles: Sequence[Parallel]) -> dict[str, float]:
    longer = [a for a in articles if len(a.zh) >= 30 and len(a.en.split()) >= 12]
    questions = [" ".join(a.en.split(". ")[0].split()[:30]) for a in longer]
    return hits(embed, questions, [a.zh for a in longer], [frozenset({n}) for n in range(len(longer))])
