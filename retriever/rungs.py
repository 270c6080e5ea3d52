"""Which rung of a ladder the asker's own figure stands on: 干了八年 → 已满1年不满10年的，年休假5天.

Brackets of sums are facts' own (`bracketing`). Here lengths of time, heads, ages and areas pick as sums do, by the
words of a sentence itself, where no fact knows its bracket.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.facts.values import Value, find_values, number
from retriever.evidence import Candidate
from retriever.question import Query
from retriever.reading import Sentence

_HEADS = frozenset(("人", "名", "位"))
_MONTHS = {"年": 12.0, "月": 1.0, "周": 7 / 30, "星期": 7 / 30, "日": 1 / 30, "天": 1 / 30}
_AGES = frozenset(("岁", "周岁"))
_MORE = 1e-6  # 三年多 is more than three years, by no one knows what
_NUMBER = r"[\d一二两三四五六七八九十]+"
_HALVES = re.compile(
    rf"(?P<years>{_NUMBER})年半|(?P<halfyear>(?<![{_NUMBER[1:-2]}年])大?半年)|(?P<months>{_NUMBER})个半月|(?P<halfmonth>半个月)"
    rf"|(?P<over>{_NUMBER})(?:(?P<y>年)|个(?P<m>月))(?:多(?![少久长])|出头)|(?P<about>{_NUMBER})来?个?(?P<unit>年|月)(?=左右|上下)"
)
_WHO = re.compile(
    "(?:正式|全职|残疾|应届|在职)?(?:人|职工|员工|工人|学生|老师|教师|大学生|毕业生|师傅|伙计|徒弟|孩子|娃|老人)"
)
_SQUARE = re.compile(r"(?<=[\d十百千万])个?平(?:方|米)?(?![方米台均])")
# 一年能拿多少: how often it is paid, and no figure of the asker's
_EACH, _PAID = (
    re.compile("[每这头第上下按逐]个?$"),
    re.compile("[^，。？]{0,3}(?:[能可给补奖拿领发得要]|最[多高少低]|多少|几)"),
)
# behind a condition: …的, …者, 的企业; what holds for a part of a figure (的部分) holds for a larger one as well
_CONDITION = re.compile(
    r"(?:\([^()]*\)|（[^（）]*）)?(?!的?之?部分|之?内|/)"
    r"(?:[^，。；、\d]{0,16}?(?:的(?!部分|罚|奖|补|资助|赔|扣|停|拘留|有期|决定|标准|比例|幅度|经费|资金|费)|者)|[^，。；、\d]{0,8}，)"
)
_GIVEN = re.compile(  # what is given or has to be kept is no condition: 处10万元以下的罚款, 应当在180日以内审查
    r"(?:处以?|给予|奖励?|补助|补贴|资助|支付|发放|提供|缴纳|扣除?|罚款|赔偿|给|[应须要]当?[在于自])[^，。；：\d]{0,6}$"
)
_JOINT = re.compile(r"[^，。；的\d]{0,6}|[，、]?[但且和至到]{0,2}[^，。；的\d]{0,4}")
_LEAST = 4  # characters that a rung needs behind its condition: what holds there


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the asker's: of what kind, and how much."""

    of: str
    amount: float


@dataclass(frozen=True, slots=True)
class Rung:
    """A part of a sentence that holds for a range of some figure."""

    of: str
    low: float | None
    high: float | None
    low_in: bool
    high_in: bool
    start: int  # in the sentence
    end: int

    def holds(self, amount: float) -> bool:
        """Whether a figure stands on this rung."""
        above = self.low is None or amount > self.low or (self.low_in and amount == self.low)
        return above and (self.high is None or amount < self.high or (self.high_in and amount == self.high))


def figures(query: Query) -> tuple[Figure, ...]:
    """The lengths of time, heads, ages, areas and sums that the asker tells of themselves."""
    return () if query.language == "en" else _figures(query.text)


@lru_cache(maxsize=256)
def _figures(text: str) -> tuple[Figure, ...]:
    out = [Figure("time", months) for m in _HALVES.finditer(text) if (months := _months_of(m)) is not None]
    rest = _SQUARE.sub("平方米", _HALVES.sub("，", text))
    for v in find_values(rest):
        if v.kind == "date" or isinstance(v.value, str) or v.value_max is not None:
            continue
        if v.value == 1 and (_EACH.search(rest[: v.start_bound]) or _PAID.match(rest, v.end_bound)):
            continue
        of = "heads" if v.unit == "个" and _WHO.match(rest, v.end_bound) else _kind(v)
        amount = _amount(v)
        if of:
            out.append(Figure(of, amount * (1 + _MORE) if v.bound == "at_least" else amount * (1 - _MORE * v.strict)))
    return tuple(out)


def _months_of(m: re.Match[str]) -> float | None:
    if m["halfyear"] or m["halfmonth"]:
        return 6.0 if m["halfyear"] else 0.5
    amount = number(m["years"] or m["months"] or m["over"] or m["about"])
    if amount is None:
        return None
    if m["years"] or m["months"]:
        return 12 * amount + 6 if m["years"] else amount + 0.5
    years = bool(m["y"]) or m["unit"] == "年"
    return (12 * amount if years else amount) * (1 + _MORE * bool(m["over"]))


