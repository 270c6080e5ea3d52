"""Any number of documents out of a few real ones: each as it is, then with its place, figures and terms exchanged.

A variation is a document of another place, with the words and the length of a real one: frequencies of words, lengths
of clauses and the share of documents that a place's filter leaves stay what they are in a corpus of statutes. The same
seed gives the same documents.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.normalize import normalize
from ingest.regions import Region, find, regions
from ingest.structure import build_clauses

_SAMPLE = 40  # documents parsed to know how many clauses one has
_FIGURE = re.compile(r"\d+(?:\.\d+)?(?=\s?(?:万元|亿元|元|%|％|个百分点|日|天|个月|平方米|人|户|家|件))")
_NUMERAL = re.compile(r"[二三四五六七八九十]+(?=(?:万元|千元|百元|元|日内|日前|个工作日|个月|年以[上下内]|倍))")
_TITLE = re.compile(r"---\n(?:.*\n)*?title:\s*[\"']?(.+?)[\"']?\s*\n")  # of a header in YAML
_NUMERALS = ("二", "三", "五", "七", "八", "十", "十五", "二十", "三十", "五十", "六十")
# Of each group one takes another's place throughout a document.
_TERMS = (
    ("市场监督管理", "文化和旅游", "交通运输", "生态环境", "农业农村", "卫生健康", "应急管理", "自然资源"),
    ("企业", "合作社", "社会组织", "经营者"),
    ("中小学校", "医疗机构", "养老机构", "公共图书馆"),
    ("道路", "河道", "绿地", "管网"),
    ("补助", "奖励", "贴息", "资助"),
    ("专利", "商标", "标准", "技术成果"),
)


@dataclass(frozen=True, slots=True)
class Text:
    """A document: the name of its file and what stands in it."""

    name: str
    text: str


def read_texts(folder: Path) -> list[Text]:
    """The real documents: every .txt and .md below a folder, in the order of their paths."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix in (".txt", ".md"))
    return [Text(path.stem, path.read_text("utf-8")) for path in paths]


def clauses_each(texts: Sequence[Text]) -> float:
    """How many clauses a document has, on the average of a sample spread over them."""
    sample = texts[:: max(1, len(texts) // _SAMPLE)]
    found = [len(build_clauses(normalize(one.text), one.text, "d")[0]) for one in sample]
    return sum(found) / max(1, len(found))


def documents(texts: Sequence[Text], clauses: int, seed: int = 0) -> Iterator[Text]:
    """As many documents as have about so many clauses: the real ones in a mixed order, then variations of them."""
    count = max(1, round(clauses / max(1.0, clauses_each(texts))))
    order = random.Random(seed).sample(range(len(texts)), len(texts))
    for number in range(count):
        turn, at = divmod(number, len(texts))
        one = texts[order[at]]
        yield one if turn == 0 else vary(one, random.Random(f"{seed}-{number}"), number)


def vary(one: Text, chance: random.Random, number: int) -> Text:
    """A document of another place, with other figures and terms."""
    text = one.text
    header = _TITLE.match(text)
    title = header[1] if header else text.lstrip("# \n").split("\n", 1)[0]
    named = next((mention for mention in find(title) if mention.region is not None), None)
    if named is not None and named.region is not None:
        other = chance.choice(_others(named.region))
        text = _swapped(text, {named.region.full: other.full, named.region.name: other.name})
    else:  # a law of the state becomes a rule of a place
        other = chance.choice(regions("prefecture"))
        bare = title.removeprefix("中华人民共和国")
        local = {title: other.name + bare, bare: other.name + bare}
        state = {"国务院": "人民政府", "最高人民法院": "中级人民法院", "最高人民检察院": "人民检察院", "全国": ""}
        text = _swapped(text, {**local, **{body: other.name + instead for body, instead in state.items()}})
    for group in _TERMS:
        text = _swapped(text, dict(zip(group, chance.sample(group, len(group)), strict=True)))
    text = _FIGURE.sub(lambda m: str(chance.randint(1, 9) * 10 ** max(0, len(m[0].split(".")[0]) - 1)), text)
    text = _NUMERAL.sub(lambda _: chance.choice(_NUMERALS), text)
    return Text(f"{other.name}{number:06d}", text)


def _others(region: Region) -> Sequence[Region]:
    return [one for one in regions(region.level) if one.code != region.code]


def _swapped(text: str, words: dict[str, str]) -> str:
    pattern = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.sub(pattern, lambda m: words[m[0]], text)
