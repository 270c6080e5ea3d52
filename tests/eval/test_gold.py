"""The gold questions are true to the documents, their computed fields are right, and every field is documented."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import opencc
import pytest

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "eval" / "gold"
CORPUS = ROOT / "docs_corpus"
PAIRS = (("develop", "score"), ("develop2", "score2"), ("develop4", "score3"))
SETS = (
    "develop", "develop2", "develop3", "develop4", "develop5", "develop8", "score", "score2", "score3", "score4",
    "score5",
)  # of every kind  # fmt: skip
CHOSEN_KINDS = "develop7"  # those that were answered worst
UNANSWERED_ALONE = "develop6"  # questions that the documents leave open

CATEGORIES = {
    "amount", "bracket", "rate", "target", "duty", "date", "list", "condition", "yes_no", "compare", "follow_up",
    "english", "traditional", "colloquial", "absent", "other_city", "off_topic", "injection",
}  # fmt: skip
UNANSWERED = {"absent", "other_city", "off_topic"}
STATUSES = {"answered", "partial", "clarify", "not_found", "out_of_scope", "refused"}
LANGUAGES = {"zh-Hans", "zh-Hant", "en"}
BOUNDS = {"exact", "at_most", "at_least", "range", "about"}
UNITS = {"CNY", "%", "date", "年", "家", "户", "件", "项", "个", "名", "㎡"}
CASE_FIELDS = {
    "id", "question", "history", "region", "as_of", "language", "category", "status", "evidence", "alternatives",
    "values", "must_say", "must_not_say", "paraphrased", "difficulty", "author", "source",
}  # fmt: skip
DOCUMENTS = {"docs_corpus", "outside"}  # The first two sets do without the field: they ask about docs_corpus/.
SPAN_FIELDS = {"source_file", "quote", "start", "end"}
VALUE_FIELDS = {"value", "value_max", "unit", "bound"}

# Names of places are no wording: a question has to name the place it asks about.
PLACES = (
    "凉山彝族自治州", "新疆维吾尔自治区", "锦州市", "凉山州", "阿坝州", "四川省", "辽宁省", "乌鲁木齐", "锦州", "凉山",
    "阿坝", "四川", "新疆", "西昌", "马尔康", "凌海", "成都", "绵阳", "汶川", "茂县", "松潘", "辽宁",
)  # fmt: skip
BREAK = "\n"
SCALES = ((1, ""), (1e4, "万"), (1e8, "亿"), (1e12, "万亿"))


@cache
def converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def simplified(text: str) -> str:
    return unicodedata.normalize("NFKC", converter().convert(text)).lower()


def letters(text: str) -> str:
    """Letters, digits and % alone: no punctuation, nor the Yi glyphs that damaged files have in its place."""
    return "".join(c for c in text if c == "%" or (c.isalnum() and not 0xA000 <= ord(c) <= 0xA4CF))


def folded(text: str) -> str:
    return letters(simplified(text))


def runs(text: str) -> set[str]:
    """The runs of four characters of a text; a place name breaks a run."""
    text = simplified(text)
    for place in PLACES:
        text = text.replace(place, BREAK)
    return {part[i : i + 4] for part in map(letters, text.split(BREAK)) for i in range(len(part) - 3)}


def load(name: str) -> list[dict[str, Any]]:
    lines = (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@cache
def source(name: str) -> str:
    return (CORPUS / name).read_bytes().decode("utf-8")


DATA = {name: load(name) for name in (*SETS, CHOSEN_KINDS, UNANSWERED_ALONE)}
ALL = [case for cases in DATA.values() for case in cases]
Check = Callable[[dict[str, Any]], None]


def every_case(data: Mapping[str, Sequence[dict[str, Any]]]) -> Callable[[Check], Callable[[str], None]]:
    """A check of one case as a test of each set that names the cases it fails for: a test a case takes a minute."""

    def of(check: Check) -> Callable[[str], None]:
        @pytest.mark.parametrize("name", data)
        def test(name: str) -> None:
            wrong: dict[str, str] = {}
            for case in data[name]:
                try:
                    check(case)
                except AssertionError as error:
                    wrong[case["id"]] = str(error)
            assert wrong == {}

        return test

    return of


def spans(case: dict[str, Any]) -> list[dict[str, Any]]:
    return [span for group in (case["evidence"], *case["alternatives"]) for span in group]


def shared_runs(case: dict[str, Any]) -> set[str]:
    asked = set().union(*(runs(text) for text in (case["question"], *case["history"])))
    stated: set[str] = set().union(*(runs(span["quote"]) for span in spans(case)))
    return asked & stated


def spellings(value: float | str, unit: str) -> set[str]:
    """How a Chinese document may write a value."""
    if isinstance(value, str):
        parts = [str(int(part)) for part in value.split("-")]
        return {"".join(a + b for a, b in zip(parts, "年月日", strict=False)), parts[0] if len(parts) == 1 else "-"}
    shown = {f"{value / scale:g}".replace(".", "") + word for scale, word in SCALES}
    if unit not in ("CNY", "㎡"):
        return {f"{value:g}".replace(".", "")}
    return shown | {str(value)}


@every_case(DATA)
def test_fields(case: dict[str, Any]) -> None:
    assert set(case) - {"documents"} == CASE_FIELDS
    assert case.get("documents", "docs_corpus") == "docs_corpus"
    assert all(set(span) == SPAN_FIELDS for span in spans(case))
    assert all(set(value) == VALUE_FIELDS for value in case["values"])
    assert case["question"].strip() == case["question"] != ""
    assert all(isinstance(turn, str) and turn for turn in case["history"])
    assert case["region"] is None or case["region"]
    assert case["as_of"] is None or date.fromisoformat(case["as_of"])
    assert case["category"] in CATEGORIES
    assert case["language"] in LANGUAGES
    assert case["difficulty"] in {"easy", "medium", "hard"}
    assert (case["author"], case["source"]) == ("maintainers", "written")


@every_case(DATA)
def test_statuses(case: dict[str, Any]) -> None:
    assert case["status"]
    assert set(case["status"]) <= STATUSES
    if case["category"] in UNANSWERED:
        assert "answered" not in case["status"]
    # Whoever answers has to show where it stands; whoever does not, has nothing to show.
    assert bool(case["evidence"]) == ("answered" in case["status"])


@every_case(DATA)
def test_every_quote_is_verbatim_at_its_place(case: dict[str, Any]) -> None:
    for span in spans(case):
        assert source(span["source_file"])[span["start"] : span["end"]] == span["quote"] != ""


@every_case(DATA)
def test_values_stand_in_the_evidence(case: dict[str, Any]) -> None:
    stated = folded(" ".join(span["quote"] for span in case["evidence"]))
    for value in case["values"]:
        assert value["bound"] in BOUNDS
        assert value["unit"] in UNITS
        assert (value["value_max"] is not None) == (value["bound"] == "range")
        for number in (value["value"], value["value_max"]):
            if number is not None:
                found = any(form in stated for form in spellings(number, value["unit"]))
                assert found, f"{number} {value['unit']} is not in the evidence"


@every_case(DATA)
def test_what_must_be_said_stands_in_the_evidence_or_names_a_place(case: dict[str, Any]) -> None:
    stated = folded(" ".join(span["quote"] for span in spans(case)))
    asked = folded(" ".join((case["question"], *case["history"])))
    for words in case["must_say"]:
        assert folded(words) in stated or words in PLACES or folded(words) in asked
    assert not set(map(folded, case["must_say"])) & set(map(folded, case["must_not_say"]))


@every_case(DATA)
def test_paraphrased_is_computed(case: dict[str, Any]) -> None:
    assert case["paraphrased"] == (bool(case["evidence"]) and not shared_runs(case))


def test_ids_are_unique() -> None:
    assert [name for name, n in Counter(case["id"] for case in ALL).items() if n > 1] == []


def test_no_question_is_asked_twice_or_in_both_sets() -> None:
    asked = Counter(BREAK.join(map(folded, (*case["history"], case["question"]))) for case in ALL)
    assert [question for question, n in asked.items() if n > 1] == []


@pytest.mark.parametrize("name", SETS)
def test_every_category_is_in_the_set(name: str) -> None:
    count = Counter(case["category"] for case in DATA[name])
    assert set(count) == CATEGORIES
    assert min(count.values()) >= (5 if name in {"develop", "develop2", "develop3", "score", "score2"} else 2)


@pytest.mark.parametrize("pair", PAIRS, ids="+".join)
def test_size(pair: tuple[str, str]) -> None:
    a, b = (len(DATA[name]) for name in pair)
    assert a + b >= 200
    assert min(Counter(case["category"] for name in pair for case in DATA[name]).values()) >= 10
    assert abs(a - b) <= 0.05 * (a + b)


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("without", [set(), {"duty"}], ids=["all", "without-duty"])
def test_half_are_paraphrased(name: str, without: set[str]) -> None:
    """Also without the duties, whose evidence is the short line of bodies and shares words with hardly any question."""
    counted = [
        case
        for case in DATA[name]
        if case["evidence"] and case["language"] != "en" and case["category"] not in UNANSWERED | without
    ]
    assert sum(case["paraphrased"] for case in counted) >= 0.5 * len(counted)


def test_one_set_asks_for_nothing_that_is_there() -> None:
    assert len(DATA[UNANSWERED_ALONE]) >= 100
    assert {case["category"] for case in DATA[UNANSWERED_ALONE]} == {"absent"}


@pytest.mark.parametrize("name", ["develop2", "score2"])
def test_enough_is_asked_that_the_documents_do_not_answer(name: str) -> None:
    assert sum(case["category"] in {"absent", "other_city"} for case in DATA[name]) >= 15


@pytest.mark.parametrize("name", SETS)
def test_every_document_is_asked_about(name: str) -> None:
    count = Counter(span["source_file"] for case in DATA[name] for span in case["evidence"][:1])
    assert set(count) == {path.name for path in CORPUS.glob("*.txt")}
    assert min(count.values()) >= 10


def test_every_field_category_and_status_is_documented() -> None:
    documented = set(re.findall(r"`([^`\s]+)`", (GOLD / "README.md").read_text(encoding="utf-8")))
    fields = CASE_FIELDS | {"documents"} | SPAN_FIELDS | VALUE_FIELDS
    assert documented >= fields | DOCUMENTS | CATEGORIES | STATUSES | BOUNDS | LANGUAGES | UNITS
