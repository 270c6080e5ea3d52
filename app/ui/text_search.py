"""Words in titles, numbers, issuers and texts, in either script, each text by the first clause that holds one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from app.asking import AssistantLike
from app.ui.shelf import Item
from retriever.generation import Generation
from retriever.language import simplified
from retriever.words import clause_at, holding

Found = dict[str, int | None]  # doc_id → the clause, None where the head holds all the words


class TextSearch:
    """Searches the documents in use; their heads are kept folded for the next search."""

    def __init__(self, assistant: AssistantLike) -> None:
        self._assistant = assistant
        self._heads: dict[str, str] = {}

    def find(self, words: str, items: Iterable[Item]) -> Found:
        """The documents that hold all the words, whether in head or text."""
        sought = [simplified(one).casefold() for one in words.split()]
        generation = cast(Generation, self._assistant.generation)
        texts: dict[str, dict[str, int]] = {}
        found: Found = {}
        for item in items:
            head = self._head(item)
            missing = [one for one in sought if one not in head]
            for one in missing:
                if one not in texts:
                    texts[one] = holding(generation, one)
                if item.doc_id not in texts[one]:
                    break
            else:
                found[item.doc_id] = texts[missing[0]][item.doc_id] if missing else None
        return found

    def clause(self, clause: int) -> tuple[str, str]:
        """Id and heading of a clause that was found."""
        return clause_at(cast(Generation, self._assistant.generation), clause)

    def _head(self, item: Item) -> str:
        meta = item.metadata
        head = " ".join(filter(None, (item.label, meta.doc_number, meta.issuer, meta.region)))
        if head not in self._heads:
            if len(self._heads) > 50_000:
                self._heads.clear()
            self._heads[head] = simplified(head).casefold()
        return self._heads[head]
