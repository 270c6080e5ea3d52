"""Places of China: find them in a text, look one up, walk up the levels. All names live in data/divisions.csv."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ingest.region_table import RANK, Level, Region, latin_key, names, own_law

__all__ = [
    "Mention",
    "Region",
    "ancestors",
    "by_code",
    "covers",
    "find",
    "has_own_law",
    "lookup",
    "possible",
    "regions",
]


_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-zÀ-ÿ]+(?:['’](?![sS]\b)[A-Za-zÀ-ÿ]+)*")
_MAX_LATIN_WORDS = 3
# What may follow an English name: "Liangshan Yi Autonomous Prefecture", "Lucheng District".
_ENGLISH_SUFFIX = re.compile(
    r"(?P<people>(?:[ -](?:Yi|Hui|Tibetan|Zang|Qiang|Uygur|Uyghur|Zhuang|Mongol|Mongolian|Kazak|Kazakh|Korean|Miao|"
    r"Dong|Tujia|Bai|Dai|Hani|and)){0,4}(?:[ -]Autonomous)?)"
    r"[ -](?P<kind>Province|Region|Municipality|City|Prefecture|League|County|District|Banner|SAR)\b",
    re.IGNORECASE,
)
_ENGLISH_LEVELS: dict[str, frozenset[Level]] = {
    "province": frozenset({"province"}), "region": frozenset({"province"}), "sar": frozenset({"province"}),
    "municipality": frozenset({"province", "prefecture"}), "city": frozenset({"province", "prefecture", "county"}),
    "prefecture": frozenset({"prefecture"}), "league": frozenset({"prefecture"}),
    "county": frozenset({"county"}), "district": frozenset({"county"}), "banner": frozenset({"county"}),
}  # fmt: skip
# A short name in front of these names a street or a school, not the place: 北京路, 中山大学.
_NOT_A_PLACE = re.compile(r"[东西南北中]?(?:路(?!径|线|演)|大街|街(?!道)|大道|大学)")


# What may follow a name within one word of the segmenter: 苏州工业园区.
_ZONE = re.compile(r"[\u4e00-\u9fff]{0,8}(?:园区|高新区|开发区|新区|保税区|保税港区|示范区)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place named at text[start:end]. Where several places bear the name and nothing decides, region is None."""

    region: Region | None
    start: int
    end: int
    candidates: tuple[Region, ...] = ()


def by_code(code: str) -> Region | None:
    """The region with this six-digit code, or None."""
    return names().regions.get(code)


def ancestors(region: Region) -> tuple[Region, ...]:
    """The levels above, nearest first, the region itself left out."""
    chain: list[Region] = []
    above = by_code(region.parent) if region.parent else None
    while above is not None:
        chain.append(above)
        above = by_code(above.parent) if above.parent else None
    return tuple(chain)


def has_own_law(region: Region) -> bool:
    """Whether what the State issues for the mainland does not hold there."""
    return any(code[:2] == region.code[:2] for code, _ in own_law())


def covers(a: Region, b: Region) -> bool:
    """Whether `a` is `b` or lies above it."""
    return a.code == b.code or a in ancestors(b)


def in_line(a: Region, b: Region) -> bool:
    """Whether one of two places is the other or lies in it."""
    return covers(a, b) or covers(b, a)


def regions(level: Level | None = None) -> tuple[Region, ...]:
    """All regions in the order of their codes, or those of one level."""
    return tuple(r for r in names().regions.values() if level is None or r.level == level)


