"""What a document says of itself; what it does not say stays None."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.metadata import extract
from ingest.normalize import normalize
from ingest.structure import build_clauses
from ingest.types import Metadata, SourceText

ROOT = Path(__file__).parents[2]
NOTICE = """东莞市科学技术局关于印发《东莞市创新券管理办法》的通知
东科〔2020〕12号
各镇人民政府，有关单位：
　　根据《某省创新条例》（某府发〔2013〕8号）要求，现将办法印发给你们。
　　东莞市科学技术局
　　二〇二〇年三月五日
东莞市创新券管理办法
第一条 为促进创新，制定本办法。
第二条 本办法自印发之日起施行，有效期3年。
"""


def read(source: str) -> Metadata:
    norm = normalize(source)
    clauses, _ = build_clauses(norm, source, "d")
    return extract(norm, clauses, SourceText(source, "text"), "file.txt")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "东莞市科学技术局关于印发《东莞市创新券管理办法》的通知"),
        ("doc_number", "东科〔2020〕12号"),
        ("issuer", "东莞市科学技术局"),
        ("issued", "2020-03-05"),
        ("effective", "2020-03-05"),
        ("expires", "2023-03-04"),
        ("region", "东莞市"),
        ("region_code", "441900"),
        ("draft", False),
        ("period_end", None),
    ],
)
def test_a_notice_is_read(field: str, value: object) -> None:
    assert getattr(read(NOTICE), field) == value


FIVE = {
    "aba-technology-transfer-2016": (
        "阿坝州人民政府办公室关于印发阿坝州促进科技成果转移转化行动方案（2016—2020年）的通知",
        "阿坝州", "阿坝州人民政府办公室", "阿府办发〔2016〕50号", "2016-11-11",
    ),
    "jinzhou-innovation-driven-development": (None, "锦州市", None, None, None),
    "liangshan-high-tech-industry-2016": (None, "凉山州", "凉山州人民政府", None, "2016-08-24"),
    "sichuan-technological-innovation-2017": (
        "关于印发《四川省技术创新工程实施方案(２０１７—２０２０年)》的通知", "四川省", None, None, None,
    ),
    "xinjiang-enterprise-innovation": (None, "新疆", None, None, None),
}  # fmt: skip


@pytest.mark.parametrize("name", FIVE)
def test_corpus_file_says_this_of_itself(name: str) -> None:
    found = read((ROOT / "docs_corpus" / f"{name}.txt").read_bytes().decode("utf-8"))
    assert (found.title, found.region, found.issuer, found.doc_number, found.issued) == FIVE[name]
    assert (found.effective, found.expires, found.period_end, found.draft) == (None, None, "2020-12-31", False)


def test_number_cited_in_a_sentence_is_not_the_documents_own() -> None:
    assert (
        read("各市人民政府：\n为落实《国务院意见》（国办发〔2013〕8号）精神，提出以下意见：\n一、甲").doc_number is None
    )


def test_addressee_is_no_title() -> None:
    assert read("各县市人民政府、州级各部门：\n为深入实施战略，提出如下意见。\n一、甲").title is None


def test_title_over_two_lines() -> None:
    source = "国务院关于促进综合保税区\n高水平开放高质量发展的若干意见\n国发〔2019〕3号\n各省人民政府：\n一、甲"
    assert read(source).title == "国务院关于促进综合保税区高水平开放高质量发展的若干意见"


def test_national_document_is_of_no_region() -> None:
    assert (
        read("国务院关于支持海南发展的意见\n各省、自治区、直辖市人民政府：\n一、全省各地，海南省、海南省").region
        is None
    )


def test_draft_is_said_by_the_title_or_the_line_below() -> None:
    assert read("徐汇区专项资金管理办法\n(征求意见稿)\n第一条 甲。").draft


def test_effective_day_is_the_documents_own() -> None:
    source = "某办法\n第一条 依据《某条例》（自2001年1月1日起施行）制定。\n第二条 本办法自2021年5月1日起施行。"
    assert read(source).effective == "2021-05-01"


def test_label_of_a_text_without_title_uses_its_own_words() -> None:
    source = (
        "为促进创新，现提出如下意见：\n一、要把锦州建成中心，锦州、锦州企业。我市和全市各部门。\n"
        "本实施意见自公布之日起实施。"
    )
    assert read(source).label == "锦州市 实施意见（无标题）"


def test_nothing_said_is_nothing_found() -> None:
    assert read("甲乙丙丁。") == Metadata(label="file")


LAW = "某某法\n{line}\n第一条 为了发展，制定本法。\n第二条 本法自2009年5月1日起施行。"


@pytest.mark.parametrize(
    ("line", "issuer", "issued"),
    [
        (
            "2008年10月28日 第十一届全国人民代表大会常务委员会第五次会议通过",
            "第十一届全国人民代表大会常务委员会", "2008-10-28",
        ),
        (
            "2011年8月29日 最高人民法院审判委员会第1527次会议通过\n2011年9月9日 最高人民法院公告公布",
            "最高人民法院", "2011-09-09",
        ),
        ("2003年5月27日 中华人民共和国国务院令第378号公布", "国务院", "2003-05-27"),
    ],
)  # fmt: skip
def test_line_that_says_who_passed_or_promulgated_it(line: str, issuer: str, issued: str) -> None:
    found = read(LAW.format(line=line))
    assert (found.issuer, found.issued) == (issuer, issued)


def test_order_gives_number_and_issuer() -> None:
    found = read(
        "东莞市人民政府令\n第179号\n《东莞市优待办法》已经会议通过，现予公布。\n2021年1月29日\n"
        "东莞市优待办法\n第一条 甲。"
    )
    assert (found.doc_number, found.issuer, found.issued) == ("东莞市人民政府令第179号", "东莞市人民政府", "2021-01-29")
    assert found.title == "东莞市优待办法"


def test_body_in_the_title_wins_over_a_misprinted_signature() -> None:
    source = "东莞市科学技术局关于申报的通知\n一、甲。\n东莞市科学术局\n2020年3月5日"
    assert read(source).issuer == "东莞市科学技术局"


def test_title_of_what_is_attached_is_not_the_documents() -> None:
    source = "各县：\n《甲乙行动方案》等已经同意，现印发给你们。\n东莞市人民政府\n2019年6月6日\n甲乙行动方案\n一、丙"
    assert read(source).title is None


def test_signature_torn_by_a_collapsed_line_end() -> None:
    source = "关于扫码的通告\n一、甲。\n东莞市新型冠状病毒疫情\n防控工作指挥部\n2020年2月17日"
    assert read(source).issuer == "东莞市新型冠状病毒疫情防控工作指挥部"


def test_label_and_value_parted_by_a_line_end() -> None:
    assert read("某区专项资金管理办法\n发布机构 :\n东莞市科学技术局\n第一条 甲。").issuer == "东莞市科学技术局"


@pytest.mark.parametrize(
    ("term", "last_day"),
    [
        ("有效期3年", "2024-04-30"),
        ("试行两年", "2023-04-30"),
        ("有效期6个月", "2021-10-31"),
        ("有效期至2027年6月30日", "2027-06-30"),
    ],
)
def test_term_of_validity(term: str, last_day: str) -> None:
    assert read(f"某办法\n第一条 甲。\n第二条 本办法自2021年5月1日起施行，{term}。").expires == last_day


def test_number_in_brackets_on_a_line_of_its_own() -> None:
    assert read("关于科技的通知\n（皖科〔2022〕6号）\n各单位：\n一、甲。").doc_number == "皖科〔2022〕6号"


def test_headline_before_the_text_of_a_collapsed_line() -> None:
    prose = (
        "“我前几天刚从外地老家返回，家里有老人、小孩，在家隔离担心会给他们造成困扰，怎么办？”孙先生想早日回到工作岗位。"
    )
    assert read(f"企业没有条件咋办？新区专设集中安置点助推复工复产 {prose} {prose} {prose} {prose}").title == (
        "企业没有条件咋办？新区专设集中安置点助推复工复产"
    )


def test_bodies_of_a_joint_order_stand_above_the_word() -> None:
    source = "某某管理办法\n国家发展和改革委员会\n教育部\n令\n第15号\n现予公布，自2023年8月15日起施行。\n第一条 甲。"
    assert read(source).issuer == "国家发展和改革委员会 教育部"


def test_day_of_force_on_a_line_of_its_own() -> None:
    assert read("某规定\n2001年6月7日 最高人民法院公告公布\n2001年7月1日 施行\n第一条 甲。").effective == "2001-07-01"


def test_a_page_that_marks_a_document_as_repealed() -> None:
    assert read("某市专利资助办法\n时效性：失效\n第一条 甲。").repealed
    assert not read("某市专利资助办法\n时效性：有效\n第一条 甲。").repealed


def test_body_that_passed_it_in_brackets_over_several_lines() -> None:
    passed = "（2003年8月27日第十届全国人民代表大会\n常务委员会第四次会议通过）"
    source = f"某某许可法\n{passed}\n目录\n第一章 总则\n第一条 甲。\n第二条 乙。"
    found = read(source)
    assert (found.issuer, found.issued) == ("第十届全国人民代表大会常务委员会", "2003-08-27")
