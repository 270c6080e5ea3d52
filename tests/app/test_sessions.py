from __future__ import annotations

from app.sessions import Sessions
from retriever.types import Turn


def test_the_last_turns_are_kept() -> None:
    sessions = Sessions(turns=2)
    for question in "abc":
        sessions.add("s", Turn(question))
    assert sessions.turns("s") == (Turn("b"), Turn("c"))


def test_the_conversation_used_longest_ago_is_forgotten() -> None:
    sessions = Sessions(conversations=2)
    sessions.add("one", Turn("a"))
    sessions.add("two", Turn("b"))
    sessions.turns("one")
    sessions.add("three", Turn("c"))
    assert [sessions.turns(name) for name in ("one", "two", "three")] == [(Turn("a"),), (), (Turn("c"),)]
