from __future__ import annotations

import pytest

from retriever.stages import listening, stage


def test_stages_are_told_to_who_listens_even_where_they_fail() -> None:
    told: list[str] = []
    with listening(lambda name, seconds: told.append(name) if seconds >= 0 else None):
        with stage("search"), stage("inner"):
            pass
        with pytest.raises(ValueError, match="no"), stage("verify"):
            raise ValueError("no")
    with stage("unheard"):
        pass
    assert told == ["inner", "search", "verify"]
