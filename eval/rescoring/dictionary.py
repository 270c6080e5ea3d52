"""Make the table of English words and their Chinese for the search: CC-CEDICT and what parallel statutes translate.

    python -m eval.rescoring.dictionary --data DIR

Which Chinese word stands for which English one is learned from the statutes, sentence pairs and glosses together by IBM
Model 1 (Brown et al. 1993) over the likeliest pairs; a word's weight is the geometric mean of both directions, with
what the dictionary says added, and leans to pairs whose vectors are alike.
"""

from __future__ import annotations

import argparse
import gzip
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from retriever.embedder import Encoder, open_encoder
from retriever.language import simplified
from retriever.settings import EmbeddingSettings
from retriever.tokenize import fold, frequency, is_stop, segment
from retriever.training.holdout import split
from retriever.training.sources import Sources, read_sources
from retriever.translation import TABLE, WORD, forms, skipped

Links = dict[str, dict[str, float]]

_ROUNDS = 6
_CANDIDATES = 15  # Chinese words kept for an English one, by each of two measures
_NULL = 0.02  # what no English word accounts for
_BEST = 5  # words written of an entry
_PHRASE_COUNT, _PHRASE_TIES = 15, 4.0  # how often two words stand side by side, and how much more than by chance
_HAN = re.compile(r"[\u3400-\u9fff]+")
_FUNCTION = frozenset("一应得者办理按本中有人为于")
_NO_MEANING = ("surname", "variant", "see ", "old variant", "abbr", "used in")
_HEADER = """# English words and phrases with their Chinese words and weights, the best 1.
# Made by `python -m eval.rescoring.dictionary` from CC-CEDICT (https://cc-cedict.org, CC BY-SA 4.0), statutes of Taiwan
# with their official English, and Tatoeba sentences (CC BY 2.0 FR). This table: CC BY-SA 4.0."""


