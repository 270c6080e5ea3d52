"""The sentence with the list that is asked for, behind the one that only speaks of it."""

from __future__ import annotations

import pytest

from retriever.enumerating import with_enumeration
from retriever.evidence import Candidate
from tests.retriever.papers import asked, paper


def told(question: str, text: str) -> list[str]:
    """What is told where the first sentence was chosen."""
    reading = paper(f"一、工程\n{text}\n")
    (clause,) = (c for c in reading.clauses.values() if len(c.sentences) > 1)
    chosen = Candidate(reading, clause, clause.sentences[1], None, 1.0, 1.0)
    return [c.sentence.text for c in with_enumeration(asked(question), [chosen])]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("三网工程是哪三张网", "全面启动三网工程。抓好水网、电网、路网建设。"),
        ("整改方案要写哪些内容", "企业应当制定整改方案。其主要内容包括：目标；措施；期限。"),
        ("哪些算重大变更", "重大变更应当报批。前款规定的重大变更包括注册资本、经营范围、住所的变更。"),
    ],
)
def test_the_list_is_told_with_what_announces_it(question: str, text: str) -> None:
    assert len(told(question, text)) == 2


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("三网工程是哪三张网", "抓好水网、电网、路网建设。开放煤矿、油井、气田。"),
        ("三网工程是哪三张网", "全面启动三网工程。抓好水网、电网建设。"),
        ("整改方案要写哪些内容", "企业应当制定整改方案。停产企业有工厂、矿山。"),
    ],
)
def test_another_list_stays_away(question: str, text: str) -> None:
    assert len(told(question, text)) == 1
