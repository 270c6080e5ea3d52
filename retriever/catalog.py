"""The generations of a data folder: which is live, make one live, go back, sweep. Swapping CURRENT is the only commit.

CURRENT                      the live generation's id; on the second line the one that was live before
generations/<id>/            manifest.json, documents.*, clauses.*, bm25/, vectors.bin, chroma/
generations/.building-<id>   a build that has not finished, or never will; removed by the next writer
"""

from __future__ import annotations

import os
import shutil
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import NoIndex, NotFound, StoreError
from retriever import chroma
from retriever.generation import MANIFEST, Generation, Manifest, hold
from retriever.settings import IndexSettings

if TYPE_CHECKING:
    from retriever.embedder import Encoder

CURRENT = "CURRENT"
GENERATIONS = "generations"
BUILDING = ".building-"
_TRASH = ".trash-"


@dataclass(frozen=True, slots=True)
class Listed:
    """A generation as `policyqa index list` shows it."""

    generation_id: str
    manifest: Manifest | None  # None where it cannot be read
    live: bool
    previous: bool
    error: str = ""

    @property
    def created(self) -> str:
        """When it was built; empty, and so before all others, where that cannot be read."""
        return self.manifest.created if self.manifest is not None else ""


def open_current(data_dir: Path, encoder: Encoder, settings: IndexSettings) -> Generation:
    """Open the live generation.

    Raises:
        NoIndex: Nothing was ingested yet.
        ModelMismatch: It was built with another embedding model than `encoder`.
        StoreError: It is damaged, or was written by a newer version.
    """
    for _ in range(10):  # a sweep may take the folder between reading CURRENT and locking it; CURRENT has moved on then
        name = current_id(data_dir)
        if name is None:
            raise NoIndex(f"nothing is indexed under {data_dir}", "run `policyqa ingest`")
        try:
            return open_generation(data_dir, name, encoder, settings)
        except NotFound:
            if current_id(data_dir) == name:
                raise
    raise StoreError(f"the live generation under {data_dir} keeps changing", "try again")


def open_generation(data_dir: Path, generation_id: str, encoder: Encoder, settings: IndexSettings) -> Generation:
    """Open a generation by its id: a staged one to evaluate it, or the live one."""
    folder = folder_of(data_dir, generation_id)
    try:
        return Generation(folder, encoder, settings)
    except (FileNotFoundError, NotADirectoryError, BlockingIOError) as error:
        raise NotFound(f"no generation {generation_id}", "see `policyqa index list`") from error


def current_id(data_dir: Path) -> str | None:
    """Id of the live generation; cheap, to be looked at for each request."""
    return _current(data_dir)[0]


def promote(data_dir: Path, generation_id: str) -> None:
    """Make a generation live."""
    with writing(data_dir):
        _manifest(data_dir, generation_id)
        live, _ = _current(data_dir)
        if live != generation_id:
            _swap(data_dir, generation_id, live)


def rollback(data_dir: Path) -> str:
    """Make the generation live that was live before; a second rollback undoes the first. Returns its id."""
    with writing(data_dir):
        live, previous = _current(data_dir)
        if previous is None:
            raise NotFound("no generation to go back to", "see `policyqa index list`")
        _manifest(data_dir, previous)
        _swap(data_dir, previous, live)
        return previous


def sweep(data_dir: Path, settings: IndexSettings | None = None) -> list[str]:
    """Delete the generations that nobody needs; returns their ids.

    Kept: the live one, the one before it, those built after the live one (staged), and those that a reader holds.
    """
    removed: list[str] = []
    with writing(data_dir):
        listed = list_generations(data_dir)
        since = next((item.created for item in listed if item.live), "")
        for item in listed:
            needed = item.live or item.previous or item.created > since
            if needed or not _remove(data_dir, item.generation_id):
                continue
            removed.append(item.generation_id)
            if settings is not None and settings.chroma_url is not None and item.manifest is not None:
                chroma.drop(item.manifest.collection, settings.chroma_url)
        clear(data_dir / GENERATIONS)
    return removed


def list_generations(data_dir: Path) -> list[Listed]:
    """All complete generations, oldest first."""
    live, previous = _current(data_dir)
    found: list[Listed] = []
    for path in (data_dir / GENERATIONS).glob(f"*/{MANIFEST}"):
        name = path.parent.name
        if name.startswith("."):
            continue
        try:
            found.append(Listed(name, Manifest.read(path.parent), name == live, name == previous))
        except StoreError as error:
            found.append(Listed(name, None, name == live, name == previous, error.message))
    return sorted(found, key=lambda item: (item.created, item.generation_id))


def folder_of(data_dir: Path, generation_id: str) -> Path:
    """Where a generation lies; refuses a name that leads elsewhere."""
    if generation_id != Path(generation_id).name or generation_id.startswith("."):
        raise NotFound(f"no generation {generation_id}", "see `policyqa index list`")
    return data_dir / GENERATIONS / generation_id


def _manifest(data_dir: Path, generation_id: str) -> Manifest:
    folder = folder_of(data_dir, generation_id)
    if not (folder / MANIFEST).is_file():
        raise NotFound(f"no generation {generation_id}", "see `policyqa index list`")
    return Manifest.read(folder)


def _current(data_dir: Path) -> tuple[str | None, str | None]:
    try:
        lines = (data_dir / CURRENT).read_text("utf-8").split()
    except FileNotFoundError:
        return None, None
    return (lines[0] if lines else None), (lines[1] if len(lines) > 1 else None)


def _swap(data_dir: Path, live: str, previous: str | None) -> None:
    beside = data_dir / f".{CURRENT}.new"
    with beside.open("w", encoding="utf-8") as file:
        file.write(f"{live}\n{previous or ''}\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, data_dir / CURRENT)
    sync(data_dir)


def _remove(data_dir: Path, generation_id: str) -> bool:
    folder = folder_of(data_dir, generation_id)
    try:
        fd = hold(folder, exclusive=True)
    except BlockingIOError:
        return False
    try:
        aside = folder.with_name(f"{_TRASH}{generation_id}")
        os.replace(folder, aside)
        shutil.rmtree(aside)
    finally:
        os.close(fd)
    return True


def clear(root: Path) -> None:
    """Remove what a killed build or sweep left; the caller is the one writer."""
    for pattern in (f"{BUILDING}*", f"{_TRASH}*"):
        for left in root.glob(pattern):
            shutil.rmtree(left)


def sync(path: Path) -> None:
    """Flush a file or a folder to the disk."""
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def writing(data_dir: Path) -> AbstractContextManager[object]:
    """The one writer's lock."""
    from ingest.lock import writer_lock

    return writer_lock(data_dir)
