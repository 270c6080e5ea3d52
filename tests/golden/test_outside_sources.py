"""The goldens over documents that are not in the project, against those files, without any parser.

The files lie under POLICYQA_TEST_DATA (by default ../shared/data beside the checkout); where they are not, the tests
that need them skip and say so.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent / "outside"
ROOT = Path(__file__).parents[2]
# Set but empty (as make does where the folder is absent) means the same as not set.
DATA = Path(os.environ.get("POLICYQA_TEST_DATA") or ROOT.parent / "shared" / "data")
LONGEST_HEADING = 40
ARTICLE = re.compile(r"第.+[条條]")
CLAUSES = {
    "flattened-00334": 15, "flattened-00734": 5, "flattened-00787": 4, "flattened-00801": 47, "flattened-00820": 9,
    "law-01300": 155, "law-03161": 19, "law-03361": 119, "law-03781": 27, "law-03794": 29,
    "policy-00013": 82, "policy-00017": 24, "policy-00033": 52, "policy-00045": 23, "policy-00061": 31,
    "policy-00227": 22, "policy-00231": 24, "policy-00244": 26, "policy-00269": 19, "policy-00272": 11,
    "policy-00273": 15, "policy-00277": 95,
    "traditional-04395": 81, "traditional-04436": 100, "traditional-04484": 37, "traditional-05153": 79,
}  # fmt: skip
NAMES = sorted(CLAUSES)


@cache
def golden(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    return found


@cache
def text_of(name: str) -> str:
    path = DATA / golden(name)["file"]
    if not path.is_file():
        pytest.skip(f"no {golden(name)['file']} under {DATA}: set POLICYQA_TEST_DATA")
    return path.read_bytes().decode("utf-8")


def squash(text: str) -> str:
    """Without white space: hard wraps and 第 一 章 read as they are meant."""
    return re.sub(r"\s", "", text)


def after_marker(text: str, clause: dict[str, Any]) -> int:
    """Offset of the first character behind the marker, which may have blanks inside (第 一 章)."""
    at = clause["start"]
    for character in clause["number"] or "附件":
        while text[at].isspace():
            at += 1
        assert text[at] == character, clause
        at += 1
    return at


def test_there_is_one_golden_a_name() -> None:
    assert sorted(path.stem for path in HERE.glob("*.json")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_number_of_clauses(name: str) -> None:
    assert len(golden(name)["clauses"]) == CLAUSES[name]


@pytest.mark.parametrize("name", NAMES)
def test_no_text_beyond_short_headings(name: str) -> None:
    """The files are not the project's to ship."""
    for clause in golden(name)["clauses"]:
        assert set(clause) <= {"number", "heading", "depth", "start", "inline", "annex"}
        assert clause["heading"] is None or 0 < len(clause["heading"]) <= LONGEST_HEADING, clause


@pytest.mark.parametrize("name", NAMES)
def test_clauses_stand_in_the_order_of_the_text(name: str) -> None:
    starts = [clause["start"] for clause in golden(name)["clauses"]]
    assert starts == sorted(set(starts))


@pytest.mark.parametrize("name", NAMES)
def test_depth_grows_by_one_at_most(name: str) -> None:
    depths = [clause["depth"] for clause in golden(name)["clauses"] if clause["depth"] is not None]
    assert min(depths) == 1
    # A file whose head is torn off may begin one level down.
    assert all(now <= before + 1 for before, now in zip([1, *depths], depths, strict=False))


@pytest.mark.parametrize("name", NAMES)
def test_golden_is_of_these_bytes(name: str) -> None:
    assert hashlib.sha256(text_of(name).encode("utf-8")).hexdigest() == golden(name)["sha256"]


@pytest.mark.parametrize("name", NAMES)
def test_start_points_at_the_first_character_of_the_number(name: str) -> None:
    text = text_of(name)
    for clause in golden(name)["clauses"]:
        after_marker(text, clause)
        before = text[: clause["start"]]
        if not clause.get("inline"):
            assert before == "" or before[-1].isspace(), clause
        else:
            assert not before[-1].isspace(), clause


@pytest.mark.parametrize("name", NAMES)
def test_heading_is_what_stands_between_the_marker_and_its_full_stop(name: str) -> None:
    text = text_of(name)
    for clause in golden(name)["clauses"]:
        if clause["heading"] is None:
            continue
        at = after_marker(text, clause)
        for character in squash(clause["heading"]):
            while text[at].isspace():
                at += 1
            assert text[at] == character, clause
            at += 1
        assert at == len(text) or text[at].isspace() or text[at] in "。；", clause


@pytest.mark.parametrize("name", NAMES)
def test_without_a_heading_is_an_article_or_a_long_sentence(name: str) -> None:
    text = text_of(name)
    for clause in golden(name)["clauses"]:
        if clause["heading"] is None and not ARTICLE.fullmatch(clause["number"]):
            at = after_marker(text, clause)
            assert "。" not in squash(text[at:].lstrip())[:LONGEST_HEADING], clause


@pytest.mark.parametrize("name", NAMES)
def test_metadata_stands_in_the_file(name: str) -> None:
    text, found = text_of(name), golden(name)
    stated = found["metadata"]
    assert list(stated) == ["title", "doc_number", "issuer", "issued", "effective", "expires"]
    for value in (stated["title"], stated["doc_number"], stated["issuer"], found.get("also", {}).get("source")):
        assert value is None or value in squash(text)
    days = [stated[key] for key in ("issued", "effective", "expires")]
    days += [found.get("also", {}).get(key) for key in ("adopted", "approved", "posted")]
    for day in days:
        if day is not None:
            when = date.fromisoformat(day)
            assert day in text or f"{when.year}年{when.month}月{when.day}日" in squash(text), day


@pytest.mark.parametrize("name", NAMES)
def test_parts_begin_between_two_clauses(name: str) -> None:
    text, found = text_of(name), golden(name)
    starts = {clause["start"] for clause in found["clauses"]}
    for start in found.get("parts", []):
        assert text[start - 1].isspace()
        assert start not in starts
        assert any(clause["start"] > start and clause["depth"] == 1 for clause in found["clauses"])


def test_law_articles_run_without_a_gap() -> None:
    """Counted in the file's own numbers: the last article is the number of articles."""
    expected = {"law-01300": 63, "law-03161": 9, "law-03361": 77, "law-03794": 20, "policy-00277": 48,
                "policy-00231": 12, "policy-00269": 7, "traditional-04395": 44, "traditional-04436": 24,
                "traditional-05153": 14, "traditional-04484": 16}  # fmt: skip
    for name, count in expected.items():
        numbers = [clause["number"] for clause in golden(name)["clauses"]]
        assert len([n for n in numbers if n and ARTICLE.fullmatch(n)]) == count, name


def test_numbers_that_are_missing_in_the_file_are_missing_here() -> None:
    def of(name: str, style: str) -> list[str]:
        return [c["number"] for c in golden(name)["clauses"] if c["number"] and re.fullmatch(style, c["number"])]

    assert of("policy-00061", r"\d+") == [str(n) for n in (*range(1, 15), 21, 22, 23)]
    assert of("policy-00272", r"\d+\.") == [f"{n}." for n in (4, 5, 7, 10, 11, 14, 15, 3, 4)]
    assert of("policy-00273", r"第.+条") == [f"第{n}条" for n in ["二", "三", "四", "五", "九", "十", "十一", "十二"]]
    assert of("flattened-00787", r"[一二三四五]、") == ["一、", "五、"]
