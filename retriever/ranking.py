"""The facts that may answer for one place, the best first: those that fit, in the order of their trust."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retriever.bracketing import bracket_bonus
from retriever.contradicting import contradicts, of_the_period, outdone, period_bonus, told_apart
from retriever.evidence import Candidate
from retriever.fitting import anchored, answers, misses_a_term_of_art, reaches, resemblance, same_unit, unmet
from retriever.given import Given
from retriever.question import Query
from retriever.rungs import off_the_rung
from retriever.settings import AnswerSettings
from retriever.trusting import outweighed, overrules, own_trust, picked, weight

ALIKE, _BESIDE = 0.45, 0.25  # likeness from which two subjects are of one kind, and what it counts in a comparison
_A_YEAR = re.compile("每年|[一1]年[要得能多新建办培]|年均|按年")
_AT_MOST = re.compile(
    "(?:封顶|最多|最高|顶天|上限)(?!的?(?:比例|百分))[^，。？比率]{0,8}(?:多少(?!比|百)|几(?!成|个点|折)[万千百]?)"
)


def ranked_facts(given: Given) -> list[Candidate]:
    """The facts that may answer, best first; none where it is not known which of two is right."""
    query, terms, facts, plain, likeness = given.query, given.terms, given.facts, given.plain, given.likeness
    settings, beside = given.settings, given.beside
    fitting = [c for c in facts if c.fact is not None and answers(query, c.fact) and reaches(c, given.region)]
    fitting = [c for c in fitting if not off_the_rung(query, c, facts)]
    sure = {id(c) for c in fitting if overrules(c, facts)}
    fitting = [c for c in fitting if not contradicts(query, c) and not misses_a_term_of_art(terms, c, likeness)]
    able = fitting
    fitting = [c for c in fitting if anchored(terms, c) or picked(query, c, plain)]
    alike = {id(c): resemblance(beside, c.fact) if beside and c.fact else 0.0 for c in fitting}
    fitting = [
        c for c in fitting if alike[id(c)] >= ALIKE or id(c) in sure or unmet(terms, c, likeness) <= settings.max_unmet
    ]
    fitting = told_apart(query, terms, of_the_period(query, fitting), facts)
    if beside:
        fitting = [c for c in fitting if c.fact and same_unit(beside, c.fact)]

    def rank(c: Candidate) -> float:
        extra = bracket_bonus(query, c.fact) + period_bonus(query, c.fact) + _BESIDE * alike[id(c)]
        return weight(c, plain) + 20 * extra

    ranked = sorted(fitting, key=lambda c: -rank(c))
    beaten = ranked and (outdone(query, ranked[0], facts) or outweighed(ranked[0], able, ranked, plain))
    if beaten and query.terms:
        return []
    ranked = _of_the_best_sentence(ranked, plain, settings)
    return _sums_first(query, _each_year_first(query, ranked))


def asks_for_the_most(query: Query) -> bool:
    """最多给多少: a sum, or the share that a sum caps."""
    return bool(_AT_MOST.search(query.text))


def _of_the_best_sentence(
    fitting: list[Candidate], plain: Sequence[Candidate], settings: AnswerSettings
) -> list[Candidate]:
    """The facts that fit, those of the most trusted sentence first where it is trusted far before the first one's."""
    if not fitting or not plain or own_trust(fitting[0], plain) >= plain[0].trust - settings.value_margin:
        return fitting
    return sorted(fitting, key=lambda c: not plain[0].overlaps(c))


def _each_year_first(query: Query, ranked: list[Candidate]) -> list[Candidate]:
    """Asked how many a year, the like that is counted by years goes before a total: 每年新增2万家, 新增总数10万家."""
    best = ranked[0].fact if ranked else None
    if best is None or best.kind != "target" or best.per == "year" or not _A_YEAR.search(query.text):
        return ranked
    yearly = [c for c in ranked if c.fact and c.fact.per == "year" and same_unit(best, c.fact)]
    alike = [c for c in yearly if c.fact and resemblance(best, c.fact) >= ALIKE]
    return [*alike[:1], *(c for c in ranked if c is not alike[0])] if alike else ranked


def _sums_first(query: Query, ranked: list[Candidate]) -> list[Candidate]:
    """Asked how much there is at most, a sum of the same document goes before a share, whose most it does not say."""
    if not ranked or not ranked[0].fact or ranked[0].fact.unit != "%" or not asks_for_the_most(query):
        return ranked
    first = [c for c in ranked if c.fact and c.fact.unit == "CNY" and c.doc_id == ranked[0].doc_id]
    first = [c for c in first if c.fact and c.fact.bound == "at_most"]
    rest = (c for c in ranked if c is not first[0] and c.fact and c.fact.unit == "CNY")
    return [first[0], *rest] if first else ranked
