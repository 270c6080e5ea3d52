"""What the page keeps for a browser: its conversations and what it says of answers, given to nobody else."""

from __future__ import annotations

import threading
import uuid
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from app.kept import Kept, Limits, Summary

__all__ = ["Kept", "Limits", "MemoryRecords", "Records", "Summary"]


class Records(Protocol):
    """Where the page keeps them. Every call names the owner; another owner's conversation is as good as none."""

    @property
    def limits(self) -> Limits: ...
    def keep(self, owner: str, conversation_id: str | None, kept: Kept) -> str: ...
    def conversations(self, owner: str) -> Sequence[Summary]: ...
    def conversation(self, owner: str, conversation_id: str) -> Sequence[Kept] | None: ...
    def cut(self, owner: str, conversation_id: str, turns: int) -> bool: ...
    def delete(self, owner: str, conversation_id: str) -> bool: ...
    def feedback(self, owner: str, answer_id: str, verdict: str, reasons: Sequence[str], comment: str) -> bool: ...


@dataclass(slots=True)
class _Held:
    owner: str
    updated: datetime
    kept: list[Kept] = field(default_factory=list)


class MemoryRecords:
    """Records that last as long as the process; the conversations used last are kept, `limit` of them."""

    def __init__(self, limit: int = 2000) -> None:
        self._held: OrderedDict[str, _Held] = OrderedDict()
        self._said: OrderedDict[tuple[str, str], tuple[str, tuple[str, ...], str]] = OrderedDict()
        self._limit = limit
        self._lock = threading.Lock()

    @property
    def limits(self) -> Limits:
        """None for one owner alone."""
        return Limits(0, 0)

    def keep(self, owner: str, conversation_id: str | None, kept: Kept) -> str:
        """Add an answered question to a conversation of the owner's, or begin one; its id."""
        with self._lock:
            held = self._held.get(conversation_id or "")
            if held is None or held.owner != owner or conversation_id is None:
                conversation_id = uuid.uuid4().hex
                held = self._held[conversation_id] = _Held(owner, datetime.now(UTC))
            held.kept.append(kept)
            held.updated = datetime.now(UTC)
            self._held.move_to_end(conversation_id)
            while len(self._held) > self._limit:
                self._held.popitem(last=False)
            return conversation_id

    def conversations(self, owner: str) -> list[Summary]:
        """The owner's, the one used last first."""
        with self._lock:
            mine = [(name, held) for name, held in reversed(self._held.items()) if held.owner == owner]
            return [Summary(name, held.kept[0].question, held.updated, len(held.kept)) for name, held in mine]

    def conversation(self, owner: str, conversation_id: str) -> list[Kept] | None:
        """What was asked and answered, or None where the owner has no such conversation."""
        with self._lock:
            held = self._held.get(conversation_id)
            return list(held.kept) if held and held.owner == owner else None

    def cut(self, owner: str, conversation_id: str, turns: int) -> bool:
        """Drop what came after the first `turns` questions, as when the last one is asked anew."""
        with self._lock:
            held = self._held.get(conversation_id)
            if held is None or held.owner != owner:
                return False
            del held.kept[turns:]
            return True

    def delete(self, owner: str, conversation_id: str) -> bool:
        """Whether there was one to delete."""
        with self._lock:
            held = self._held.get(conversation_id)
            if held is None or held.owner != owner:
                return False
            del self._held[conversation_id]
            return True

    def feedback(self, owner: str, answer_id: str, verdict: str, reasons: Sequence[str], comment: str) -> bool:
        """Note what the owner says of an answer of theirs; False where they got no such answer."""
        with self._lock:
            got = (kept.answer.get("answer_id") for h in self._held.values() if h.owner == owner for kept in h.kept)
            if answer_id not in got:
                return False
            self._said[owner, answer_id] = verdict, tuple(reasons), comment
            while len(self._said) > self._limit:
                self._said.popitem(last=False)
            return True
