"""Example questions made from the facts of the documents at hand; only those that get an answer are shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypedDict

from app.asking import AssistantLike, document_in_use
from app.ui.strings import Lang, t
from ingest.types import Document, Fact
from retriever.types import Ask

FORMS: dict[str, tuple[str, int]] = {  # kind of fact: the question, and how many of it
    "benefit": ("{region}{subject}{word}多少钱？", 2),
    "target": ("{region}{subject}的目标是多少？", 2),
    "duty": ("{region}{subject}由谁负责？", 1),
    "deadline": ("{region}{subject}什么时候完成？", 1),
}
TRIES = 12  # candidates of a kind that are asked before its examples are given up
_NAME = re.compile(r"[\u4e00-\u9fff]{4,16}")  # longer ones are half sentences, which make poor questions
Chosen = tuple[tuple[str, str], ...]


class Example(TypedDict):
    """As the chat takes it."""

    text: str
    display_text: str


class Examples:
    """The examples of the generation that is live, found once for each."""

    def __init__(self, assistant: AssistantLike) -> None:
        self._assistant = assistant
        self._found: tuple[str, Chosen] = ("", ())

    def shown(self, lang: Lang) -> list[Example]:
        """The examples under their topics."""
        name = self._assistant.generation.manifest.generation_id
        if self._found[0] != name:
            rows = self._assistant.corpus.documents()
            documents = [document_in_use(self._assistant, row.doc_id) for row in rows]
            self._found = (name, choose(documents, self._answered))
        return [{"text": text, "display_text": f"{t(f'topic_{kind}', lang)} · {text}"} for kind, text in self._found[1]]

    def _answered(self, question: str) -> bool:
        return self._assistant.ask(Ask(question)).status == "answered"


def choose(documents: Sequence[Document], answered: Callable[[str], bool]) -> Chosen:
    """Kind and question of each example: of different places, those used least first."""
    chosen: list[tuple[str, str]] = []
    used: dict[str, int] = {}
    for kind, (form, wanted) in FORMS.items():
        places: set[str] = set()
        candidates = sorted(_candidates(documents, kind, form), key=lambda one: (one[0], used.get(one[1], 0)))
        for _, place, question in candidates[:TRIES]:
            if len(places) < wanted and place not in places and answered(question):
                places.add(place)
                used[place] = used.get(place, 0) + 1
                chosen.append((kind, question))
    return tuple(chosen)


def _candidates(documents: Iterable[Document], kind: str, form: str) -> Iterator[tuple[int, str, str]]:
    for document in documents:
        facts = [one for one in document.facts if one.kind == kind and one.region and _NAME.fullmatch(one.subject)]
        # A fact with a level asks most precisely.
        for rank, fact in enumerate(sorted(facts, key=_unnamed_level)):
            yield (
                rank,
                fact.region or "",
                form.format(region=fact.region, subject=fact.subject, word=fact.word or "补助"),
            )


def _unnamed_level(fact: Fact) -> bool:
    return fact.level is None
