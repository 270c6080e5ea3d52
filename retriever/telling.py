"""The sentences or the list that answer for one place, where no fact does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.facts.patterns import BENEFIT_WORDS
from ingest.regions import Region
from retriever.compose import Drafted, best_sentences, led, plainest_first, sentence_lines
from retriever.evidence import Candidate, places_of
from retriever.fitting import of_other_level
from retriever.likeness import WordLikeness
from retriever.lists import announced, behind_its_question, bullet_lines, child_lines, item_of, list_parent
from retriever.matching import Weighted, heaviest_unmet
from retriever.question import Query, is_yes_no
from retriever.settings import AnswerSettings
from retriever.stating import asks_for_an_aim, states
from retriever.trusting import states_it
from retriever.wording import say

_LOOKED_AT, _NEARLY = 6, 0.15  # sentences among which one is sought that names a body, and how much less it may cover
_BODY = re.compile(
    r"负责|牵头|统筹|主管|承担|会同|领导小组"
    r"|(?:由|向|经|报|委托)[^，。；]{0,24}(?:部门|机构|机关|[局厅委办]|政府|单位|中心|银行)[^，。；]{0,10}(?:审|批|核|受理|提出|提交|报送|拨付|处理|组织|认定|办理|撤销|取消|责令|查处|检查)"
)
_FOREIGN = 0.75  # share of the question that one word may weigh which a trusted sentence does not speak of
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
) -> Found | None:
    """The sentences or the list that answer, where no fact does."""
    if not plain or not query.terms:
        return None
    plain = [c for c in plain if not of_other_level(query, c.sentence.text)] or plain
    plain = [*map(behind_its_question, plain[:_LOOKED_AT]), *plain[_LOOKED_AT:]]
    best = plain[0]
    if query.intent in ("list", "target", "open") and (bullets := bullet_lines(query, best)):
        return Found(region, tuple(led(query, bullets)), best.score, translated=False)
    if query.intent == "list" and (parent := list_parent(best, terms)):
        return Found(region, tuple(led(query, child_lines(query, parent))), best.score, translated=False)
    if query.claims and not holds_asked(query, best):
        return None
    if query.wants_benefit and not re.search(BENEFIT_WORDS, best.sentence.text) and not holds_asked(query, best):
        return None
    if _valued(query) and states_it(query, plain) and _speaks_of(terms, best, likeness) <= _FOREIGN:
        return Found(region, tuple(sentence_lines(query, [best])), best.score, translated=False)
    listed = announced(query, best) or item_of(query, best, terms)
    lines = led(query, listed) or sentence_lines(query, best_sentences(plainest_first(query, plain)))
    intent = query.compared if query.intent == "compare" else query.intent
    numeric = intent in ("amount", "rate", "target") and not is_yes_no(query)
    if numeric and asks_for_an_aim(query.text) and _speaks_of_all(query, best):
        return Found(region, tuple(lines), best.score, translated=False)
    if intent in ("when", "how_long", "rate", "target") and not is_yes_no(query):
        near = [c for c in plain[:_LOOKED_AT] if c.cover >= best.cover - _NEARLY and _states(query, c)]
        if near:
            return Found(region, tuple(sentence_lines(query, near[:1])), best.score, translated=False)
    stated = intent in ("amount", "rate", "target", "when", "how_long", "who") and holds_asked(query, best)
    if stated and _speaks_of(terms, best, likeness) <= settings.max_unmet:
        return Found(region, tuple(lines), best.score, translated=False)
    if numeric:
        if (intent != "amount" and not query.wants_benefit) or not _promises_without_figure(best):
            return None
        lines = [Drafted(say("no_amount", query.language) + line.text, line.evidence) for line in lines]
    if intent in ("when", "how_long") and not _states(query, best):
        return None
    if intent == "who":
        bodies = [c for c in plain[:_LOOKED_AT] if _names_a_body(c) and c.cover >= best.cover - _NEARLY]
        if not bodies:
            return None
        lines = sentence_lines(query, bodies[:1])
    return Found(region, tuple(lines), best.score, partial=numeric, translated=False)


def _valued(query: Query) -> bool:
    """Whether a value is asked for that may be read in a sentence: who gets a benefit has to be named by a fact."""
    asked = query.intent in ("amount", "rate", "target") and not query.claims
    return asked and not query.wants_benefit and query.language != "en"


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
    start, end = c.reading.norm.source_span(c.sentence.start, c.sentence.end)
    stated = any(f.unit == "CNY" and f.start < end and start < f.end for f in c.clause.facts)
    return not stated and c.cover >= 0.6 and bool(re.search("补助|补贴|奖励|资助|奖补|贴息|扶持|给予", c.sentence.text))


def _names_a_body(c: Candidate) -> bool:
    """Whether a sentence says who does something, or to whom one turns."""
    return bool(_BODY.search(c.sentence.text))


def holds_asked(query: Query, c: Candidate) -> bool:
    """Whether a sentence states a fact of the kind that is asked for, of whatever subject: it is shown whole."""
    start, end = c.reading.norm.source_span(c.sentence.start, c.sentence.end)
    stated = [f for f in c.clause.facts if f.start < end and start < f.end and (f.value is not None or f.bodies)]
    asked = query.compared
    if asked == "who":
        return _names_a_body(c)
    if asked == "amount":
        return any(f.unit == "CNY" or (query.wants_benefit and f.kind in ("benefit", "quota")) for f in stated)
    if asked == "rate":
        return any(f.unit in ("%", "‰", "百分点", "倍") for f in stated)
    if asked in ("when", "how_long"):
        return states(asked, query.text, c.sentence.text)
    if asked == "target":
        return any(f.value is not None for f in stated)
    return True
