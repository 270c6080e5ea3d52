"""The sets in parts: each is measured with weights that were learned from the other parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from eval import jsonl
from eval.cases import GOLD, split_of

FOLDS = 4


def names(gold: Path = GOLD) -> list[str]:
    """The sets that are looked at."""
    return sorted(path.stem for path in gold.glob("*develop*.jsonl") if split_of(path.stem) == "develop")


def folds(gold: Path = GOLD) -> list[list[str]]:
    """The sets in four parts of about as many questions; those over the same documents of others are in one.

    The sets over docs_corpus/ are dealt out one by one: all ask about the same few documents, and together they would
    be more than half of what there is to learn from.
    """
    rows = {name: [row for _, row in jsonl.objects(gold / f"{name}.jsonl")] for name in names(gold)}
    files = {name: {file for row in several for file in _outside(row)} for name, several in rows.items()}
    return _dealt(_together(files), {name: len(several) for name, several in rows.items()})


def _outside(row: Mapping[str, Any]) -> Iterator[str]:
    """The documents of others that a row's spans name."""
    for way in (row.get("evidence", ()), *row.get("alternatives", ())):
        yield from (span["file"] for span in way if "file" in span)


def _together(files: Mapping[str, set[str]]) -> list[list[str]]:
    """Names whose files overlap, by themselves or over others that overlap with both, in one group."""
    groups: list[tuple[list[str], set[str]]] = []
    for name, own in files.items():
        near = [group for group in groups if group[1] & own]
        joined = [one for several, _ in near for one in several]
        groups = [group for group in groups if group not in near]
        groups.append(([*joined, name], own.union(*(found for _, found in near))))
    return [several for several, _ in groups]


def _dealt(groups: list[list[str]], sizes: Mapping[str, int]) -> list[list[str]]:
    """The groups in parts: the largest first, each into the part that is smallest by then."""

    def size(several: list[str]) -> int:
        return sum(sizes[name] for name in several)

    parts: list[list[str]] = [[] for _ in range(FOLDS)]
    for group in sorted(groups, key=lambda group: (-size(group), group)):
        min(parts, key=size).extend(group)
    return [sorted(part) for part in parts]
