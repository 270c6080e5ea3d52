"""Clauses of documents that are not ours to ship, with their facts as offsets and values: `eval/annotations/`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field

from eval import jsonl
from eval.elsewhere import VARIABLE
from eval.jsonl import Row
from ingest.errors import UsageError
from ingest.types import Bound, FactKind

ANNOTATIONS = Path(__file__).parent / "annotations"
SETS = ("develop", "develop2", "develop3", "score", "score2", "score5")
Value = float | str | None


class Bracket(Row):
    """The quantities for which a value holds; an end that is not given is open."""

    min: float | None = None
    max: float | None = None
    min_inclusive: bool = True
    max_inclusive: bool = True


class Stated(Row):
    """One fact of a clause: a value at `value_start`, or a sentence at `start`; every field is in the README."""

    kind: FactKind | Literal["optional"]
    or_kind: FactKind | None = None
    start: int | None = None
    end: int | None = None
    value_start: int | None = None
    value_end: int | None = None
    value: Value = None
    value_max: Value = None
    unit: str | None = None
    bound: Bound | None = None
    subject_start: int | None = None
    subject_end: int | None = None
    base_start: int | None = None
    base_end: int | None = None
    who_start: int | None = None
    who_end: int | None = None
    exception_start: int | None = None
    exception_end: int | None = None
    level: str | None = None
    per: tuple[str | None, ...] | None = None
    cap: float | None = None
    tier: Bracket | Literal["any"] | None = None

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands: the value, or the sentence of a fact that has none."""
        if self.value_start is not None and self.value_end is not None:
            return self.value_start, self.value_end
        return self.start or 0, self.end or 0

    @property
    def valued(self) -> bool:
        """Whether it is a value, not a sentence."""
        return self.value_start is not None


class Annotated(Row):
    """A clause: its span, the hash of the text there, and its facts."""

    file: str
    start: int
    end: int
    sha256: str
    stratum: str
    facts: tuple[Stated, ...] = Field(default=())


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """A document with its annotated clauses."""

    file: str
    data: bytes
    text: str
    clauses: tuple[Annotated, ...]


def load(name: str, folder: Path | None, annotations: Path = ANNOTATIONS) -> tuple[AnnotatedDocument, ...]:
    """The documents of a set, read from `folder`, in the order of the file.

    Raises:
        UsageError: The folder or a document is not there, or a document is not the version that was annotated.
    """
    if folder is None or not folder.is_dir():
        where = f"there is no folder {folder}" if folder else f"{VARIABLE} is not set"
        raise UsageError(f"the annotated documents are not here: {where}", f"name their folder in {VARIABLE}")
    by_file: dict[str, list[Annotated]] = {}
    for clause in jsonl.read(annotations / f"{name}.jsonl", Annotated):
        by_file.setdefault(clause.file, []).append(clause)
    return tuple(_document(folder, file, clauses) for file, clauses in by_file.items())


def _document(folder: Path, file: str, clauses: list[Annotated]) -> AnnotatedDocument:
    try:
        data = (folder / file).read_bytes()
        text = data.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{folder / file} cannot be read ({error})", f"{VARIABLE} names the folder") from error
    for clause in clauses:
        if hashlib.sha256(text[clause.start : clause.end].encode("utf-8")).hexdigest() != clause.sha256:
            raise UsageError(
                f"{folder / file} is another version: {clause.start}:{clause.end} differs",
                "take the version that was annotated",
            )
    return AnnotatedDocument(file, data, text, tuple(clauses))
