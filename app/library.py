"""Documents and clauses as the public interface shows them."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import asdict
from functools import lru_cache
from typing import Any, cast

from app.asking import AssistantLike, CorpusLike
from ingest.errors import NotFound
from ingest.levels import administrative_level
from ingest.succession import Succession
from ingest.types import Clause, Document
from ingest.validity import validity


def document_json(document: Document, as_of: str, others: Succession | None = None) -> dict[str, Any]:
    """A document without its clauses; its validity is that on the ISO date `as_of`, given what `others` say of it.

    `ended_by` names the document of the corpus that repeals or replaces it, whatever the day; `confidence` is that of
    text recognised from pictures, else null.
    """
    meta = document.metadata
    end = others.end(meta) if others else None
    return {
        "doc_id": document.doc_id,
        "source_file": document.source_file,
        "title": meta.title,
        "label": meta.label,
        "region": meta.region,
        "region_code": meta.region_code,
        "zone": meta.zone,
        "level": administrative_level(meta),
        "issuer": meta.issuer,
        "doc_number": meta.doc_number,
        "issued": meta.issued,
        "effective": meta.effective,
        "expires": meta.expires,
        "period_end": meta.period_end,
        "validity": validity(meta, as_of, others),
        "ended_by": {"doc_id": end.by, "how": end.how, "day": end.day} if end else None,
        "reader": document.source.reader,
        "encoding": document.source.encoding,
        "confidence": document.source.confidence,
        "clauses": len(document.clauses),
        "warnings": list(document.warnings),
    }


def said_json(document: Document) -> dict[str, Any]:
    """What a document says besides: whom it is sent to, what it cites and repeals, and where each field was read.

    Offsets index the text of the document. A field without `start` was given by a sidecar; one that is not in
    `origins` is unknown, or derived from others.
    """
    meta = document.metadata
    return {
        "addressees": meta.addressees,
        "cites": [{k: v for k, v in asdict(one).items() if k != "since"} for one in meta.cites],
        "repeals": [asdict(one) for one in meta.repeals],
        "origins": {one.field: {"from": one.by, "start": one.start, "end": one.end} for one in meta.origins},
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


def succession_in_use(assistant: AssistantLike) -> Succession:
    """What the documents of the assistant's generation say of one another."""
    manifest, corpus = assistant.generation.manifest, cast(Hashable, assistant.corpus)
    return _succession(corpus, manifest.generation_id, frozenset(dict(manifest.documents)))


def documents_json(assistant: AssistantLike, as_of: str) -> list[dict[str, Any]]:
    """All documents of the assistant's generation; read whole once a generation, 6 ms a document."""
    manifest, corpus = assistant.generation.manifest, cast(Hashable, assistant.corpus)
    return _documents(corpus, manifest.generation_id, manifest.documents, as_of)


@lru_cache(maxsize=2)  # a day and the next
def _documents(
    corpus: Hashable, generation_id: str, in_use: tuple[tuple[str, str], ...], as_of: str
) -> list[dict[str, Any]]:
    read = cast(CorpusLike, corpus)
    others = _succession(corpus, generation_id, frozenset(dict(in_use)))
    return [document_json(read.get(doc_id, version), as_of, others) for doc_id, version in in_use]


@lru_cache(maxsize=4)  # a generation never changes
def _succession(corpus: Hashable, generation_id: str, doc_ids: frozenset[str]) -> Succession:
    listed = cast(CorpusLike, corpus).documents()
    return Succession.of(one for one in listed if one.doc_id in doc_ids)
