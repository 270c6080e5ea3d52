"""Parts of the assistant taken out, or built in another size, to see what each is worth. For measuring alone.

What a setting can do is done by settings; the rest is replaced for as long as a block lasts, in this process.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from typing import Any
from unittest.mock import patch

from eval.corpus import Sections
from ingest.corpus import Corpus
from ingest.errors import UsageError
from ingest.types import Document

_NEVER = re.compile(r"(?!)")


@contextmanager
def _without_facts() -> Iterator[None]:
    """Documents as they would be had nothing been extracted from their clauses."""
    get = Corpus.get

    def bare(self: Corpus, doc_id: str, version_id: str | None = None) -> Document:
        return replace(get(self, doc_id, version_id), facts=())

    with patch.object(Corpus, "get", bare):
        yield


@contextmanager
def _without_words() -> Iterator[None]:
    """Neither synonyms and lay words nor the English–Chinese glossary and the table of translations."""
    with ExitStack() as stack:
        for name in ("_groups", "_lay", "glossary", "_english"):
            stack.enter_context(patch(f"retriever.lexicon.{name}", dict))
        for name in ("_synonym_pattern", "_lay_pattern", "_glossary_pattern", "_english_pattern"):
            stack.enter_context(patch(f"retriever.lexicon.{name}", lambda: _NEVER))
        for name in ("_own", "_table"):
            stack.enter_context(patch(f"retriever.translation.{name}", dict))
        yield


PARTS: Mapping[str, Callable[[], Any]] = {"facts": _without_facts, "glossary": _without_words}
_ONE_SIDE = {"lexical_gain": 0.0, "rescore": False}  # the re-scorer looks at both
# part → the section that turns it off, and how
_BY_SETTINGS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "dense": ("search", {**_ONE_SIDE, "lexical_weight": 1.0, "lexical_most": 1.0, "english_weight": 1.0}),
    "lexical": ("search", {**_ONE_SIDE, "lexical_weight": 0.0, "lexical_most": 0.0, "english_weight": 0.0}),
    "rescorer": ("search", {"rescore": False}),
    "reranker": ("reranker", {"model": None}),
}
NAMES = (*PARTS, *_BY_SETTINGS)


def settings_without(sections: Sections, parts: tuple[str, ...]) -> Sections:
    """The settings with the parts turned off that settings can turn off.

    Raises:
        UsageError: There is no such part.
    """
    for name in parts:
        if name not in NAMES:
            raise UsageError(f"there is no part called {name}", "parts: " + ", ".join(NAMES))
        if name in _BY_SETTINGS:
            section, off = _BY_SETTINGS[name]
            sections = replace(sections, **{section: replace(getattr(sections, section), **off)})
    return sections


@contextmanager
def without(parts: tuple[str, ...], chunk: int | None = None) -> Iterator[None]:
    """Take the other parts out, and cut chunks of another size, for as long as the block lasts."""
    from retriever import chunking

    with ExitStack() as stack:
        for name in parts:
            if name in PARTS:
                stack.enter_context(PARTS[name]())
        if chunk is not None:
            stack.enter_context(patch.object(chunking, "pieces", partial(chunking.pieces, limit=chunk)))
        yield
