"""Where the selector's trust goes before a rule: a fact with words nobody wrote, a sentence that is shown whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.facts.values import find_values
from retriever.bracketing import picked_alike
from retriever.evidence import UNTRUSTED, Candidate, places_of
from retriever.lexicon import is_term_of_art
from retriever.matching import Weighted, heaviest_unmet
from retriever.question import Query, compares
from retriever.settings import AnswerSettings
from retriever.stating import holds_value
from retriever.terms import Term

_FIRST, _AHEAD = 0.75, 4.5  # trust that overrules a rule, and the same with its lead over every other value
_SENTENCE, _LEAD = 1.5, 1.5  # trust of a sentence that is shown for the value in it, and its lead over the next one
_OF_ITS_SENTENCE = 0.75  # what the trust of its sentence counts beside a fact's own
_BODIES = 0.0  # trust from which a fact that names bodies needs none of its sentence
_FAR = 3.0  # how much more weight a value that is refused has than the best one kept, for neither to be given
_LISTING = 0.33  # how sure it has to be where a list is asked for and the best sentence announces one
_ALONE, _LONE = 0.5, 1.25  # how sure it has to be where one sentence stands out, and by how much it has to
TERM_OF_ART = 0.25  # share of the question from which a term of art has to stand near what answers
SUMS = ("amount", "rate", "target")  # kinds of question that a number answers
FIGURES = (*SUMS, "when", "how_long")  # kinds of question that a value answers
_BESIDE = 1.5  # how much less sure another value may be that is shown beside the first
_CHANGED = re.compile(r"[由从][^，。；]{0,24}?\d[^，。；]{0,16}?(?:[提调增降减升上下涨缩延]\w{0,2}|扩大)[到至为]")
_BEFORE_CHANGE = re.compile(
    r"(?:[提涨调改降升增减][^，。？]{0,4}|之|以|变更|翻番)前[，]?[^，。？]{0,8}(?:多少|几)|原来|原先|原本|以往|从前|过去|老标准|旧标准"
    r"|[由从](?:多少|几|哪)[^，。？]{0,12}[到至成](?:了)?(?:多少|几|哪)"
)
_ASKS = re.compile(r"百分之(?:几|多少)|几分之几|(?<![好十])几(?!乎|年来|天来)|多少|多[大高久长]|何时")
_ASKS_EN = re.compile(
    r"\bhow (?:much|many|long|far|often|soon)\b|\bby when\b|\b(?:what|which) (?:\w+ ){0,2}"
    r"(?:percent|percentage|share|part|portion|proportion|rate|ratio|amount|sum|number|fraction|year|date|day|period)s?\b",
    re.IGNORECASE,
)
_ASKS_IN_WORDS = re.compile(r"[谁哪]|什么|怎么|如何|[能会要可是该得]不[能会要可是该得]|[是可能]否|吗$")
_BOTH_ENDS = re.compile(
    r"[上下]限[和与、跟及][上下]限|最[高低少多][和与、跟及]最[高低少多]|各(?:自|是|为|占|有|要|得|应|能|不[低少高多超能得于过]*|至少|最[低少高多])*(?:多少|几|百分)"
)


def own_trust(c: Candidate, plain: Sequence[Candidate]) -> float:
    """The trust of the sentence that a fact stands in; the fact's own where no sentence was weighed."""
    return max((p.trust for p in plain if p.trust > UNTRUSTED and p.overlaps(c)), default=c.trust)


def names_who(c: Candidate) -> bool:
    """Whether a fact that names bodies is trusted itself: a line of names says nothing, its sentence least of all."""
    return c.fact is not None and bool(c.fact.bodies) and c.trust >= _BODIES


def weight(c: Candidate, plain: Sequence[Candidate]) -> float:
    """By what facts are ranked: their trust, and that of the sentence they stand in."""
    return c.trust + _OF_ITS_SENTENCE * own_trust(c, plain)


