"""Facts found against facts annotated: what pairs, what differs, what counts neither way."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from eval.annotated import SETS, Annotated, Stated, load
from eval.facts import Judged, figures, judge, judge_clause
from ingest.errors import UsageError
from ingest.types import Fact, Tier

TEXT = "对新认定的省级平台一次性给予20万元补助。申请人不得重复申报。"
AT, END = TEXT.index("20万元"), TEXT.index("20万元") + 4


def stated(**given: Any) -> Stated:
    base = {"kind": "benefit", "value_start": AT, "value_end": END, "value": 200000, "unit": "CNY", "bound": "exact"}
    return Stated.model_validate({**base, **given})


def sentence(kind: str) -> Stated:
    return Stated.model_validate({"kind": kind, "start": TEXT.index("申请人"), "end": len(TEXT)})


def clause(*facts: Stated) -> Annotated:
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    return Annotated(file="a.txt", start=0, end=len(TEXT), sha256=digest, stratum="money", facts=facts)


FOUND = Fact("benefit", "新认定的省级平台", "d", "c", 0, END, AT, END, "20万元", 200000.0, None, "CNY", level="省级")


def pairs(found: list[Fact], *facts: Stated) -> list[Judged]:
    return list(judge_clause(clause(*facts), found, TEXT))


def test_place_kind_value_and_unit_make_a_fact_right() -> None:
    (one,) = pairs([FOUND], stated())
    assert (one.right, one.wrong) == (True, ())


@pytest.mark.parametrize("change", [{"kind": "quota"}, {"value": 20.0}, {"value_max": 3e5}, {"unit": "%"}])
def test_another_kind_value_or_unit_is_missed_and_extra(change: dict[str, Any]) -> None:
    missed, extra = pairs([replace(FOUND, **change)], stated())
    assert (missed.found, extra.stated) == (None, None)


def test_a_second_kind_may_be_as_good() -> None:
    assert pairs([replace(FOUND, kind="rate")], stated(or_kind="rate"))[0].right


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"level": "国家级"}, "level"),
        ({"bound": "at_most"}, "bound"),
        ({"per": ["year"]}, "per"),
        ({"tier": {"min": 10}}, "tier"),
        ({"subject_start": TEXT.index("申请人"), "subject_end": TEXT.index("申请人") + 3}, "subject"),
    ],
)
def test_what_differs_is_named(given: dict[str, Any], field: str) -> None:
    assert pairs([FOUND], stated(**given))[0].wrong == (field,)


def test_a_bracket_agrees_with_its_ends() -> None:
    fact = replace(FOUND, tier=Tier(10, None, True, True, "年产值"))
    assert pairs([fact], stated(tier={"min": 10}))[0].wrong == ()


def test_a_subject_is_compared_in_simplified_script() -> None:
    text = TEXT.replace("省级平台", "省級平臺")
    start = text.index("省級平臺")
    found = list(judge_clause(clause(stated(subject_start=start, subject_end=start + 4)), [FOUND], text))
    assert found[0].wrong == ()


def test_optional_facts_count_neither_way() -> None:
    assert pairs([FOUND], Stated(kind="optional", value_start=AT, value_end=END)) == []


def test_a_fact_found_twice_is_right_once() -> None:
    assert [one.right for one in pairs([FOUND, FOUND], stated())] == [True, False]


def test_a_sentence_pairs_by_kind_and_place() -> None:
    wanted = sentence("prohibition")
    start, end = wanted.span
    found = Fact("prohibition", "申请人", "d", "c", start, end, start, end, "")
    assert pairs([found], wanted)[0].right
    assert not pairs([found], sentence("procedure"))[0].right


def test_the_end_of_a_period_is_no_second_fact() -> None:
    period = stated(kind="deadline", value="2020-01-01", value_max="2020-12-31", unit=None, bound="range")
    begin = replace(FOUND, kind="deadline", value="2020-01-01", unit=None, bound="range")
    assert [one.right for one in pairs([begin, replace(begin, value="2020-12-31")], period)] == [True]


def test_figures_count_by_the_kind_that_is_stated() -> None:
    found = figures(pairs([FOUND, replace(FOUND, kind="rate", value=5.0)], stated(per=["year"]), sentence("duty")))
    assert (found["all"]["precision"], found["all"]["recall"]) == (0.5, 0.5)
    assert found["all"]["strict_precision"] == 0.0
    assert found["values"]["stated"] == 1
    assert (found["kinds"]["rate"]["precision"], found["kinds"]["rate"]["recall"]) == (0.0, None)
    assert found["differ"]["per"] == 1


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    line = json.dumps(clause(stated(), sentence("prohibition")).model_dump(mode="json"), ensure_ascii=False)
    for name in SETS:
        (tmp_path / f"{name}.jsonl").write_text(line + "\n", "utf-8")
    monkeypatch.setattr("eval.annotated.load.__defaults__", (tmp_path,))
    return tmp_path


def test_documents_go_through_the_parser(folder: Path) -> None:
    judged = judge(load("develop", folder))
    assert [(one.right, one.wrong) for one in judged] == [(True, ()), (True, ())]


def test_a_changed_document_is_refused(folder: Path) -> None:
    (folder / "a.txt").write_text(TEXT.replace("20", "30"), "utf-8")
    with pytest.raises(UsageError, match="another version"):
        load("develop", folder)


def test_without_documents_it_says_where_they_belong() -> None:
    with pytest.raises(UsageError, match="POLICYQA_TEST_DATA"):
        load("develop", None)


def test_the_command_prints_every_set(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "facts", "--test-data", str(folder), "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert [printed[name]["all"]["right"] for name in SETS] == [2] * len(SETS)


def test_an_unknown_set_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "facts", "--set", "other", "--test-data", str(folder)]) == 2
    assert "other" in capsys.readouterr().err


def test_failures_are_listed_for_develop_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "score.jsonl").write_text((folder / "score.jsonl").read_text("utf-8").replace("200000", "7"), "utf-8")
    (folder / "develop.jsonl").write_text((folder / "score.jsonl").read_text("utf-8"), "utf-8")
    assert main(["eval", "facts", "--test-data", str(folder), "--failures"]) == 0
    assert capsys.readouterr().out.count("missed") == 1  # develop2 has all that is stated


@pytest.mark.parametrize("name", SETS)
def test_annotations_are_well_formed(name: str) -> None:
    from eval import jsonl
    from eval.annotated import ANNOTATIONS

    clauses = jsonl.read(ANNOTATIONS / f"{name}.jsonl", Annotated)
    inside = all(c.start <= f.span[0] < f.span[1] <= c.end for c in clauses for f in c.facts)
    assert len(clauses) > 40
    assert inside


def test_who_and_exceptions_differ_only_where_they_are_annotated() -> None:
    duty = Stated.model_validate({"kind": "duty", "start": 0, "end": 10, "who_start": 4, "who_end": 9})
    found = Fact("duty", "", "d", "c", 0, 10, 0, 10, TEXT[:10], bodies=(TEXT[4:9],))
    assert pairs([found], duty)[0].wrong == ()
    assert pairs([replace(found, bodies=())], duty)[0].wrong == ("who",)
    assert pairs([FOUND], stated(exception_start=0, exception_end=5))[0].wrong == ("exception",)
