"""Clauses, facts and metadata as JSON rows of corpus.db, and back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Any

from ingest.types import Clause, Document, Fact, Metadata, Origin, Reference, Tier

_CLAUSE = tuple(field.name for field in fields(Clause))
_FACT = tuple(field.name for field in fields(Fact))


@dataclass(frozen=True, slots=True)
class Rows:
    """A document as it is stored: strings and numbers only, cheap to hand from one process to another."""

    doc_id: str
    version_id: str
    version: dict[str, Any]
    clauses: list[tuple[str, str]]  # clause_id, data
    facts: list[tuple[str, str, str]]  # clause_id, kind, data


def document_rows(document: Document) -> Rows:
    """A document as rows."""
    source = document.source
    version = {
        "doc_id": document.doc_id,
        "version_id": document.version_id,
        "source_file": document.source_file,
        "text": source.text,
        "reader": source.reader,
        "encoding": source.encoding,
        "page_starts": dump(source.page_starts),
        "read_warnings": dump(source.warnings),
        "confidence": source.confidence,
        "metadata": metadata_row(document.metadata),
        "warnings": dump(document.warnings),
    }
    return Rows(
        document.doc_id,
        document.version_id,
        version,
        [(clause.clause_id, clause_row(clause)) for clause in document.clauses],
        [(fact.clause_id, fact.kind, fact_row(fact)) for fact in document.facts],
    )


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
    return Fact(**row | {name: tuple(row.get(name, ())) for name in ("conditions", "bodies", "exceptions")})


def metadata_row(metadata: Metadata) -> str:
    """Metadata as a JSON row."""
    return dump(asdict(metadata))


def to_metadata(data: str) -> Metadata:
    """Metadata from its row."""
    row = json.loads(data)
    for name in ("cites", "repeals"):
        row[name] = tuple(Reference(**one) for one in row.get(name, ()))
    row["origins"] = tuple(Origin(**one) for one in row.get("origins", ()))
    return Metadata(**row)
