"""What answering a question came to, before it is an answer with times and ids."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ingest.types import Fact
from retriever.types import Citation, Nearest, Status, Warning_


@dataclass(frozen=True, slots=True)
class Outcome:
    """What answering came to; `Assistant` makes the Answer of it.

    `told` are the values in sentences given whole, which are facts where another part of the answer gives some.
    """

    status: Status
    text: str
    choices: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    facts: tuple[Fact, ...] = ()
    warnings: tuple[Warning_, ...] = ()
    nearest: tuple[Nearest, ...] = ()
    trace: dict[str, Any] = field(default_factory=dict)
    told: tuple[Fact, ...] = ()