@lru_cache(maxsize=512)
def lookup(name: str) -> Region | None:
    """The region that a person means by `name` alone: 锦州, 錦州市, Jinzhou, 辽宁省锦州市, 210700; None if unclear."""
    table = names()
    given = name.strip().translate(table.simplify)
    if found := table.regions.get(given):
        return found
    if same := table.strong.get(given, ()) + table.weak.get(given, ()):
        return _highest(same)
    key = latin_key(given)
    if same := table.latin.get(key) or table.latin_suffixed.get(key) or ():
        return table.customary.get(key) or _highest(same)
    mentions = find(given)
    named = sum(m.end - m.start for m in mentions)
    if not mentions or named < len(re.sub(r"[\s,，·]", "", given)):
        return None
    last = mentions[-1].region if _HAN.search(given) else _deepest(m.region for m in mentions)
    return last if last and all(m.region and (covers(m.region, last)) for m in mentions) else None


def find(text: str) -> list[Mention]:
    """Every place named in the text, in order, longest name first, never overlapping.

    Args:
        text: Simplified or Traditional Chinese, English, or both; offsets index it as given.

    Returns:
        Mentions. A name that several places bear is resolved by a place named right before it, else by the
        other places in the text; what stays open has `region` None and its `candidates`.
    """
    simple = text.translate(names().simplify)
    found = sorted([*_find_han(simple), *_find_latin(text)], key=lambda m: m.start)
    if all(m.region for m in found):
        return found
    return _resolve(found, text)


def _find_han(text: str) -> list[Mention]:
    table, position, end = names(), 0, len(text)
    out: list[Mention] = []
    edges: Callable[[int, int], tuple[int, int]] | None = None
    while position < end - 1:
        lengths = table.lengths.get(text[position : position + 2], ())
        for length in lengths:
            stop = position + length
            name = text[position:stop]
            if stop > end or not (name in table.strong or name in table.weak):
                continue
            before = out[-1] if out and position - out[-1].end <= 1 else None
            candidates = table.strong.get(name, ()) or _under(before, table.weak.get(name, ()))
            if not candidates:
                continue
            edges = edges or _word_edges(text)
            begin, finish = edges(position, stop)
            chained = bool(out) and out[-1].end == position  # 上海市浦东新区 is one word to the segmenter
            if (begin < position and not chained) or (finish > stop and not _names_on(text[stop:finish])):
                continue
            if _is_short(name, candidates) and _NOT_A_PLACE.match(text, stop):
                continue
            if before and len(candidates) > 1:
                candidates = _under(before, candidates) or candidates
            out.append(_mention(candidates, position, stop))
            position = stop - 1
            break
        position += 1
    return out


def _find_latin(text: str) -> list[Mention]:
    table, words = names(), list(_LATIN.finditer(text))
    out: list[Mention] = []
    index = 0
    while index < len(words):
        for count in range(min(_MAX_LATIN_WORDS, len(words) - index), 0, -1):
            run = words[index : index + count]
            start, stop = run[0].start(), run[-1].end()
            if any(text[a.end() : b.start()] not in (" ", "-") for a, b in pairwise(run)):
                continue
            key = latin_key(text[start:stop])
            suffix = _ENGLISH_SUFFIX.match(text, stop)
            candidates = _filed(table.latin, key)
            if suffix:
                both = {r.code: r for r in candidates + _filed(table.latin_suffixed, key)}
                levels = _ENGLISH_LEVELS[suffix["kind"].lower()]
                candidates = tuple(r for r in both.values() if r.level in levels) or candidates
            if candidates:
                out.append(_mention(candidates, start, suffix.end() if suffix else stop))
                index += count - 1
                break
        index += 1
    return _with_below(text, words, out)


def _filed(places: Mapping[str, tuple[Region, ...]], key: str) -> tuple[Region, ...]:
    """The places filed under a name; Jing'an is filed without the apostrophe, Xi'an with it."""
    return places.get(key) or places.get(key.replace("'", "").replace("’", ""), ())


