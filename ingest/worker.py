"""A worker process: jobs come in on standard input, outcomes go out on standard output, both pickled, until the end.

It is started as `python -m ingest.worker` by `ingest.workers`, so that the program that calls ingest is not run again,
as it would be by multiprocessing, and so that a reader that crashes takes no other file with it.
"""

from __future__ import annotations

import os
import pickle
import sys

from ingest.errors import StoreError
from ingest.work import do


def main() -> int:
    """Serve until the input ends."""
    # What a library prints must not get between the outcomes.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with out:
        while True:
            try:
                job = pickle.load(sys.stdin.buffer)
            except EOFError:
                return 0
            try:
                outcome: object = do(job)
            except StoreError as error:
                outcome = error
            pickle.dump(outcome, out, pickle.HIGHEST_PROTOCOL)
            out.flush()


if __name__ == "__main__":
    sys.exit(main())
