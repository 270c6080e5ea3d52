"""Decide for one place: the facts that answer, else the list or the sentences that do, else nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from retriever.acting import names_a_body
from retriever.aimed import of_another_aim
from retriever.bracketing import bracket_bonus, picked_alike
from retriever.compose import Drafted, choose_facts, fact_lines, sentence_lines, with_other_end
from retriever.evidence import Candidate
from retriever.given import Given
from retriever.going_on import struck_out, struck_within, taken_back
from retriever.lists import WANT_ITEMS, announced
from retriever.question import Query, is_yes_no
from retriever.ranking import asks_for_the_most, ranked_facts
from retriever.rungs import misses_its_rung, narrowed, on_a_ladder
from retriever.settings import AnswerSettings
from retriever.telling import Found, holds_asked, holds_claimed, tell
from retriever.trusting import (
    also_in_words,
    as_sure,
    names_who,
    needs_whole,
    own_trust,
    sure_enough,
)

_AS_TRUSTED = 1.25  # how much less a sentence may be trusted than a fact to be given beside it, and the other way round
_FAR = 2.5  # how much more a sentence is trusted than the value in it that answers more than the value
_IN_WORDS = ("list", "condition", "open", "procedure", "definition")
_PICKED, _PICKED_TRUST = 0.55, 1.0  # certainty, and what trust may lack, where the asker's figure picks the bracket
_BY_ITSELF = 0.5  # how much more trust a fact needs by itself where its sentence has too little
_ON_A_RUNG = 0.65  # certainty from which the part of a sentence is given that the asker's own figure picks
_NARROWED = 6  # sentences that are looked at for the part that the asker's figure picks
_STACKS = re.compile(  # of two sums, whether the one is paid beside the other
    "叠加?(?:着|起来|拿|领|要|享)|差额|差价|补[足齐]|(?:同时|重复)[拿领享申]|两[笔份头样]"
    "|[再又](?:足额|另|去)?[能可]?以?[拿领要][^，。？]{0,4}[份笔次]"
)
_MOST_LISTED = 30  # benefits of a place, where no subject is named


def decide(given: Given) -> Found | None:
    """What answers a question for one place, or None where nothing there is good enough."""
    found = _decided(given)
    return found and replace(found, lines=tuple(_with_notes(given.query, found.lines)))


def _with_notes(query: Query, lines: Sequence[Drafted]) -> Iterator[Drafted]:
    """Lines, each with the note that what it rests on was struck out or changed."""
    told = [c for line in lines for c in line.evidence]
    for line in lines:
        yield line
        notes = [note for c in line.evidence if (note := struck_out(c)) and not any(map(note.overlaps, told))]
        told += notes
        yield from sentence_lines(query, notes)


def _decided(given: Given) -> Found | None:
    """What answers, as the document says it."""
    query, uncut = given.query, given.plain
    given = replace(given, plain=_on_their_rung(query, uncut))
    fitting = ranked_facts(given)
    if not given.beside and (rung := _rung_shown(given, fitting, uncut)):
        return Found(given.region, tuple(sentence_lines(query, [rung])), rung.score, translated=False)
    trusted = bool(fitting) and _trusted(given, fitting[0])
    fact_answers = trusted or (bool(fitting) and _names_none(query))  # 有哪些补助 names no subject to be sure of
    if fact_answers and not _text_is_better(query, fitting, given.plain, given.settings):
        return _by_facts(given, fitting)
    return _by_text(given, fitting, fact_answers)


def _by_facts(given: Given, fitting: Sequence[Candidate]) -> Found:
    """The best facts, or the sentence that says what they leave out."""
    query, plain = given.query, given.plain
    chosen = choose_facts(query, as_sure(fitting, plain)) if query.terms else _overview(fitting)
    chosen = with_other_end(query, chosen, given.facts)
    if given.beside:
        return Found(given.region, tuple(fact_lines(query, chosen)), fitting[0].score)
    whole = next((replace(c, fact=None) for c in chosen if struck_within(c)), None) or needs_whole(query, chosen, plain)
    if whole is not None:
        return Found(given.region, tuple(sentence_lines(query, [whole])), whole.score, translated=False)
    if all(map(on_a_ladder, chosen)) or _capped(query, chosen):
        told = replace(narrowed(query, chosen[0]), fact=None)  # 不得超过一个月: for whom, only its sentence says
        return Found(given.region, tuple(sentence_lines(query, [told])), told.score, translated=False)
    besides = _as_trusted(query, chosen, plain) or also_in_words(query, chosen, plain)
    lines = [*fact_lines(query, chosen), *sentence_lines(query, [*besides, *taken_back(chosen)])]
    return Found(given.region, tuple(lines), fitting[0].score)


def _by_text(given: Given, fitting: Sequence[Candidate], fact_answers: bool) -> Found | None:
    """The list or the sentences that answer, and who acts beside them where a fact says it as surely."""
    query, terms, facts, plain, settings = given.query, given.terms, given.facts, given.plain, given.settings
    listing = bool(plain) and query.intent in WANT_ITEMS and bool(announced(query, plain[0]))
    if not sure_enough(query, terms, facts, plain, given.sure, settings, listing):
        return None
    if plain and of_another_aim(query, plain[0]):
        return None
    other_level = bool(query.levels) and bool(facts) and not fitting and query.wants_benefit
    if other_level and query.intent in ("amount", "rate", "target", "yes_no", "list"):
        return None  # the subject is there, the level is not: a sentence about another level is no answer
    found = tell(query, terms, plain, given.region, given.likeness, settings, facts)
    if found and fact_answers and query.compared == "who" and fitting[0].trust >= plain[0].trust - _AS_TRUSTED:
        return replace(found, lines=(*found.lines, *fact_lines(query, fitting[:1])))
    return found


def _names_none(query: Query) -> bool:
    """Whether benefits are asked for and no subject is named, or a figure alone: 20万算不算 asks about words."""
    return not query.terms and (query.wants_benefit or not is_yes_no(query))


def _capped(query: Query, chosen: Sequence[Candidate]) -> bool:
    """Whether the most is asked for and shares of a sentence would be told that ends in a sum that caps them."""
    if not chosen or not asks_for_the_most(query):
        return False
    same = all(c.sentence == chosen[0].sentence and c.fact is not None and c.fact.unit == "%" for c in chosen)
    first = chosen[0].fact
    beside = [f for f in chosen[0].clause.facts if first is not None and f.start == first.start]
    return same and any(f.unit == "CNY" and f.bound == "at_most" for f in beside)


def _trusted(given: Given, best: Candidate) -> bool:
    """Whether the best fact is sure enough to be given; the asker's figure that picks its bracket speaks for it."""
    sure, settings = given.sure, given.settings
    picks = bool(given.query.regions) and best.fact is not None and picked_alike(given.query, best.fact)
    if sure >= settings.min_sure and names_who(best):
        return True
    least = settings.min_trust - _PICKED_TRUST if picks else settings.min_trust
    return (
        sure >= (_PICKED if picks else settings.min_sure)
        and max(own_trust(best, given.plain), best.trust - _BY_ITSELF) >= least
    )


