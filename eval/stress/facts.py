"""Questions made of the facts of any documents, and the same with another level, year, amount, or in English.

The facts are those the program extracted, so what they ask is whether the right one of them is found and told apart,
not whether the extraction is right: that is what the gold cases are for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from eval.cases import Case
from eval.library import Library
from eval.stress.questions import variant
from ingest.region_table import Region, names
from ingest.regions import lookup
from ingest.types import Document, Fact
from retriever.language import simplified
from retriever.lexicon import in_english

LEVELS = ("国家级", "省级", "市级", "县级")
_LEVEL = re.compile("(?:国家|自治区|省|市|州|县|区)级")


def made(library: Library, kind: str) -> tuple[Case, ...]:
    """The cases of a kind that the documents' facts give, each question once."""
    found: dict[str, Case] = {}
    for document in library.documents:
        region = lookup(document.metadata.region or "")
        for case in _MAKERS[kind](document, region, kind) if region is not None else ():
            found.setdefault(case.question, case)
    return tuple(found.values())


def _level(document: Document, region: Region, kind: str) -> Iterator[Case]:
    """Each level of a benefit that differs by level."""
    for fact in _benefits(document):
        if fact.level and fact.level in fact.subject:
            rivals = [f for f in _benefits(document) if _bare(f) == _bare(fact) and f.value != fact.value]
            case = _case(document, fact, kind, f"{region.name}{fact.subject}{fact.word}多少钱？")
            yield case.model_copy(
                update={
                    "must_not_say": tuple(dict.fromkeys(simplified(f.text) for f in rivals if f.text not in fact.text))
                }
            )


def _other_level(document: Document, region: Region, kind: str) -> Iterator[Case]:
    """A level for which the document gives nothing of the kind: another level's amount is no answer."""
    for fact in _benefits(document):
        if not fact.level or fact.level not in fact.subject:
            continue
        stated = {f.level for f in document.facts if f.level}
        free = [level for level in LEVELS if level not in stated]
        if free:
            asked = f"{region.name}{fact.subject.replace(fact.level, free[0])}{fact.word}多少钱？"
            yield _nothing(_case(document, fact, kind, asked), (simplified(fact.text),))


def _other_year(document: Document, region: Region, kind: str) -> Iterator[Case]:
    """A target of a year that the document says nothing about."""
    for fact in document.facts:
        if fact.kind == "target" and fact.year and isinstance(fact.value, float) and fact.unit:
            asked = (
                f"到{fact.year + 20}年，{region.name}{fact.subject}要达到多少{fact.unit if fact.unit != '%' else ''}？"
            )
            yield _nothing(_case(document, fact, kind, asked), ())


def _amount(document: Document, region: Region, kind: str) -> Iterator[Case]:
    """A quantity in each bracket of a scale."""
    for fact in document.facts:
        tier = fact.tier
        if tier is None or not isinstance(fact.value, float) or not tier.of or fact.unit is None:
            continue
        low, high = tier.min, tier.max
        inside = (
            (low + high) / 2
            if low is not None and high is not None
            else low * 1.5
            if low is not None
            else (high or 0) / 2
        )
        if inside >= 10_000:
            asked = f"{region.name}{tier.of}{inside / 10_000:g}万元，{fact.subject}是多少？"
            yield _case(document, fact, kind, asked)


def _english(document: Document, region: Region, kind: str) -> Iterator[Case]:
    """In English, every word of it from the glossary."""
    place = next((key for key, found in names().latin.items() if region in found), None)
    for fact in _benefits(document):
        subject, word = in_english(simplified(fact.subject)), in_english(simplified(fact.word or ""))
        if place and subject and word:
            case = _case(document, fact, kind, f"How much {word} is there for {subject} in {place.title()}?")
            yield case.model_copy(update={"language": "en"})


def _benefits(document: Document) -> list[Fact]:
    return [f for f in document.facts if f.kind == "benefit" and f.unit == "CNY" and f.value is not None and f.word]


def _bare(fact: Fact) -> tuple[str, str]:
    return fact.clause_id, _LEVEL.sub("", fact.subject)


def _case(document: Document, fact: Fact, kind: str, question: str) -> Case:
    text = document.source.text
    same = [f for f in document.facts if (f.subject, f.value, f.unit) == (fact.subject, fact.value, fact.unit)]
    spans = [_span(document.source_file, text, f) for f in (fact, *(f for f in same if f is not fact))]
    value = {"value": fact.value, "value_max": fact.value_max, "unit": fact.unit, "bound": fact.bound}
    base = Case.model_validate({
        "id": f"{fact.clause_id}@{fact.value_start}", "question": question, "language": "zh-Hans", "category": kind,
        "status": ["answered"], "evidence": [spans[0]], "alternatives": [[s] for s in spans[1:]], "values": [value],
        "difficulty": "medium", "author": "rules", "source": "stress",
    })  # fmt: skip
    return variant(base, kind)


def _nothing(case: Case, never: Iterable[str]) -> Case:
    changes = {"status": ("not_found", "partial", "clarify"), "evidence": (), "alternatives": (), "values": ()}
    return case.model_copy(update={**changes, "must_not_say": tuple(never)})


def _span(source_file: str, text: str, fact: Fact) -> dict[str, object]:
    return {"source_file": source_file, "quote": text[fact.start : fact.end], "start": fact.start, "end": fact.end}


_MAKERS: Mapping[str, Callable[[Document, Region, str], Iterator[Case]]] = {
    "level": _level, "other_level": _other_level, "other_year": _other_year, "amount": _amount, "english": _english,
}  # fmt: skip
KINDS = tuple(_MAKERS)
