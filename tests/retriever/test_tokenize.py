from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retriever.tokenize import fold, tokenize


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("20万元", {"20", "万元", "20万元"}),
        ("２０万元", {"20", "万元", "20万元"}),
        ("1,000万元", {"1000", "1000万元"}),
        ("2.50%", {"2.5", "2.5%"}),
        ("百分之十五", {"15%"}),
        ("百分之二点五", {"2.5%"}),
        ("二十万元", {"20万元"}),
        ("十五个工作日", {"15个工作日"}),
        ("R&D投入", {"r&d", "投入"}),
        ("Provincial PLATFORM", {"provincial", "platform"}),
        ("众创空间", {"众创空间", "众创", "创空", "空间"}),
        ("川办发〔2016〕71号", {"川办发〔2016〕71号", "〔2016〕71号"}),
        ("根据川办发[2016] 71 号文件", {"川办发〔2016〕71号", "〔2016〕71号"}),
        ("川办发（２０１６）71号", {"川办发〔2016〕71号"}),
    ],
)
def test_tokens_include(text: str, tokens: set[str]) -> None:
    assert tokens <= set(tokenize(text))


@pytest.mark.parametrize("text", ["", "，。！？", "——（）《》", "的了吗呢", "多少", "what is the"])
def test_nothing_is_left_of_punctuation_and_function_words(text: str) -> None:
    assert [token for token in tokenize(text) if len(token) > 1 and token not in {"的了", "了吗", "吗呢"}] == []


def test_a_question_word_leaves_no_bigram_across_its_edge() -> None:
    assert tokenize("多少钱") == ["钱"]


def test_another_bodys_number_is_another_token() -> None:
    assert "川办发〔2016〕50号" not in tokenize("阿府办发〔2016〕50号")


@given(st.text(max_size=80))
def test_width_and_case_do_not_matter(text: str) -> None:
    assert tokenize(text) == tokenize(fold(text))


@given(st.text(max_size=80))
def test_no_token_is_empty_or_has_space(text: str) -> None:
    assert all(token and not any(c.isspace() for c in token) for token in tokenize(text))
