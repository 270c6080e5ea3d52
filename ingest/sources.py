"""The original bytes of every version, under sources/<sha256>: written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from ingest.errors import StoreError


def path_of(data_dir: Path, version_id: str) -> Path:
    """Where the bytes of a version lie."""
    return data_dir / "sources" / version_id


def keep(data_dir: Path, version_id: str, data: bytes) -> None:
    """Write the bytes of a version, flushed to the disk, unless they are there; `settle` makes its name last.

    Raises:
        StoreError: The folder cannot be written.
    """
    target = path_of(data_dir, version_id)
    if target.is_file() and target.stat().st_size == len(data):
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_name(f".{version_id}.part")
        with partial.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(partial, target)
    except OSError as error:
        raise StoreError(f"{target.parent} cannot be written: {error.strerror}", "free space there") from error


def settle(data_dir: Path) -> None:
    """Flush the names of all versions that were kept: one flush for a whole call, before it is committed.

    What a killed writer left half-written goes: whoever calls holds the right to write, and has no file open.

    Raises:
        StoreError: The folder cannot be written.
    """
    folder = data_dir / "sources"
    if not folder.is_dir():
        return
    try:
        for partial in folder.glob(".*.part"):
            partial.unlink(missing_ok=True)
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
    except OSError as error:
        raise StoreError(f"{folder} cannot be written: {error.strerror}", "free space there") from error
