"""Conversations of the HTTP interface: an id that the client made up, bound to its owner's secret where it has one.

The id under which a conversation is kept follows from both, so that the same id in other hands is another, empty
conversation: nothing is read, and nothing is learned of its being there. A client without a secret is known by the id
alone, which therefore must not be guessable.
"""

from __future__ import annotations

import hashlib
from typing import Protocol

from app.kept import Kept
from retriever.types import Answer, Turn

SESSION_ID = r"^[A-Za-z0-9_-]{16,128}$"
TURNS = 20  # earlier questions that a follow-up looks back on


class Conversations(Protocol):
    """What sessions need of the records."""

    def turns(self, owner: str, conversation_id: str, last: int) -> list[Turn]: ...
    def keep_in(self, owner: str, conversation_id: str, kept: Kept) -> None: ...


class Sessions:
    """The earlier questions of each session, from the records."""

    def __init__(self, records: Conversations) -> None:
        self._records = records

    def turns(self, session_id: str, owner: str | None = None) -> tuple[Turn, ...]:
        """The earlier questions, oldest first; none for an id not seen before."""
        owner, conversation_id = _bound(session_id, owner)
        return tuple(self._records.turns(owner, conversation_id, TURNS))

    def add(self, session_id: str, owner: str | None, answer: Answer, region: str | None = None) -> None:
        """Keep a question that was answered."""
        owner, conversation_id = _bound(session_id, owner)
        self._records.keep_in(owner, conversation_id, Kept(answer.question, answer.to_json(), region))


def _bound(session_id: str, owner: str | None) -> tuple[str, str]:
    """Owner and conversation of a session."""
    owner = owner or _hash("session", session_id)
    return owner, _hash("conversation", owner, session_id)[:32]


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