def _on_their_rung(query: Query, plain: Sequence[Candidate]) -> list[Candidate]:
    """The sentences, those that the asker's figure picks a part of cut to it; what is for others goes behind."""
    first = [narrowed(query, c) for c in plain[:_NARROWED]]
    missed = {id(c) for c in first if misses_its_rung(query, c, plain)}
    return [*(c for c in first if id(c) not in missed), *plain[_NARROWED:], *(c for c in first if id(c) in missed)]


def _rung_shown(given: Given, fitting: Sequence[Candidate], whole: Sequence[Candidate]) -> Candidate | None:
    """The part of the best sentence that the asker's figure picks, where no fact knows its own bracket."""
    query, plain = given.query, given.plain
    if given.sure < (_ON_A_RUNG if query.regions else given.settings.min_sure_text):
        return None
    if not plain or not query.terms or any(plain[0] is c for c in whole) or not holds_asked(query, plain[0]):
        return None
    known = bool(fitting) and fitting[0].fact is not None and fitting[0].fact.tier is not None
    return None if known else plain[0]


def _as_trusted(query: Query, chosen: Sequence[Candidate], plain: Sequence[Candidate]) -> list[Candidate]:
    """Beside facts that answer in words the best sentence, where it is trusted as much and is not theirs."""
    if not plain or any(map(plain[0].overlaps, chosen)) or plain[0].trust < chosen[0].trust - _AS_TRUSTED:
        return []
    if query.compared == "who":
        return [plain[0]] if names_a_body(plain[0]) else []
    return [plain[0]] if query.intent in _IN_WORDS and query.terms else []


def _asks_in_words(query: Query) -> bool:
    """会不会罚滞纳金: yes or no is asked of what no value answers."""
    return is_yes_no(query) and not query.claims and not re.search("多少|几|多[久长大高]", query.text)


def _text_is_better(
    query: Query, fitting: Sequence[Candidate], plain: Sequence[Candidate], settings: AnswerSettings
) -> bool:
    """Whether the best sentence answers rather than the best fact that fits."""
    if not plain:
        return False
    best, text = fitting[0], plain[0]
    if bracket_bonus(query, best.fact) and text.overlaps(best):
        return False  # the asker's own figure picks the bracket: the sentence would give all of them
    if query.intent == "condition" and best.fact and best.fact.subject not in best.sentence.text:
        return True  # 补贴标准：10000元 under its heading says nothing of who gets it
    if query.compared == "who":
        return names_a_body(text) and not text.overlaps(best) and text.trust > best.trust + settings.text_margin
    if query.intent in _IN_WORDS or (query.intent == "yes_no" and not query.claims and not query.wants_benefit):
        return text.trust > best.trust + settings.text_margin
    if _asks_in_words(query) and text.trust > best.trust + settings.text_margin:
        return True
    if is_yes_no(query) and text.overlaps(best) and _STACKS.search(query.text) and text.trust > best.trust:
        return True  # 拿过五十万，差额还补不补: what has been had already is no claim
    if is_yes_no(query) and not query.claims and text.overlaps(best) and text.trust > best.trust + _FAR:
        return True  # 缓缴几个月，会不会罚滞纳金: its sentence says both
    if own_trust(best, plain) >= text.trust - settings.value_margin:
        return False
    near = [c for c in fitting if c.trust >= best.trust - settings.value_margin]
    if query.claims and not holds_claimed(query, text):
        return False
    picked_out = bool(query.quantities) and best.fact is not None and best.fact.tier is not None
    if not query.terms or picked_out or any(map(text.overlaps, near)) or not holds_asked(query, text):
        return False
    return text.trust > best.trust + settings.value_margin


def _overview(fitting: Sequence[Candidate]) -> list[Candidate]:
    """A question about benefits that names none: all of the place, else of those above, in the order of the text."""
    own = [c for c in fitting if not c.higher] or fitting
    first = {(c.doc_id, c.fact.value_start): c for c in own if c.fact is not None}
    return sorted(first.values(), key=lambda c: (c.doc_id, c.sentence.start))[:_MOST_LISTED]
