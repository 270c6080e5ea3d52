"""Documents that a question names one after the other."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from ingest.types import Metadata
from retriever.compared_documents import documents_side_by_side


@dataclass(frozen=True)
class Paper:
    doc_id: str
    metadata: Metadata
    source_file: str = ""


LAW = Paper("law", Metadata(title="中华人民共和国专利法"))
PROVINCE = Paper("province", Metadata(title="山东省专利条例", region="山东省", region_code="370000"))
AGENTS = Paper("agents", Metadata(title="专利代理条例"))
CITIES = (("聊城市", "371500"), ("菏泽市", "371700"))
PAPERS = [LAW, PROVINCE, AGENTS]


@pytest.mark.parametrize(
    ("question", "named", "asked"),
    [
        ("假冒专利，国家专利法和山东省专利条例定的罚款各是多少？", ["law", "province"], "假冒专利，定的罚款各是多少？"),
        ("《专利法》与《专利代理条例》里，处罚由谁决定？", ["law", "agents"], "里，处罚由谁决定？"),
        ("山东专利条例跟国家的专利法比，罚款哪个重？", ["province", "law"], "比，罚款哪个重？"),
    ],
)  # fmt: skip
def test_documents_named_one_after_the_other_are_held_against_each_other(
    question: str, named: list[str], asked: str
) -> None:
    found = documents_side_by_side(question, PAPERS)
    assert found is not None
    assert ([d.doc_id for d in found.documents], found.asked) == (named, asked)


@pytest.mark.parametrize(
    "question",
    [
        "山东省专利条例规定的罚款是多少？",
        "按专利法，申请要交哪些办法里写的材料？",
        "浙江省专利条例和江苏省专利条例的罚款各是多少？",
        "专利法规定，专利代理条例管不管？",
    ],
)
def test_no_two_are_named_side_by_side(question: str) -> None:
    assert documents_side_by_side(question, PAPERS) is None


def test_of_two_versions_of_one_title_none_is_meant() -> None:
    older = Paper("older", PROVINCE.metadata)
    assert documents_side_by_side("国家专利法和山东省专利条例定的罚款各是多少？", [*PAPERS, older]) is None


def test_two_places_that_have_a_document_of_one_name() -> None:
    papers = [Paper(c, Metadata(title=f"{r}专利条例", region=r, region_code=c)) for r, c in CITIES]
    found = documents_side_by_side("聊城市专利条例和菏泽市专利条例定的罚款各是多少？", papers)
    assert found is not None
    assert [d.doc_id for d in found.documents] == [code for _, code in CITIES]
