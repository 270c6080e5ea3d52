"""What is done for one file, in this process or in a worker: read it, parse it, keep its bytes, make its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest import sources
from ingest.errors import DocumentError
from ingest.parser import parse
from ingest.readers.read import load
from ingest.rows import Rows, document_rows
from ingest.settings import IngestSettings


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read."""

    path: Path
    doc_id: str
    given: Mapping[str, Any]
    settings: IngestSettings
    keep_in: Path | None  # the data folder that gets the bytes; None in a dry run


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: rows (none in a dry run) and what the report says, or an error."""

    rows: Rows | None = None
    clauses: int = 0
    levels: int = 0
    facts: int = 0
    warnings: tuple[str, ...] = ()
    error: str | None = None


def do(job: Job) -> Outcome:
    """Read and parse a file.

    Raises:
        StoreError: Its bytes could not be kept.
    """
    try:
        data = load(job.path, job.settings)
        document = parse(data, job.path.name, job.doc_id, job.given, job.settings)
    except DocumentError as error:
        return Outcome(error=str(error))
    except Exception as error:  # a bug in one parser must not cost the other files; it is reported as this file's
        what = f"the parser failed ({type(error).__name__}: {error}): report this with the file"
        return Outcome(error=" ".join(what.split()))
    if job.keep_in is not None:
        sources.keep(job.keep_in, document.version_id, data)
    return Outcome(
        document_rows(document) if job.keep_in is not None else None,
        clauses=len(document.clauses),
        levels=max((clause.depth for clause in document.clauses), default=0),
        facts=len(document.facts),
        warnings=document.warnings,
    )
