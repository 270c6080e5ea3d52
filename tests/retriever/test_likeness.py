"""Likeness of single words."""

from __future__ import annotations

import pytest

from retriever.likeness import WordLikeness
from tests.retriever.fakes import HashEncoder


def test_the_same_word_is_wholly_alike(encoder: HashEncoder) -> None:
    assert WordLikeness(encoder)("孵化器", "支持孵化器建设") == pytest.approx(1, abs=1e-5)


def test_a_text_without_words_is_unlike(encoder: HashEncoder) -> None:
    assert WordLikeness(encoder)("孵化器", "，。") == 0


def test_the_best_word_of_the_text_counts(encoder: HashEncoder) -> None:
    likeness = WordLikeness(encoder)
    assert likeness("孵化器", "农业保险孵化器") >= likeness("孵化器", "农业保险")


def test_words_are_embedded_once(encoder: HashEncoder) -> None:
    likeness = WordLikeness(encoder)
    likeness("孵化器", "农业保险")
    before = encoder.encoded
    likeness("孵化器", "农业保险")
    assert encoder.encoded == before
