"""The documents that a text names."""

from __future__ import annotations

import pytest

from ingest.normalize import normalize
from ingest.references import find_cited


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("根据《中华人民共和国专利法》制定。", [("中华人民共和国专利法", None)]),
        ("按照《某省意见》（某政发〔2016〕3号）要求", [("某省意见", "某政发〔2016〕3号")]),
        ("按照《某省指导意见》（以下简称意见）要求", [("某省指导意见", None)]),
        ("根据国发〔2013〕8号文件精神", [(None, "国发〔2013〕8号")]),
        ("为落实国办发〔2013〕8号、某府〔2014〕2号文件", [(None, "国办发〔2013〕8号"), (None, "某府〔2014〕2号")]),
        ("《甲市人才办法》《甲市人才办法》和《乙细则（试行）》", [("甲市人才办法", None), ("乙细则(试行)", None)]),
        ("《公共租赁住房管理办法》（住房城乡建设部令第11号）", [("公共租赁住房管理办法", "住房城乡建设部令第11号")]),
        ("关于印发《某工作意见》的通知（某府办[2015]9号）", [("某工作意见", "某府办[2015]9号")]),
        ("《关于印发〈某方案〉的通知》", [("关于印发〈某方案〉的通知", None)]),
        ("《甲市办法》规定，按《甲市办法》（某发〔2001〕1号）", [("甲市办法", "某发〔2001〕1号")]),
    ],
)
def test_cited(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert [(one.title, one.number) for one in find_cited(normalize(text), "", None)] == expected


@pytest.mark.parametrize("text", ["填写《东莞市申请表》", "发给《营业执照》", "读《红楼梦》", "（2013）8号", ""])
def test_what_is_no_document_of_an_office(text: str) -> None:
    assert find_cited(normalize(text), "", None) == ()


def test_what_it_issues_itself_and_its_own_number_are_not_cited() -> None:
    text = "关于印发《某办法》的通知\n某发〔2020〕1号\n现将《某办法》印发给你们。"
    assert find_cited(normalize(text), "关于印发《某办法》的通知", "某发〔2020〕1号") == ()
