"""The gold questions over documents that are not ours to ship: true to each document where the folder of them is there.

A span names a file of that folder, two offsets and a hash of the text between them: no text of a document is in here.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.eval.test_gold import (
    BOUNDS,
    CASE_FIELDS,
    CATEGORIES,
    DATA,
    GOLD,
    LANGUAGES,
    PLACES,
    ROOT,
    STATUSES,
    UNANSWERED,
    UNITS,
    VALUE_FIELDS,
    every_case,
    folded,
    load,
    runs,
    spans,
    spellings,
)

FOLDER = Path(os.environ.get("POLICYQA_TEST_DATA") or ROOT.parent / "shared" / "data")
NAMES = (
    "outside_develop", "outside_score", "outside_develop2", "outside_score2", "outside_develop3", "outside_score3",
    "outside_develop4", "outside_develop5", "outside_develop13", "outside_develop14", "outside_develop15",
)  # fmt: skip
AGAIN = {
    "outside_develop6": "outside_develop",
    "outside_develop7": "outside_develop2",
    "outside_develop8": "outside_develop3",
    "outside_develop9": "outside_develop4",
    "outside_develop10": "outside_develop5",
    "outside_develop11": "outside_develop",
    "outside_develop12": "outside_develop2",
}  # the same documents once more
MIXED = ("outside_score4", "outside_score5")  # over documents that are only run, of several sets
DOCUMENTS = dict(zip(NAMES, (13, 12, 14, 14, 19, 20, 11, 13, 13, 12, 12), strict=True))
OUTSIDE = {name: load(name) for name in (*NAMES, *AGAIN, *MIXED)}
ALL = [case for cases in OUTSIDE.values() for case in cases]
SPAN_FIELDS = {"file", "quote", "quote_sha256", "start", "end"}
LEFT_OPEN = 15  # questions a set has at least that its documents do not answer
FEWER = {"outside_develop5": 13}  # the smallest set; outside_develop4, written beside it, has 58
OTHER_UNITS = {"日", "人"}
HAN = "零一二三四五六七八九"


@cache
def source(name: str) -> str:
    path = FOLDER / name
    if not path.is_file():
        pytest.skip(f"no {name} under {FOLDER}: set POLICYQA_TEST_DATA")
    return path.read_bytes().decode("utf-8")


def quoted(case: dict[str, Any], group: str = "") -> str:
    """The text of the spans of a case, those of its evidence alone where the group says so."""
    found = case["evidence"] if group == "evidence" else spans(case)
    return "\n".join(source(span["file"])[span["start"] : span["end"]] for span in found)


def files(name: str) -> set[str]:
    return {span["file"] for case in OUTSIDE[name] for span in spans(case)}


def han(value: float) -> str:
    """A number below a hundred, as it is written in Chinese numerals."""
    tens, ones = divmod(int(value), 10)
    return (HAN[tens] if tens > 1 else "") + "十" * (tens > 0) + (HAN[ones] if ones or not tens else "")


def written(value: float | str, unit: str) -> set[str]:
    """How a document may write a value: also in Chinese numerals, as laws and the documents of Taiwan do."""
    if isinstance(value, str):
        return spellings(value, unit)
    scales = ((1, "", 100), (1e2, "百", 10), (1e3, "千", 10), (1e4, "万", 100))
    whole = {han(value / n) + scale for n, scale, end in scales if 0 < value / n < end and value % n == 0}
    return spellings(value, unit) | whole


@every_case(OUTSIDE)
def test_fields(case: dict[str, Any]) -> None:
    assert set(case) == CASE_FIELDS | {"documents"}
    assert case["documents"] == "outside"
    assert all(set(span) == SPAN_FIELDS and span["quote"] is None for span in spans(case))
    assert all(set(value) == VALUE_FIELDS for value in case["values"])
    assert case["question"].strip() == case["question"] != ""
    assert case["category"] in CATEGORIES
    assert case["language"] in LANGUAGES
    assert set(case["status"]) <= STATUSES
    assert bool(case["evidence"]) == ("answered" in case["status"])
    assert not (case["category"] in UNANSWERED and case["evidence"])


@every_case(OUTSIDE)
def test_every_span_is_at_its_place(case: dict[str, Any]) -> None:
    for span in spans(case):
        text = source(span["file"])[span["start"] : span["end"]]
        assert hashlib.sha256(text.encode("utf-8")).hexdigest() == span["quote_sha256"]


@every_case(OUTSIDE)
def test_values_stand_in_the_evidence(case: dict[str, Any]) -> None:
    stated = folded(quoted(case, "evidence"))
    for value in case["values"]:
        assert value["bound"] in BOUNDS
        assert value["unit"] in UNITS | OTHER_UNITS
        assert (value["value_max"] is not None) == (value["bound"] == "range")
        for number in (value["value"], value["value_max"]):
            if number is not None:
                found = any(form in stated for form in written(number, value["unit"]))
                assert found, f"{number} {value['unit']} is not in the evidence"


@every_case(OUTSIDE)
def test_what_must_be_said_is_short_and_stands_in_the_evidence(case: dict[str, Any]) -> None:
    stated = folded(quoted(case))
    for words in case["must_say"]:
        assert len(words) <= 12
        assert folded(words) in stated or words in PLACES
    assert not set(map(folded, case["must_say"])) & set(map(folded, case["must_not_say"]))


@every_case(OUTSIDE)
def test_paraphrased_is_computed(case: dict[str, Any]) -> None:
    asked = set().union(*(runs(text) for text in (case["question"], *case["history"])))
    assert case["paraphrased"] == (bool(case["evidence"]) and not asked & runs(quoted(case)))


def test_no_document_is_in_two_sets() -> None:
    assert {name: len(files(name)) for name in NAMES} == DOCUMENTS
    assert len(set().union(*map(files, NAMES))) == sum(DOCUMENTS.values())


def test_who_looks_at_a_document_twice_looks_at_no_other() -> None:
    assert all(files(again) == files(first) for again, first in AGAIN.items())


def test_no_document_is_looked_at_and_scored() -> None:
    looked_at = set().union(*(files(name) for name in OUTSIDE if "develop" in name))
    assert not looked_at & set().union(*(files(name) for name in OUTSIDE if "score" in name))


def test_every_kind_of_document_is_asked_about() -> None:
    kinds = Counter(file.split("/")[1] for name in NAMES for file in files(name))
    assert kinds["policy"] >= 12
    assert kinds["law"] >= 5
    assert min(kinds["traditional"], kinds["flattened"]) >= 4


@pytest.mark.parametrize("name", OUTSIDE)
def test_size(name: str) -> None:
    assert len(OUTSIDE[name]) >= 80
    left_open = sum(case["category"] in {"absent", "other_city"} for case in OUTSIDE[name])
    assert left_open >= FEWER.get(name, LEFT_OPEN)


@pytest.mark.parametrize("name", OUTSIDE)
def test_half_are_paraphrased(name: str) -> None:
    counted = [case for case in OUTSIDE[name] if case["evidence"] and case["language"] != "en"]
    assert sum(case["paraphrased"] for case in counted) >= 0.5 * len(counted)


def test_ids_and_questions_are_unique_over_all_sets() -> None:
    every = ALL + [case for cases in DATA.values() for case in cases]
    for key in (lambda case: case["id"], lambda case: "\n".join(map(folded, (*case["history"], case["question"])))):
        assert [name for name, n in Counter(map(key, every)).items() if n > 1] == []


def test_the_fields_of_these_sets_are_documented() -> None:
    documented = set(re.findall(r"`([^`\s]+)`", (GOLD / "README.md").read_text(encoding="utf-8")))
    assert documented >= SPAN_FIELDS | OTHER_UNITS | {f"{name}.jsonl" for name in OUTSIDE}
