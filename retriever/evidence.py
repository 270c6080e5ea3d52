"""Evidence for a question: facts and sentences of the best clauses, scored; what contradicts it is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ingest.types import Fact
from retriever.kinds import Asked, asked_kind, kind_bonus
from retriever.language import simplified
from retriever.likeness import WordLikeness
from retriever.matching import CLAUSE, HEADING, PATH, SENTENCE, SUBJECT, Weighted, cover
from retriever.question import Query
from retriever.reading import ReadClause, Reading, Sentence
from retriever.remembering import Passages
from retriever.types import ScoredClause

COVER_SHARE, _DENSE_SHARE, _CLAUSE_SHARE = 0.6, 0.3, 0.1  # of the score
_CONTEXT_SHARE = 0.15  # on top, for what the conversation was about
_DUTY_LINE = re.compile(r"[（(]?(?:责任|牵头|配合)(?:单位|部门)[：:]")  # answers who, as a fact
# of what stands before the first clause: 现就…通知如下：, 2021年11月27日 …会议批准
_SAYS = re.compile(
    r"现[就将对][^：]{8,}[：:]$|(?:如下|以下)[^：。，]{0,8}[：:]$|\d日[^，。]{4,40}(?:通过|批准|公布|发布|修[订正])"
)
_BLANK, _HAN = re.compile(r"[\s。：]"), re.compile("[㐀-鿿A-Za-z]")
_LOOKED_AT = 16  # candidates whose words are compared by meaning as well
UNTRUSTED = -20.0  # of what the selector has not looked at


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact or a sentence that may answer, with its score in [0, 1] and the share of the question it covers."""

    reading: Reading
    clause: ReadClause
    sentence: Sentence
    fact: Fact | None
    score: float
    cover: float
    higher: bool = False  # from a level above the place asked about
    trust: float = UNTRUSTED  # log-odds against "nothing answers", by the selector

    @property
    def doc_id(self) -> str:
        """Document it stands in."""
        return self.reading.document.doc_id

    def before(self) -> Sentence | None:
        """The sentence of its clause right before its own."""
        return next((s for s in reversed(self.clause.sentences) if s.end <= self.sentence.start), None)

    def stated(self) -> list[Fact]:
        """The facts of its clause that stand in its sentence."""
        start, end = self.reading.norm.source_span(self.sentence.start, self.sentence.end)
        return [fact for fact in self.clause.facts if fact.start < end and start < fact.end]

    def overlaps(self, other: Candidate) -> bool:
        """Whether both rest on the same words."""
        mine, others = self.sentence, other.sentence
        return self.doc_id == other.doc_id and mine.start < others.end and others.start < mine.end


def gather(
    query: Query,
    terms: Sequence[Weighted],
    found: Sequence[ScoredClause],
    reading_of: Callable[[str], Reading],
    passages: Passages,
    likeness: WordLikeness,
    higher: Sequence[str] = (),
) -> tuple[list[Candidate], list[Candidate]]:
    """Facts and sentences of the clauses found, each list best first.

    Args:
        query: The question.
        terms: Its weighted terms.
        found: Clauses from the search, best first.
        reading_of: Gives a document laid out.
        passages: Compares the question with the sentences.
        likeness: Words of like meaning, for the terms that stand nowhere.
        higher: Documents of levels above the place asked about; they stand back behind its own.
    """
    facts: list[Candidate] = []
    plain: list[Candidate] = []
    for scored in found:
        reading = reading_of(scored.doc_id)
        clause = reading.clauses[scored.clause_id]
        for sentence in body(clause):
            plain.append(_candidate(terms, reading, clause, sentence, None, scored))
        for fact in clause.facts:
            facts.append(_candidate(terms, reading, clause, _sentence_of(reading, clause, fact), fact, scored))
    context = [Weighted(t, 1.0) for t in query.context]

    def ranked(candidates: list[Candidate]) -> list[Candidate]:
        first = _ranked(_with_context(context, _with_dense(query, candidates, passages)), higher)
        near = [_with_likeness(terms, c, likeness) for c in first[:_LOOKED_AT]]
        return sorted(near, key=_order) + first[_LOOKED_AT:]

    asked = asked_kind(query.text, query.intent == "list")
    texts = sorted((_of_kind(asked, c) for c in ranked(plain)), key=_order)
    return _told_by_their_clauses(ranked(facts), texts), texts


def _of_kind(asked: Asked, c: Candidate) -> Candidate:
    """With what it gains as an answer of the kind asked for; those of levels above stand back here as well."""
    bonus = kind_bonus(asked, c.sentence.text)
    return replace(c, score=c.score + (0.5 * bonus if c.higher else bonus))


def _told_by_their_clauses(facts: list[Candidate], texts: Sequence[Candidate]) -> list[Candidate]:
    """A line of names says nothing of itself: it is as good as the best sentence of its clause."""
    best: dict[str, float] = {}
    for c in texts:
        best.setdefault(c.clause.clause.clause_id, c.score)
    told = [
        replace(c, score=(c.score + best.get(c.clause.clause.clause_id, c.score)) / 2)
        if c.fact is not None and c.fact.kind == "duty" and _DUTY_LINE.match(c.sentence.text)
        else c
        for c in facts
    ]
    return sorted(told, key=_order)


