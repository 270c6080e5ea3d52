"""Gold sets over documents that are not ours to ship: a span names a file, two offsets and a hash of the text there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from pydantic import ValidationError

from eval import jsonl
from eval.cases import GOLD, Case, split_of, unique
from ingest.errors import UsageError

FAMILIES: dict[str, tuple[str, ...]] = {
    "outside": ("outside_develop", "outside_score"),
    "outside2": ("outside_develop2", "outside_score2"),
    "outside3": ("outside_develop3", "outside_score3"),
    "outside4": (*(f"outside_develop{n}" for n in range(4, 16)), "outside_score4", "outside_score5"),
}  # The sets of a family share a section of eval/gate.toml.
OUTSIDE = tuple(name for family in FAMILIES.values() for name in family)
VARIABLE = "POLICYQA_TEST_DATA"


@dataclass(frozen=True, slots=True)
class OutsideSet:
    """A set that is asked of an index of its own, which has these files and no others."""

    name: str
    files: tuple[Path, ...]
    cases: tuple[Case, ...]


def load_outside(name: str, folder: Path | None, gold: Path = GOLD) -> OutsideSet:
    """A set with the quotations that its spans point to, read from `folder`.

    Raises:
        UsageError: The folder or a file is not there, or a file is not the one that the questions were written from.
    """
    if folder is None or not folder.is_dir():
        where = f"there is no folder {folder}" if folder else f"{VARIABLE} is not set"
        raise UsageError(f"{name} is left out: {where}", f"name the folder of its documents in {VARIABLE}")
    path = gold / f"{name}.jsonl"
    texts: dict[str, str] = {}
    cases = []
    for number, row in jsonl.objects(path):
        try:
            whole = {key: _resolved(row[key], folder, texts) for key in ("evidence", "alternatives")}
            cases.append(Case.model_validate({"split": split_of(name), **row, **whole}))
        except (KeyError, TypeError, ValidationError) as error:
            raise UsageError(f"{path}, line {number}: no case ({error})", "see the README beside it") from error
    files = tuple(folder / file for file in sorted(texts))
    if len({file.name for file in files}) < len(files):
        raise UsageError(f"{path}: two of its documents have one name", "give each file a name of its own")
    return OutsideSet(name, files, unique(cases, str(path)))


def _resolved(spans: Any, folder: Path, texts: dict[str, str]) -> list[Any]:
    """Spans, or lists of them, as the sets over docs_corpus/ write them."""
    return [_resolved(s, folder, texts) if isinstance(s, list) else _span(s, folder, texts) for s in spans]


def _span(span: dict[str, Any], folder: Path, texts: dict[str, str]) -> dict[str, Any]:
    file, start, end = span["file"], span["start"], span["end"]
    if file not in texts:
        try:
            texts[file] = (folder / file).read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{folder / file} cannot be read ({error})", f"{VARIABLE} names the folder") from error
    quote = texts[file][start:end]
    if hashlib.sha256(quote.encode("utf-8")).hexdigest() != span["quote_sha256"]:
        raise UsageError(f"{folder / file} is another version: {start}:{end} differs", "take the version of the set")
    return {"source_file": PurePath(file).name, "quote": quote, "start": start, "end": end}
