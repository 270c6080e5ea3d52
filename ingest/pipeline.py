"""From files and folders to the corpus, with a report a file. A call's changes go in at once, at its end."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, closing, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from ingest.batch import Batch
from ingest.corpus import Corpus, Listed
from ingest.files import Found, expand, look_at
from ingest.identity import Match, match
from ingest.lock import writer_lock
from ingest.parser import fingerprint
from ingest.rows import Rows
from ingest.settings import IngestSettings
from ingest.work import Job, Outcome
from ingest.workers import outcomes

_WORTH_WORKERS = 1024 * 1024  # bytes of files to read
Status = Literal["added", "changed", "unchanged", "renamed", "removed", "failed"]
Progress = Callable[[int, int, str], None]  # done, of how many, file


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file."""

    path: str
    doc_id: str | None
    status: Status
    reason: str | None = None
    clauses: int = 0
    levels: int = 0
    facts: int = 0
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of every file of a call."""

    files: tuple[FileReport, ...]
    dry_run: bool = False

    @property
    def failed(self) -> tuple[FileReport, ...]:
        """The files that could not be read."""
        return tuple(one for one in self.files if one.status == "failed")

    @property
    def changed(self) -> bool:
        """Whether the corpus is another one now, or would be after a dry run."""
        return any(one.status not in ("unchanged", "failed") for one in self.files)

    def counts(self) -> dict[str, int]:
        """How many files there are of each status."""
        return dict(Counter(one.status for one in self.files))


def ingest(
    paths: Iterable[Path],
    corpus: Corpus,
    settings: IngestSettings | None = None,
    dry_run: bool = False,
    rebuild: bool = False,
    progress: Progress | None = None,
) -> IngestReport:
    """Read files and folders into the corpus.

    A file that cannot be read is reported, the others go in; a document that was there before keeps its previous
    version. A document is removed only when its file is gone from a folder named here.

    Args:
        paths: Files, tried whatever their suffix, and folders, searched for the suffixes that have a reader.
        corpus: Where the documents go.
        settings: Limits.
        dry_run: Read and report, store nothing.
        rebuild: Read files again although nothing changed.
        progress: Called before each file, and once at the end.

    Raises:
        Busy: Another process writes to the corpus.
        StoreError: The corpus cannot be read or written.
        UsageError: The folders hold too many files.
    """
    settings = settings or IngestSettings()
    files, folders = expand(paths, settings)
    with nullcontext() if dry_run else writer_lock(corpus.data_dir):
        known = corpus.documents()
        looked = [look_at(path, settings) for path in files]
        matches = match([one for one in looked if one.sha256], known)
        at = {one.found.path: one for one in matches}
        plans = [_plan(found, at.get(found.path), known, rebuild) for found in looked]
        removed = _removed(known, matches, folders)
        moved = [(one.report.doc_id, one.report.path) for one in plans if one.moved and one.report.doc_id]
        with ExitStack() as stack:
            batch: Batch | None = None
            if not dry_run and (removed or moved or any(one.reads for one in plans)):
                batch = stack.enter_context(corpus.writing())
                batch.remove([one.doc_id for one in removed])
                batch.move(moved)
            keep_in = None if dry_run else corpus.data_dir
            jobs = [one.job(settings, keep_in) for one in plans if one.reads]
            done = stack.enter_context(closing(outcomes(jobs, _workers(jobs, settings))))
            reports = []
            for number, plan in enumerate(plans):
                if progress:
                    progress(number, len(plans), plan.found.path.name)
                report, rows = plan.told(next(done)) if plan.reads else (plan.report, None)
                reports.append(report)
                if batch is not None and rows is not None:
                    batch.put(rows, report.path, plan.mark)
        if progress:
            progress(len(plans), len(plans), "")
    gone = [FileReport(one.path, one.doc_id, "removed", "the file is gone") for one in removed]
    return IngestReport((*_manifests(looked), *reports, *gone), dry_run)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be done with a file; `report` holds if it is read as planned."""

    found: Found
    report: FileReport
    doc_id: str = ""
    mark: str = ""
    reads: bool = False
    moved: bool = False

    def job(self, settings: IngestSettings, keep_in: Path | None) -> Job:
        return Job(self.found.path, self.doc_id, self.found.given or {}, settings, keep_in)

    def told(self, outcome: Outcome) -> tuple[FileReport, Rows | None]:
        if outcome.error is not None:
            # A new document that failed has no id yet.
            doc_id = None if self.report.status == "added" else self.doc_id
            return FileReport(self.report.path, doc_id, "failed", outcome.error), None
        report = replace(
            self.report, clauses=outcome.clauses, levels=outcome.levels, facts=outcome.facts, warnings=outcome.warnings
        )
        return report, outcome.rows


def _plan(found: Found, matched: Match | None, known: Sequence[Listed], rebuild: bool) -> _Plan:
    path = str(found.path)
    if matched is None:
        before = next((one.doc_id for one in known if one.path == path), None)
        return _Plan(found, FileReport(path, before, "failed", str(found.error)))
    stored = matched.known
    if matched.twin is not None:
        return _Plan(found, FileReport(path, matched.doc_id or None, "unchanged", f"same content as {matched.twin}"))
    same_bytes = stored is not None and stored.version_id == found.sha256
    if stored and same_bytes and found.given is None:
        return _Plan(found, _unchanged(path, stored))  # the manifest is broken: what it said before stays
    mark = fingerprint(found.path.name, found.given or {})
    if stored and same_bytes and stored.fingerprint == mark and not rebuild:
        report = _unchanged(path, stored)
        if stored.path == path:
            return _Plan(found, report)
        return _Plan(found, replace(report, status="renamed", reason=f"was {stored.path}"), moved=True)
    status: Status = "added"
    reason: str | None = None
    if stored:
        status = "changed" if stored.path == path else "renamed"
        if stored.path != path:
            reason = f"was {stored.path}"
        elif same_bytes:
            again = rebuild and stored.fingerprint == mark
            reason = "read again" if again else "read again: its sidecar or the parser changed"
    return _Plan(found, FileReport(path, matched.doc_id, status, reason), matched.doc_id, mark, reads=True)


def _workers(jobs: Sequence[Job], settings: IngestSettings) -> int:
    """How many processes are worth their start."""
    if sum(job.path.stat().st_size for job in jobs if job.path.is_file()) < _WORTH_WORKERS:
        return 1
    return settings.workers or os.cpu_count() or 1


def _unchanged(path: str, stored: Listed) -> FileReport:
    return FileReport(
        path, stored.doc_id, "unchanged", clauses=stored.clauses, levels=stored.levels, facts=stored.facts,
        warnings=stored.warnings,
    )  # fmt: skip


def _removed(known: Sequence[Listed], matches: Sequence[Match], folders: Sequence[Path]) -> list[Listed]:
    """Documents whose file is gone from a named folder, and those whose file now repeats another's content."""
    kept = {one.doc_id for one in matches if one.twin is None}
    twins = {
        one.doc_id for one in matches if one.twin is not None and one.known and one.known.path == str(one.found.path)
    }
    out = []
    for one in known:
        path = Path(one.path)
        inside = any(path.is_relative_to(folder) for folder in folders)
        if one.doc_id not in kept and (one.doc_id in twins or (inside and not path.exists())):
            out.append(one)
    return out


def _manifests(looked: Sequence[Found]) -> list[FileReport]:
    """Broken manifests, each told once."""
    broken = {found.path.parent: str(found.error) for found in looked if found.sha256 and found.error}
    return [FileReport(str(folder / "manifest.yaml"), None, "failed", reason) for folder, reason in broken.items()]
