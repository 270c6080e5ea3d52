"""What a trace says of a question."""

from __future__ import annotations

from retriever.tracing import shown
from tests.retriever.papers import asked


def test_the_query_is_shown_in_plain_values() -> None:
    told = shown(asked("锦州省级平台是不是补助100万元？"))
    assert told["regions"] == ["锦州市"]
    assert told["levels"] == ["省级"]
    assert told["claims"] == [{"value": 1_000_000, "unit": "CNY", "bound": "exact"}]