def _kind(v: Value) -> str:
    if v.kind == "duration":
        return "time" if v.unit in _MONTHS else "age" if v.unit in _AGES else ""
    if v.kind == "money":
        return "money" if v.unit == "CNY" else ""
    return "heads" if v.unit in _HEADS else v.unit if v.kind == "count" and v.unit else ""


def _amount(v: Value) -> float:
    assert not isinstance(v.value, str)
    return v.value * _scale(v)


def _scale(v: Value) -> float:
    """What one of its unit is: months of a length of time, else the unit itself."""
    return _MONTHS.get(v.unit or "", 1.0) if v.kind == "duration" else 1.0


@lru_cache(maxsize=4096)
def rungs(text: str) -> tuple[Rung, ...]:
    """The rungs of a sentence, one a part between semicolons at most."""
    out, start = [], 0
    for part in re.split("(?<=[；;])", text):
        if rung := _rung(part, start):
            out.append(rung)
        start += len(part)
    return tuple(out)


def _rung(part: str, start: int) -> Rung | None:
    conditions: list[Value] = []
    for v in find_values(part):
        if v.kind == "date":
            continue
        last = conditions[-1] if conditions else None
        if last is None:
            if not _kind(v) or (v.bound not in ("at_least", "at_most") and v.value_max is None):
                return None
            if _GIVEN.search(part[: v.start_bound]) or re.match("[之以]?内", part[v.end : v.end + 2]):
                return None  # 于五年内受处分: within a time, none of its length
            conditions.append(v)
        elif _kind(v) == _kind(last) and v.bound in ("at_least", "at_most"):
            if not _JOINT.fullmatch(part[last.end_bound : v.start_bound]):
                break
            conditions.append(v)
        else:
            break
    if not conditions or not _CONDITION.match(part, conditions[-1].end_bound):
        return None
    if len(part) - conditions[-1].end_bound < _LEAST:
        return None
    low = high = None
    low_in = high_in = True
    for v in conditions:
        amount = _amount(v)
        if v.value_max is not None:
            low, high, high_in = amount, v.value_max * _scale(v), not v.strict
        elif v.bound == "at_least":
            low, low_in = amount, not v.strict
        else:
            high, high_in = amount, not v.strict
    return Rung(_kind(conditions[0]), low, high, low_in, high_in, start, start + len(part))


def stood_on(query: Query, text: str) -> Rung | None:
    """The one rung of a sentence of several that the asker's figure stands on."""
    ladder = rungs(text)
    picked = set()
    for figure in figures(query) if len(ladder) > 1 else ():
        same = [rung for rung in ladder if rung.of == figure.of]
        held_by = tuple(rung for rung in same if rung.holds(figure.amount))
        if len(same) > 1 and held_by:  # 工作十五年，年假是15天吗: the days stand on no rung
            picked.add(held_by)
    held = picked.pop() if len(picked) == 1 else ()  # 从四千万到六千万: two figures stand on two
    return held[0] if len(held) == 1 else None


def on_a_ladder(c: Candidate) -> bool:
    """Whether a value is for one rung of its sentence and does not say for which."""
    ladder = rungs(c.sentence.text)
    return c.fact is not None and c.fact.tier is None and len(ladder) > len({rung.of for rung in ladder})


def narrowed(query: Query, c: Candidate) -> Candidate:
    """A sentence of several rungs cut to the one that the asker stands on: nobody is shown what holds for others."""
    rung = stood_on(query, c.sentence.text)
    if rung is None:
        return c
    text = c.sentence.text[rung.start : rung.end]
    start = c.sentence.start + rung.start
    return replace(c, sentence=Sentence(start, start + len(text), text))


def off_the_rung(query: Query, c: Candidate, others: Sequence[Candidate]) -> bool:
    """Whether a value stands on another rung than the asker: of its sentence, or of the sentences beside it."""
    if c.fact is None:
        return False
    text = c.sentence.text
    rung = stood_on(query, text)
    if rung is None and c.fact.tier is not None:
        return False  # its own bracket says more
    if rung is not None:
        at = c.reading.norm.at(c.fact.value_start) - c.sentence.start
        return any(r.start <= at < r.end for r in rungs(text) if r is not rung)
    return misses_its_rung(query, c, others)


def misses_its_rung(query: Query, c: Candidate, others: Sequence[Candidate]) -> bool:
    """Whether a sentence is of one rung that the asker is not on, where one beside it is of theirs."""
    own = rungs(c.sentence.text)
    if len(own) != 1 or not figures(query):
        return False
    missed = [f for f in figures(query) if f.of == own[0].of and not own[0].holds(f.amount)]
    return any(
        o.doc_id == c.doc_id
        and o.sentence != c.sentence
        and any(r.of == f.of and r.holds(f.amount) for r in rungs(o.sentence.text))
        and _beside(c, o)
        for f in missed
        for o in others
    )


def _beside(c: Candidate, other: Candidate) -> bool:
    """Whether two sentences stand in one clause or in two of one list."""
    mine, theirs = c.clause.clause, other.clause.clause
    return mine.clause_id == theirs.clause_id or (mine.parent is not None and mine.parent == theirs.parent)
