"""From files and folders to the corpus, with a report a file. A call's changes go in at once, at its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from ingest.corpus import Corpus, Listed, Put
from ingest.errors import DocumentError
from ingest.files import Found, expand, look_at
from ingest.identity import Match, match
from ingest.lock import writer_lock
from ingest.parser import fingerprint, parse
from ingest.readers.read import load
from ingest.settings import IngestSettings

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
        reports: dict[Path, FileReport] = {}
        puts: list[Put] = []
        moved: list[tuple[str, str]] = []
        matches = match([one for one in looked if one.sha256], known)
        at = {one.found.path: one for one in matches}
        for done, found in enumerate(looked):
            if progress:
                progress(done, len(looked), found.path.name)
            report, put = _take(found, at.get(found.path), known, settings, rebuild)
            reports[found.path] = report
            puts += [put] if put else []
            if report.status == "renamed" and not put and report.doc_id:
                moved.append((report.doc_id, str(found.path)))
        if progress:
            progress(len(looked), len(looked), "")
        removed = _removed(known, matches, folders)
        if not dry_run and (puts or moved or removed):
            corpus.apply(puts, moved=moved, removed=[one.doc_id for one in removed])
    gone = [FileReport(one.path, one.doc_id, "removed", "the file is gone") for one in removed]
    return IngestReport((*_manifests(looked), *reports.values(), *gone), dry_run)


def _take(
    found: Found, matched: Match | None, known: Sequence[Listed], settings: IngestSettings, rebuild: bool
) -> tuple[FileReport, Put | None]:
    path = str(found.path)
    if matched is None:
        before = next((one.doc_id for one in known if one.path == path), None)
        return FileReport(path, before, "failed", str(found.error)), None
    stored = matched.known
    if matched.twin is not None:
        return FileReport(path, matched.doc_id or None, "unchanged", f"same content as {matched.twin}"), None
    same_bytes = stored is not None and stored.version_id == found.sha256
    if stored and same_bytes and found.given is None:
        return _unchanged(path, stored), None  # the manifest is broken: what it said before stays
    given = found.given or {}
    mark = fingerprint(found.path.name, given)
    if stored and same_bytes and stored.fingerprint == mark and not rebuild:
        report = _unchanged(path, stored)
        return report if stored.path == path else replace(report, status="renamed", reason=f"was {stored.path}"), None
    try:
        data = load(found.path, settings)
        document = parse(data, found.path.name, matched.doc_id, given, settings)
    except DocumentError as error:
        return FileReport(path, stored.doc_id if stored else None, "failed", str(error)), None
    except Exception as error:  # a bug in one parser must not cost the other files; it is reported as this file's
        what = f"the parser failed ({type(error).__name__}: {error}): report this with the file"
        return FileReport(path, stored.doc_id if stored else None, "failed", " ".join(what.split())), None
    status: Status = "added"
    reason: str | None = None
    if stored:
        status = "changed" if stored.path == path else "renamed"
        if stored.path != path:
            reason = f"was {stored.path}"
        elif same_bytes:
            reason = (
                "read again"
                if rebuild and stored.fingerprint == mark
                else "read again: its sidecar or the parser changed"
            )
    report = FileReport(
        path,
        document.doc_id,
        status,
        reason,
        clauses=len(document.clauses),
        levels=max((clause.depth for clause in document.clauses), default=0),
        facts=len(document.facts),
        warnings=document.warnings,
    )
    return report, Put(document, path, mark, data)


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
