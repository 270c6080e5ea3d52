"""Settings of the ingest layer; `app/settings.py` is the one loader."""

from __future__ import annotations

from dataclasses import dataclass

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReaderLimits:
    """What a single file may cost; above it the file is refused, not the run.

    Attributes:
        max_bytes: Size of the file.
        max_unpacked_bytes: Size of what a DOCX or another archive unpacks to.
        max_characters: Length of the text that was read.
        max_pages: Pages of a PDF.
        max_depth: Levels of nested elements in an HTML page.
    """

    max_bytes: int = 64 * _MB
    max_unpacked_bytes: int = 256 * _MB
    max_characters: int = 10_000_000
    max_pages: int = 3000
    max_depth: int = 250


@dataclass(frozen=True, slots=True)
class IngestSettings(ReaderLimits):
    """Limits of the readers, and of what lies beside the files.

    Attributes:
        max_sidecar_bytes: Size of a NAME.meta.yaml or manifest.yaml.
        max_files: Files in the folders of one call.
        workers: Processes that read files; 0 is one a core, 1 is none beside the command's own.
    """

    max_sidecar_bytes: int = 2 * _MB
    max_files: int = 100_000
    workers: int = 0
