"""Example questions made from the facts of the documents at hand; only those that get an answer are shown."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypedDict

import structlog

from app.asking import AssistantLike, document_in_use
from app.ui.places import place_name
from app.ui.strings import Lang, script, t
from ingest.errors import PolicyQAError
from ingest.regions import by_code, lookup
from ingest.types import Document, Fact
from retriever.lexicon import in_english
from retriever.types import Ask

log = structlog.get_logger(__name__)
FORMS: dict[str, tuple[str, str, int]] = {  # kind of fact: the question in Chinese and in English, and how many of it
    "benefit": ("{region}{subject}{word}多少钱？", "How much does {region} give to {subject}?", 2),
    "target": ("{region}{subject}的目标是多少？", "What is the target of {region} for {subject}?", 2),
    "duty": ("{region}{subject}由谁负责？", "Who is responsible for {subject} in {region}?", 1),
    "deadline": ("{region}{subject}什么时候完成？", "When does {region} finish {subject}?", 1),
}
LOOKED_AT = 60  # documents that are read for examples
TRIES = 12  # candidates of a kind that are asked before its examples are given up
ENGLISH_WORDS = 7  # a subject put together from more words of the glossary reads badly
_NAME = re.compile(r"[\u4e00-\u9fff]{4,16}")  # longer ones are half sentences, which make poor questions
Chosen = tuple[tuple[str, str], ...]


class Example(TypedDict):
    """As the chat takes it."""

    text: str
    display_text: str


class Examples:
    """The examples of the generation that is live, found once for each and for each language."""

    def __init__(self, assistant: AssistantLike) -> None:
        self._assistant = assistant
        self._generation = ""
        self._found: dict[bool, Chosen] = {}  # English or not
        self._lock = threading.Lock()

    def prepare(self) -> None:
        """Find them before anyone asks."""
        try:
            for lang in ("zh", "en"):
                self.shown(lang)
        except PolicyQAError as error:
            log.warning("no_examples", reason=str(error))

    def shown(self, lang: Lang) -> list[Example]:
        """The examples under their topics."""
        found = [(kind, script(text, lang)) for kind, text in self._chosen(lang == "en")]
        return [{"text": text, "display_text": f"{t(f'topic_{kind}', lang)} · {text}"} for kind, text in found]

    def _chosen(self, english: bool) -> Chosen:
        name = self._assistant.generation.manifest.generation_id
        with self._lock:
            if self._generation != name:
                self._generation, self._found = name, {}
            if english not in self._found:
                rows = _spread(self._assistant.corpus.documents())
                documents = [document_in_use(self._assistant, row.doc_id) for row in rows]
                self._found[english] = choose(documents, self._answered, english)
            return self._found[english]

    def _answered(self, question: str) -> bool:
        answer = self._assistant.ask(Ask(question))
        return answer.status == "answered" and bool(answer.facts)


def _spread(rows: Sequence[Any]) -> list[Any]:
    """Some of the documents, of as many places as there are."""
    seen: dict[str | None, int] = {}
    ranked = []
    for number, row in enumerate(rows):
        place = row.metadata.region_code
        seen[place] = seen.get(place, 0) + 1
        ranked.append((seen[place], number, row))
    return [row for _, _, row in sorted(ranked, key=lambda one: one[:2])[:LOOKED_AT]]


def choose(documents: Sequence[Document], answered: Callable[[str], bool], english: bool = False) -> Chosen:
    """Kind and question of each example: of different places, those used least first."""
    chosen: list[tuple[str, str]] = []
    used: dict[str, int] = {}
    for kind, (*forms, wanted) in FORMS.items():
        places: set[str] = set()
        candidates = _candidates(documents, kind, forms[english], english)
        for _, place, question in sorted(candidates, key=lambda one: (one[0], used.get(one[1], 0)))[:TRIES]:
            if len(places) < wanted and place not in places and answered(question):
                places.add(place)
                used[place] = used.get(place, 0) + 1
                chosen.append((kind, question))
    return tuple(chosen)


def _candidates(documents: Iterable[Document], kind: str, form: str, english: bool) -> Iterator[tuple[int, str, str]]:
    for document in documents:
        facts = [one for one in document.facts if one.kind == kind and one.region and _NAME.fullmatch(one.subject)]
        # A fact with a level asks most precisely.
        for rank, fact in enumerate(sorted(facts, key=_unnamed_level)):
            region, subject = fact.region or "", fact.subject
            if english:
                place = by_code(document.metadata.region_code or "") or lookup(region)
                named, phrase = place_name(place, "en").split(" " + place.name)[0] if place else "", in_english(subject)
                if not named or not phrase or len(phrase.split()) > ENGLISH_WORDS:
                    continue
                if kind == "benefit":
                    phrase = f"{'an' if phrase[0] in 'aeiou' else 'a'} {phrase}"
                yield rank, region, form.format(region=named, subject=phrase)
            else:
                yield rank, region, form.format(region=region, subject=subject, word=fact.word or "补助")


def _unnamed_level(fact: Fact) -> bool:
    return fact.level is None
