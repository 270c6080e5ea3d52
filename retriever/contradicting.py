"""Whether a fact is ruled out by what the asker says: a penalty, a tax, another batch, who they are not, a period."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.facts.phrases import LEVEL
from ingest.regions import lookup
from ingest.types import Fact
from retriever.another import (
    denied,
    excepted,
    near_the_value,
    of_another,
    of_another_term,
    opposed,
    said_by_the_asker,
)
from retriever.bracketing import tier_fits
from retriever.evidence import Candidate
from retriever.fitting import ANCHOR, ANCHOR_WEIGHT, MEASURE, PAID, level_fits
from retriever.language import simplified
from retriever.matching import Weighted, presence
from retriever.question import Query
from retriever.staged import of_another_year
from retriever.terms import Term, as_said

_PERIODS = {
    "month": re.compile(r"每个?月|[一1]个月|按月|月[扣抵补领]|monthly|(?:per|a|each|every) month", re.IGNORECASE),
    "year": re.compile(r"每[一1]?年|[一1]年|按年|全年|年度|yearly|annual|(?:per|a|each|every) year", re.IGNORECASE),
    "semester": re.compile(r"每个?学期|[一1]个?学期|(?:per|a|each|every) (?:semester|term)", re.IGNORECASE),
    "person": re.compile(r"每(?:个)?人|[一1]个人|人均|(?:per|each) (?:person|employee|head)", re.IGNORECASE),
}


def contradicts(query: Query, c: Candidate) -> bool:
    """What the question is after and the sentence is not: a penalty, a tax, what one applicant gets, another batch."""
    if c.fact is None:
        return False
    if _another_in_order(query, c) or _ruled_out(query, c.fact) or _another_grade(query, c.fact):
        return True
    if _of_the_others(query, c.fact):
        return True
    if _again_for_first(query, c.fact) or _left_out(query, c) or _of_no_month(query, c) or _unchanged(query, c):
        return True
    if _another_allowance(query, c) or (
        c.fact.kind == "benefit" and _FINED.search(query.text) and "奖" not in query.text
    ):
        return True
    if of_another(query.text, c.sentence.text, c.clause.heading) or said_by_the_asker(query, c.fact):
        return True
    if of_another_term(query.text, near_the_value(c)) or of_another_year(query, c):
        return True
    over = f"{c.clause.heading}{c.clause.path}{simplified(c.reading.document.metadata.title or '')}"
    if denied(query.text, c.sentence.text) or excepted(query, c.sentence.text):
        return True
    if opposed(query.text, f"{c.fact.subject}{c.sentence.text}", over) or (c.fact.unit == "CNY" and _some(c)):
        return True
    if c.fact.tier is not None and _THRESHOLD.search(query.text):
        return True
    if re.search("罚款|处罚|罚多少|被罚", query.text) and "罚" not in c.sentence.text:
        return True
    if c.fact.kind in ("rate", "target") and re.search("税", query.text) and not _of_a_tax(c):
        return True
    taxed = "征" in c.fact.text or "税" in f"{c.fact.subject}{c.fact.text}"
    if c.fact.kind == "rate" and taxed and not re.search("税|扣|优惠|减免|免|征", query.text):
        return True
    each = "一家|每家|一户|每户|单个|一个企业|每个企业"
    return (
        c.fact.kind == "quota" and bool(re.search(each, query.text)) and not re.search("每|单个|同一", c.sentence.text)
    )


def _some(c: Candidate) -> bool:
    """好几百万元 is no million: who counts no more than that states no sum."""
    assert c.fact is not None
    at = c.reading.norm.at(c.fact.value_start)
    return c.reading.norm.text[at - 1 : at] in ("几", "数") and c.fact.text[:1] in "十百千万亿"


def _of_a_tax(c: Candidate) -> bool:
    """Whether a sentence speaks of taxes, in so many words, as what taxes know (加计扣除), or under such a heading."""
    over = f"{c.clause.heading}{c.clause.path}{c.reading.document.metadata.title or ''}"
    return bool(re.search("税|扣除|抵扣|减征|免征|计征", c.sentence.text)) or "税" in over


_ORDINAL = re.compile(r"第([一二三四五六七八九十\d]+)(批|期|季度|阶段|档|名|轮|次)")


def _another_in_order(query: Query, c: Candidate) -> bool:
    """第二批 is asked for and the sentence speaks of 第一批."""
    asked, said = _ORDINAL.findall(query.text), _ORDINAL.findall(c.sentence.text)
    return any((number, of) not in said and any(other == of for _, other in said) for number, of in asked)


_GRADE = re.compile(
    r"(特|[一二三四五六七八九]|甲|乙|丙|丁|[1-9])(级|等奖|星级?|等|类|档|型)(?!别|似|学校)"
    r"|[(（]([一二三四五\d])[)）](型)|(特等|金|银|铜|优秀|优胜|优质|鼓励|入围)[)）]?(奖)(?!励|学金|金)"
    r"|(首|二|三)(套)(?=[住房普商])"
)
_AND_ABOVE = re.compile("[家省市州县区]级及?以[上下]")  # of a body; 二级以上 is of the grades themselves
_SCALES = {"等奖": "奖", "星级": "星"}
_DEGREE = re.compile("博士后|博士|硕士|本科|[大专中]专|专科")


def _grades(text: str) -> set[tuple[str, str]]:
    """Grades named, each with its scale: 四星级, 二级, 小(2)型, 银奖; those of an award are one scale however put."""
    found = ([part for part in m if part] for m in _GRADE.findall(text))
    graded = {(grade, _SCALES.get(scale, scale)) for grade, scale in found}
    return graded | {(degree, "学位") for degree in _DEGREE.findall(text)}


def _another_grade(query: Query, fact: Fact) -> bool:
    """二星级 is asked for and the sum is for 四星级: of the scale asked about, the subject names other grades only."""
    asked = _grades(query.text)
    if not asked:
        return False
    subject = _AND_ABOVE.sub("", fact.subject)
    if re.search("以[上下]", subject):
        return False
    said = _grades(f"{fact.level or ''}{subject}")
    return any((grade, scale) not in said and any(scale == other for _, other in said) for grade, scale in asked)


def _of_the_others(query: Query, fact: Fact) -> bool:
    """居民 is asked about and the sum is for 非居民, or the other way round."""
    words = [t.text.removeprefix("非") for t in query.terms]
    return any(
        len(word) > 1 and word in query.text and word in fact.subject
        and _always_denied(word, fact.subject) != _always_denied(word, query.text)
        for word in words
    )  # fmt: skip


def _always_denied(word: str, text: str) -> bool:
    """Whether a word stands in a text behind 非 alone."""
    return text.count(f"非{word}") == text.count(word) > 0


_FIRST, _AGAIN = (
    re.compile(r"首次|初次|第一次|头一?次|首个|(?<!重)新(?:认定|评定|评上|获批?|入选)"),
    re.compile(r"第[二三四五]次|再次|续展|续期|复评|复审|复核|换证|又一次|重新(?:认定|评定|评上|通过|评审)"),
)


def _again_for_first(query: Query, fact: Fact) -> bool:
    """What is paid the first time is not paid the second, nor the other way round."""
    first, again = _FIRST.search(query.text), _AGAIN.search(query.text)
    if bool(first) == bool(again):
        return False
    other, own = (_AGAIN, _FIRST) if first else (_FIRST, _AGAIN)
    return bool(other.search(fact.subject)) and not own.search(fact.subject)


_THRESHOLD = re.compile("(?<!不)(?:超过|超出?|满)了?多少")  # asks for what picks a bracket, not for what it gives
_MONTHLY = re.compile(r"每个?月|按月|月均|[一1]个月(?:能|可以?|要|给|发|补|领|拿|交|扣|是?多少)")
_BY_THE_MONTH = re.compile(
    r"每[人名户个]?每?个?月|[/／]月|[按逐]月|月[均度租薪领发缴交供入]"
    r"|月(?:工资|收入|标准|销售|补贴|租金)|个月.{0,6}(?:工资|补贴|租金|标准)"
)
_CHANGED = re.compile(r"(?:由|从)[^，。？]{1,20}(?:提高|提升|上调|下调|调整|降低|增加)(?:到|至|为)")


def _of_no_month(query: Query, c: Candidate) -> bool:
    """每月 is asked for and the sum is for a lump: nothing near it speaks of a month, and no other period is shown."""
    fact = c.fact
    if fact is None or fact.kind not in PAID or fact.unit != "CNY" or not _MONTHLY.search(query.text):
        return False
    near = c.sentence.text + c.clause.heading
    return fact.per not in ("month", "year", "semester") and not _BY_THE_MONTH.search(near)


def _unchanged(query: Query, c: Candidate) -> bool:
    """由1500元提高到多少, where nothing is raised."""
    raised = re.search("提高|提升|调|降|增|升", c.sentence.text)
    return c.fact is not None and c.fact.kind in PAID and bool(_CHANGED.search(query.text)) and not raised


_FINED = re.compile("(?:罚[款锾金]|处罚)[^，。？奖]{0,6}(?:多少|几)|罚多少")  # a reward, also for a report, is no fine
_PURPOSE = re.compile(
    "(住房|租房|房租|租金|安家|交通|通勤|生活|伙食|通讯|培训|社保|社会保险|岗位|求职|见习|护理|取暖|学费|差旅)[费金]?(?:补贴|补助|津贴)"
)


def _another_allowance(query: Query, c: Candidate) -> bool:
    """住房补贴 is asked for and the sentence speaks of 安家费补贴: none of it is for what is asked."""
    asked, said = set(_PURPOSE.findall(query.text)), set(_PURPOSE.findall(c.sentence.text))
    if c.fact is None or c.fact.kind not in PAID or not asked or not said:
        return False
    if _PURPOSE.search(c.fact.subject):
        return not any(a in c.fact.subject for a in asked)
    return not any(a in f"{c.clause.heading}{c.sentence.text}" for a in asked)


_WITHOUT = re.compile(r"(?:不含|不包括|不包含)([^，。；、()（）]{2,10})")


def _left_out(query: Query, c: Candidate) -> bool:
    """租金38元（不含物业管理费）: the sum is not of what it leaves out."""
    if _WITHOUT.search(query.text):
        return False
    return any(word.strip() in query.text for word in _WITHOUT.findall(c.sentence.text))


_NOT = re.compile(
    r"(?:不在|不是|不属于|并非|没有?(?:上|进|评上|拿到|挂牌?|入选|达到|通过))([^，。？！、（）()的是就]{2,8})|([^，。？！、（）()的是就]{2,8}?)(?:地区)?(?:以外|之外)"
)
_ELSE = re.compile(r"非|不|未|其他|其它|以外|之外|除")


def _ruled_out(query: Query, fact: Fact) -> bool:
    """不在珠三角, 不是独生子女: what the asker says they are not gets what the others get."""
    if _ELSE.search(fact.subject):
        return False
    words = (before or after for before, after in _NOT.findall(query.text))
    ruled = (word for word in words if lookup(word) is None)  # a place decides by its documents
    return any(presence(Term(word), fact.subject) >= ANCHOR for word in ruled)


def of_the_period(query: Query, facts: Sequence[Candidate]) -> list[Candidate]:
    """Without sums for another period than the one asked for, where the subject has one: 每月333元，每年4000元."""
    asked = [per for per, pattern in _PERIODS.items() if pattern.search(query.question)]
    named = {(c.clause.clause.clause_id, c.fact.subject) for c in facts if c.fact is not None and c.fact.per in asked}
    return [
        c for c in facts
        if c.fact is None or c.fact.per in asked or c.fact.per is None
        or c.fact.per not in _PERIODS or (c.clause.clause.clause_id, c.fact.subject) not in named
    ]  # fmt: skip


def period_bonus(query: Query, fact: Fact | None) -> float:
    """Asked for what it is a month, a sum a month goes before one of nothing."""
    asked = _PERIODS.get(fact.per or "") if fact is not None else None
    return 0.06 if asked is not None and asked.search(query.question) else 0.0


_FAR_BETTER = 0.15  # of the question's weight


def outdone(query: Query, best: Candidate, facts: Sequence[Candidate]) -> bool:
    """Whether a sum of another level or bracket speaks of far more of what is asked than the best one that fits.

    The subject is there, its level or bracket is not: the sum of something else at that level is no answer. What
    has to be reached for something else (年薪30万元以上) answers still less.
    """
    required = best.fact is not None and best.fact.kind == "condition"
    return any(
        c.fact is not None
        and c.fact.kind in PAID
        and c.cover >= best.cover + _FAR_BETTER
        and (required or not level_fits(query, c.fact) or not tier_fits(query, c.fact))
        for c in facts
    )


_TELLS = 0.6  # share of the heaviest word's weight from which a word tells subjects apart
_NAMED, _OWN = 0.9, 4  # presence that names a term in a subject; characters of a subject that stands for itself


def told_apart(
    query: Query, terms: Sequence[Weighted], found: Sequence[Candidate], facts: Sequence[Candidate]
) -> list[Candidate]:
    """Without sums for another subject of a sentence than the one that more of the question's words name.

    平台奖励20万元，服务商奖励5万元: asked for a 服务商, what the platform gets answers nothing, at any level.
    """
    naming = [
        t for t in terms if len(t.term.text) > 1 and not MEASURE.match(t.term.text) and not LEVEL.fullmatch(t.term.text)
    ]
    least = max(ANCHOR_WEIGHT, _TELLS * max((t.weight for t in naming), default=0.0))
    heavy = frozenset(t.term.text for t in naming if t.weight >= least)

    def named(c: Candidate) -> frozenset[str]:
        said = f"{c.fact.subject}{c.fact.base or ''}" if c.fact is not None else ""
        return frozenset(t.term.text for t in naming if presence(as_said(t.term), said) >= _NAMED)

    def anothers(c: Candidate) -> bool:
        if c.fact is None or c.fact.kind not in PAID or not _stands_alone(c.fact):
            return False
        beside = (o for o in facts if o.doc_id == c.doc_id and o.sentence == c.sentence)
        rivals = (
            o
            for o in beside
            if o.fact is not None
            and o.fact.kind in PAID
            and not _ruled_out(query, o.fact)
            and not _again_for_first(query, o.fact)
        )
        return any(named(c) <= named(o) and (named(o) - named(c)) & heavy for o in rivals)

    return [c for c in found if not anothers(c)]


def _stands_alone(fact: Fact) -> bool:
    """Whether a subject says what it is, and not only which level, bracket or rest of the one before it."""
    if fact.tier is not None or re.search(r"\d", fact.subject) or _ELSE.search(fact.subject):
        return False
    return len(re.sub(r"[^\u4e00-\u9fff]", "", LEVEL.sub("", fact.subject))) >= _OWN
