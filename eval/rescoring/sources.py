"""What the re-scorer learns from: reading questions, questions made of statutes, English beside Chinese, our own gold.

Where the embedding model has learned from a set, its vectors find that set's passages better than any a user brings;
such sets are searched with a model made without them (`python -m eval.rescoring.apart`).
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from eval.cases import Case, gold
from eval.corpus import Sections, documents, indexed_apart, opened
from eval.elsewhere import load_outside
from eval.library import Library
from eval.rescoring.groups import TODAY, Asked, Pairs, Say, of_generation
from eval.rescoring.learn import Group
from ingest.corpus import Listed
from ingest.regions import Region, find, lookup
from retriever.lexicon import synonyms
from retriever.question import parse
from retriever.scope import scope_for
from retriever.settings import SearchSettings
from retriever.tokenize import is_stop, segment
from retriever.training.sources import Parallel, Reading, Statute

_READINGS, _STATUTES = 1_500, 900  # questions taken of each
_OFFICIAL = (
    "{p}对{c}有什么规定？", "{p}{c}有哪些要求？", "{p}{c}如何处理？", "{p}的{c}是怎样规定的？",
    "{p}对{c}采取什么措施？", "{p}{c}应当怎么办？", "{p}{c}是多少？", "{p}{c}由谁负责？",
    "{p}{c}的条件是什么？", "{p}有哪些{c}的政策？",
)  # fmt: skip
_LAY = (
    "{c}，怎么办？", "{c}合法吗？", "{c}会怎么处罚？", "我想问{c}要什么条件？", "{c}由谁管？", "{c}可以吗？",
    "{c}怎么规定的？", "请问{c}有什么要求？",
)  # fmt: skip
_SENTENCE = re.compile(r"[。；\n]")


def apart(statute: Statute) -> bool:
    """Whether a statute is kept from the model made apart, so that questions can be made of it."""
    return int.from_bytes(hashlib.sha256(statute.title.encode()).digest()[-4:], "big") % 2 == 0


def readings(given: tuple[Reading, ...], seed: int) -> Pairs:
    """Questions over encyclopedia passages."""
    passages = {r.passage_id: r.passage for r in given}
    chosen = random.Random(seed).sample(given, min(_READINGS, len(given)))
    asked = tuple(Asked(r.question, frozenset({r.passage_id})) for r in chosen)
    return Pairs("readings", tuple(passages.items()), asked)


def official(statutes: tuple[Statute, ...], seed: int) -> Pairs:
    """A place and some words of a sentence, asked of stretches of statutes that begin with their titles."""
    rng = random.Random(seed)
    passages, asked = [], []
    for number, statute in enumerate(statutes):
        articles = [a for a in statute.articles if len(a) >= 20]
        mentions = [m.region for m in find(statute.title) if m.region is not None]
        at = 0
        for piece in range(2):
            length, first = rng.choice((300, 600, 1000)), at
            while at < len(articles) and sum(map(len, articles[first:at])) < length:
                at += 1
            text = "\n".join(articles[first:at])
            if not text:
                break
            name = f"{number}.{piece}"
            passages.append((name, f"{statute.title}\n{text}"))
            words = _words(text, rng, (2, 6), 0.25) if apart(statute) else ""
            if words:
                place = _place(mentions[0], rng) if mentions and rng.random() < 0.85 else ""
                asked.append(Asked(rng.choice(_OFFICIAL).format(p=place, c=words), frozenset({name})))
    return Pairs("official", tuple(passages), tuple(rng.sample(asked, min(_STATUTES, len(asked)))))


def lay(statutes: tuple[Statute, ...], seed: int) -> Pairs:
    """Some words of a sentence, nearly half of them exchanged for others of the same meaning, asked of articles."""
    rng = random.Random(seed)
    passages, asked = [], []
    for number, statute in enumerate(statutes):
        for place, article in enumerate(statute.articles[:5]):
            name = f"{number}.{place}"
            passages.append((name, article))
            words = _words(article, rng, (3, 8), 0.7) if apart(statute) else ""
            if words:
                asked.append(Asked(rng.choice(_LAY).format(c=words), frozenset({name})))
    return Pairs("lay", tuple(passages), tuple(rng.sample(asked, min(_STATUTES, len(asked)))))


def lay_learned(statutes: tuple[Statute, ...], seed: int) -> Pairs:
    """The same for statutes that the embedding model has learned from, as it has from those that users ask about."""
    return replace(lay(statutes[::2], seed), name="lay-learned")


def english(articles: tuple[Parallel, ...]) -> Pairs:
    """The first sentence of an English article over the Chinese articles."""
    longer = [a for a in articles if len(a.zh) >= 30 and len(a.en.split()) >= 12]
    asked = [Asked(" ".join(a.en.split(". ")[0].split()[:30]), frozenset({str(n)})) for n, a in enumerate(longer)]
    return Pairs("english", tuple((str(n), a.zh) for n, a in enumerate(longer)), tuple(asked[::4]))


def own(sections: Sections, data: Path, settings: SearchSettings, say: Say) -> dict[str, list[Group]]:
    """The develop questions of the project that stand alone, over its own documents and over outside ones."""
    outside = load_outside("outside_develop", data)
    several = {
        "own": (gold(("develop", "develop2", "develop3")), [documents()]),
        "outside": (outside.cases, list(outside.files)),
    }
    found: dict[str, list[Group]] = {}
    for name, (cases, paths) in several.items():
        with indexed_apart(paths, sections) as apart_, opened(apart_) as assistant:
            library = Library.of(assistant.corpus, assistant.generation.manifest.documents)
            asked = list(_asked(cases, library, assistant.corpus.documents()))
            found[name] = list(of_generation(assistant.generation, asked, settings))
        say(f"{name}: {len(found[name])} questions")
    return found


def _asked(cases: tuple[Case, ...], library: Library, listed: Sequence[Listed]) -> Iterator[Asked]:
    for case in cases:
        if not case.ways or case.history:
            continue
        query = parse(case.question, TODAY, lookup(case.region) if case.region else None)
        if len(query.regions) > 1:
            continue
        ids = scope_for(query.regions[0], listed).doc_ids if query.regions else None
        if ids is not None and not ids:
            continue
        right = frozenset(clause for way in case.ways for span in way for clause in library.clauses_of(span))
        yield Asked(query, right, ids)


def _words(text: str, rng: random.Random, length: tuple[int, int], exchanged: float) -> str:
    """A run of the content words of a sentence, some left out, some exchanged for a synonym; empty where too short."""
    sentences = [s for s in _SENTENCE.split(text) if 10 <= len(s) <= 90]
    if not sentences:
        return ""
    words = [w for w in segment(rng.choice(sentences)) if len(w) > 1 and w.isalpha() and not is_stop(w)]
    if len(words) < length[0]:
        return ""
    count = rng.randint(length[0], min(length[1], len(words)))
    first = rng.randint(0, len(words) - count)
    run = words[first : first + count]
    kept = [w for w in run if rng.random() > 0.15] or run
    return "".join(rng.choice(synonyms(w)) if synonyms(w) and rng.random() < exchanged else w for w in kept)


def _place(region: Region, rng: random.Random) -> str:
    return rng.choice((region.bare or region.name, region.name))
