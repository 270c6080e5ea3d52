"""One file's bytes to a document: read, normalise, build the clauses, find metadata and facts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from ingest import sidecar
from ingest.facts import extract_facts
from ingest.frontmatter import with_header
from ingest.metadata import extract
from ingest.normalize import normalize
from ingest.readers import read_bytes
from ingest.settings import ReaderLimits
from ingest.structure import build_clauses
from ingest.types import Document

# Modules that decide nothing about what a document's clauses and facts are.
_NOT_PARSING = frozenset(
    [
        "corpus.py",
        "errors.py",
        "files.py",
        "identity.py",
        "lock.py",
        "pipeline.py",
        "rows.py",
        "schema.py",
        "settings.py",
        "sources.py",
        "batch.py",
        "work.py",
        "worker.py",
        "workers.py",
    ]
)


def parse(data: bytes, name: str, doc_id: str, given: Mapping[str, Any], limits: ReaderLimits) -> Document:
    """A document from the bytes of the file `name`, and what its sidecar says.

    Raises:
        DocumentError: The file cannot be read.
    """
    version_id = hashlib.sha256(data).hexdigest()
    source = read_bytes(data, name, limits)
    norm = normalize(source.text)
    clauses, found = build_clauses(norm, source.text, doc_id)
    metadata = sidecar.overlay(with_header(extract(norm, clauses, source, name), source.text), given)
    facts = extract_facts(norm, clauses, doc_id, metadata.region)
    warnings = [*source.warnings, *found, *given.get("warnings", ())]
    if (expected := given.get("sha256")) and expected.lower() != version_id:
        warnings.append("the file is not the one whose sha256 the sidecar gives")
    document = Document(doc_id, version_id, name, source, metadata, clauses, facts)
    return replace(document, warnings=tuple(warnings))


@cache
def parser_version() -> str:
    """A name for the code and the tables that parse: a change in any of them parses every file again."""
    digest = hashlib.sha256()
    for name, item in _walk(files("ingest"), ""):
        digest.update(name.encode() + b"\0" + item.read_bytes())
    return digest.hexdigest()[:16]


def fingerprint(name: str, given: Mapping[str, Any]) -> str:
    """A name for all that makes a document besides its bytes."""
    parts = (parser_version(), name, sidecar.digest(given))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]


def _walk(folder: Traversable, prefix: str) -> list[tuple[str, Traversable]]:
    out: list[tuple[str, Traversable]] = []
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if item.is_dir() and not item.name.startswith(("_", ".")):
            out += _walk(item, f"{prefix}{item.name}/")
        elif item.name.endswith((".py", ".csv", ".txt", ".yaml", ".json")) and item.name not in _NOT_PARSING:
            out.append((prefix + item.name, item))
    return out
