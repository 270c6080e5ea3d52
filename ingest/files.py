"""Which files a call of ingest is about, and what is known of each."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest import sidecar
from ingest.errors import DocumentError, UsageError
from ingest.readers import SUFFIXES
from ingest.readers.read import load
from ingest.settings import IngestSettings

_NO_DOCUMENTS = frozenset({"readme", "license", "licence", "changelog", "contributing"})


@dataclass(frozen=True, slots=True)
class Found:
    """A file to ingest: what its bytes are called and what its sidecar says, or why that is not known."""

    path: Path  # absolute; a link is followed for a file that was named itself only
    sha256: str = ""
    given: Mapping[str, Any] | None = None  # None: the folder's manifest is broken
    error: DocumentError | None = None


def expand(paths: Iterable[Path], settings: IngestSettings) -> tuple[list[Path], list[Path]]:
    """The files, each once, in order, and the folders that were named.

    Raises:
        UsageError: The folders hold more files than the limit.
    """
    found: dict[Path, None] = {}
    folders = []
    for path in paths:
        if path.is_dir():
            folder = path.resolve()
            folders.append(folder)
            found.update(dict.fromkeys(_members(folder)))
        else:
            found[path.parent.resolve() / path.name] = None
        if len(found) > settings.max_files:
            raise UsageError(f"over {settings.max_files:,} files", "ingest the folders one by one, or raise max_files")
    return list(found), folders


def look_at(path: Path, settings: IngestSettings) -> Found:
    """What a file's bytes are called, and what its sidecars say."""
    try:
        sha256 = hashlib.sha256(load(path, settings)).hexdigest()
    except DocumentError as error:
        return Found(path, error=error)
    try:
        return Found(path, sha256, sidecar.load_for(path, settings.max_sidecar_bytes))
    except sidecar.SidecarError as error:
        if error.path.name == sidecar.MANIFEST:
            return Found(path, sha256, None, error)
        return Found(path, error=error)
    except DocumentError as error:
        return Found(path, error=error)


def _members(folder: Path) -> Iterator[Path]:
    """Documents in a folder and below; links that lead out of it are not followed, nor hidden files taken."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__")))
        for name in sorted(names):
            path = Path(parent, name)
            if name.startswith((".", "~$")) or sidecar.is_sidecar(path) or path.stem.lower() in _NO_DOCUMENTS:
                continue
            if path.suffix.lower() not in SUFFIXES:
                continue
            if path.is_symlink() and not (path.resolve().is_file() and path.resolve().is_relative_to(folder)):
                continue
            yield path
