"""Words in titles, numbers, issuers and texts: whole, in either script, with the first clause that holds them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable

from app.asking import AssistantLike, document_in_use
from app.ui.shelf import Item
from ingest.types import Document
from retriever.language import simplified

KEPT = 400  # documents whose text stays in memory


class TextSearch:
    """Searches documents as they are in use; their Simplified texts are kept for the next search."""

    def __init__(self, assistant: AssistantLike) -> None:
        self._assistant = assistant
        self._texts: OrderedDict[tuple[str, str], tuple[str, tuple[tuple[int, str, str], ...]]] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, words: str, items: Iterable[Item]) -> dict[str, tuple[str, str]]:
        """doc_id → the first clause that holds all the words, by id and by heading; empty where only the head does."""
        sought = [simplified(one).casefold() for one in words.split()]
        found = {}
        for item in items:
            meta = item.metadata
            head = simplified(
                " ".join(filter(None, (item.label, meta.doc_number, meta.issuer, meta.region)))
            ).casefold()
            if all(one in head for one in sought):
                found[item.doc_id] = "", ""
                continue
            text, clauses = self._text(item.doc_id)
            if all(one in text or one in head for one in sought):
                at = text.find(next(one for one in sought if one in text))
                inside = [(clause_id, name) for start, clause_id, name in clauses if start <= at]
                found[item.doc_id] = inside[-1] if inside else ("", "")
        return found

    def _text(self, doc_id: str) -> tuple[str, tuple[tuple[int, str, str], ...]]:
        document = document_in_use(self._assistant, doc_id)
        key = doc_id, document.version_id
        with self._lock:
            if key in self._texts:
                self._texts.move_to_end(key)
                return self._texts[key]
        read = self._read(document)
        with self._lock:
            self._texts[key] = read
            while len(self._texts) > KEPT:
                self._texts.popitem(last=False)
        return read

    def _read(self, document: Document) -> tuple[str, tuple[tuple[int, str, str], ...]]:
        norm = self._assistant.corpus.norm(document)
        clauses = ((norm.at(one.start), one.clause_id, one.path[-1] if one.path else "") for one in document.clauses)
        return norm.text.casefold(), tuple(clauses)
