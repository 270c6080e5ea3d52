"""Documents and clauses as the public interface shows them."""

from __future__ import annotations

from typing import Any

from ingest.errors import NotFound
from ingest.succession import Succession
from ingest.types import Clause, Document
from ingest.validity import validity


def document_json(document: Document, as_of: str, others: Succession | None = None) -> dict[str, Any]:
    """A document without its clauses; its validity is that on the ISO date `as_of`, given what `others` say of it."""
    meta = document.metadata
    return {
        "doc_id": document.doc_id,
        "source_file": document.source_file,
        "title": meta.title,
        "label": meta.label,
        "region": meta.region,
        "region_code": meta.region_code,
        "issuer": meta.issuer,
        "doc_number": meta.doc_number,
        "issued": meta.issued,
        "effective": meta.effective,
        "expires": meta.expires,
        "validity": validity(meta, as_of, others),
        "reader": document.source.reader,
        "encoding": document.source.encoding,
        "clauses": len(document.clauses),
        "warnings": list(document.warnings),
    }


def clause_json(clause: Clause) -> dict[str, Any]:
    """A clause without its text."""
    return {
        "clause_id": clause.clause_id,
        "number": clause.number,
        "heading": clause.heading,
        "path": list(clause.path),
        "depth": clause.depth,
        "start": clause.start,
        "end": clause.end,
    }


def clause_of(document: Document, clause_id: str) -> Clause:
    """The clause, or NotFound."""
    found = document.clause(clause_id)
    if found is None:
        raise NotFound(f"no clause {clause_id!r} in document {document.doc_id!r}", "see /api/documents/{id}")
    return found
