"""Whether a sentence says in so many words the day, term, count or share that is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.facts.values import find_values
from retriever.patterns import COUNTED
from retriever.tokenize import tagged
from retriever.units import SHARES, answers_unit

_HELD = {
    "when": frozenset({"date"}),
    "how_long": frozenset({"duration"}),
}  # kinds of value by the kind of question
_NUMBER = r"[\d一二两三四五六七八九十百千][\d.,一二三四五六七八九十百千万亿]*"
_COUNT = re.compile(rf"([^，。？；]*?)(?:多少|(?<![哪那这好])几)({COUNTED}|只|辆|间|张|份|吨|床|位|起|例)?")
_SHARE = re.compile(r"([\u4e00-\u9fff]{0,4}(?:率|比例|比重|占比))[^，。？]{0,6}(?:多少|多高|多大|几)")
_AIM = re.compile(r"目标(?:任务)?(?:是|有|包括)?(?:什么|哪些|怎样)|(?:什么|哪些|怎样的)目标")
_NEAR_AFTER, _NEAR_BEFORE = 14, 10  # characters between a number and what is counted


def states(compared: str, question: str, sentence: str) -> bool:
    """Whether a sentence states what a question for a value asks, said of the very thing that is asked about.

    A sum of money is none of this: it has to be a fact.

    Args:
        compared: The kind of question.
        question: In Simplified script.
        sentence: In Simplified script.
    """
    if compared == "how_long" and _HOW_OFTEN.search(question):
        return bool(_OFTEN.search(sentence))
    if compared in _HELD:
        return bool({v.kind for v in find_values(sentence)} & _HELD[compared])
    if compared == "rate":
        share = _SHARE.search(question)
        return share is not None and _follows(_last_noun(share[1]), "[%％‰]", sentence)
    return compared == "target" and _counts(question, sentence)


_HOW_OFTEN = re.compile(
    "(?:多久|多长时间|多少[年天]|几个?[年月天周])[^，。？]{0,8}[一1][次回遍趟]|每隔(?:多久|多长时间|几个?[年月天周])"
)
_OFTEN = re.compile(
    rf"每(?:隔|半)?(?:{_NUMBER})?个?(?:年|月|季|周|日|天|星期|学期)|按(?:年度?|月|季度?|周|日)|年年|逐[年月]|周期"
)
_PART = re.compile(r"分之|[一二三四五六七八九\d]成(?![为立果功本分长员])|一半")
_UNIT_OF_MONEY = re.compile(r"(?:多少|几)个?[万亿]?[元块钱]|(?:多少|几)(?:百|千)?[万亿](?![人户家个件])|金额|资金|钱")
_SHARE_OR_SUM = re.compile("比例|比重|百分|几成|金额|多少[钱元万人户家个]")
_FINE = re.compile("罚|处罚|赔")


def holds_value(compared: str, question: str, units: Sequence[str], sentence: str, least: int = 1) -> bool:
    """Whether a sentence that is shown whole holds values of the kind a question asks for.

    Args:
        compared: The kind of question.
        question: In Simplified script.
        units: What it counts: 户 of 多少户.
        sentence: In Simplified script.
        least: How many.
    """
    found = [v for v in find_values(sentence) if v.kind != "date"]
    if bool(_FINE.search(question)) and not _FINE.search(sentence):
        return False
    if least > 1 and compared in _HELD and not _SHARE_OR_SUM.search(question):  # from one day to another, two terms
        return len({(v.value, v.unit) for v in find_values(sentence) if v.kind in ("date", "duration")}) >= least
    if least > 1:
        timed = re.search("[几多][少]?(?:个?月|年|天|日|久)", question)
        return len({(v.value, v.unit) for v in found if timed or v.unit not in ("年", "月", "日")}) >= least
    if compared == "amount" or (compared == "target" and not units and _UNIT_OF_MONEY.search(question)):
        return any(v.unit == "CNY" for v in found)
    if compared == "rate":
        return any(v.unit in SHARES for v in found) or bool(_PART.search(sentence))
    if compared != "target":
        return False
    if units:
        return any(answers_unit(unit, v.unit) for v in found for unit in units)
    return any(v.unit not in ("年", "月", "日", "条") for v in found)


def asks_for_an_aim(question: str) -> bool:
    """目标是什么: words answer it as well as numbers do."""
    return bool(_AIM.search(question))


def _counts(question: str, sentence: str) -> bool:
    asked = _COUNT.search(question)
    if asked is None:
        return False
    unit = asked[2] or ""
    counted = _first_noun(question[asked.end() :])
    if counted:
        after = rf"{_NUMBER}{unit}[^，。；、\d]{{0,{_NEAR_AFTER}}}{counted}"
        return bool(re.search(after, sentence)) or _follows(counted, unit, sentence)
    return bool(unit) and _follows(_last_word(asked[1]), unit, sentence)


def _follows(word: str, unit: str, sentence: str) -> bool:
    """复工率已经超过76%: the number right behind what it is said of."""
    return bool(word) and bool(re.search(rf"{word}[^，。；、\d]{{0,{_NEAR_BEFORE}}}{_NUMBER}{unit}", sentence))


def _first_noun(text: str) -> str:
    """What is counted, by its last word: 房间 of 标准房间?"""
    noun = ""
    for word, tag in tagged(re.split(r"[，。？?！]", text)[0]):
        if tag[0] == "n" or tag == "vn":
            noun = word
        elif noun or tag not in ("a", "b", "uj", "m", "q", "an"):
            break
    return noun


def _last_noun(text: str) -> str:
    """复工率 as it is written: the last word, with the one before where it is only 率 or 比例."""
    words = [word for word, _ in tagged(text)]
    if not words:
        return ""
    return "".join(words[-2:]) if words[-1] in ("率", "比例", "比重", "占比") else words[-1]


def _last_word(text: str) -> str:
    """消毒 of 卫生间每天消毒几次?"""
    words = [word for word, tag in tagged(text) if len(word) > 1 and tag[0] in "nv"]
    return words[-1] if words else ""
