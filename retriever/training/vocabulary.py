"""The tokenizer: most likely words of both languages, single characters where no word fits."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable

import rjieba
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from retriever.training.charsmap import precompile, traditional_to_simplified
from retriever.training.sources import Sources

UNKNOWN = "[UNK]"
_HAN_WORD = re.compile(r"[一-鿿]{2,6}")
_LATIN = re.compile(r"[a-z]+|[0-9]+")
# General text is scarce beside the statutes; unweighted, the vocabulary would hold legal words alone.
_GENERAL = 5
_GLOSS = 20
_IN_USE = 5
_PART = 5.0
_LETTER = 0.05


def count_words(sources: Sources) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Counts of Chinese words, of single Han characters standing alone, and of Latin words."""
    fold = str.maketrans(traditional_to_simplified())
    words: Counter[str] = Counter()
    characters: Counter[str] = Counter()
    latin: Counter[str] = Counter()

    def chinese(texts: Iterable[str], weight: int) -> None:
        for text in texts:
            for word in rjieba.cut(text.translate(fold)):
                if _HAN_WORD.fullmatch(word):
                    words[word] += weight
                elif len(word) == 1 and "一" <= word <= "鿿":
                    characters[word] += weight

    def english(texts: Iterable[str], weight: int) -> None:
        for text in texts:
            for word in _LATIN.findall(text.lower()):
                latin[word] += weight

    passages = {r.passage_id: r.passage for r in sources.readings}
    chinese((a for s in sources.statutes for a in (s.title, *s.articles)), 1)
    chinese((p.zh for p in sources.articles), 1)
    chinese(passages.values(), _GENERAL)
    chinese((r.question for r in sources.readings), _GENERAL)
    chinese((p.zh for p in sources.sentences), _GENERAL)
    chinese((p.zh for p in sources.dictionary), 1)
    english((p.en for p in sources.articles), 1)
    english((p.en for p in sources.sentences), _GENERAL)
    english((p.en for p in sources.dictionary), _GLOSS)
    return words, characters, latin


def build_tokenizer(sources: Sources, han_words: int, latin_words: int) -> Tokenizer:
    """A Unigram tokenizer over the commonest words, every common character, letter and digit, and word endings."""
    words, characters, latin = count_words(sources)
    # A character of several words is in use today; GB 2312 is the set that every Simplified text may draw on.
    in_words = Counter(c for p in sources.dictionary if len(p.zh) > 1 for c in set(p.zh) if "一" <= c <= "鿿")
    everyday = (
        set(_gb2312()) | {c for c, n in in_words.items() if n >= _IN_USE} | {c for c, n in characters.items() if n >= 5}
    )
    fold = traditional_to_simplified()
    pieces: dict[str, float] = {c: 0.1 + characters[c] for c in sorted({fold.get(c, c) for c in everyday})}
    pieces |= dict(_commonest(words, han_words))
    chosen = dict(_commonest(latin, latin_words))
    stems = Counter(word[:cut] for word in chosen for cut in range(5, len(word)))
    endings = Counter(word[cut:] for word in chosen for cut in range(4, len(word)) if word[:cut] in chosen)
    # Parts must lose against whole words and win against spelling out: subsid|ised, not sub|s|id|is|e|d.
    pieces |= {stem: _PART for stem, n in stems.items() if n >= 3}
    pieces |= {ending: _PART for ending, n in endings.items() if n >= 8 and len(ending) > 1}
    pieces |= chosen
    pieces |= {c: _LETTER for c in "abcdefghijklmnopqrstuvwxyz0123456789"}
    total = sum(pieces.values())
    scored = [(piece, math.log(count / total)) for piece, count in sorted(pieces.items())]
    return assemble([(UNKNOWN, 0.0), *scored])


def assemble(scored: list[tuple[str, float]]) -> Tokenizer:
    """A tokenizer over scored pieces, the unknown one first; Traditional, wide and accented letters are folded."""
    tokenizer = Tokenizer(models.Unigram(scored, unk_id=0, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFKD(),
            normalizers.StripAccents(),
            normalizers.Lowercase(),
            normalizers.Precompiled(precompile(traditional_to_simplified())),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(r"[^\p{Han}a-z0-9]+"), "removed"),
            pre_tokenizers.Split(Regex(r"[a-z]+"), "isolated"),
            pre_tokenizers.Split(Regex(r"[0-9]+"), "isolated"),
        ]
    )
    return tokenizer


def _commonest(counts: Counter[str], n: int) -> list[tuple[str, int]]:
    # Ties are broken by the word itself, so that the same data give the same vocabulary.
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:n]


def _gb2312() -> str:
    pairs = (bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    return "".join(pair.decode("gb2312", errors="ignore") for pair in pairs)
