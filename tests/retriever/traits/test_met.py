"""How the terms of a question are met: what is asked beside what it is asked of, words half of which are there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retriever.matching import Weighted
from retriever.terms import Term
from retriever.traits.met import closeness
from tests.retriever.papers import asked, paper, sentence
from tests.retriever.traits.conftest import Table

STATIONS = paper(
    "一、建站\n1、院士工作站。对新建院士工作站一次性给予20万元启动经费。\n"
    "2、考核。重点考核产值增幅、研发投入、企业数三项指标。各项指标的权重为40%、30%、30%。\n"
)


def near(question: str, *words: str) -> list[float]:
    return closeness(asked(question), [Weighted(Term(word), 1.0) for word in words]).tolist()


def test_what_stands_beside_the_question_word_is_what_is_asked() -> None:
    subject, wanted = near("考核指标的权重分别是多少", "考核指标", "权重")
    assert wanted > subject


def test_all_are_alike_where_nothing_asks_and_in_english() -> None:
    assert near("考核指标的权重", "考核指标", "权重") == [1.0, 1.0]
    assert near("What is the weight of each indicator?", "指标", "权重") == [1.0, 1.0]


@given(st.text(alphabet="权重指标是多少谁几，的", max_size=20))
def test_closeness_is_a_share(question: str) -> None:
    assert all(0.0 < share <= 1.0 for share in near(question or "谁", "权重", "指标"))


def test_a_sentence_on_the_subject_that_lacks_what_is_asked(table: Table) -> None:
    silent, told = table("考核指标的权重分别是多少", [sentence(STATIONS, "三项指标"), sentence(STATIONS, "40%")])
    assert silent["focus"] < told["focus"]
    assert silent["unmet_focus"] > told["unmet_focus"]


def test_a_sibling_has_but_the_end_of_the_word(table: Table) -> None:
    of_sibling, other = table("博士后工作站给多少经费", [sentence(STATIONS, "20万元"), sentence(STATIONS, "40%")])
    assert of_sibling["sibling"] > 0.0 == other["sibling"]
    (own,) = table("院士工作站给多少经费", [sentence(STATIONS, "20万元")])
    assert own["sibling"] == 0.0


def test_the_sentence_before_may_name_what_this_one_is_of(table: Table) -> None:
    (row,) = table("考核产值增幅的权重是多少", [sentence(STATIONS, "40%")])
    assert row["before"] > row["sentence"]