def as_sure(facts: Sequence[Candidate], plain: Sequence[Candidate]) -> list[Candidate]:
    """The first fact, and of the others those that are nearly as sure: no doubtful value is shown beside it."""
    if not facts:
        return []
    first = facts[0]
    least = weight(first, plain) - _BESIDE
    return [first, *(c for c in facts[1:] if weight(c, plain) >= least or c.clause is first.clause)]


def overrules(c: Candidate, facts: Sequence[Candidate]) -> bool:
    """Whether a fact is trusted so far before every other value that one word nobody wrote does not refuse it.

    What it is of still has to be named (`fitting.anchored`): the sum of another subject is trusted as well, where the
    documents have none for the one asked about.
    """
    if c.fact is None or c.trust < _FIRST:
        return False
    others = (
        o.trust for o in facts if o.fact is not None and (o.fact.value, o.fact.unit) != (c.fact.value, c.fact.unit)
        and o.fact.value is not None and o.fact.unit is not None
    )  # fmt: skip
    return c.trust + (c.trust - max(others, default=UNTRUSTED)) >= _AHEAD


def picked(query: Query, c: Candidate, plain: Sequence[Candidate]) -> bool:
    """Whether the asker's figure picks a bracket of the most trusted sentence: who it is for, people say otherwise."""
    trusted = bool(plain) and plain[0].trust >= _SENTENCE and plain[0].overlaps(c)
    return trusted and c.fact is not None and picked_alike(query, c.fact)


def outweighed(
    best: Candidate, able: Sequence[Candidate], fitting: Sequence[Candidate], plain: Sequence[Candidate]
) -> bool:
    """Whether a value that names nothing of the question is trusted far before the best of those that do.

    Which of the two is right is not known: no value is given for sure.
    """
    kept = {id(c) for c in fitting}
    others = (weight(c, plain) for c in able if id(c) not in kept and not c.overlaps(best))
    return max(others, default=UNTRUSTED) >= weight(best, plain) + _FAR


def states_it(query: Query, plain: Sequence[Candidate]) -> bool:
    """Whether the best sentence is trusted far before the next and states a value of the kind that is asked for."""
    if not plain or plain[0].trust < _SENTENCE:
        return False
    best = plain[0]
    behind = max((p.trust for p in plain[1:] if p.sentence.text != best.sentence.text), default=UNTRUSTED)
    lead = best.trust - behind
    return lead >= _LEAD and holds_value(query.compared, query.text, query.units, best.sentence.text)


def asks_several(query: Query) -> bool:
    """Whether one question asks for several values: 下限和上限各是多少, 各占几成, 从多少到多少."""
    if query.language == "en":
        return len(_ASKS_EN.findall(query.question)) > 1
    put = _BOTH_ENDS.search(query.text) or _BEFORE_CHANGE.search(query.text)
    return len(_ASKS.findall(query.text)) > 1 or put is not None


def also_in_words(query: Query, chosen: Sequence[Candidate], plain: Sequence[Candidate]) -> list[Candidate]:
    """The trusted sentence of the values chosen, where a part of the question asks in words: 有多少、能用在哪."""
    if query.language == "en" or compares(query) or not plain or not chosen:
        return []
    parts = re.split(r"[，,、。；;？?！!]", query.text)
    figures = [p for p in parts if _ASKS.search(p)]
    if not figures or not any(_ASKS_IN_WORDS.search(p) for p in parts if p not in figures):
        return []
    best = replace(plain[0], fact=None)
    given = {(f.value, f.unit) for f in (c.fact for c in chosen if best.overlaps(c)) if f is not None and not f.bodies}
    stated = {(v.value, v.unit) for v in find_values(best.sentence.text) if v.unit in {unit for _, unit in given}}
    return [best] if best.trust >= _SENTENCE and given and stated <= given else []


