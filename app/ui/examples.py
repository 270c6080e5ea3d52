"""Example questions made from the facts of the documents at hand; only those that get an answer are shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypedDict

from app.ui.strings import Lang, t
from ingest.types import Document, Fact

FORMS: dict[str, str] = {
    "benefit": "{region}{subject}{word}多少钱？",
    "rate": "{region}{subject}的比例是多少？",
    "target": "{region}{subject}的目标是多少？",
    "duty": "{region}{subject}由哪个部门负责？",
    "deadline": "{region}{subject}什么时候完成？",
    "condition": "{region}{subject}需要什么条件？",
}
PER_KIND = 2
TRIES = 40  # candidates of a kind that may be asked before its examples are given up
_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{3,14}")


class Example(TypedDict):
    """As the chat takes it."""

    text: str
    display_text: str


def examples(documents: Iterable[Document], answered: Callable[[str], bool], lang: Lang) -> list[Example]:
    """At most two of a kind, of different places where possible."""
    documents = tuple(documents)
    chosen: list[Example] = []
    for kind, form in FORMS.items():
        places: set[str] = set()
        for tried, (place, question) in enumerate(_candidates(documents, kind, form)):
            if tried >= TRIES or len(places) >= PER_KIND:
                break
            if place not in places and answered(question):
                places.add(place)
                chosen.append({"text": question, "display_text": f"{t(f'topic_{kind}', lang)} · {question}"})
    return chosen


def _candidates(documents: Iterable[Document], kind: str, form: str) -> Iterator[tuple[str, str]]:
    per_document = [_of(document, kind) for document in documents]
    for number in range(max((len(facts) for facts in per_document), default=0)):
        for facts in per_document:
            if number < len(facts):
                fact = facts[number]
                region = fact.region or ""
                yield region, form.format(region=region, subject=fact.subject, word=fact.word or "补助")


def _of(document: Document, kind: str) -> list[Fact]:
    return [fact for fact in document.facts if fact.kind == kind and fact.region and _NAME.fullmatch(fact.subject)]
