"""How well places in a clause cover what is asked."""

from __future__ import annotations

import pytest

from retriever.matching import Weighted, cover, missing, presence
from retriever.terms import Term

PLATFORM = Term("研发平台", ("创新平台",))
GRANT = Term("院士工作站")


def weighted(*terms: Term) -> list[Weighted]:
    return [Weighted(term, 1.0) for term in terms]


def test_a_term_that_stands_there_is_present() -> None:
    assert presence(PLATFORM, "省级研发平台建设") == 1


def test_a_synonym_counts_less_than_the_word_and_more_than_a_part() -> None:
    word, synonym, part = (presence(PLATFORM, t) for t in ("研发平台", "创新平台", "研发平地"))
    assert word > synonym > part > 0


def test_a_term_that_is_nowhere_is_absent() -> None:
    assert presence(PLATFORM, "农业保险") == 0


def test_a_word_in_latin_letters_is_there_in_either_case() -> None:
    assert presence(Term("syb"), "创办企业培训（SYB）") == 1


def test_part_of_a_short_word_is_nothing() -> None:
    assert presence(Term("专利"), "专家利益") == 0


def test_all_terms_in_the_best_place_cover_all() -> None:
    assert cover(weighted(PLATFORM, GRANT), [("研发平台和院士工作站", 1.0)]) == 1


def test_half_of_the_terms_cover_half() -> None:
    assert cover(weighted(PLATFORM, GRANT), [("研发平台", 1.0)]) == pytest.approx(0.5)


def test_a_heavier_term_covers_more() -> None:
    terms = [Weighted(PLATFORM, 3.0), Weighted(GRANT, 1.0)]
    assert cover(terms, [("研发平台", 1.0)]) > cover(terms, [("院士工作站", 1.0)])


def test_each_term_takes_its_best_place() -> None:
    assert cover(weighted(PLATFORM), [("研发平台", 0.5), ("研发平台", 1.0)]) == 1


def test_a_question_without_terms_is_covered() -> None:
    assert cover([], [("研发平台", 1.0)]) == 1


def test_a_word_of_like_meaning_covers_in_part() -> None:
    covered = cover(weighted(GRANT), [("博士站", 1.0)], lambda term, text: 0.8)
    assert 0 < covered < 1


def test_a_word_of_unlike_meaning_covers_nothing() -> None:
    assert cover(weighted(GRANT), [("农业", 1.0)], lambda term, text: 0.1) == 0


def test_missing_terms_come_heaviest_first() -> None:
    terms = [Weighted(PLATFORM, 1.0), Weighted(GRANT, 2.0), Weighted(Term("专利"), 3.0)]
    assert missing(terms, lambda word, share: word == "专利") == ("院士工作站", "研发平台")


def test_a_word_that_only_says_the_kind_of_answer_is_not_missed() -> None:
    kind = Term("路数", optional=True)
    assert cover(weighted(GRANT, kind), [("院士工作站", 1)]) == 1
    assert cover(weighted(GRANT, kind), [("路数", 1)]) == 0.5
    assert missing(weighted(GRANT, kind), lambda word, share: False) == ("院士工作站",)
