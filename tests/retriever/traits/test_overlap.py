"""What question and text have in common letter by letter and piece by piece."""

from __future__ import annotations

import pytest

from tests.retriever.papers import paper, sentence
from tests.retriever.traits.conftest import Table


def test_the_longest_run_in_common_is_a_share_of_twelve(table: Table) -> None:
    both = [sentence(paper(), "20万元"), sentence(paper(), "10万元")]
    platform, doctor = table("省级创新平台给多少", both)
    assert platform["run"] == pytest.approx(6 / 12)  # 省级创新平台
    assert doctor["run"] == pytest.approx(1 / 12)


def test_the_pieces_of_a_question_stand_in_the_sentence_that_it_is_cut_from(table: Table) -> None:
    reading = paper()
    told, other = sentence(reading, "20万元"), sentence(reading, "10万元")
    own, foreign = table(told.sentence.text, [told, other])
    assert own["pieces"] == pytest.approx(1.0, abs=0.01)
    assert own["pieces_back"] == pytest.approx(1.0, abs=0.01)
    assert foreign["pieces"] < own["pieces"]
    assert foreign["behind_pieces"] < 0.0 == own["behind_pieces"]
