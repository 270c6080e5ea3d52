"""One writer at a time: a lock on the data folder that dies with the process that holds it, kill -9 included."""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import Busy, StoreError

_FILE = "writer.lock"
_PAUSE = 0.05


@dataclass(slots=True)
class _Held:
    fd: int
    thread: int
    depth: int


_held: dict[str, _Held] = {}
_guard = threading.Lock()


@contextmanager
def writer_lock(data_dir: Path, wait: float = 2.0) -> Iterator[None]:
    """Hold the right to write `data_dir`. The thread that holds it may take it again.

    Args:
        data_dir: The data folder; made if it is not there.
        wait: Seconds to wait for another writer.

    Raises:
        Busy: Another process or thread writes.
        StoreError: The folder cannot be written.
    """
    key = str(data_dir.resolve())
    deadline = time.monotonic() + wait
    while not _take(key, data_dir):
        if time.monotonic() >= deadline:
            raise Busy(f"another process is writing to {data_dir}", "wait until it is done, then run this again")
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        _give_back(key)


def _take(key: str, data_dir: Path) -> bool:
    with _guard:
        held = _held.get(key)
        if held is not None:
            if held.thread != threading.get_ident():
                return False
            held.depth += 1
            return True
        try:
            data_dir.mkdir(parents=True, exist_ok=True)
            fd = os.open(data_dir / _FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise StoreError(
                f"the data folder {data_dir} cannot be written: {error.strerror}", "name another with --data-dir"
            ) from error
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(fd)
            return False
        except BaseException:
            os.close(fd)
            raise
        _held[key] = _Held(fd, threading.get_ident(), 1)
        return True


def _give_back(key: str) -> None:
    with _guard:
        held = _held[key]
        held.depth -= 1
        if held.depth == 0:
            del _held[key]
            os.close(held.fd)
