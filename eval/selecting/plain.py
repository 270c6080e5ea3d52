"""Plain questions made from the facts of documents: the subject, and how much of it.

Writers of gold questions ask as nobody else has; what most people type, the name of a thing and 多少, is hardly among
them, and a short question that a document answers word for word has to be one of the surest.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence

from eval.cases import Case, Span
from ingest.types import Fact
from retriever.generation import Generation
from retriever.reading import Reading

_SUBJECT = re.compile(r"(?![而其但并且])[\u4e00-\u9fffA-Za-z“”]{4,18}")  # one that can be named: no list, no brackets
_BENEFIT = re.compile("补助|补贴|奖励|资助|扶持|支持|津贴")
_SUMS = (
    "{place}{subject}{word}多少",
    "{place}{subject}能拿多少钱",
    "{subject}在{place}给多少{word}",
    "{place}对{subject}的{word}是多少",
)
_SHARES = ("{place}{subject}要达到多少", "{place}{subject}要到百分之几", "{subject}，{place}定的目标是多少")
_COUNTS = ("{place}{subject}要有多少{unit}", "{place}的目标里{subject}是多少{unit}", "{subject}，{place}要多少{unit}")
_COUNTED = ("家", "户", "个", "项", "件", "名", "人")


def plain_cases(name: str, generation: Generation, most: int) -> list[Case]:
    """Questions for sums and aims that one document of an index states, of one subject each.

    Args:
        name: Decides which; the same name and index give the same questions.
        generation: The index.
        most: How many there are at most.
    """
    readings = [generation.reading(card.doc_id) for card in generation.archive.cards]
    placed = [reading for reading in readings if reading.document.metadata.region]
    facts = [(reading, fact) for reading in placed for clause in reading.clauses.values() for fact in clause.facts]
    named = Counter((fact.subject, fact.unit) for _, fact in facts)
    able = [(r, fact) for r, fact in facts if _can_be_asked(fact) and named[fact.subject, fact.unit] == 1]
    drawn = random.Random(name)
    drawn.shuffle(able)
    return [_case(f"{name}-plain-{n}", reading, fact, drawn) for n, (reading, fact) in enumerate(able[:most])]


def _can_be_asked(fact: Fact) -> bool:
    """Whether a fact is a sum or an aim of one subject, by no scale."""
    sums = fact.kind in ("benefit", "quota") and fact.unit == "CNY"
    aims = fact.kind == "target" and (fact.unit == "%" or fact.unit in _COUNTED)
    one = isinstance(fact.value, float | int) and fact.tier is None
    return (sums or aims) and one and bool(_SUBJECT.fullmatch(fact.subject))


def _case(name: str, reading: Reading, fact: Fact, drawn: random.Random) -> Case:
    forms: Sequence[str] = _SUMS if fact.unit == "CNY" else _SHARES if fact.unit == "%" else _COUNTS
    benefit = _BENEFIT.search(fact.word or "")
    question = drawn.choice(forms).format(
        place=reading.document.metadata.region,
        subject=fact.subject,
        word=benefit[0] if benefit else "补助",
        unit=fact.unit,
    )
    again = (
        other for clause in reading.clauses.values() for other in clause.facts
        if other is not fact and (other.value, other.unit) == (fact.value, fact.unit)
        and (fact.subject in other.subject or other.subject in fact.subject)
    )  # fmt: skip
    return Case(
        id=name, question=question, language="zh-Hans", category="amount" if fact.unit == "CNY" else "target",
        status=("answered",), evidence=(_span(reading, fact),), alternatives=tuple((_span(reading, o),) for o in again),
        difficulty="easy", author="made", source="made",
    )  # fmt: skip


def _span(reading: Reading, fact: Fact) -> Span:
    source = reading.document.source
    return Span(
        source_file=reading.document.source_file, quote=source.text[fact.value_start : fact.value_end],
        start=fact.value_start, end=fact.value_end,
    )  # fmt: skip
