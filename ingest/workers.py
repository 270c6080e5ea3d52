"""Files read in parallel by worker processes, a few at a time, the outcomes in the order of the files."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from ingest.errors import StoreError
from ingest.work import Job, Outcome, do

_AHEAD = 3  # jobs a worker: what is done but not yet taken is held in memory


def outcomes(jobs: Sequence[Job], workers: int) -> Generator[Outcome, None, None]:
    """The outcome of each job, in their order; in this process where there is one worker.

    Raises:
        StoreError: The bytes of a file could not be kept.
    """
    if workers <= 1 or len(jobs) <= 1:
        yield from map(do, jobs)
        return
    crew = _Crew()
    with ThreadPoolExecutor(min(workers, len(jobs)), thread_name_prefix="ingest") as threads:
        waiting: deque[Future[Outcome]] = deque()
        try:
            for job in jobs:
                waiting.append(threads.submit(crew.do, job))
                if len(waiting) >= _AHEAD * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
            crew.dismiss()


class _Crew:
    """A worker process for each thread that asks."""

    def __init__(self) -> None:
        self._own = threading.local()
        self._guard = threading.Lock()
        self._all: list[subprocess.Popen[bytes]] = []
        self._over = False

    def do(self, job: Job) -> Outcome:
        """Have a job done by this thread's worker; one that dies of it is replaced."""
        worker: subprocess.Popen[bytes] | None = getattr(self._own, "worker", None)
        if worker is None or worker.poll() is not None:
            worker = self._own.worker = self._hire()
        try:
            answer = _ask(worker, job)
        except (OSError, EOFError, pickle.UnpicklingError):
            worker.kill()
            status = worker.wait()
            how = f"signal {-status}" if status < 0 else f"status {status}"
            return Outcome(error=f"the reader crashed on it ({how}): report this with the file")
        if isinstance(answer, StoreError):
            raise answer
        return answer if isinstance(answer, Outcome) else Outcome(error="the reader gave no answer")

    def dismiss(self) -> None:
        """End all workers."""
        with self._guard:
            self._over = True
            for worker in self._all:
                worker.kill()
                worker.wait()
                for stream in (worker.stdin, worker.stdout):
                    if stream:
                        _close(stream)

    def _hire(self) -> subprocess.Popen[bytes]:
        with self._guard:
            if self._over:
                raise EOFError
            paths = os.pathsep.join(path or os.getcwd() for path in sys.path)
            worker = subprocess.Popen(
                [sys.executable, "-m", "ingest.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": paths},
            )  # fmt: skip
            self._all.append(worker)
            return worker


def _ask(worker: subprocess.Popen[bytes], job: Job) -> Any:
    if worker.stdin is None or worker.stdout is None:
        raise EOFError
    pickle.dump(job, worker.stdin, pickle.HIGHEST_PROTOCOL)
    worker.stdin.flush()
    return pickle.load(worker.stdout)


def _close(stream: Any) -> None:
    try:
        stream.close()
    except BrokenPipeError:
        return  # what was still to be written to a worker that is gone
