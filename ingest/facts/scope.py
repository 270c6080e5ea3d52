"""What one clause says for others: whether 以上 and 以下 include the number, and what is not given twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.facts.phrases import Span
from ingest.types import Fact, Normalized, Tier

_WORD = r"[“‘「\"]?(?:以上|以下|以内|以外|以前|以后|超过|不足|不满|未满|低于|高于)[”’」\"]?"
_COUNTED = re.compile(
    rf"(?P<words>{_WORD}(?:[、，和及与]{{0,2}}{_WORD})*)[，、]?(?:均|都|皆|也)?(?P<not>不)?(?:包括|包含|含)本(?:数|级)"
)
_EXCEPTION = re.compile(
    r"(?P<but>[^，。；()（）]{2,40}?(?:的?除外|另有(?:规定|约定)的?[，]?(?:从其(?:规定|约定)|依照其规定|按其规定执行)))"
    r"|(?P<bracket>(?<=[(（])[^()（）]{2,40}?除外(?=[)）]))"
    r"|(?P<once>[^，。；()（）]{0,40}?(?:就高(?:不就低|原则|不?重复)?|不(?:得|予|再)?重复(?:享受|奖励|补[助贴]|资助|计算|申[请报]|支持|扶持|计奖)?|"
    r"择一享受|(?:不得|不能)(?:叠加|同时)享受|不予?叠加)[^，。；()（）]{0,16})"
)
_ONCE = re.compile("就高|重复|择一|叠加|同时享受")
_MARKS = re.compile("除外|另有|就高|重复|择一|叠加|同时享受")
_MAY = re.compile("可以?重复|可叠加|避免重复|重复(?:建设|提交|报送|检查|录入)")
_PAID = ("benefit", "rate", "quota")


@dataclass(frozen=True, slots=True)
class Ends:
    """Whether a document's 以上 and 以下 include the number they stand behind: both do, unless it says otherwise."""

    above: bool = True
    below: bool = True

    def of(self, tier: Tier | None, said: str) -> Tier | None:
        """The bracket as its document counts; what the words of the bracket say themselves (含) goes first."""
        if tier is None or (self.above and self.below) or "含)" in said:
            return tier
        if not self.above and tier.min_inclusive and "以上" in said:
            tier = replace(tier, min_inclusive=False)
        if not self.below and tier.max_inclusive and "以下" in said:
            tier = replace(tier, max_inclusive=False)
        return tier


def counted(text: str) -> Ends:
    """How a document says that 以上 and 以下 are to be read."""
    above = below = True
    if "本数" in text or "本级" in text:
        for m in _COUNTED.finditer(text):
            above = above if "以上" not in m["words"] else not m["not"]
            below = below if "以下" not in m["words"] else not m["not"]
    return Ends(above, below)


def exceptions(text: str, start: int, end: int) -> list[Span]:
    """What text[start:end] excepts: …除外, 另有规定的从其规定, 就高不重复, 择一享受."""
    if not _MARKS.search(text, start, end):
        return []
    found = (m for m in _EXCEPTION.finditer(text, start, end) if not _MAY.search(m[0]))
    spans = (m.span(next(g for g in ("but", "bracket", "once") if m[g])) for m in found)
    return [Span(start + (text[start] == "但"), end) for start, end in spans]


def excepted(facts: Sequence[Fact], norm: Normalized, start: int, end: int) -> list[Fact]:
    """The facts of a clause with what it excepts: 除外 from its part of a sentence, 不重复 from all said before."""
    out = list(facts)
    for span in exceptions(norm.text, start, end) if out else ():
        said = norm.text[span.start : span.end].strip()
        at = norm.source_span(span.start, span.end)[0]
        for i, fact in enumerate(out):
            if fact.kind not in _PAID or fact.value is None:
                continue
            value_at = norm.at(fact.value_start)
            between = norm.text[min(value_at, span.start) : max(value_at, span.start)]
            once = _ONCE.search(said)
            if value_at < span.start if once else fact.start <= at < fact.end and "；" not in between:
                out[i] = replace(fact, exceptions=(*fact.exceptions, said))
    return out
