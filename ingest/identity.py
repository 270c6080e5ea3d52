"""Which document a file is: the one that was seen under its path, else the one with its bytes whose file is gone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.corpus import Listed
from ingest.files import Found


@dataclass(frozen=True, slots=True)
class Match:
    """A file and its document."""

    found: Found
    doc_id: str
    known: Listed | None  # the document as it is stored
    twin: str | None = None  # another file with the same bytes is the document; this one is left out


def match(found: Sequence[Found], known: Sequence[Listed]) -> list[Match]:
    """The document of each file, in the order of the files; a new one gets a new id, kept for good."""
    by_path = {one.path: one for one in known}
    named = {str(one.path) for one in found}
    gone = {one.version_id: one for one in known if one.path not in named and not Path(one.path).exists()}
    elsewhere = {one.version_id: one for one in known if one.path not in named and one.version_id not in gone}
    keepers = _keepers(found, by_path)
    ids = {one.doc_id for one in known}
    out: list[Match] = []
    for one in found:
        keeper = keepers[one.sha256]
        stored = by_path.get(str(one.path))
        if keeper is not one:
            out.append(Match(one, stored.doc_id if stored else "", stored, keeper.path.name))
        elif stored is not None:
            out.append(Match(one, stored.doc_id, stored))
        elif (before := gone.pop(one.sha256, None)) is not None:
            out.append(Match(one, before.doc_id, before))
        elif (other := elsewhere.get(one.sha256)) is not None:
            out.append(Match(one, other.doc_id, other, other.path))
        else:
            doc_id = _new_id(one.sha256, ids)
            ids.add(doc_id)
            out.append(Match(one, doc_id, None))
    return out


def _keepers(found: Iterable[Found], by_path: dict[str, Listed]) -> dict[str, Found]:
    """For each content the one file that is its document: the one stored with it, else a known one, else the first."""
    keepers: dict[str, tuple[int, Found]] = {}
    for one in found:
        stored = by_path.get(str(one.path))
        rank = 2 if stored is None else 0 if stored.version_id == one.sha256 else 1
        if one.sha256 not in keepers or rank < keepers[one.sha256][0]:
            keepers[one.sha256] = (rank, one)
    return {sha256: one for sha256, (_, one) in keepers.items()}


def _new_id(sha256: str, taken: set[str]) -> str:
    return next(name for length in range(10, len(sha256) + 1, 2) if (name := f"d{sha256[:length]}") not in taken)
