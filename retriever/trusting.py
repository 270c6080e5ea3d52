"""Where the selector's trust goes before a rule: a fact with words nobody wrote, a sentence that is shown whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retriever.bracketing import picked_alike
from retriever.evidence import UNTRUSTED, Candidate
from retriever.matching import Weighted, heaviest_unmet
from retriever.question import Query
from retriever.stating import holds_value

_FIRST, _AHEAD = 0.75, 4.5  # trust that overrules a rule, and the same with its lead over every other value
_SENTENCE, _LEAD = 1.5, 1.5  # trust of a sentence that is shown for the value in it, and its lead over the next one
_OF_ITS_SENTENCE = 0.75  # what the trust of its sentence counts beside a fact's own
_FAR = 3.0  # how much more weight a value that is refused has than the best one kept, for neither to be given
_BESIDE = 1.5  # how much less sure another value may be that is shown beside the first
_CHANGED = re.compile(r"[由从][^，。；]{0,24}?\d[^，。；]{0,16}?(?:[提调增降减升上下涨缩延]\w{0,2}|扩大)[到至为]")
_BEFORE_CHANGE = re.compile(
    r"(?:[提涨调改降升增减][^，。？]{0,4}|之|以|变更|翻番)前[^，。？]{0,8}(?:多少|几)|原来|原先|原本|以往|从前|过去|老标准|旧标准"
    r"|[由从](?:多少|几|哪)[^，。？]{0,12}[到至成](?:了)?(?:多少|几|哪)"
)
_ASKS = re.compile(r"百分之(?:几|多少)|几分之几|(?<![好十])几(?!乎|年来|天来)|多少|多[大高久长]|何时")
_BOTH_ENDS = re.compile(
    r"[上下]限[和与、跟及][上下]限|最[高低少多][和与、跟及]最[高低少多]|各(?:自|是|为|占|有|要)*(?:多少|几|百分)"
)


def own_trust(c: Candidate, plain: Sequence[Candidate]) -> float:
    """The trust of the sentence that a fact stands in; the fact's own where no sentence was weighed."""
    return max((p.trust for p in plain if p.trust > UNTRUSTED and p.overlaps(c)), default=c.trust)


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
        return False
    put = _BOTH_ENDS.search(query.text) or _BEFORE_CHANGE.search(query.text)
    return len(_ASKS.findall(query.text)) > 1 or put is not None


def needs_whole(query: Query, chosen: Sequence[Candidate], plain: Sequence[Candidate]) -> Candidate | None:
    """The trusted sentence that answers a question for several values of which the facts chosen give but one."""
    if not plain or query.claims or not asks_several(query):
        return None
    surest = chosen[0] if chosen and plain[0].trust < _SENTENCE else plain[0]
    if surest.trust < _SENTENCE:
        return None
    given = {(c.fact.value, c.fact.value_max, c.fact.unit) for c in chosen if c.fact is not None}
    best = replace(surest, fact=None)
    if len(given) > 1 or (chosen and not any(best.overlaps(c) for c in chosen)):
        return None
    changed = bool(_BEFORE_CHANGE.search(query.text) and _CHANGED.search(best.sentence.text))
    return best if changed or holds_value(query.compared, query.text, query.units, best.sentence.text, 2) else None


def named_by_many(terms: Sequence[Weighted], text: str, least: float) -> bool:
    """Whether several light words of a question, together as heavy as one that names, stand in a text."""
    return sum(t.weight for t in terms if heaviest_unmet([t], [(text, 1.0)], None) == 0.0) >= least
