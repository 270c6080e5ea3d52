"""How long each stage of an answer takes, told to whoever listens in this context; nothing where nobody does."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[str, float], None]  # stage, seconds

_listener: ContextVar[Listener | None] = ContextVar("stages", default=None)


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Tell how long the block took."""
    listener = _listener.get()
    if listener is None:
        yield
        return
    began = time.perf_counter()
    try:
        yield
    finally:
        listener(name, time.perf_counter() - began)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Have the stages of this block, and of the threads that inherit its context, told to `listener`."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
