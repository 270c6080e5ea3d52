"""The sentences or the list that answer for one place, where no fact does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.facts.patterns import BENEFIT_WORDS
from ingest.facts.values import find_values
from ingest.regions import Region
from retriever.acting import actors, names_a_body
from retriever.another import denied, excepted, of_another
from retriever.compose import Drafted, led, sentence_lines
from retriever.english import settles
from retriever.enumerating import with_enumeration
from retriever.evidence import Candidate, places_of
from retriever.fitting import of_other_level, reaches
from retriever.going_on import with_next_step, with_what_belongs
from retriever.itemised import list_told_of, surest_list, with_heads
from retriever.likeness import WordLikeness
from retriever.lists import (
    WANT_ITEMS,
    announced,
    behind_its_question,
    bullet_lines,
    child_lines,
    item_of,
    list_parent,
    whole_list,
)
from retriever.matching import Weighted, heaviest_unmet
from retriever.question import Query, is_yes_no
from retriever.reading import bigrams
from retriever.settings import AnswerSettings
from retriever.staged import other_years
from retriever.stating import asks_for_an_aim, holds_value, states
from retriever.trusting import FIGURES, states_it
from retriever.units import SHARES, group_of
from retriever.wording import say

_FOREIGN = 0.75  # share of the question that one word may weigh which a trusted sentence does not speak of
_LOOKED_AT, _NEARLY = 6, 0.15  # sentences among which one is sought that states a value, and how much less it may cover
_SURE, _SURE_OF_FIGURES = 1.5, 1.0  # trust from which a sentence that states a day, a figure may leave a word unmet
_SURE_IN_WORDS = 4.0  # the same where it states none in figures
_FAR = 2.0  # how much more a sentence on another level has to be trusted to stay
_SURE_WHO_GETS = 0.75  # the same where it says who gets something, and not who does it
_BEHIND = 1.5  # how much less a sentence may be trusted than the best that states the day or the term
_SURE_OF_A_DAY = 2.0  # the same where it says in words on what day or from when
_IN_WORDS = re.compile(r"之日|届满|期满|年度|日期|另行通知|长期有效|为止")  # a day or a term said without a number
_HOW_SET = re.compile("(?:怎么|如何|怎样)(?:来|去)?(?:定|算|确定|计算|核定|分配?|约定)")  # words may answer: 由各方约定
_DEADLINE = re.compile(r"^\W*(?:完成|办结|实施|建成|启动|起止|进度)(?:时限|时间|期限|日期)[：:]")
_OF_TIME = re.compile(  # 过多少个月公布: a length of time is no count
    "[过等满限隔拖延][^，。？]{0,4}(?:几|多少)个?[天日月]|(?:几|多少)个?(?:工作日|自然日|[天日月])(?:[之以]?[内后前]|[就才会能])"
)
_HEADS = ("人", "名", "位", "个", "家", "户")
_RECIPIENT = re.compile(
    "(?:到底|究竟|[补奖发拨])?给谁(?![审批管办看交])|谁都[有能可给是]"
)  # who gets it acts on nothing
_MEASURE = re.compile(r"(?:几|多少)(?![年月日天个元人])([\u4e00-\u9fff])")
_PLAINLY = 0.05  # how far behind the best sentence one may be that says plainly yes or no
_NEARLY_AS_SURE, _OF_ITS_CLAUSE = 1.25, 2.0  # how much less another sentence may be trusted; one of the same clause
_STILL_SURE = 0.3  # trust that a sentence needs where a surer one is left out
_AMONG, _MOST_SENTENCES = 6, 3
_AGAIN = 0.7  # share of its pairs of characters that a sentence has to have in common
_SPEAKS_OF_ALL = 0.6  # share of the question that a sentence covers which answers by its own words


@dataclass(frozen=True, slots=True)
class Found:
    """The lines that answer for one place, and how sure they are."""

    region: Region | None
    lines: tuple[Drafted, ...]
    score: float
    partial: bool = False
    translated: bool = True


def tell(
    query: Query,
    terms: Sequence[Weighted],
    plain: Sequence[Candidate],
    region: Region | None,
    likeness: WordLikeness,
    settings: AnswerSettings,
    facts: Sequence[Candidate] = (),
) -> Found | None:
    """The sentences or the list that answer, where no fact does."""
    if not plain or not query.terms:
        return None
    if query.intent == "target" and _OF_TIME.search(query.text):
        query = replace(query, intent="how_long", compared="how_long")
    plain = _of_its_kind(query, [c for c in plain if query.compared != "target" or reaches(c, region)])
    if not plain:
        return None
    plain = _of_the_level(query, plain)
    plain = [*map(behind_its_question, plain[:_LOOKED_AT]), *plain[_LOOKED_AT:]]
    best = plain[0]
    if query.intent in ("list", "target", "open") and (bullets := bullet_lines(query, best)):
        return Found(region, tuple(led(query, bullets)), best.score, translated=False)
    if query.intent == "list" and (parent := list_parent(best, terms)):
        return Found(region, tuple(led(query, child_lines(query, parent))), best.score, translated=False)
    if query.intent in WANT_ITEMS and (head := surest_list(terms, facts, plain)):
        return Found(region, tuple(led(query, whole_list(query, head))), head.score, translated=False)
    if query.claims and not holds_asked(query, best):
        return None
    of_benefits = re.search(BENEFIT_WORDS, best.sentence.text) or best.trust >= _SURE_IN_WORDS
    counted = query.units and holds_value(query.compared, query.text, query.units, best.sentence.text)
    if query.wants_benefit and not (of_benefits or counted or holds_asked(query, best)):
        return None
    if _valued(query) and states_it(query, plain) and _speaks_of(terms, best, likeness) <= _FOREIGN:
        return Found(region, tuple(sentence_lines(query, [best])), best.score, translated=False)
    listed = announced(query, best) or item_of(query, best, terms)
    chosen = best_sentences(plainest_first(query, plain))
    if not listed and query.intent in WANT_ITEMS and (head := list_told_of(terms, chosen)):
        listed = whole_list(query, head)
    chosen = with_enumeration(query, chosen) if query.intent == "list" else chosen
    chosen = with_next_step(chosen) if query.intent in ("procedure", "open", "condition") else chosen
    told = with_heads(with_what_belongs(chosen))
    lines = led(query, listed) or sentence_lines(query, told)
    intent = query.compared if query.intent == "compare" else query.intent
    if intent == "who" and not (_RECIPIENT.search(query.text) and best.trust >= _SURE_WHO_GETS):
        return _who(query, plain, lines, region)
    numeric = intent in ("amount", "rate", "target") and not is_yes_no(query)
    if numeric and best.trust >= _SURE and _HOW_SET.search(query.text) and not query.wants_benefit:
        return Found(region, tuple(lines), best.score, translated=False)
    if numeric and asks_for_an_aim(query.text) and _speaks_of_all(query, best):
        return Found(region, tuple(lines), best.score, translated=False)
    if intent in ("when", "how_long", "rate", "target") and not is_yes_no(query):
        near = [c for c in plain[:_LOOKED_AT] if _near(query, c, best) and _states(query, c)]
        if near:
            return Found(region, tuple(sentence_lines(query, near[:1])), best.score, translated=False)
    stated = intent in FIGURES and _gives(query, best)
    sure = best.trust >= _SURE_OF_FIGURES and _valued(query) if numeric else best.trust >= _SURE
    if stated and (sure or _speaks_of(terms, best, likeness) <= settings.max_unmet):
        return Found(region, tuple(lines), best.score, translated=False)
    if numeric:
        if (intent != "amount" and not query.wants_benefit) or not _promises_without_figure(best):
            return None
        lines = [Drafted(say("no_amount", query.language) + line.text, line.evidence) for line in lines]
    if intent == "when" and best.trust >= _SURE and (line := _deadline_line(best)):
        return Found(region, tuple(sentence_lines(query, [line])), best.score, translated=False)
    in_words = best.trust >= _SURE_OF_A_DAY and _IN_WORDS.search(best.sentence.text)
    if intent in ("when", "how_long") and not in_words and not _states(query, best):
        return None
    return Found(region, tuple(lines), best.score, partial=numeric, translated=False)


def _of_its_kind(query: Query, plain: Sequence[Candidate]) -> Sequence[Candidate]:
    """Without sentences that state a term or a sum of another kind than the one asked for, where one is."""
    if query.compared not in FIGURES and not query.wants_benefit:
        return plain
    left = [c for c in plain if not of_another(query.text, c.sentence.text, c.clause.heading)]
    left = [c for c in left if not other_years(query.text, c.sentence.text)]
    left = [c for c in left if not denied(query.text, c.sentence.text) and not excepted(query, c.sentence.text)]
    behind = left and left[0] is not plain[0] and left[0].trust < _STILL_SURE
    return [] if behind else left


def _of_the_level(query: Query, plain: Sequence[Candidate]) -> Sequence[Candidate]:
    """Without sentences on levels that are not asked about, unless words are asked for and one is far the surest."""
    own = [c for c in plain if not of_other_level(query, c.sentence.text)]
    words = query.intent in ("condition", "list", "open", "procedure", "definition", "who", "yes_no")
    ahead = plain[0].trust - max((c.trust for c in own), default=plain[0].trust)
    return own if own and not (words and ahead >= _FAR) else plain


def _valued(query: Query) -> bool:
    """Whether a value is asked for that may be read in a sentence: who gets a benefit has to be named by a fact."""
    asked = query.intent in ("amount", "rate", "target") and not query.claims
    return asked and not query.wants_benefit and query.language != "en"


def _who(query: Query, plain: Sequence[Candidate], lines: Sequence[Drafted], region: Region | None) -> Found | None:
    """The sentences that say who acts, where the best one does not."""
    told = actors(plain)
    if not told:
        return None
    if told[0][-1] is not plain[0] or len(told[0]) > 1:
        lines = sentence_lines(query, told[0])
    return Found(region, tuple(lines), told[0][-1].score, translated=False)


def _gives(query: Query, c: Candidate) -> bool:
    """Whether a sentence states a value of the kind that is asked for, or one by the very measure word: 几根 → 9根."""
    if query.compared == "when" and c.trust >= _SURE and states("how_long", query.text, c.sentence.text):
        return True  # 搁到什么时候 → 期限届满之日起2年
    measure = _MEASURE.search(query.text) if query.compared == "target" else None
    counted = measure and re.search(rf"[\d一二两三四五六七八九十百千]{measure[1]}", c.sentence.text)
    heads = [unit for unit in query.units if unit in _HEADS] if query.compared == "target" and c.trust >= _SURE else []
    if heads and holds_value("target", query.text, heads, c.sentence.text):
        return True
    return bool(counted) or holds_asked(query, c)


def _deadline_line(c: Candidate) -> Candidate | None:
    """完成时限：2019年5月底: the line under a task that says by when it is done."""
    found = next((s for s in c.clause.sentences if _DEADLINE.search(s.text)), None)
    return replace(c, sentence=found, fact=None) if found is not None and states("when", "", found.text) else None


def _near(query: Query, c: Candidate, best: Candidate) -> bool:
    """Whether a sentence is about as good as the best one."""
    if query.compared in ("when", "how_long"):
        return c.trust >= best.trust - _BEHIND
    return c.cover >= best.cover - _NEARLY


def _states(query: Query, c: Candidate) -> bool:
    """Whether a sentence that speaks of all that is asked states the value in so many words, and of the year asked."""
    timed = query.compared in ("when", "how_long")
    dated = timed or query.year is None or str(query.year) in c.clause.text
    return dated and _speaks_of_all(query, c) and states(query.compared, query.text, c.sentence.text)


def _speaks_of_all(query: Query, c: Candidate) -> bool:
    return not (query.wants_benefit or query.claims or c.higher) and c.cover >= _SPEAKS_OF_ALL


def _speaks_of(terms: Sequence[Weighted], c: Candidate, likeness: WordLikeness) -> float:
    """How much of the question its heaviest word weighs that neither the sentence nor what stands over it speaks of."""
    places = [(text, 1.0) for text, _ in places_of(c.clause, c.sentence, None)]
    return heaviest_unmet(terms, places, likeness)


def _promises_without_figure(c: Candidate) -> bool:
    """给予适当补助: a benefit is stated and no sum; a sum for another subject in the sentence is no answer either."""
    stated = any(f.unit == "CNY" for f in c.stated())
    return not stated and c.cover >= 0.6 and bool(re.search("补助|补贴|奖励|资助|奖补|贴息|扶持|给予", c.sentence.text))


def holds_claimed(query: Query, c: Candidate) -> bool:
    """Whether a sentence has a value in the unit that is claimed: 听说补80万, what it is in truth is said in money."""
    units = {unit for v in query.claims for unit in group_of(v.unit or "")}
    return any(v.unit in units for v in find_values(c.sentence.text))


def holds_asked(query: Query, c: Candidate) -> bool:
    """Whether a sentence states a fact of the kind that is asked for, of whatever subject: it is shown whole."""
    stated = [f for f in c.stated() if f.value is not None or f.bodies]
    asked = query.compared
    if asked == "who":
        return names_a_body(c)
    if asked == "amount":
        return any(f.unit == "CNY" or (query.wants_benefit and f.kind in ("benefit", "quota")) for f in stated)
    if asked == "rate":
        return any(f.unit in SHARES for f in stated)
    if asked in ("when", "how_long"):
        return states(asked, query.text, c.sentence.text)
    if asked == "target":
        return any(f.value is not None for f in stated)
    return True


def best_sentences(plain: Sequence[Candidate]) -> list[Candidate]:
    """The best sentence and those that are trusted nearly as much; those of its clause in the order of the text."""
    best = plain[0]
    chosen = [best]
    for c in plain[1:_AMONG]:
        margin = _OF_ITS_CLAUSE if c.clause is best.clause else _NEARLY_AS_SURE
        if len(chosen) < _MOST_SENTENCES and c.trust >= best.trust - margin and not _said(c, chosen):
            chosen.append(c)
    beside = sorted((c for c in chosen if c.clause is best.clause), key=lambda c: c.sentence.start)
    return [*beside, *(c for c in chosen if c.clause is not best.clause)]


def _said(c: Candidate, chosen: Sequence[Candidate]) -> bool:
    """Whether a sentence says again what another has said, as an annex repeats the body."""
    own = bigrams(re.sub(r"\W", "", c.sentence.text))
    return any(
        c.overlaps(other) or len(own & bigrams(re.sub(r"\W", "", other.sentence.text))) >= _AGAIN * len(own)
        for other in chosen
    )


def plainest_first(query: Query, plain: Sequence[Candidate]) -> Sequence[Candidate]:
    """To a yes or no question in English, of sentences that match nearly alike the one that says it plainly first."""
    if query.language != "en":
        return plain
    words = [(t.text, *t.variants) for t in query.terms]
    near = [c for c in plain[:4] if c.score >= plain[0].score - _PLAINLY]
    plainly = [c for c in near if settles(query.question, words, c.sentence.text)]
    return [plainly[0], *(c for c in plain if c is not plainly[0])] if plainly else plain
