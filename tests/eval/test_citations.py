"""Citation precision and recall as ALCE defines them, by hand."""

from __future__ import annotations

from collections.abc import Sequence

from eval.citations import Statement, alce, rule_supports, statements
from eval.values import stated
from tests.eval.fakes import GOAL, PROVINCIAL, answer, citation


def exactly(statement: str, quotes: Sequence[str]) -> bool:
    """Entailment for the test: every letter of the statement stands in a quotation."""
    return set(statement) <= set("".join(quotes))


def test_one_good_citation() -> None:
    assert alce([Statement("ab", ("abc",))], exactly) == (1.0, 1.0)


def test_an_irrelevant_citation_costs_precision_alone() -> None:
    # "xy" does not support "ab", and "abc" does without it: 1 of 2 citations is precise
    assert alce([Statement("ab", ("abc", "xy"))], exactly) == (0.5, 1.0)


def test_two_citations_that_are_needed_together_are_both_precise() -> None:
    assert alce([Statement("ab", ("a", "b"))], exactly) == (1.0, 1.0)


def test_an_unsupported_statement_costs_both() -> None:
    # the first statement is held, the second not: recall 1/2; its citation is not precise: 1/2
    assert alce([Statement("ab", ("abc",)), Statement("q", ("abc",))], exactly) == (0.5, 0.5)


def test_a_statement_without_a_citation_costs_recall() -> None:
    assert alce([Statement("ab", ("abc",)), Statement("a", ())], exactly) == (1.0, 0.5)


def test_nothing_said() -> None:
    assert alce([], exactly) == (None, None)


def test_statements_are_lines_with_what_they_cite() -> None:
    said = answer("20万元[1]\n30户以上[2][9]", citations=(citation(PROVINCIAL), citation(GOAL, 2)))
    assert [(s.text, len(s.quotes)) for s in statements(said)] == [("20万元", 1), ("30户以上", 1)]


def test_the_rule_wants_numbers_and_words() -> None:
    quote = ["对省级平台给予20万元补助。"]
    assert rule_supports("20万元（（任何）说明）", quote)
    assert rule_supports("锦州市：给予20万元", quote)
    assert not rule_supports("30万元", quote)
    assert not rule_supports("高新技术企业所得税减免政策", quote)
    assert rule_supports("不是30万元，是20万元", quote, stated("补30万元吗"))
