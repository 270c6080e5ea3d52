"""How fast files become documents, per format, and the memory that a whole run takes."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.corpus import Corpus
from ingest.errors import DocumentError
from ingest.facts import extract_facts
from ingest.files import expand
from ingest.metadata import extract
from ingest.normalize import normalize
from ingest.pipeline import ingest
from ingest.readers import read
from ingest.settings import IngestSettings
from ingest.structure import build_clauses

_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class FormatSpeed:
    """One reader's files: `text` is bytes of UTF-8 that came out; seconds are of one core."""

    reader: str
    files: int
    text: int
    reading: float
    parsing: float

    @property
    def parsed_per_second(self) -> float:
        """Megabytes of text a second through structure and facts."""
        return self.text / _MB / self.parsing if self.parsing else 0.0

    @property
    def read_per_second(self) -> float:
        """Megabytes of text a second out of the files."""
        return self.text / _MB / self.reading if self.reading else 0.0


@dataclass(frozen=True, slots=True)
class IngestSpeed:
    """All formats, and one run of ingest over all files into an empty corpus."""

    formats: tuple[FormatSpeed, ...]
    refused: tuple[str, ...]
    seconds: float  # of the clock, for the whole run
    text: int
    peak_memory: int  # bytes: this process and its largest worker together

    @property
    def per_second(self) -> float:
        """Megabytes of text a second through the whole run, with all workers."""
        return self.text / _MB / self.seconds if self.seconds else 0.0


def bench(paths: Sequence[Path], settings: IngestSettings) -> IngestSpeed:
    """Read and parse every file in this process, then ingest them all at once.

    Raises:
        UsageError: The folders hold too many files.
    """
    files, _ = expand(paths, settings)
    totals: dict[str, list[float]] = {}
    refused = []
    _warm_up(settings)
    for path in files:
        try:
            speed = _one(path, settings)
        except DocumentError as error:
            refused.append(f"{path.name}: {error}")
            continue
        row = totals.setdefault(speed.reader, [0, 0, 0.0, 0.0])
        for index, value in enumerate((speed.files, speed.text, speed.reading, speed.parsing)):
            row[index] += value
    formats = tuple(
        FormatSpeed(reader, int(row[0]), int(row[1]), row[2], row[3]) for reader, row in sorted(totals.items())
    )
    with TemporaryDirectory(prefix="policyqa-bench-") as folder:
        started = time.perf_counter()
        ingest(paths, Corpus(Path(folder)), settings)
        seconds = time.perf_counter() - started
    return IngestSpeed(formats, tuple(refused), seconds, sum(one.text for one in formats), _peak())


def _warm_up(settings: IngestSettings) -> None:
    """Load the tables and libraries that a process loads once, so that no format pays for them alone."""
    with TemporaryDirectory(prefix="policyqa-bench-") as folder:
        path = Path(folder) / "first.txt"
        path.write_text("广州市人民政府关于支持創新的通知\n一、对新认定的企业，给予20万元补助。\n", "utf-8")
        _one(path, settings)


def _one(path: Path, settings: IngestSettings) -> FormatSpeed:
    started = time.process_time()
    source = read(path, settings)
    read_at = time.process_time()
    norm = normalize(source.text)
    clauses, _ = build_clauses(norm, source.text, "d")
    metadata = extract(norm, clauses, source, path.name)
    extract_facts(norm, clauses, "d", metadata.region)
    done = time.process_time()
    return FormatSpeed(source.reader, 1, len(source.text.encode()), read_at - started, done - read_at)


def _peak() -> int:
    unit = 1 if sys.platform == "darwin" else 1024  # kilobytes but on macOS
    return unit * sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