def body(clause: ReadClause) -> tuple[Sentence, ...]:
    """The sentences of a clause without the one that is only its heading, unless there is no other."""
    rest = tuple(s for s in clause.sentences if not _is_heading(clause, s) and not _DUTY_LINE.match(s.text))
    if clause.clause.role in ("front", "tail"):  # a title or a signature answers nothing
        return tuple(s for s in rest if s.text.rstrip()[-1:] in "。；！" or _SAYS.search(s.text))
    return rest or clause.sentences


def _is_heading(clause: ReadClause, sentence: Sentence) -> bool:
    """Whether a sentence is nothing but the clause's heading; 一、企业应当按时缴费，…。 is one that says something."""
    bare = _BLANK.sub("", sentence.text)
    heading = _BLANK.sub("", clause.heading)
    longest = len(heading) + len(clause.clause.number or "") + 1
    return not _HAN.search(bare) or (
        bool(heading) and len(bare) <= longest and (heading in bare or bare in heading) and "，" not in heading
    )


def places_of(clause: ReadClause, sentence: Sentence, fact: Fact | None) -> list[tuple[str, float]]:
    """The texts in which a term of the question may stand, nearest first, each with what it counts there."""
    places = [(sentence.text, SENTENCE), (clause.heading, HEADING), (clause.path, PATH), (clause.text, CLAUSE)]
    if fact is not None:
        places.insert(0, (f"{fact.subject}{fact.word or ''}{fact.base or ''}", SUBJECT))
        line = fact.kind == "duty" and simplified(fact.subject)[:20] not in sentence.text  # 责任单位：…
        if line or fact.kind == "deadline" or (fact.word and fact.value is None and not fact.bodies):
            places.insert(0, (clause.text, SENTENCE))  # it is of the clause that it stands under
    return places


def _with_likeness(terms: Sequence[Weighted], c: Candidate, likeness: WordLikeness) -> Candidate:
    covered = cover(terms, places_of(c.clause, c.sentence, c.fact)[:3], likeness)
    gain = max(0.0, covered - c.cover)
    return replace(c, cover=c.cover + gain, score=c.score + COVER_SHARE * gain)


def _with_context(context: Sequence[Weighted], candidates: list[Candidate]) -> list[Candidate]:
    if not context:
        return candidates
    return [
        replace(c, score=c.score + _CONTEXT_SHARE * cover(context, places_of(c.clause, c.sentence, c.fact)))
        for c in candidates
    ]


def _candidate(
    terms: Sequence[Weighted],
    reading: Reading,
    clause: ReadClause,
    sentence: Sentence,
    fact: Fact | None,
    scored: ScoredClause,
) -> Candidate:
    covered = cover(terms, places_of(clause, sentence, fact))
    return Candidate(reading, clause, sentence, fact, COVER_SHARE * covered + _CLAUSE_SHARE * scored.score, covered)


def _sentence_of(reading: Reading, clause: ReadClause, fact: Fact) -> Sentence:
    start, end = reading.norm.at(fact.start), reading.norm.at(fact.end)
    return Sentence(start, end, reading.norm.text[start:end])


def _with_dense(query: Query, candidates: list[Candidate], passages: Passages) -> list[Candidate]:
    """Likeness of meaning between the question and heading, subject and sentence."""
    if not candidates or not query.text.strip():
        return candidates
    texts = [f"{c.clause.heading} {c.fact.subject if c.fact else ''} {c.sentence.text}"[:300] for c in candidates]
    cosines = passages.cosines(query.text, texts)
    return [
        replace(c, score=c.score + _DENSE_SHARE * float(x) - _shortness(c))
        for c, x in zip(candidates, cosines, strict=True)
    ]


def _shortness(c: Candidate) -> float:
    """Of two facts that match alike the one whose subject says less besides is meant: it breaks ties, no more."""
    return 0.0005 * min(60, len(c.fact.subject)) if c.fact is not None else 0.0


def _ranked(candidates: list[Candidate], higher: Sequence[str]) -> list[Candidate]:
    # the nearest level first: a county is answered by its prefecture before its province
    behind = {doc_id: 0.9 - 0.05 * i for i, doc_id in enumerate(higher)}
    out = [
        replace(c, higher=True, score=c.score * max(0.7, behind[c.doc_id])) if c.doc_id in behind else c
        for c in candidates
    ]
    return sorted(out, key=_order)


def _order(c: Candidate) -> tuple[float, str, int]:
    return -c.score, c.doc_id, c.fact.value_start if c.fact else c.sentence.start


def siblings(best: Candidate, facts: Sequence[Candidate]) -> list[Candidate]:
    """The facts that belong together with the best one: the members of its 分别 list or the brackets of its scale."""
    assert best.fact is not None
    subject = _leveless(best.fact.subject)
    same = [
        c for c in facts
        if c.fact is not None and c.clause is best.clause and c.fact.unit == best.fact.unit
        and ((c.fact.level is None) == (best.fact.level is None))
        and (_leveless(c.fact.subject) == subject or (_in_scale(c.fact, best.fact)))
        and (c.fact.start == best.fact.start or c.fact.tier is not None)
    ]  # fmt: skip
    return sorted(same, key=lambda c: c.fact.value_start if c.fact else 0)


def _in_scale(fact: Fact, best: Fact) -> bool:
    return fact.tier is not None and best.tier is not None and fact.start == best.start


def _leveless(subject: str) -> str:
    return re.sub(r"(?:国家|自治区|省部|省|市|州|县|区|[一二三ABC])[级等类档]奖?", "", subject)
