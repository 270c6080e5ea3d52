"""English questions: what kind of answer is asked for, by the earliest words that ask, and figures as Chinese has them.

A table, not code, as in `patterns.py`: no row names a place, a document or a question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from retriever.types import Intent

_TIMES = r"(?:working |business |calendar |natural )?(?:days?|weeks?|months?|years?|hours?)"
_GIVEN = (
    r"(?:subsid\w+|grants?|amounts?|rewards?|bonus(?:es)?|funding|(?:financial )?support|incentives?|sums?|awards?|allowances?"
    r"|compensation|fines?|penalt\w+|fees?|(?<!in )charges?|deposit|(?:registered |start-up |minimum )?capital|ceiling|cap|salary|wages?"
    r"|pension|price|budget|payments?|reimbursements?|deductions?|prize(?: money)?|premium)"
)
_SHARES = r"(?:percentages?|per ?cent|(?:tax |interest |growth |annual )?rates?|shares?|proportions?|ratios?|fractions?|parts?)"
_SIZES = r"(?:floor (?:area|space)|area|number|headcount|size|targets?|goals?|speed|height|length|width|weight|age(?: limit)?|coverage|scale)"
_BODIES = r"(?:departments?|agenc(?:y|ies)|bod(?:y|ies)|authorit(?:y|ies)|units?|offices?|bureaus?|ministr(?:y|ies)|commissions?|regulators?)"
_MAY = r"(?:can|may|could|is|are|would be|qualif\w+|gets?|receives?|counts?)"
# tried at every place of the question; the earliest wins, of those at one place the first of the table
_ASKING: tuple[tuple[Intent, str], ...] = (
    ("how_long", rf"(?:within |for |over |in |after )?how many (?:\w+ )?{_TIMES}\b(?! (?:a|per) )|how (?:long|soon)\b"
                 r"|(?:within |for |over )?what (?:\w+ )?(?:time ?(?:limit|frame|span)|period|duration)\b|within what time"
                 r"|what (?:is|are) the (?:[\w-]+ ){0,3}(?:time limit|duration|period|term)s?\b|^time limit\b"),
    ("when", r"(?:by|since|until|from) when\b|(?<!where and )(?:^|(?<=[,;?] )|(?<=and )|(?<=but )|(?<=or ))when\b"
             r"|(?:by|on|until|to|from|at|in|before|after)? ?(?:what|which) (?:date|day|month|year|time)\b"
             r"|what (?:is|was) the (?:[\w-]+ ){0,4}(?:deadline|date)\b|^deadline\b"),
    ("target", r"(?:up to |at |until |from |below |under )?(?:what|which) (?:\w+ ){0,2}ages?\b|how old\b"
               rf"|what (?:is|are|was|were) the (?:[\w-]+ ){{0,4}}{_SIZES}\b"),
    ("rate", rf"how much of\b|(?:up to |at |by |between )?(?:what|which|how (?:large|big|high|great) an?) (?:[\w'-]+ ){{0,4}}{_SHARES}\b"
             rf"|(?:what|which) (?:is|are|was) the (?:[\w'-]+ ){{0,4}}{_SHARES}\b|at least what part|how (?:high|large) is the (?:[\w-]+ ){{0,3}}rate"
             r"|how is (?:[\w-]+ ){1,8}taxed"),
    ("amount", rf"how much\b|(?:what|which|how (?:large|big|high|great|heavy)(?: is| are)?(?: an?| the)?) (?:[\w'-]+ ){{0,4}}{_GIVEN}\b"
               rf"|what (?:is|are|was|were) the (?:[\w'-]+ ){{0,5}}{_GIVEN}\b|up to (?:what|which) (?:amount|sum)"
               r"|what (?:does|do|did|will|would|can) (?:[\w'-]+ ){1,8}?(?:pay|give|offer|grant|get|receive)\b|what (?:\w+ )?(?:maximum|minimum)\b"),
    ("target", rf"how many\b|(?:what|which) (?:(?!do |does |did )[\w-]+ ){{0,3}}{_SIZES}\b|how (?:large|big|fast|high|wide|heavy|tall)(?= (?:an?|the) (?:[\w-]+ )?(?:area|floor|space|premises))"),
    ("amount", r"how (?:large|big|high)\b"),
    ("condition", rf"who {_MAY}\b(?! (?:responsible|in charge|to ))|(?:what|which) (?:kinds? of |types? of |sorts? of )?(?:[\w-]+ ){{1,4}}?(?:can|may|qualif\w+|(?:is|are) (?:not )?(?:eligible|entitled|qualified))\b"
                  r"|what (?:are )?(?:the )?(?:[\w-]+ ){0,3}(?:conditions?|requirements?|criteri\w+|qualifications?)\b|what must\b|under what\b|what does .{3,60} need\b|how (?:do|can) .{3,40} qualify"),
    ("open", r"who (?:keeps?|owns?|won|wins?|holds?|bears?|loses?|pays?)\b"),
    ("who", rf"(?:by |to |from )?whom?\b|whose\b|(?:by |to |from |at |with )?(?:which|what) (?:[\w-]+ ){{0,3}}{_BODIES}\b(?! (?:can|may|qualif|(?:is|are) (?:not )?(?:eligible|entitled)))|responsible\b|in charge\b"),
    ("definition", r"what is meant|defin(?:e|ition)|meaning of|what does .+ mean|what (?:is|are|counts as)(?: an?)? [\w '-]{3,40}\?$(?<! the \?)"),
    ("procedure", r"where (?:do|can|should|must|does|to)\b|how (?:do|does|can|to|should|must|may)\b|what (?:is|are) the (?:[\w-]+ ){0,2}(?:procedures?|steps|process)\b"),
    ("list", r"what are the\b|which are\b|what (?:kinds?|types?|sorts?)\b|\b(?:name|list) (?:the|all|it|them|two|three|four|five)\b|(?:what|which) (?!happens?\b|if\b|about\b)(?:(?!when |if )[\w'-]+ ){1,6}?(?:are|is|do|does|did|has|have|must|should|will|would|can)\b"),
)  # fmt: skip
_PATTERNS = tuple((intent, re.compile(rf"\b(?:{pattern})", re.IGNORECASE)) for intent, pattern in _ASKING)
_AUXILIARY = re.compile(
    r"(?:is|are|was|were|do|does|did|can|could|may|must|should|shall|will|would|has|have|had)\b|is it true|i heard",
    re.IGNORECASE,
)
# after an opening Is …, Does …: a question of its own only where it is added, not where it tells when or who
_ADDED = re.compile(r"(?:[,;?.]\s*|\band\s+|\bor\s+)(?:(?:with|within|for|by|at|up to|until|in)\s+)?$", re.IGNORECASE)
_BENEFIT = re.compile(
    r"subsid|\bgrants?\b(?! (?:of|the) (?:right|licen))|\breward|\bbonus|\bincentive|\baward|\ballowances?\b"
    r"|(?:what|which|any|financial|how much) (?:[\w-]+ )?(?:support|help|funding)\b",
    re.IGNORECASE,
)
_UNITS = (
    (re.compile(r"\b(?:what|which) (?:\w+ ){0,2}age|\bhow old\b|\bage limit", re.I), ("岁",)),
    (re.compile(r"\bhow many (?:\w+ )?years?\b", re.I), ("年", "月", "年度")),
    (re.compile(r"\bhow many (?:\w+ )?months?\b", re.I), ("月", "年")),
    (
        re.compile(r"\bhow many (?:\w+ )?(?:days?|hours?|weeks?)\b", re.I),
        ("日", "工作日", "自然日", "小时", "周", "月"),
    ),
)
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "fifty": 50, "a hundred": 100, "half a": 0.5,
}  # fmt: skip
_SCALES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "": 1.0}
_MONEY = re.compile(
    rf"(?P<bound>more than|less than|at least|at most|not more than|no more than|over|above|under|below|up to|exceeding)?\s*"
    r"(?P<cny>(?:rmb|cny|¥|￥|yuan)\s*)?"
    rf"(?P<n>\d[\d,]*(?:\.\d+)?|\b(?:{'|'.join(_NUMBERS)})(?=\s+(?:thousand|million|billion)))"
    r"\s*(?P<scale>thousand|million|billion|bn|k|m)?\b\s*(?P<unit>rmb|cny|yuan|renminbi)?"
    r"(?![\w%])(?!\s*(?:people|persons|users|tons?|tonnes|square|mu\b|hectares|visitors|households|items|enterprises|compan))",
    re.IGNORECASE,
)
_BOUNDS = {
    "more than": "超过", "over": "超过", "above": "超过", "exceeding": "超过", "at least": "不低于", "less than": "不足",
    "under": "不足", "below": "不足", "at most": "不超过", "up to": "不超过", "not more than": "不超过", "no more than": "不超过",
}  # fmt: skip


def intent_of(question: str) -> tuple[Intent, str]:
    """The kind of answer that is asked for, and the words that ask for it; `open` and none where none do."""
    opens = _AUXILIARY.match(question.strip())
    found: list[tuple[int, int, Intent, str]] = []
    for rank, (intent, pattern) in enumerate(_PATTERNS):
        for m in pattern.finditer(question):
            if not opens or _ADDED.search(question[: m.start()]):
                found.append((m.start(), rank, intent, m[0]))
                break
    if found:
        _, _, intent, words = min(found)
        return intent, words.strip()
    return ("yes_no", "") if opens else ("open", "")


def without_asking(text: str) -> str:
    """A question without the words that ask who, when and how long: which department names no subject."""
    for intent, pattern in _PATTERNS:
        if intent in ("who", "when", "how_long"):
            text = pattern.sub(" ", text)
    return text


_DENIED = re.compile(
    r"\b(?:not|no|never|without|unless|only|forbid\w*|prohibit\w*|bann?\w*|refus\w*|exempt\w*)\b|n't\b", re.I
)
_FORBIDS = re.compile("不得|禁止|严禁|不予|不可(?!抗|分)|不能|不准|不允许|不享受|不计入|不纳入|不适用|无须|无需|不需")
_BINDS = re.compile("应当|必须|须|需要|应(?!用|急|对|届|税)")
_GRANTS = re.compile("可以|可(?!能|行|持续|再生|靠|视|比|燃|降解|转换)|准予|允许|有权|鼓励|支持|同等|享受|纳入|适用")
_OBLIGES = re.compile(r"(?:must|should|do i need|does .{2,40} need|(?:is|are) .{2,60} (?:required|obliged))\b", re.I)


def settles(question: str, words: Sequence[Sequence[str]], sentence: str) -> Literal["yes", "no", ""]:
    """Whether a sentence says yes or no to Can …, Is … allowed, Must …; empty where it does not do so plainly.

    Args:
        question: As asked.
        words: What it is about, each with the words that stand for it.
        sentence: The document's, Simplified.
    """
    if not _AUXILIARY.match(question.strip()) or _DENIED.search(question) or intent_of(question)[0] != "yes_no":
        return ""
    parts = re.split("[，；。：,;:]", sentence)
    held = [sum(any(w in part for w in same) for same in words) for part in parts]
    if not words or max(held) * 2 < len(words):
        return ""
    part = parts[held.index(max(held))]
    if _FORBIDS.search(part):
        return "" if _GRANTS.search(_FORBIDS.sub("", part)) else "no"
    wanted = _BINDS if _OBLIGES.match(question.strip()) else _GRANTS
    return "yes" if wanted.search(part) and not re.search("[不未非无]", part) else ""


def wants_benefit(question: str) -> bool:
    """Whether something that is given is asked about."""
    return bool(_BENEFIT.search(question))


def asked_units(question: str) -> tuple[str, ...]:
    """The Chinese units in which the answer has to be, by the words that ask: what age → 岁, how many months → 月, 年."""
    return next((units for pattern, units in _UNITS if pattern.search(question)), ())


def figures(text: str) -> str:
    """RMB 100 million, over 5 million yuan, 20 percent as Chinese writes them, so that one grammar reads both."""
    money = bool(
        re.search(r"\b(?:rmb|cny|yuan|renminbi)\b|[¥￥]|\btax|\bincome|\bprofit|\bsales|\brevenue", text, re.I)
    )

    def chinese(m: re.Match[str]) -> str:
        scale = (m["scale"] or "").lower()
        if not (m["cny"] or m["unit"] or (money and scale in ("million", "billion"))):
            return m[0]
        number = _NUMBERS.get(m["n"].lower()) or float(m["n"].replace(",", ""))
        return f" {_BOUNDS.get((m['bound'] or '').lower(), '')}{number * _SCALES[scale]:.0f}元 "

    return re.sub(r"(?<=\d)\s*(?:percent|per cent)\b", "%", _MONEY.sub(chinese, text), flags=re.IGNORECASE)
