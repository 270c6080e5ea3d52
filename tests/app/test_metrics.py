from __future__ import annotations

import pytest

from app.metrics import Metrics
from retriever.types import Answer


@pytest.mark.parametrize(
    ("why", "counted"),
    [
        ("no origin for 5 CNY", "no_origin"),
        ("the quotation does not hold 5万元", "not_quoted"),
        ("the bound of 5万元 is not the quotation's", "bound"),
        ("13800138000", "other"),
    ],
)
def test_what_verify_removed_is_counted_by_kind_and_never_by_its_text(why: str, counted: str) -> None:
    metrics = Metrics()
    trace = {"removed": [{"text": "t", "reason": why}]}
    metrics.answered(Answer("a", "g", "2026-01-01", "q", "q", "zh-Hans", "partial", "t", trace=trace), "api")
    assert f'policyqa_removed_values_total{{reason="{counted}"}} 1.0'.encode() in metrics.exposition()
    assert why.encode() not in metrics.exposition()
