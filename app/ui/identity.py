"""Whose a conversation is: a secret that the server made up and the browser keeps, known here by its hash alone."""

from __future__ import annotations

import hashlib
import re
import secrets
from typing import Any

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def new_token() -> str:
    """A secret that cannot be guessed: 256 bits."""
    return secrets.token_urlsafe(32)


def owner_of(token: Any) -> str | None:
    """The owner that a browser's secret stands for; None for what this server cannot have made."""
    if not isinstance(token, str) or not _TOKEN.fullmatch(token):
        return None
    return hashlib.sha256(token.encode()).hexdigest()
