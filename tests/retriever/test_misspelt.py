"""Misspelt words: what sounds like a word that the documents use, and what is left alone."""

from __future__ import annotations

from itertools import pairwise

import pytest

from retriever.misspelt import mend
from retriever.tokenize import tokenize

DOCUMENTS = (
    "建设技术转移中心，申报项目，高新技术，工业产值达到五亿元，给予一次性补贴，收割机补偿由公司承担，及时适当抢占，"
    "农业收入，研究生培养，补发工资，创业者，社会化服务，银行业金融机构"
)
KNOWN = frozenset(token for token in tokenize(DOCUMENTS)) | {a + b for a, b in pairwise(DOCUMENTS)}


def read(question: str) -> tuple[tuple[str, str], ...]:
    return mend(question, KNOWN.__contains__).read


@pytest.mark.parametrize(
    ("question", "said", "meant"),
    [
        ("要建几个技术转衣中心", "转衣", "转移"),
        ("材料咋申抱", "申抱", "申报"),
        ("高薪技术的产值要冲多少", "高薪技术", "高新技术"),
        ("工业产直要到好多", "产直", "产值"),
        ("在职研就生能扣多少", "研就生", "研究生"),
        ("收割鸡过路收不收费", "收割鸡", "收割机"),
    ],
)
def test_what_sounds_like_a_word_of_the_documents_is_read_as_it(question: str, said: str, meant: str) -> None:
    found = mend(question, KNOWN.__contains__)
    assert (said, meant) in found.read
    assert meant in found.text


@pytest.mark.parametrize(
    "question",
    [
        "技术转移中心有几个",  # right
        "这个补法对不对",  # a way to subsidise, no 补发
        "机时里拿几成",
        "年终当什么看",
        "凉山创业这一项谁管",  # grammar beside a word
        "银行也能贷吗",
        "20万和200万哪个对",
        "兴安盟申报几家",  # a place
        "What is the subsidy for incubators?",
        "技術轉衣中心",  # Traditional script: left as it is
        "",
    ],
)
def test_what_is_right_or_unsure_is_left_alone(question: str) -> None:
    assert mend(question, KNOWN.__contains__).read == ()


def test_numbers_stay() -> None:
    found = mend("产直3.5亿，补帖20万", KNOWN.__contains__)
    assert found.text == "产值3.5亿，补贴20万"
