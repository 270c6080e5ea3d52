"""What is to be reached by one year says nothing of another."""

from __future__ import annotations

import pytest

from retriever.aimed import of_another_aim
from tests.retriever.papers import asked, paper, sentence

AIMS = "一、目标\n1、到2020年，培育高新技术企业30户以上。建成平台80个。\n2、从2014年开始，专项资金增加至6000万元。\n"


@pytest.mark.parametrize(
    ("words", "question", "another"),
    [
        ("30户", "到2040年要培育多少户高新技术企业", True),
        ("30户", "到2020年要培育多少户高新技术企业", False),
        ("30户", "要培育多少户高新技术企业", False),
        ("30户", "how many firms by 2040?", True),
        ("80个", "到2040年要建成多少个平台", True),  # the year stands in the sentence before
        ("80个", "到2020年要建成多少个平台", False),
        ("6000万元", "到2040年专项资金多少钱", False),  # no aim
        ("30户", "到2040年谁负责培育企业", False),
    ],
)
def test_the_year_of_an_aim(words: str, question: str, another: bool) -> None:
    assert of_another_aim(asked(question), sentence(paper(AIMS), words)) == another
