"""The earlier questions of a conversation, kept in memory under an id that the client made up."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from retriever.types import Turn

SESSION_ID = r"^[A-Za-z0-9_-]{16,128}$"  # whoever knows the id reads on, so it must not be guessable


class Sessions:
    """The last `turns` questions of the `conversations` used last; the others are forgotten."""

    def __init__(self, conversations: int = 2000, turns: int = 20) -> None:
        self._kept: OrderedDict[str, tuple[Turn, ...]] = OrderedDict()
        self._conversations = conversations
        self._turns = turns
        self._lock = Lock()

    def turns(self, session_id: str) -> tuple[Turn, ...]:
        """The earlier questions, oldest first; none for an id not seen before."""
        with self._lock:
            if session_id in self._kept:
                self._kept.move_to_end(session_id)
            return self._kept.get(session_id, ())

    def add(self, session_id: str, turn: Turn) -> None:
        """Keep a question that was answered."""
        with self._lock:
            self._kept[session_id] = (*self._kept.get(session_id, ()), turn)[-self._turns :]
            self._kept.move_to_end(session_id)
            while len(self._kept) > self._conversations:
                self._kept.popitem(last=False)
