"""What is kept of a conversation, in the words of the page, the HTTP interface and the database alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Summary:
    """A conversation as a list shows it."""

    conversation_id: str
    title: str  # its first question
    updated: datetime
    questions: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A question and its answer, as `Answer.to_json` gave it, and the place it was asked for where one was chosen."""

    question: str
    answer: Mapping[str, Any]
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What an owner's conversations are kept for; 0: without an end."""

    conversations: int
    days: int
