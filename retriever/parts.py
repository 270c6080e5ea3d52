"""Several questions in one message: each is answered by itself, then they are one answer with one list of citations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ingest.types import Fact
from retriever import conversation
from retriever.conversation_patterns import CONTEXT
from retriever.indefinite import asks_nothing, without_indefinite
from retriever.outcome import Outcome
from retriever.patterns import SOME
from retriever.question import Query, compares, parse
from retriever.types import Citation, Language, Status, Warning_
from retriever.wording import say

_MOST = 4  # questions answered in one message
_STRONG = re.compile(r"(?<=[？?；;])\s*")
_BEGIN = r"(?:(?:with|within|for|by|until|up to|at|to) )?(?:who|what|how|when|which|where)\b"
_WEAK = re.compile(
    r"[，,]\s*(?:以及|还有|另外|并且|而且|同时|顺便问(?:一下)?|and\s+(?:also\s+)?)?"
    rf"|\s+and\s+(?={_BEGIN})",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"多少|谁|哪|什么|几|怎么|如何|何时|多久|多长|咋|啥|\b(?:how|who|what|when|which|where)\b", re.IGNORECASE
)
_BEGINS = re.compile(_BEGIN, re.IGNORECASE)  # in English, a question of its own wherever it stands
# When a firm closes, … tells; When does a firm … asks
_TELLS = re.compile(
    r"^(?:when|where)(?:ever)? (?!is|are|was|were|do|does|did|can|could|may|must|should|shall|will|would|has|have)"
    r"(?=(?:an?|the|my|our|its|their|some|any|\w+s|I|we|they|it|you|he|she)\b)",
    re.IGNORECASE,
)
_WRITTEN = re.compile(  # 公告有写吗 asks for nothing else
    r"^[^，。]{0,6}(?:有没有|有|没)?(?:写|说|提|讲|规定|明确)(?:了|过|到|明|清楚|明白)*(?:吗|没有?|不|么)?[？?]?$"
)
_GOES_ON = re.compile("(?:才|方[可能]|就[能可]|算得?上|[便即]可)")  # 有什么东西，才可能入选: what for
_MARKER = re.compile(r"\[(\d+)\]")
_SHORT = ("who", "when", "how_long", "amount", "condition", "procedure")  # asked in a few words after a comma
_ALONE = ("compare", "open")  # a comparison is one question however many words ask in it


def split(question: str, as_of: date) -> tuple[str, ...]:
    """The questions of a message, each made to stand alone; the message itself where it is one question.

    Args:
        question: A stand-alone message.
        as_of: The day for which it is asked.
    """
    if CONTEXT.search(question) or not _ASKING.search(question):
        return (question,)
    found = _pieces(without_indefinite(question), as_of)
    if len(found) < 2 or compares(parse(question, as_of)):
        return (question,)
    parts: list[str] = []
    for piece in found[:_MOST]:
        parts.append(conversation.resolve(parts[-1:], piece, as_of).question)
    return tuple(parts)


def _pieces(question: str, as_of: date) -> list[str]:
    """The message cut before each piece that asks something else than the one before; what only tells goes along."""
    out: list[str] = []
    last: Query | None = None
    waiting = ""
    question = SOME.sub(r"\1数", question)
    for sentence in _STRONG.split(question):
        start, asked = 0, False
        for cut, after in [*(m.span() for m in _WEAK.finditer(sentence)), (len(sentence), len(sentence))]:
            piece, start = sentence[start:cut].strip(), after
            if piece == question.strip():
                return [piece]
            if not piece:
                continue
            if out and asked and not waiting and _GOES_ON.match(piece):
                out[-1] += f"，{piece}"
                continue
            whole = f"{waiting}，{piece}" if waiting else piece
            query = parse(piece, as_of)
            if not _asks(piece, query, alone=piece == sentence.strip() and last is not None):
                waiting = whole
                continue
            if waiting:
                query = replace(query, terms=parse(whole, as_of).terms)
            if last is None or _asks_else(last, query, asked and not _BEGINS.match(piece)):
                out.append(whole)
                last = query
            else:
                out[-1] += f"，{whole}"
            waiting, asked = "", True
    if waiting and out:
        out[-1] += f"，{waiting}"
    return [p if p.endswith(("？", "?")) else f"{p}？" for p in out]


def _asks(piece: str, query: Query, alone: bool) -> bool:
    """Whether a piece asks for something; yes or no only as a sentence of its own after another question."""
    if query.intent == "yes_no":
        return alone and not _WRITTEN.search(piece) and bool(query.terms) and not query.claims
    return query.intent not in _ALONE and bool(_ASKING.search(_TELLS.sub("", asks_nothing(piece))))


def _asks_else(before: Query, now: Query, within: bool) -> bool:
    """Whether it is another question: of another kind, or, as a sentence of its own, about something else."""
    if now.intent != before.intent:
        return not within or now.intent in _SHORT
    known = {t.text for t in before.terms}
    return not within and bool(now.terms) and not {t.text for t in now.terms} <= known


def join(parts: Sequence[str], outcomes: Sequence[Outcome], language: Language) -> Outcome:
    """One outcome of several: their texts in order, citations numbered anew, a part without an answer named.

    Args:
        parts: The questions.
        outcomes: What each came to; at least one of them gives an answer.
        language: Of the asker.
    """
    given: tuple[Status, ...] = ("answered", "partial")
    texts: list[str] = []
    citations: list[Citation] = []
    facts: list[Fact] = []
    warnings: list[Warning_] = []
    for part, outcome in zip(parts, outcomes, strict=True):
        if outcome.status not in given:
            texts.append(say("part_not_found", language, part=part.rstrip("？?")))
            continue
        shift = len(citations)
        known = {line for text in texts for line in _bare(text)}
        if texts and set(_bare(outcome.text)) <= known:
            continue  # the same sentence answers both
        texts.append(_renumbered(outcome.text, {c.marker for c in outcome.citations}, shift))
        citations += [replace(c, marker=c.marker + shift) for c in outcome.citations]
        facts += [f for f in outcome.facts if f not in facts]
        warnings += [w for w in outcome.warnings if w not in warnings]
    if facts:
        facts = list(dict.fromkeys((*facts, *(f for o in outcomes for f in o.told))))
    status: Status = "answered" if all(o.status == "answered" for o in outcomes) else "partial"
    trace = {"parts": [{"question": p, "status": o.status, **o.trace} for p, o in zip(parts, outcomes, strict=True)]}
    trace = {**outcomes[0].trace, **trace}
    return Outcome(
        status, "\n".join(texts), citations=tuple(citations), facts=tuple(facts), warnings=tuple(warnings), trace=trace
    )


def says_more(whole: Outcome, joined: Outcome) -> bool:
    """Whether the message answered as one question gives all that its parts gave, and more."""
    mine, others = ({(c.doc_id, c.start, c.end) for c in o.citations} for o in (whole, joined))
    values, given = ({(f.doc_id, f.value_start) for f in o.facts} for o in (whole, joined))
    return whole.status == "answered" and mine >= others and values >= given and (mine, values) != (others, given)


def _bare(text: str) -> list[str]:
    return [_MARKER.sub("", line) for line in text.split("\n")]


def _renumbered(text: str, markers: set[int], shift: int) -> str:
    """The text with its markers moved up; other brackets, as in 国发[2013]8号, stay."""

    def moved(m: re.Match[str]) -> str:
        return f"[{int(m[1]) + shift}]" if int(m[1]) in markers else m[0]

    return _MARKER.sub(moved, text)
