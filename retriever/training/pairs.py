"""Pairs of texts that mean the same, as token ids, drawn batch by batch without end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from retriever.training.sources import Parallel, Sources

Ids = NDArray[np.int32]
Draw = Callable[[np.random.Generator, int], "Batch"]
LONGEST = 192  # tokens of one side; a longer text is cut to a window that starts anywhere


@dataclass(frozen=True, slots=True)
class Batch:
    """Left text i means right text i; texts with one key must not count as each other's opposites."""

    left: list[Ids]
    right: list[Ids]
    keys: Ids


@dataclass(frozen=True, slots=True)
class Task:
    """One kind of pairs and how often a batch of it is drawn."""

    name: str
    share: float
    draw: Draw


@dataclass(frozen=True, slots=True)
class _Article:
    title: Ids
    text: Ids


def encode(tokenizer: Tokenizer, texts: Sequence[str]) -> list[Ids]:
    """Token ids of each text; the unknown token, which stands for nothing, is left out."""
    found: list[Ids] = []
    for start in range(0, len(texts), 4096):
        for encoding in tokenizer.encode_batch_fast(list(texts[start : start + 4096]), add_special_tokens=False):
            ids = np.array(encoding.ids, dtype=np.int32)
            found.append(ids[ids != 0])
    return found


def build_tasks(tokenizer: Tokenizer, sources: Sources) -> tuple[Task, ...]:
    """Every kind of pairs the sources give."""
    questions = encode(tokenizer, [r.question for r in sources.readings])
    texts = {r.passage_id: r.passage for r in sources.readings}
    passages = dict(zip(texts, encode(tokenizer, list(texts.values())), strict=True))
    keys = {passage_id: n for n, passage_id in enumerate(texts)}
    reading_passages = [passages[r.passage_id] for r in sources.readings]
    reading_keys = [keys[r.passage_id] for r in sources.readings]

    mainland: list[list[_Article]] = []
    titles = encode(tokenizer, [s.title for s in sources.statutes])
    for statute, title in zip(sources.statutes, titles, strict=True):
        mainland.append([_Article(title, text) for text in encode(tokenizer, statute.articles)])
    zh = encode(tokenizer, [p.zh for p in sources.articles])
    en = encode(tokenizer, [p.en for p in sources.articles])
    title_zh = encode(tokenizer, [p.title_zh for p in sources.articles])
    title_en = encode(tokenizer, [p.title_en for p in sources.articles])
    by_statute: defaultdict[str, list[_Article]] = defaultdict(list)
    for pair, title, text in zip(sources.articles, title_zh, zh, strict=True):
        by_statute[pair.title_zh].append(_Article(title, text))
    taiwan = list(by_statute.values())
    return (
        Task("questions", 0.18, _pairs(questions, reading_passages, reading_keys)),
        Task("statutes", 0.24, _cloze(mainland)),
        Task("articles", 0.14, _cloze(taiwan)),
        Task("passages", 0.06, _cloze([[_Article(np.empty(0, np.int32), p)] for p in passages.values()])),
        Task("parallel", 0.24, _parallel(en, title_en, zh, title_zh)),
        Task("dictionary", 0.08, _translations(tokenizer, sources.dictionary)),
        Task("sentences", 0.06, _translations(tokenizer, sources.sentences)),
    )


def _translations(tokenizer: Tokenizer, pairs: Sequence[Parallel]) -> Draw:
    return _pairs(encode(tokenizer, [p.en for p in pairs]), encode(tokenizer, [p.zh for p in pairs]))


def _window(rng: np.random.Generator, ids: Ids, length: int) -> tuple[int, int]:
    """A stretch of the text, of about `length` tokens."""
    length = max(1, min(length, len(ids)))
    start = int(rng.integers(0, len(ids) - length + 1))
    return start, start + length


def _cut(rng: np.random.Generator, ids: Ids) -> Ids:
    start, end = _window(rng, ids, LONGEST)
    return ids[start:end]


def _thin(rng: np.random.Generator, ids: Ids, share: float) -> Ids:
    """The text with a share of its tokens dropped: a question never repeats a sentence word for word."""
    kept = ids[rng.random(len(ids)) >= share]
    return kept if len(kept) else ids


def _pairs(left: Sequence[Ids], right: Sequence[Ids], keys: Sequence[int] | None = None) -> Draw:
    usable = np.array([i for i in range(len(left)) if len(left[i]) and len(right[i])])

    def draw(rng: np.random.Generator, n: int) -> Batch:
        chosen = rng.choice(usable, min(n, len(usable)), replace=False)
        names = chosen if keys is None else np.array([keys[i] for i in chosen])
        return Batch([left[i] for i in chosen], [_cut(rng, right[i]) for i in chosen], names.astype(np.int32))

    return draw


def _cloze(statutes: Sequence[Sequence[_Article]]) -> Draw:
    """A stretch of an article finds its article among its neighbours and among others."""
    usable = [[a for a in statute if len(a.text) >= 8] for statute in statutes]
    usable = [statute for statute in usable if statute]

    def draw(rng: np.random.Generator, n: int) -> Batch:
        left: list[Ids] = []
        right: list[Ids] = []
        for index in rng.permutation(len(usable)):
            statute = usable[index]
            for which in rng.permutation(len(statute))[:8]:
                article = statute[which]
                start, end = _window(rng, article.text, int(np.exp(rng.uniform(np.log(4), np.log(30)))))
                query = _thin(rng, article.text[start:end], 0.2)
                kept = article.text
                if rng.random() < 0.6 and end - start < len(kept) // 2:
                    kept = np.concatenate((kept[:start], kept[end:]))
                if rng.random() < 0.3:
                    query = np.concatenate((_thin(rng, article.title, 0.3), query))
                kept = _cut(rng, kept)
                if rng.random() < 0.6:
                    kept = np.concatenate((article.title, kept))
                left.append(query)
                right.append(kept)
                if len(left) == n:
                    return Batch(left, right, np.arange(n, dtype=np.int32))
        return Batch(left, right, np.arange(len(left), dtype=np.int32))

    return draw


def _parallel(en: Sequence[Ids], title_en: Sequence[Ids], zh: Sequence[Ids], title_zh: Sequence[Ids]) -> Draw:
    """An English article, a stretch of it, or its statute's title finds the Chinese article."""
    usable = np.array([i for i in range(len(en)) if len(en[i]) >= 4 and len(zh[i]) >= 4])

    def draw(rng: np.random.Generator, n: int) -> Batch:
        left: list[Ids] = []
        right: list[Ids] = []
        for i in rng.choice(usable, min(n, len(usable)), replace=False):
            if rng.random() < 0.5:
                start, end = _window(rng, en[i], int(np.exp(rng.uniform(np.log(5), np.log(60)))))
                query = en[i][start:end]
            else:
                query = _cut(rng, en[i])
            text = _cut(rng, zh[i])
            if rng.random() < 0.3:
                query = np.concatenate((title_en[i], query))
                text = np.concatenate((title_zh[i], text))
            left.append(query)
            right.append(text)
        return Batch(left, right, np.arange(len(left), dtype=np.int32))

    return draw