def main(arguments: list[str] | None = None) -> int:
    """Make and write the table; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m eval.rescoring.dictionary", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the training sets")
    options = parser.parse_args(arguments)
    sources, _ = split(read_sources(options.data))
    rows = table(sources, open_encoder(EmbeddingSettings()))
    text = "\n".join([_HEADER, *rows]) + "\n"
    path = Path(str(files("retriever").joinpath("data", TABLE)))
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    sys.stderr.write(f"{len(rows)} entries, {path.stat().st_size} bytes\n")
    return 0


def table(sources: Sources, encoder: Encoder) -> list[str]:
    """The lines of the table, in the order of the English."""
    lemma = _lemmas(sources)
    single, phrases, glosses = _dictionary(sources, lemma)
    learned = _learn([*_pairs(sources, lemma), *glosses])
    weights: Links = {}
    for english in {*learned, *single, *phrases}:
        entry = dict(learned.get(english, {}))
        said = single.get(english) or phrases.get(english) or {}
        total = sum(said.values())
        for chinese, worth in said.items():
            entry[chinese] = entry.get(chinese, 0.0) + 0.5 * worth / total
        single_word = " " not in english
        entry = {z: w for z, w in entry.items() if z not in _FUNCTION and (len(z) > 1 or single_word)}
        if entry:
            weights[english] = entry
    weights = _leaning(weights, encoder)
    return [line for english in sorted(weights) if (line := _line(english, weights[english], phrases, learned))]


def _line(english: str, entry: dict[str, float], phrases: Links, learned: Links) -> str | None:
    best = sorted(entry.items(), key=lambda item: (-item[1], item[0]))[:_BEST]
    top = best[0][1]
    several = " " in english
    known = english in phrases
    if (several and not known and top < 0.3) or (not several and top < 0.06):
        return None
    if several and known and english not in learned and max(phrases[english].values()) < 2.0:
        return None  # a rare Chinese word for a rare phrase
    words = [f"{chinese}:{weight / top:.2g}" for chinese, weight in best if weight >= 0.2 * top]
    return "\t".join((english, *words))


def _leaning(weights: Links, encoder: Encoder) -> Links:
    """Weights times a likeness of meaning between both words."""
    english, chinese = sorted(weights), sorted({z for entry in weights.values() for z in entry})
    rows = dict(zip(english, encoder.encode_passages(english), strict=True))
    columns = dict(zip(chinese, encoder.encode_passages(chinese), strict=True))
    return {
        e: {z: w * (0.3 + max(0.0, float(rows[e] @ columns[z]))) for z, w in entry.items()}
        for e, entry in weights.items()
    }


class _Lemmas(dict[str, str]):
    """Word → the form it is filed under, by which forms the texts have."""

    def __init__(self, counts: Counter[str]) -> None:
        super().__init__()
        self._counts = counts

    def __missing__(self, word: str) -> str:
        bare = re.sub(r"['’]s?$", "", word)
        least = max(2.0, 0.02 * self._counts[word])
        found = [form for form in forms(bare)[1:] if self._counts[form] >= least]
        self[word] = max(found, key=lambda form: self._counts[form]) if found else bare
        return self[word]


def _lemmas(sources: Sources) -> _Lemmas:
    texts = (p.en for several in (sources.articles, sources.sentences, sources.dictionary) for p in several)
    return _Lemmas(Counter(word for text in texts for word in WORD.findall(fold(text[:1500]))))


def _english(text: str, lemma: _Lemmas) -> list[str]:
    return [lemma[w] for w in WORD.findall(fold(text)) if w not in skipped() and len(w) > 1]


def _chinese(text: str) -> list[str]:
    return sorted({w for w in segment(simplified(text)) if _HAN.fullmatch(w) and not is_stop(w)})


def _pairs(sources: Sources, lemma: _Lemmas) -> Iterator[tuple[list[str], list[str], float]]:
    """The words of each side of a pair of texts; words that stand together more often than by chance also as one."""
    articles = [_english(p.en[:1500], lemma) for p in sources.articles]
    alone = Counter(w for words in articles for w in words)
    beside = Counter(two for words in articles for two in pairwise(words))
    total = sum(alone.values())
    tied = {
        (a, b)
        for (a, b), count in beside.items()
        if count >= _PHRASE_COUNT and math.log(count * total / (alone[a] * alone[b])) > _PHRASE_TIES
    }
    for words, pair in zip(articles, sources.articles, strict=True):
        together = (f"{a} {b}" for a, b in pairwise(words) if (a, b) in tied)
        yield sorted({*words, *together}), _chinese(pair.zh[:600]), 1.0
    for pair in sources.sentences:
        yield sorted(set(_english(pair.en, lemma))), _chinese(pair.zh), 1.0


def _dictionary(sources: Sources, lemma: _Lemmas) -> tuple[Links, Links, list[tuple[list[str], list[str], float]]]:
    """What the dictionary says of single words and of phrases, commoner words more; and each gloss as a pair."""
    single: defaultdict[str, dict[str, float]] = defaultdict(dict)
    phrases: defaultdict[str, dict[str, float]] = defaultdict(dict)
    glosses = []
    for pair in sources.dictionary:
        chinese = simplified(pair.zh)
        if not _HAN.fullmatch(chinese):
            continue
        for place, gloss in enumerate(pair.en.split(";")):
            words = _english(gloss, lemma)
            if gloss.strip().startswith(_NO_MEANING) or not 1 <= len(words) <= 4:
                continue
            worth = math.sqrt(frequency(chinese) + 1) / (1 + 0.5 * place)
            entry = (single if len(words) == 1 else phrases)[" ".join(words)]
            entry[chinese] = max(entry.get(chinese, 0.0), worth)
            glosses.append((sorted(set(words)), [chinese], 1.0 if len(words) == 1 else 0.5))
    return dict(single), dict(phrases), glosses


def _learn(pairs: Iterable[tuple[list[str], list[str], float]]) -> Links:
    """English → Chinese words with the geometric mean of p(zh|en) and p(en|zh)."""
    from scipy import sparse

    english: dict[str, int] = {}
    chinese: dict[str, int] = {}
    left, right, worth = [], [], []
    for en, zh, weight in pairs:
        left.append([english.setdefault(w, len(english)) for w in en])
        right.append([chinese.setdefault(w, len(chinese)) for w in zh])
        worth.append(weight)

    def matrix(lists: list[list[int]], width: int) -> sparse.csr_matrix:
        ends = np.cumsum([0, *map(len, lists)])
        flat = np.fromiter((i for one in lists for i in one), np.int32, int(ends[-1]))
        return sparse.csr_matrix((np.ones(len(flat), np.float32), flat, ends), shape=(len(lists), width))

    ours, theirs = matrix(left, len(english)), matrix(right, len(chinese))
    candidates = _candidates(ours, theirs)
    numbers: dict[int, dict[int, int]] = defaultdict(dict)
    for number, (e, z) in enumerate(candidates):
        numbers[e][z] = number
    links: list[int] = []
    owner: list[int] = []
    weights: list[float] = []
    for ones, others, weight in zip(left, right, worth, strict=True):
        rows = [numbers[e] for e in ones if e in numbers]
        for z in others:
            if linked := [row[z] for row in rows if z in row]:
                links += linked
                owner += [len(weights)] * len(linked)
                weights.append(weight)
    pair = np.array(candidates)
    return _rounds(pair, np.array(links), np.array(owner), np.array(weights), list(english), list(chinese))


def _candidates(ours: object, theirs: object) -> list[tuple[int, int]]:
    """Of each English word the Chinese ones that most often stand in the same pairs, by Dice and by information."""
    seen, known = (np.asarray(m.sum(0)).ravel() for m in (ours, theirs))  # type: ignore[attr-defined]
    total = ours.shape[0]  # type: ignore[attr-defined]
    often = np.flatnonzero(seen >= 3)
    found: list[tuple[int, int]] = []
    for start in range(0, len(often), 2_000):
        some = often[start : start + 2_000]
        both = (ours[:, some].T @ theirs).tocsr()  # type: ignore[index]
        for row, e in enumerate(some):
            at = slice(both.indptr[row], both.indptr[row + 1])
            columns, counts = both.indices[at], both.data[at]
            dice = 2 * counts / (seen[e] + known[columns])
            tells = counts / seen[e] * np.log(np.maximum(1.0001, counts * total / (seen[e] * known[columns])))
            chosen = {*np.argsort(-dice)[:_CANDIDATES].tolist(), *np.argsort(-tells)[:_CANDIDATES].tolist()}
            found += [(int(e), int(columns[i])) for i in sorted(chosen)]
    return found


def _rounds(
    pair: npt.NDArray[np.int64], links: npt.NDArray[np.int64], owner: npt.NDArray[np.int64],
    weights: npt.NDArray[np.float64], english: list[str], chinese: list[str],
) -> Links:  # fmt: skip
    """Expectation and maximisation, a few times over."""
    share = np.full(len(pair), 0.1)
    for _ in range(_ROUNDS):
        total = np.bincount(owner, share[links], minlength=len(weights)) + _NULL
        counts = np.bincount(links, share[links] / total[owner] * weights[owner], minlength=len(pair))
        of_english = np.bincount(pair[:, 0], counts, minlength=len(english))
        share = counts / (of_english[pair[:, 0]] + 1.0)
    back = counts / (np.bincount(pair[:, 1], counts, minlength=len(chinese))[pair[:, 1]] + 1.0)
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for (e, z), forth, other, count in zip(pair, share, back, counts, strict=True):
        if forth > 0.02 and count >= 1:
            found[english[e]][chinese[z]] = math.sqrt(forth * other)
    return dict(found)


if __name__ == "__main__":
    sys.exit(main())
