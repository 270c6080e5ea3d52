"""Clauses, facts and metadata as JSON rows of corpus.db, and back."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import Any

from ingest.types import Clause, Fact, Metadata, Tier

_CLAUSE = tuple(field.name for field in fields(Clause))
_FACT = tuple(field.name for field in fields(Fact))


def dump(value: Any) -> str:
    """Compact JSON, characters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def clause_row(clause: Clause) -> str:
    """A clause as a JSON row."""
    return dump({name: getattr(clause, name) for name in _CLAUSE})


def to_clause(data: str) -> Clause:
    """A clause from its row."""
    row = json.loads(data)
    return Clause(**{**row, "path": tuple(row["path"])})


def fact_row(fact: Fact) -> str:
    """A fact as a JSON row."""
    return dump({name: getattr(fact, name) for name in _FACT} | {"tier": asdict(fact.tier) if fact.tier else None})


def to_fact(data: str) -> Fact:
    """A fact from its row."""
    row = json.loads(data)
    row["tier"] = Tier(**row["tier"]) if row["tier"] else None
    return Fact(**{**row, "conditions": tuple(row["conditions"]), "bodies": tuple(row["bodies"])})


def metadata_row(metadata: Metadata) -> str:
    """Metadata as a JSON row."""
    return dump(asdict(metadata))


def to_metadata(data: str) -> Metadata:
    """Metadata from its row."""
    return Metadata(**json.loads(data))
