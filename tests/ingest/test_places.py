"""Which place a document is of, where a name alone does not say."""

from __future__ import annotations

import pytest

from ingest.levels import administrative_level
from ingest.metadata import extract
from ingest.normalize import normalize
from ingest.structure import build_clauses
from ingest.types import Metadata, SourceText


def read(title: str, signature: str = "", body: str = "一、甲。") -> Metadata:
    source = f"{title}\n各有关单位：\n{body}\n{signature}\n2021年3月5日\n" if signature else f"{title}\n{body}\n"
    norm = normalize(source)
    return extract(norm, build_clauses(norm, source, "d")[0], SourceText(source, "text"), "file.txt")


@pytest.mark.parametrize(
    ("signature", "code"),
    [
        ("南京市鼓楼区人民政府", "320106"),
        ("福州市鼓楼区科学技术局", "350102"),
        ("徐州市鼓楼区人民政府办公室", "320302"),
        ("北京市朝阳区人民政府", "110105"),
        ("上海市浦东新区科技和经济委员会", "310115"),
        ("天津市滨海新区人民政府", "120116"),
    ],
)
def test_the_issuer_decides_down_to_the_district(signature: str, code: str) -> None:
    found = read("关于支持企业发展的通知", signature)
    assert found.region_code == code
    assert administrative_level(found) == "县"


def test_a_district_of_many_places_is_decided_by_the_text() -> None:
    found = read("关于支持企业发展的通知", "鼓楼区科学技术局", "一、企业在南京市鼓楼区注册的，我区给予奖励。")
    assert found.region_code == "320106"


def test_a_district_of_many_places_stays_open_where_nothing_decides() -> None:
    found = read("关于支持企业发展的通知", "鼓楼区科学技术局", "一、我区企业、全区企业。北京、北京、北京。")
    assert (found.region, found.region_code) == (None, None)


@pytest.mark.parametrize(
    ("signature", "region", "zone"),
    [
        ("成都高新技术产业开发区管理委员会", "成都市", "成都高新技术产业开发区"),
        ("成都高新区管委会", "成都市", "成都高新区"),
        ("苏州工业园区管理委员会", "苏州市", "苏州工业园区"),
        ("高新区管理委员会", None, "高新区"),
        ("新区管委会", None, "新区"),
    ],
)
def test_a_zone_is_a_part_of_the_place_it_lies_in(signature: str, region: str | None, zone: str) -> None:
    found = read("关于支持企业发展的通知", signature, "一、我区企业、全区企业。锦州市、锦州市、锦州市。")
    assert (found.region, found.zone) == (region, zone)


@pytest.mark.parametrize(
    "title",
    [
        "锦州市人民政府关于促进高新技术产业开发区高质量发展的意见",
        "国务院关于促进国家高新区加快发展的意见",
        "关于加快城市更新区域建设的通知",
    ],
)
def test_a_document_about_zones_is_of_none(title: str) -> None:
    assert read(title).zone is None


def test_a_title_below_the_place_of_the_issuer_is_more_exact() -> None:
    assert read("上海市浦东新区促进产业规定", "上海市人民政府").region_code == "310115"
    assert read("上海市人民政府关于同意浦东新区方案的批复", "上海市人民政府").region_code == "310000"


@pytest.mark.parametrize(
    ("meta", "level"),
    [
        (Metadata(issuer="国务院办公厅"), "国家"),
        (Metadata(addressees="各省、自治区、直辖市人民政府，国务院各部委"), "国家"),
        (Metadata(region_code="510000"), "省"),
        (Metadata(region_code="310000"), "省"),
        (Metadata(region_code="513200"), "市"),
        (Metadata(region_code="310115"), "县"),
        (Metadata(issuer="某协会"), None),
    ],
)
def test_level(meta: Metadata, level: str | None) -> None:
    assert administrative_level(meta) == level


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("第1條 本辦法自中華民國一百零九年四月一日施行。", "710000"),
        ("第1條 本辦法所稱主管機關：在直轄市、縣（市）為直轄市、縣（市）政府。", "710000"),
        ("第1條 每人發給新臺幣二千元。", "710000"),
        ("第1條 本規則依園區設置條例第五條規定訂定之。", "710000"),
        ("第1條 股份由中華民國國民持有者，得申請之。", "710000"),
        ("第1條 本規則依香港法例訂定。", "810000"),
        ("第一条 对台资企业，国务院另有规定的，按新台币折算。", None),
    ],
)
def test_a_text_shows_the_place_whose_law_it_speaks(body: str, code: str | None) -> None:
    assert read("補助辦法", body=body).region_code == code