def _with_below(text: str, words: list[re.Match[str]], found: list[Mention]) -> list[Mention]:
    """Tianhe, Guangzhou: a name that says nothing alone, right before the place it lies in, is the place below."""
    out: list[Mention] = []
    for mention in found:
        last = out[-1] if out else None
        near = last is not None and text[last.end : mention.start] in (", ", ",")
        if last and near and last.region and mention.region and covers(mention.region, last.region):
            out[-1] = Mention(last.region, last.start, mention.end)
            continue
        before = [w for w in words if w.end() <= mention.start and text[w.end() : mention.start] in (", ", ",")]
        key = latin_key(before[-1][0]) if before else ""
        same = names().latin_suffixed.get(key, ()) + names().latin.get(key, ())
        below = [r for r in same if mention.region and r.code != mention.region.code and covers(mention.region, r)]
        if len(below) == 1 and not any(m.start < before[-1].end() and before[-1].start() < m.end for m in found):
            mention = Mention(below[0], before[-1].start(), mention.end)
        out.append(mention)
    return out


def possible(text: str) -> tuple[Region, ...]:
    """Places that a capitalised English name may be which says nothing alone (Lucheng): who knows more decides."""
    table = names()
    found: dict[str, Region] = {}
    for word in _LATIN.finditer(text):
        if word[0][0].isupper() and len(word[0]) > 3 and re.search(r"[^.?!\s]\s*$", text[: word.start()]):
            found |= {r.code: r for r in table.latin_suffixed.get(latin_key(word[0].removesuffix("'s")), ())}
    return tuple(found.values())


def _resolve(found: list[Mention], text: str) -> list[Mention]:
    """Decide open mentions by the places that are clear: those under one of them, then those beside one of them."""
    clear = [m.region for m in found if m.region]
    out = []
    for mention in found:
        if mention.region is None:
            below = [c for c in mention.candidates if any(covers(r, c) for r in clear)]
            near = below or [c for c in mention.candidates if any(set(ancestors(r)) & set(ancestors(c)) for r in clear)]
            usual = names().customary.get(latin_key(text[mention.start : mention.end]))
            region = near[0] if len(near) == 1 else usual
            mention = Mention(region, mention.start, mention.end, mention.candidates)
        out.append(mention)
    return out


def _mention(candidates: tuple[Region, ...], start: int, end: int) -> Mention:
    best = _highest(candidates)
    return Mention(best, start, end, candidates if len(candidates) > 1 else ())


def _highest(candidates: tuple[Region, ...]) -> Region | None:
    """The one candidate of the highest level, or None: 吉林 is the province, 鼓楼区 could be any of four."""
    top = min(RANK[c.level] for c in candidates)
    best = [c for c in candidates if RANK[c.level] == top]
    return best[0] if len(best) == 1 else None


def _deepest(candidates: Iterable[Region | None]) -> Region | None:
    return max((c for c in candidates if c), key=lambda c: RANK[c.level], default=None)


def _under(above: Mention | None, candidates: tuple[Region, ...]) -> tuple[Region, ...]:
    if above is None or above.region is None:
        return ()
    region = above.region
    return tuple(c for c in candidates if c.code != region.code and covers(region, c))


def _is_short(name: str, candidates: tuple[Region, ...]) -> bool:
    return any(name == c.bare for c in candidates)


def _names_on(rest: str) -> bool:
    """Whether a word may go on so behind a place's name: with a place in it, a zone of it, or its government."""
    table = names()
    of_it = rest in ("人民政府", "政府", "委", "人大")  # 上海市政府 is one word to the segmenter
    return rest in table.strong or rest in table.weak or of_it or bool(_ZONE.fullmatch(rest))


def _word_edges(text: str) -> Callable[[int, int], tuple[int, int]]:
    """Where the words begin and end that a span begins and ends in: 大连 is no word of 扩大连接."""
    import rjieba  # noqa: TID251  (the search tokenizer is a layer above; word edges alone are needed here)

    edges, at = [0], 0
    for word in rjieba.cut(text, False):
        at += len(word)
        edges.append(at)

    def around(start: int, stop: int) -> tuple[int, int]:
        first, last = bisect_right(edges, start) - 1, bisect_right(edges, stop - 1)
        return edges[first], edges[last] if last < len(edges) else stop

    return around
