"""Whether a fact may answer: the kind of value asked for, the level, the year, the bracket, and its own subject.

A value that stands near what is asked is not yet of it. What does not fit is left out before anything is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.facts.phrases import levels as named_levels
from ingest.facts.values import find_values
from ingest.regions import Region
from ingest.types import Fact
from retriever import english
from retriever.bracketing import holds, tier_fits
from retriever.evidence import Candidate, places_of
from retriever.language import simplified
from retriever.lexicon import is_term_of_art, terms_of_art_with
from retriever.likeness import WordLikeness
from retriever.matching import Weighted, heaviest_unmet, presence
from retriever.question import Query
from retriever.reading import bigrams
from retriever.staged import stages
from retriever.terms import Term, as_said
from retriever.trusting import TERM_OF_ART, named_by_many
from retriever.units import SHARES, answers_unit, group_of

_TIME_UNITS = frozenset(("天", "日", "工作日"))
_ENTITY = re.compile(r"(?:站|器|室|中心|平台|基地|园区?|企业|机构|空间|院|所|人才|团队)$")  # what gets a sum of its own
_VALUES = ("benefit", "quota", "target", "rate", "deadline", "condition")
PAID = ("benefit", "quota", "rate")
MEASURE = re.compile(r"每(?!年度)")  # 每人, 每辆: how it is counted, which names nothing
ANCHOR = 0.5  # presence of a term in the subject that ties a value to the question
_HAPPENED = frozenset(
    (
        "新建",
        "新增",
        "新设",
        "新办",
        "新成立",
        "成立",
        "设立",
        "建设",
        "创建",
        "组建",
        "认定",
        "新认定",
        "备案",
        "新备案",
        "引进",
        "获得",
        "评上",
    )
)  # what befell a subject names none: 新建 is said of a workstation and of a platform
_ASKS_A_DAY = re.compile("几月|几号|哪一?天|几日|哪一?日|哪个?月")
_ASKS_A_SHARE = re.compile(
    "百分之[几多]|几分之|百分比|[几多]少?倍|(?:多少|多大|多高|什么)的?(?:比例|百分比)|比例[^，。？]{0,4}(?:多少|几|多[大高])"
)
_SURE = 0.75  # trust from which a goal may be named by several light words: 研发和转化科技成果
ANCHOR_WEIGHT = 1.2  # words that stand in every third clause tie nothing


def answers(query: Query, fact: Fact) -> bool:
    """Whether a fact is of the kind that is asked for and contradicts nothing that is known of the question."""
    return _kind_fits(query, fact) and level_fits(query, fact) and _year_fits(query, fact) and tier_fits(query, fact)


def anchored(terms: Sequence[Weighted], c: Candidate) -> bool:
    """Whether a value is said of what the question is about: a term of weight stands in the fact's own subject.

    That a sentence speaks of an incubator is not enough: 众创空间 may stand in the heading over a sum for 孵化器.
    Words of like meaning do not count here, since 院士工作站 and 博士后工作站 are alike and get different sums.
    """
    fact = c.fact
    if fact is None or fact.kind not in _VALUES or not terms:
        return True
    if fact.kind == "deadline":
        said_of = c.sentence.text + c.clause.heading
    else:
        said_of = f"{fact.subject}{fact.base or ''}{fact.tier.of if fact.tier else ''}{_before_first_value(c)}"
    naming = [t for t in _naming(terms) if not MEASURE.match(t.term.text)] or terms
    heavy = min(ANCHOR_WEIGHT, 0.9 * max(t.weight for t in naming))
    paid = fact.kind in ("benefit", "quota")
    if any(
        presence(as_said(t.term), _heads(t.term, said_of) if paid else said_of) >= ANCHOR
        for t in naming
        if t.weight >= heavy
    ):
        return True
    return c.trust >= _SURE and not paid and named_by_many(naming, fact.subject, ANCHOR_WEIGHT)


def _heads(term: Term, text: str) -> str:
    """The text without longer terms of which the word is but the modifier: 院士 is no 院士工作站, 平台 a 创新平台."""
    if len(term.text) > 2:
        return text
    for longer in terms_of_art_with(term.text):
        if not longer.endswith(term.text) and _ENTITY.search(longer):
            text = text.replace(longer, "□")
    return text


def unmet(terms: Sequence[Weighted], c: Candidate, likeness: WordLikeness) -> float:
    """How much of the question the heaviest word weighs that nothing near the value speaks of (搬迁, 复审, 社保)."""
    if c.fact is None or c.fact.kind not in _VALUES:
        return 0.0
    places = [(text, 1.0) for text, _ in places_of(c.clause, c.sentence, c.fact)[:4]]
    return heaviest_unmet(_naming(terms), places, likeness)


def _naming(terms: Sequence[Weighted]) -> Sequence[Weighted]:
    """The terms that name a subject, and not only what befell it."""
    return [t for t in terms if t.term.text not in _HAPPENED] or terms


def misses_a_term_of_art(terms: Sequence[Weighted], c: Candidate, likeness: WordLikeness) -> bool:
    """Whether a policy term that the question turns on (加计扣除) is nowhere near the value; a like word is another."""
    if c.fact is None or c.fact.kind not in _VALUES:
        return False
    places = [(text, 1.0) for text, _ in places_of(c.clause, c.sentence, c.fact)[:4]]
    art = [t if is_term_of_art(t.term.text) else Weighted(Term(""), t.weight) for t in terms]
    if "罚" in c.sentence.text:  # one offence is not like another: every word that names it has to stand there
        return heaviest_unmet(terms, places, None) >= TERM_OF_ART
    return heaviest_unmet(art, places, likeness) >= TERM_OF_ART


def _before_first_value(c: Candidate) -> str:
    """The sentence up to the value, where no value of another subject stands between: it speaks of what this is of."""
    fact = c.fact
    assert fact is not None
    earlier = [
        f for f in c.clause.facts
        if f.start == fact.start and f.value_start < fact.value_start and f.unit and f.subject != fact.subject
    ]  # fmt: skip
    if earlier and not stages(fact.subject):  # 次年给予30万元: of whom stands before the first year's
        return ""
    value_at = c.reading.norm.at(fact.value_start)
    return c.reading.norm.text[c.sentence.start : value_at]


def _kind_fits(query: Query, fact: Fact) -> bool:
    intent, unit = query.intent if query.intent != "compare" else query.compared, fact.unit
    if intent == "who":
        return bool(fact.bodies)
    if intent == "when":
        if query.language == "en" and fact.kind == "deadline" and english.asks_a_deadline(query.question):
            return True  # a deadline is a day or a term
        if _ASKS_A_DAY.search(query.text) and re.fullmatch(r"\d{4}", str(fact.value or fact.year or "")):
            return False  # 要在几月份申报 is not answered with a year
        return (fact.kind == "deadline" and isinstance(fact.value, str)) or (
            fact.kind == "target" and fact.year is not None
        )
    if intent == "how_long":
        if any((v.value, v.unit) == (fact.value, fact.unit) for v in find_values(query.text)):
            return False  # 五年内累计三次警告会停业多久: what the asker says is not what they ask for
        if query.language == "en" and query.units and unit not in query.units:
            return False  # how many months is not answered with 30 days
        return fact.kind == "deadline" and unit in ("年", "月", "日", "工作日", "小时", "周", "自然日", "年度")
    if fact.kind == "deadline" and set(query.units) & _TIME_UNITS:
        return unit in ("日", "天", "工作日", "自然日")  # 多少天内审完
    if fact.kind in ("duty", "deadline", "definition"):
        return False
    if fact.tier is not None and intent not in ("who", "when", "how_long", "list"):
        picked = any(holds(fact, q) for q in query.quantities if q.unit == "CNY" or q.kind == "count")
        if picked:
            return True  # the asker's own figure picks a bracket: that is what is asked, however it is put
    counted = query.units and not re.search("补|奖|贴|津|钱|拿|领", query.text)  # 挑几家重点扶持 counts whom it is for
    if query.wants_benefit and fact.kind == "target" and not counted:
        return False
    if query.claims and query.claims[0].unit is not None and unit not in group_of(query.claims[0].unit):
        return False
    if intent == "rate" and query.wants_benefit and fact.kind == "benefit":
        return unit in SHARES or not _ASKS_A_SHARE.search(query.text)
    if intent == "rate" and _asks_money(query):
        return unit == "CNY" and fact.kind in ("benefit", "rate")
    if intent == "rate":
        return unit in SHARES
    if query.units:
        return any(answers_unit(asked, unit) for asked in query.units)
    if intent == "amount":
        relief = (
            fact.kind == "rate"
            and (unit == "CNY" or not _asks_money(query))
            and bool(re.search("税|扣除|优惠|贴息|利率", query.text))
        )
        if query.wants_benefit:
            return fact.kind in ("benefit", "quota") or relief
        return unit == "CNY" or fact.kind == "benefit" or relief
    if intent == "list" and not query.lists_benefits:
        return False
    if intent in ("compare", "yes_no", "list", "open", "condition", "procedure") and query.wants_benefit:
        return fact.kind == "benefit" or (fact.kind == "rate" and bool(re.search("税|扣除|优惠|贴息|比例", query.text)))
    if intent in ("compare", "target") or query.claims:
        return fact.value is not None
    return False


def _asks_money(query: Query) -> bool:
    """每月扣除多少 asks for a sum of money: 50% of the standard is none."""
    asked = re.search(
        r"每个?月|每年|多少[元钱]|定额|\bmonthly\b|(?:per|a|each) (?:month|year)\b", query.question + query.text
    )
    return bool(asked) and not re.search(
        r"比例|率|百分|几成|%|\b(?:share|percent|percentage|proportion|rate)\b", query.question + query.text
    )


def same_unit(one: Fact, other: Fact) -> bool:
    """Whether two values can be held against each other: 30户 and 5000家 can."""
    return one.unit == other.unit or (one.unit or "") in group_of(other.unit or "")


def resemblance(one: Fact, other: Fact) -> float:
    """How alike two subjects are written, in [0, 1]: the share of their pairs of characters that both have."""
    mine, others = (bigrams(simplified(f"{f.subject}{f.base or ''}")) for f in (one, other))
    return 2 * len(mine & others) / (len(mine) + len(others)) if mine and others else 0.0


def level_fits(query: Query, fact: Fact) -> bool:
    """A fact of another level than the one asked about does not answer; one that names no level may."""
    if not query.levels:
        return True
    asked = {bare_level(level) for level in query.levels}
    graded = fact.level is not None and not _ADMINISTRATIVE.search(fact.level)
    if graded and all(_ADMINISTRATIVE.search(level) for level in asked):
        pass  # 省级评比确认为四星级: who gave it and which grade it is are told apart
    elif fact.level is not None:
        return bare_level(fact.level) in asked
    if fact.value is None and fact.kind == "benefit":
        return False  # sums that could not be told apart: none of them is the level's
    named = {bare_level(m) for m in re.findall(r"(?:国家|省|市|州|县|区)级", fact.subject)}
    if re.search("国家(?!级)", fact.subject) and not named:
        named = {"国家级"}  # 国家高新技术企业 is none of a province's
    return not named or bool(named & asked)


def of_other_level(query: Query, text: str) -> bool:
    """Whether a sentence speaks of levels and none of them is asked about: of A级, where B级 is."""
    named = {bare_level(level) for level in named_levels(text)}
    return bool(named and query.levels) and not named & {bare_level(level) for level in query.levels}


_ADMINISTRATIVE = re.compile("国家|自治区|[省市州县区]")


def bare_level(level: str) -> str:
    """A level by one of its names: 州级 and 市级 are the same."""
    level = re.sub(r"(?:及以上|以上)$", "", level)
    return {"自治区级": "省级", "州级": "市级", "省部级": "省级"}.get(level, level)


def _year_fits(query: Query, fact: Fact) -> bool:
    return query.year is None or fact.year is None or fact.year == query.year or fact.kind in ("deadline", "duty")


def reaches(c: Candidate, region: Region | None) -> bool:
    """Whether a document of a level above speaks for the place: its aims only by name, or for its counties."""
    stated = [c.fact] if c.fact is not None else c.stated()
    if not c.higher or not any(fact.kind in ("target", "quota") for fact in stated):
        return True
    if region is None:
        return False
    named = (region.bare or region.name) in c.clause.text  # 以成都高新区为基础建成2万平方米的聚集区
    return named or (region.level == "county" and c.reading.document.metadata.region_code == region.parent)
