"""Metadata of documents that are not in the project, against what was read in them before any code was run.

The files lie under POLICYQA_TEST_DATA (by default ../shared/data beside the checkout); without them the tests skip.
Classes of failure were mended while looking at the `developed` half alone; the `held` half was only ever scored.
Fields are described in tests/golden/README.md.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ingest.parser import parse
from ingest.settings import ReaderLimits
from ingest.types import Metadata
from tests.ingest.scoring import Score

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("POLICYQA_TEST_DATA") or ROOT.parent / "shared" / "data")


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (ROOT / "tests" / "golden" / name).read_text("utf-8").splitlines()]


FIRST, MORE = rows("metadata.jsonl"), rows("metadata_more.jsonl")
HALVES = {"developed": FIRST[0::2] + MORE[0::2], "held": FIRST[1::2] + MORE[1::2]}
FIELDS = ("title", "doc_number", "issuer", "issued", "effective", "expires", "region_code", "addressees")


@cache
def metadata(file: str) -> Metadata:
    path = DATA / file
    if not path.is_file():
        pytest.skip(f"no {file} under {DATA}: set POLICYQA_TEST_DATA")
    return parse(path.read_bytes(), path.name, "d", {}, ReaderLimits()).metadata


def plain(value: str | None) -> str | None:
    return None if value is None else re.sub(r"\s", "", unicodedata.normalize("NFKC", value))


def score(row: dict[str, Any]) -> Score:
    """What `also` names may stand instead: it is right where something is wanted, and nothing where nothing is."""
    right, extra, missed = 0, [], []
    name = Path(row["file"]).stem[:5]
    for field in FIELDS:
        want, found = plain(row[field]), plain(getattr(metadata(row["file"]), field))
        if found == want or found in {plain(one) for one in row["also"].get(field, ())}:
            right += want is not None and found is not None
            continue
        if found is not None:
            extra.append(f"{name} {field} {found}, not {want}")
        if want is not None:
            missed.append(f"{name} {field} {want}, found {found}")
    return Score(right, tuple(extra), tuple(missed))


def score_repeals(row: dict[str, Any]) -> Score:
    want = [plain(title) for title in row["repeals"]]
    found = [plain(one.title or one.number) for one in metadata(row["file"]).repeals]
    right = [one for one in want if one in found]
    return Score(
        len(right),
        tuple(f"{row['file']} {one}" for one in found if one not in want),
        tuple(f"{row['file']} {one}" for one in want if one not in found),
    )


def total(scores: Iterable[Score]) -> Score:
    return sum(scores, Score())


# Floors, a little under what is reached: precision, recall. The log has the figures of the first measurement.
FLOORS = {"developed": (0.99, 0.99), "held": (0.98, 0.97)}


@pytest.mark.parametrize("half", HALVES)
def test_metadata_is_what_was_read_in_the_file(half: str) -> None:
    found = total(map(score, HALVES[half]))
    told = "\n".join([*(f"extra: {one}" for one in found.extra), *(f"missed: {one}" for one in found.missed)])
    assert found.precision >= FLOORS[half][0], told
    assert found.recall >= FLOORS[half][1], told


@pytest.mark.parametrize("half", HALVES)
def test_repealed_documents_are_those_read_in_the_file(half: str) -> None:
    found = total(map(score_repeals, HALVES[half]))
    assert (found.extra, found.missed) == ((), ())


def test_files_are_those_that_were_read() -> None:
    there = [row for row in FIRST + MORE if (DATA / row["file"]).is_file()]
    if not there:
        pytest.skip(f"no documents under {DATA}: set POLICYQA_TEST_DATA")
    assert [hashlib.sha256((DATA / row["file"]).read_bytes()).hexdigest() for row in there] == [
        row["sha256"] for row in there
    ]


def test_sizes_of_the_halves() -> None:
    assert [len(half) for half in HALVES.values()] == [38, 37]
