"""Where a model lies on this machine, and what its files are."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

_BLOCK = 1 << 20


def offline() -> bool:
    """Whether nothing may be fetched: so it is unless the user sets HF_HUB_OFFLINE=0 (`quiet_dependencies`)."""
    return os.environ.get("HF_HUB_OFFLINE", "").lower() in {"1", "true", "yes", "on"}


def folder_of(model: str) -> Path | None:
    """The folder named, or the one into which a model of the hub was downloaded; None where neither is here."""
    if Path(model).is_dir():
        return Path(model)
    # Imported here: the default model needs nothing of it.
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(model, local_files_only=True))
    except (HFValidationError, LocalEntryNotFoundError):  # no name of the hub, or not downloaded
        return None


def sha256(files: Sequence[Path]) -> str:
    """Of the files' bytes, one after the other, read in blocks: weights may be larger than memory."""
    digest = hashlib.sha256()
    for file in files:
        with file.open("rb") as opened:
            while block := opened.read(_BLOCK):
                digest.update(block)
    return digest.hexdigest()


def first_line(error: Exception) -> str:
    """The first line of an error, short enough to be read."""
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__)[:200]
