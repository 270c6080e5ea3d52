"""What a value belongs to: its subject, and values that are no more."""

from __future__ import annotations

import pytest

from ingest.facts.frames import is_old, trim
from ingest.facts.values import find_values
from tests.ingest.facts.drafts import draft, drafts


@pytest.mark.parametrize(
    "text",
    [
        "由4000万元增加至6000万元",
        "从10%提高到15%",
        "由50家调整为80家",
        "由20%降低到15%",
        "由4000万元/年增加至6000万元/年",
    ],
)
def test_the_value_before_a_change_is_old(text: str) -> None:
    assert [is_old(text, v) for v in find_values(text)] == [True, False]


def test_only_the_new_value_is_a_fact() -> None:
    found = drafts("到2020年，企业研发投入占比由1.5%提高到2.5%。")
    assert [d.value for d in found if d.unit == "%"] == [2.5]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("对引进的博士，给予安家补贴10万元。", "引进的博士"),
        ("凡新认定的省级平台，一次性补助20万元。", "新认定的省级平台"),
        ("对新建院士工作站一次性给予20万元启动经费。", "新建院士工作站"),
    ],
)
def test_a_benefit_is_for_whom_the_sentence_names(text: str, subject: str) -> None:
    assert draft(text).subject == subject


def test_each_of_two_subjects_in_a_sentence_has_its_value() -> None:
    found = drafts("高校可按70%的比例、科研院所可按40%的比例提取。")
    assert [(d.subject, d.value) for d in found] == [("高校", 70), ("科研院所", 40)]


def test_what_is_counted_may_stand_behind_the_number() -> None:
    (found,) = drafts("到2020年，建设4家技术转移中心。")[1:]
    assert "技术转移中心" in found.subject


@pytest.mark.parametrize(
    ("phrase", "bare"), [("力争高新技术企业达到", "高新技术企业"), ("、培育科技型企业", "科技型企业")]
)
def test_verbs_around_a_subject_are_taken_off(phrase: str, bare: str) -> None:
    assert trim(phrase) == bare
