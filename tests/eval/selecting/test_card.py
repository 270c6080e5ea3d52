"""The card of the selector says what it was made of and how well each set is answered without it."""

from __future__ import annotations

from pathlib import Path

from eval.selecting.card import write_card
from eval.selecting.learn import LearnSettings


def test_a_row_for_each_set_by_what_was_measured(tmp_path: Path) -> None:
    figures = {
        "made2": {"groups": 7, "first": 0.5, "declines": 1.0},
        "made": {"groups": 12, "first": 1.0, "declines": 0.25},
    }
    write_card(tmp_path, "default:abc", LearnSettings(), 1234, figures)
    text = (tmp_path / "README.md").read_text("utf-8")
    assert "default:abc" in text
    assert "1,234 groups" in text
    assert text.endswith("| made | 12 | 1.000 | 0.250 |\n| made2 | 7 | 0.500 | 1.000 |\n")
