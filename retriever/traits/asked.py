"""Whether a candidate has what is asked for: the kind of value or of answer, the unit, the level, the year.

A near miss speaks of the subject and is silent on this: the share of a sum, the year of another plan.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.facts.phrases import levels as named_levels
from ingest.facts.values import find_values
from retriever.evidence import Candidate
from retriever.fitting import bare_level
from retriever.question import Query
from retriever.traits.shown import EVEN, Shown
from retriever.units import SHARES, answers_unit

NUMBER = re.compile(r"\d|[一二两三四五六七八九十百千]+(?:万|亿|元|个|倍|年|月|日|成)|百分之")
_SAYS = {
    "amount": re.compile(r"(?=.*(?:\d|[一二两三四五六七八九十百千]))(?:.*[元万亿])"),
    "rate": re.compile(r"[%％‰成倍]|百分之"),
    "target": NUMBER,
    "when": re.compile(r"[年月日]|期限|之日起|截止"),
    "how_long": re.compile(r"[年月日]|期限|之日起|截止"),
    "who": re.compile(r"[局部委厅办院所]|政府|机关|单位|机构|中心|公司|企业|协会"),
}  # what a sentence has that can answer such a question
_SIGNS = tuple(
    (re.compile(question, re.IGNORECASE), re.compile(answer))
    for question, answer in (
        (r"电话|热线|号码|联系方式|打哪|怎么联系|phone|hotline", r"\d{5,}|\d{3,4}[-—]\d{7}|\D1\d{4}(?!\d)"),
        (
            r"材料|证件|资料|papers|documents? (?:do|does|must|to)|paperwork",
            r"材料|证|资料|书|复印件|凭证|报告|申请表|合同",
        ),
        (r"罚|处分|后果|penalt|fine\b", r"罚|处分|责任|没收|取消|追回|收回|吊销|责令|处理|失信"),
        (
            r"地址|在哪|选址|哪里|什么地方|哪个地方|哪儿|\bwhere\b",
            r"[路号楼区市县镇村省厅]|窗口|平台|网|中心|基地|园|部门|局|委",
        ),
        (r"税", r"税"),
        (
            r"比例|比重|占比|权重|税率|费率|利率|百分|几成|percent|share|proportion|rate",
            r"[%％‰]|分之|[一二三四五六七八九\d]成|倍|一半|减半|全额",
        ),
        (
            r"多少钱|几[千百万]?[块元]|多少[万亿]?元|多少万|how much|RMB|yuan",
            r"元|[\d一二三四五六七八九十]万|\d亿|免费|全额",
        ),
        (r"叫什么|名称|全名|名字|名单", r"[、“”《》]|等"),
    )
)  # what is asked for, and the signs of an answer to it
_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d\d)(?=年|[^\d.%]|$)")
_SPAN = re.compile(r"((?:19|20)\d\d)年?[-—－~～至到]((?:19|20)\d\d)")


def asked_for(shown: Shown) -> dict[str, list[float]]:
    """A column a trait; even where the question asks for no such thing."""
    query = shown.query
    says = _SAYS.get(query.compared)
    signs = [answer for question, answer in _SIGNS if question.search(f"{query.question} {query.text}")]
    levels = {bare_level(level) for level in query.levels}
    years = _asked_years(query)
    columns: dict[str, list[float]] = {}

    def put(name: str, value: float) -> None:
        columns.setdefault(name, []).append(value)

    for c in shown.candidates:
        text = c.sentence.text
        put("number", bool(NUMBER.search(text)))
        put("fits", bool(says.search(text)) if says else EVEN)
        put("signs", sum(bool(sign.search(text)) for sign in signs) / len(signs) if signs else EVEN)
        units = [fact.unit for fact in c.stated() if fact.unit]
        put("unit", float(any(unit in query.units for unit in units)) if query.units else EVEN)
        counted = any(answers_unit(asked, unit) for unit in _units(text) for asked in query.units)
        put("counted", float(counted) if query.units else EVEN)
        put("money", "CNY" in units)
        put("share", any(unit in SHARES for unit in units))
        put("several", min(len(units), 6) / 6)
        named = {bare_level(level) for level in ([c.fact.level] if c.fact and c.fact.level else named_levels(text))}
        put("level", EVEN if not levels else float(bool(levels & named)) if named else 0.4)
        put("year", EVEN if query.year is None else float(str(query.year) in c.clause.text))
        of = _years_of(c)
        put("of_year", float(bool(years & of)) if years else EVEN)
        put("other_year", bool(years and of and not years & of))
    return columns


@lru_cache(maxsize=8192)
def _units(text: str) -> frozenset[str]:
    return frozenset(v.unit for v in find_values(text) if v.unit)


def _asked_years(query: Query) -> frozenset[int]:
    """The years that a question names, with those between the first and the last of a span."""
    text = f"{query.question} {query.text}"
    spans = (range(int(first), int(last) + 1) for first, last in _SPAN.findall(text))
    return _named_years(text).union(*spans)


def _years_of(c: Candidate) -> frozenset[int]:
    """The years a candidate speaks of: its own, else the last one named before it, else those over it."""
    own = _named_years(c.sentence.text) | ({c.fact.year} if c.fact is not None and c.fact.year else frozenset())
    if own:
        return own
    before = _YEAR.findall(c.clause.text[: max(0, c.clause.text.find(c.sentence.text))])
    return frozenset({int(before[-1])}) if before else _named_years(c.clause.path)


@lru_cache(maxsize=8192)
def _named_years(text: str) -> frozenset[int]:
    return frozenset(int(year) for year in _YEAR.findall(text))