def needs_whole(query: Query, chosen: Sequence[Candidate], plain: Sequence[Candidate]) -> Candidate | None:
    """The trusted sentence that answers a question for several values of which the facts chosen give but one."""
    if not plain or query.claims or not asks_several(query):
        return None
    surest = chosen[0] if chosen and plain[0].trust < _SENTENCE else plain[0]
    before = _BEFORE_CHANGE.search(query.text)
    if before and chosen and _CHANGED.search(chosen[0].sentence.text):
        return replace(chosen[0], fact=None)  # the fact is the new value, and the old one is asked for
    if surest.trust < _SENTENCE:
        return None
    given = {(c.fact.value, c.fact.value_max, c.fact.unit) for c in chosen if c.fact is not None}
    best = replace(surest, fact=None)
    if len(given) > 1 or (chosen and not any(best.overlaps(c) for c in chosen)):
        return None
    changed = before and _CHANGED.search(best.sentence.text)
    return best if changed or holds_value(query.compared, query.text, query.units, best.sentence.text, 2) else None


def sure_enough(
    query: Query, terms: Sequence[Weighted], facts: Sequence[Candidate], plain: Sequence[Candidate], sure: float,
    settings: AnswerSettings, listing: bool = False,
) -> bool:  # fmt: skip
    """Whether it is sure enough that something answers for a sentence to be given.

    What is asked in words of a place that the question names is answered sooner by the one sentence that stands out
    than by one of many. A figure is not: that of something near stands out as well where there is none for what is
    asked. Nor does a place chosen on the page make a question one about it, nor is what a level above says about the
    place that is named. A list that is announced is the one asked
    for sooner than any other sentence.
    """
    if listing and sure >= _LISTING and speaks_of_something(terms, plain[0]):
        return True
    if not (query.regions or query.context or query.names_document):
        return sure >= settings.min_sure_anywhere
    if sure >= settings.min_sure_text:
        return True
    if query.compared in FIGURES or not (query.names_place or query.names_document) or not plain or plain[0].higher:
        return False
    if sure < _ALONE or not _stands_out(facts, plain):
        return False
    return speaks_of_something(terms, plain[0]) and not lacks_the_subject(terms, plain[0])


def speaks_of_something(terms: Sequence[Weighted], c: Candidate) -> bool:
    """Whether a word of the question stands in a sentence or over it."""
    places = [(text, 1.0) for text, _ in places_of(c.clause, c.sentence, None)]
    return any(heaviest_unmet([t], places, None) == 0.0 for t in terms)


def lacks_the_subject(terms: Sequence[Weighted], c: Candidate) -> bool:
    """Whether a term of art stands nowhere near: 院士工作站 is like 博士后工作站 and gets another sum."""
    places = [(text, 1.0) for text, _ in places_of(c.clause, c.sentence, None)]
    art = [t if is_term_of_art(t.term.text) else Weighted(Term(""), t.weight) for t in terms]
    return heaviest_unmet(art, places, None) >= TERM_OF_ART


def _stands_out(facts: Sequence[Candidate], plain: Sequence[Candidate]) -> bool:
    """Whether the best sentence is trusted far before all that other clauses say: those of its own are told with it."""
    if not plain:
        return False
    best = plain[0]
    others = (
        c.trust for c in (*facts, *plain) if not _of_one_clause(c, best) and c.sentence.text != best.sentence.text
    )
    return best.trust >= max(others, default=UNTRUSTED) + _LONE


def _of_one_clause(c: Candidate, best: Candidate) -> bool:
    """Whether a sentence stands in the clause of another, or in what that is divided into."""
    own = best.clause.clause.clause_id
    return c.doc_id == best.doc_id and own in (c.clause.clause.clause_id, c.clause.clause.parent)


def named_by_many(terms: Sequence[Weighted], text: str, least: float) -> bool:
    """Whether several light words of a question, together as heavy as one that names, stand in a text."""
    return sum(t.weight for t in terms if heaviest_unmet([t], [(text, 1.0)], None) == 0.0) >= least
