"""The character map, as the tokenizers library reads it back."""

from __future__ import annotations

from tokenizers import normalizers

from retriever.training.charsmap import HAN, precompile, traditional_to_simplified

TABLE = traditional_to_simplified()
FOLD = normalizers.Precompiled(precompile(TABLE))


def test_every_traditional_character_is_folded() -> None:
    assert {old: FOLD.normalize_str(old) for old in TABLE} == TABLE


def test_every_other_han_character_stays() -> None:
    others = [chr(code) for code in HAN if chr(code) not in TABLE]
    assert [c for c in others if FOLD.normalize_str(c) != c] == []


def test_other_writing_stays() -> None:
    text = "abc é ½ №１ 한국 ж\n𠀀，。"
    assert FOLD.normalize_str(text) == text


def test_running_text_keeps_its_length() -> None:
    text = "對新認定的國家級、省級創新平臺"
    assert FOLD.normalize_str(text) == "对新认定的国家级、省级创新平台"
