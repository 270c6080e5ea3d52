"""Metrics against figures worked out by hand."""

from __future__ import annotations

import math

import pytest

from eval import metrics


def test_hit_looks_at_the_first_k() -> None:
    assert [metrics.hit("abc", {"b"}, k) for k in (1, 2, 3)] == [0.0, 1.0, 1.0]


def test_reciprocal_rank() -> None:
    assert metrics.reciprocal_rank("abc", {"c", "b"}) == 1 / 2
    assert metrics.reciprocal_rank("abc", {"z"}) == 0.0


def test_ndcg_of_the_second_place() -> None:
    assert metrics.ndcg("abc", {"b"}, 10) == pytest.approx(1 / math.log2(3))


def test_ndcg_of_two_of_three() -> None:
    # right: a (rank 1) and c (rank 3) of {a, c}: (1 + 1/2) / (1 + 1/log2 3)
    assert metrics.ndcg("abc", {"a", "c"}, 10) == pytest.approx(1.5 / (1 + 1 / math.log2(3)))


def test_ndcg_counts_an_item_once() -> None:
    assert metrics.ndcg("aaa", {"a"}, 3) == 1.0


def test_char_f1_is_of_bags_of_characters() -> None:
    # said 补助20万元 (6), gold 20万元 (4), common 4: 2 × 4 / 10
    assert metrics.char_f1("补助20万元", ["20万元"]) == pytest.approx(0.8)


def test_char_f1_leaves_out_punctuation_and_space_and_takes_the_best_gold() -> None:
    assert metrics.char_f1("20 万元。", ["没有", "20万元"]) == 1.0


def test_char_f1_of_nothing() -> None:
    assert metrics.char_f1("", ["20万元"]) == 0.0
    assert metrics.char_f1("20万元", []) == 0.0


def test_rouge_l_respects_the_order() -> None:
    # abcd and acbd share the subsequences abd and acd, of length 3: 2 × 3 / 8
    assert metrics.rouge_l("abcd", ["acbd"]) == pytest.approx(0.75)
    assert metrics.char_f1("abcd", ["acbd"]) == 1.0


def test_lcs_beside_the_table() -> None:
    def by_table(a: str, b: str) -> int:
        row = [0] * (len(b) + 1)
        for x in a:
            before = 0
            for j, y in enumerate(b, 1):
                before, row[j] = row[j], before + 1 if x == y else max(row[j], row[j - 1])
        return row[-1]

    for a, b in (("企业研发平台", "研发企业平台"), ("", "a"), ("aaaa", "aa"), ("xayybzc", "abc")):
        assert metrics.lcs(a, b) == by_table(a, b)


def test_f1() -> None:
    assert metrics.f1(0.5, 1.0) == pytest.approx(2 / 3)
    assert metrics.f1(0.0, 0.0) == 0.0
    assert metrics.f1(None, 1.0) is None


def test_percentile_is_linear_between_neighbours() -> None:
    assert metrics.percentile([4.0, 1.0, 3.0, 2.0], 0.5) == 2.5
    assert metrics.percentile([1.0, 2.0, 3.0], 0.95) == pytest.approx(2.9)
    assert metrics.percentile([], 0.5) == 0.0


def test_mean_of_nothing_is_none() -> None:
    assert metrics.mean([]) is None
