"""A conversation as a pure fold over its turns: a follow-up becomes a question that stands alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ingest.regions import find
from retriever.question import Query, parse

_ELLIPTIC = re.compile(
    r"^(?:那么?|那|而|还有|再|换成|如果是?|要是|若是?|假如|改成|不是|错了|我是说|我说的是|我问的是|刚才|上面|前面|第[一二三四]个)|呢[？?。]?$|^(?:它|这个|这项|该|这|其|此|他们|上述)|^(?:and|what about|how about|and for|what if|no,|sorry|i mean|the (?:second|first) one|is it|does it|who is|who are)\b"
    r"|\b(?:it|that|this|they|those)\b.{0,30}\?$",
    re.IGNORECASE,
)
_CORRECTION = re.compile(r"不是(?P<wrong>[^，,。]{2,10})[，,]\s*(?:而?是|我(?:说|问)的是)(?P<right>[^，,。？?]{2,20})|not (?P<wrong_en>[\w ]+?), (?:but |it's |i mean )?(?P<right_en>[\w ]+)", re.IGNORECASE)
_LEVELS = re.compile(r"(?:国家|自治区|省|市|州|县|区)级|\b(?:national|provincial|municipal|prefectural|county)(?:[- ]level)?\b", re.IGNORECASE)
_ASKING = re.compile(r"[？?。！\s]+$")
_FILLER = re.compile(r"^(?:那么?|而|还有|再问?|换成|如果是?|要是|若是?|假如|改成|我是说|我说的是|我问的是|and for|and|what about|how about|what if)[，,\s]*|呢[？?。]?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Resolved:
    """The question that stands alone, and whether the conversation had to be asked for it."""

    question: str
    follow_up: bool


def resolve(history: Sequence[str], question: str, as_of: date) -> Resolved:
    """The question with what the earlier turns leave unsaid.

    Args:
        history: The user's earlier questions, oldest first.
        question: The question now.
        as_of: The day for which it is asked.
    """
    standalone = ""
    for earlier in history:
        standalone = _next(standalone, earlier, as_of).question
    return _next(standalone, question, as_of)


def _next(previous: str, question: str, as_of: date) -> Resolved:
    if not previous:
        return Resolved(question, False)
    now, before = parse(question, as_of), parse(previous, as_of)
    elliptic = bool(_ELLIPTIC.search(question.strip())) or not now.terms
    if not elliptic and (now.regions or len(now.terms) >= 2):
        # stands alone, but the place goes on where nothing says otherwise
        if not now.regions and not now.unclear_place and before.regions and _same_matter(now, before):
            return Resolved(_with_region(question, previous, before), True)
        return Resolved(question, False)
    if corrected := _CORRECTION.search(question):
        right = corrected["right"] or corrected["right_en"]
        return Resolved(_replace(previous, right.strip(), as_of), True)
    return Resolved(_merge(previous, question, before, now, as_of), True)


def _same_matter(now: Query, before: Query) -> bool:
    return bool(now.terms) and now.language == before.language and len(before.regions) == 1


def _with_region(question: str, previous: str, before: Query) -> str:
    mention = next(iter(find(previous)), None)
    name = previous[mention.start : mention.end] if mention else before.regions[0].name
    return f"{name}{question}" if before.language != "en" else f"{question.rstrip('?？ ')} in {name}?"


def _replace(previous: str, part: str, as_of: date) -> str:
    """The previous question with its place or level exchanged for the one in `part`."""
    out = previous
    if mentions := find(part):
        new = part[mentions[0].start : mentions[0].end]
        old = find(out)
        if old:
            out = out[: old[0].start] + new + out[old[-1].end if len(old) == 1 else old[0].end :]
        else:
            out = f"{new}{out}" if parse(out, as_of).language != "en" else f"{out.rstrip('?？ ')} in {new}?"
    if (level := _LEVELS.search(part)) and _LEVELS.search(out):
        out = _LEVELS.sub(level[0], out, count=1)
    elif level:
        spot = find(out)
        at = spot[0].end if spot else 0
        out = f"{out[:at]}{level[0]}{out[at:]}" if parse(out, as_of).language != "en" else f"{level[0]} level: {out}"
    return out


def _merge(previous: str, question: str, before: Query, now: Query, as_of: date) -> str:
    """Place, level, subject and kind of question: each from now where it is said, else from before."""
    rest = _FILLER.sub("", question.strip())
    if not now.terms and now.intent in ("open", before.intent) or _only_place_or_level(rest, now):
        return _replace(previous, rest, as_of)
    if now.language == "en":
        return _english(previous, rest, now)
    mention = find(previous)
    place = "" if now.regions or not mention else previous[mention[0].start : mention[0].end]
    levels = "" if now.levels or now.terms else "".join(before.levels)
    subject = "、".join(t.text for t in (*before.terms, *before.context))
    rest = _ASKING.sub("", _pronoun(rest))
    if not now.terms:  # 责任单位是谁: another kind of question about the same subject
        return f"{place}{levels}{subject}{rest}？"
    asked = _ASKED.get(before.intent, "") if now.intent == "open" else ""  # 那孵化器呢: the same kind of question
    return f"{place}{levels}{rest}{asked}？（上文：{subject}）"


_ASKED = {
    "amount": "补助多少钱", "rate": "比例是多少", "target": "目标是多少", "who": "责任单位是谁", "when": "完成时间是什么时候",
    "how_long": "期限多久", "list": "有哪些", "condition": "条件是什么", "yes_no": "有没有",
}  # fmt: skip


def _english(previous: str, rest: str, now: Query) -> str:
    mention = find(previous)
    place = "" if now.regions or not mention else f" in {previous[mention[0].start : mention[0].end]}"
    if not now.terms:
        return f"{_plain(rest)}: {_plain(previous)}?"
    asked = re.match(r"(?:what|how much|how many|which|who|when)\b[^?]{0,24}?\b(?:subsidy|subsidies|reward|grant|amount|target|bonus|support|rate|share)?\b", previous, re.IGNORECASE)
    lead = f"{asked[0].strip()} for " if asked and now.intent == "open" else ""
    return f"{lead}{_plain(rest)}{place}?"


def _only_place_or_level(rest: str, now: Query) -> bool:
    return not now.terms and bool(now.regions or now.levels) and now.intent in ("open", "list", "yes_no", "compare")


def _pronoun(text: str) -> str:
    return re.sub(r"^(?:那么?|它们?|这个|这项|这|该|其|此)(?:的)?", "", text.strip())


def _plain(text: str) -> str:
    return _ASKING.sub("", text)
