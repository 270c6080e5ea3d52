"""An answer as it was kept (`Answer.to_json`, perhaps through JSON) back as an Answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar

from ingest.types import Fact, Tier
from retriever.types import Answer, Citation, Nearest, Warning_

T = TypeVar("T")


def answer_from(kept: Mapping[str, Any]) -> Answer:
    """The answer; a field that this version does not know is left out.

    Raises:
        TypeError, KeyError: What was kept is no answer.
    """
    facts = tuple(
        _make(Fact, {**one, "tier": _make(Tier, one["tier"]) if one.get("tier") else None}) for one in kept["facts"]
    )
    return _make(
        Answer,
        {
            **kept,
            "choices": tuple(kept.get("choices", ())),
            "citations": tuple(_make(Citation, one) for one in kept["citations"]),
            "facts": facts,
            "warnings": tuple(_make(Warning_, one) for one in kept["warnings"]),
            "nearest": tuple(_make(Nearest, one) for one in kept.get("nearest", ())),
        },
    )


def _make(kind: type[T], given: Mapping[str, Any]) -> T:
    known = {one.name for one in fields(kind)}  # type: ignore[arg-type]
    return kind(**{name: _frozen(value) for name, value in given.items() if name in known})


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
