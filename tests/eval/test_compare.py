"""Two runs are paired case by case."""

from __future__ import annotations

import pytest

from eval.compare import compare
from tests.eval.fakes import result


def test_flips_and_slices() -> None:
    before = [result("a", True, "x"), result("b", True, "x"), result("c", False), result("gone", True)]
    after = [
        result("a", True, "x"),
        result("b", False, "x", case={"question": "问"}, answer={"status": "answered", "answer": "20万元"}),
        result("c", True),
        result("new", True),
    ]
    found = compare("base", before, after)
    assert [(f.id, f.better, f.question, f.after) for f in found.flips] == [
        ("b", False, "问", "answered: 20万元"),
        ("c", True, None, None),
    ]
    assert (found.missing, found.new) == (("gone",), ("new",))
    whole, x = found.slices
    assert (whole.slice, whole.n, whole.worse, whole.better, whole.p, whole.lost) == ("all", 3, 1, 1, 1.0, False)
    assert (x.slice, x.n, x.before, x.after, x.worse, x.lost) == ("x", 2, 1.0, 0.5, 1, True)


def test_a_loss_of_six_is_significant() -> None:
    before = [result(str(i), True) for i in range(6)]
    after = [result(str(i), False) for i in range(6)]
    assert compare("base", before, after).slices[0].p == pytest.approx(2 / 64)
