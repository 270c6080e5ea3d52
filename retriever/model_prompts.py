"""What an embedding model wants put before a question and before a passage, where nobody set it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

from retriever.settings import EmbeddingSettings

CONFIG = "config_sentence_transformers.json"
_QUERY = ("query",)
_PASSAGE = ("document", "passage", "corpus")  # sentence-transformers looks for them in this order

# Models whose card names a prompt that their configuration does not hold: part of the name, query, passage.
_KNOWN = (
    (re.compile(r"\be5-\w+-instruct"), "Instruct: Given a web search query, retrieve relevant passages that answer "
     "the query\nQuery: ", ""),
    (re.compile(r"\b(?:multilingual-)?e5-(?:small|base|large)"), "query: ", "passage: "),
    (re.compile(r"\bbge-(?:small|base|large)-zh"), "为这个句子生成表示以用于检索相关文章：", ""),
    (re.compile(r"\bbge-(?:small|base|large)-en"), "Represent this sentence for searching relevant passages: ", ""),
)  # fmt: skip


class Prompts(NamedTuple):
    """What stands before each question and each passage."""

    query: str = ""
    passage: str = ""


def prompts_for(settings: EmbeddingSettings, folder: Path | None) -> Prompts:
    """The prompts of a model: those that are set, else those of its own configuration, else those of its card.

    Args:
        settings: The model's name and what was set.
        folder: Where the model lies, if it lies on this machine.
    """
    own = _configured(folder)
    known = next(((q, p) for name, q, p in _KNOWN if name.search(settings.model.lower())), ("", ""))
    query = next((own[key] for key in _QUERY if own.get(key)), known[0])
    passage = next((own[key] for key in _PASSAGE if own.get(key)), known[1])
    return Prompts(
        query if settings.query_prompt is None else settings.query_prompt,
        passage if settings.passage_prompt is None else settings.passage_prompt,
    )


def _configured(folder: Path | None) -> dict[str, str]:
    if folder is None or not (folder / CONFIG).is_file():
        return {}
    try:
        found = json.loads((folder / CONFIG).read_text("utf-8")).get("prompts") or {}
    except ValueError:
        return {}  # the library that opens the model says what is wrong with its files
    return {str(name): str(text) for name, text in found.items()}
