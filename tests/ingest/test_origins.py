"""Each metadata field says where it was read: source[start:end] is what the field says."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.metadata import extract
from ingest.normalize import normalize
from ingest.numerals import DATE, iso_date
from ingest.parser import parse
from ingest.region_table import own_law
from ingest.regions import ancestors, by_code, find
from ingest.settings import ReaderLimits
from ingest.structure import build_clauses
from ingest.types import Metadata, Origin, SourceText
from retriever.language import traditional

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("POLICYQA_TEST_DATA") or ROOT.parent / "shared" / "data")
TEXTS = ("title", "issuer", "doc_number", "addressees", "zone")
NOTICE = """东莞市科学技术局关于印发《东莞市创新券管理办法》的通知
东科〔2020〕12号
各镇人民政府，有关单位：
　　根据《某省创新条例》（某府发〔2013〕8号）和《东莞市申请表》要求，现将办法印发给你们。
　　东莞市科学技术局
　　二〇二〇年三月五日
东莞市创新券管理办法
第一条 为促进创新，依据《中华人民共和国科学技术进步法》、国发〔2015〕3号文件，制定本办法。
第二条 本办法自印发之日起施行，有效期3年。《东莞市创新券办法（试行）》（东府办〔2016〕1号）
同时废止。
"""


def read(source: str) -> Metadata:
    norm = normalize(source)
    clauses, _ = build_clauses(norm, source, "d")
    return extract(norm, clauses, SourceText(source, "text"), "file.txt")


def squash(text: str | None) -> str:
    return re.sub(r"\s", "", normalize(text or "").text)


def stated_by(piece: str, field: str, meta: Metadata) -> bool:
    """Whether a piece of a source says what the field says."""
    value = getattr(meta, field)
    plain = squash(piece)
    if field in TEXTS:
        return plain == squash(value)
    if field == "region":
        assert meta.region_code
        if any(code == meta.region_code and says.search(plain) for code, says in own_law()):
            return True
        own = by_code(meta.region_code)
        named = [mention for mention in find(plain)]
        under = {r.code for m in named if m.region for r in (m.region, *ancestors(m.region))}
        return own is not None and own.code in under | {r.code for m in named for r in m.candidates}
    if field in ("draft", "repealed"):
        return bool(re.search("征求意见|送审|草案|废止|失效", plain))
    if field == "period_end":
        return value[:4] in plain or "十" in plain
    days = {iso_date(match) for match in DATE.finditer(plain)} | set(re.findall(r"\d{4}-\d\d-\d\d", plain))
    if field == "issued" or days:
        return value in days
    return bool(re.search("日起" if field == "effective" else "有效期|试行|暂行|期限", plain))


def wrong(source: str, meta: Metadata) -> list[str]:
    found = [
        f"{one.field} {getattr(meta, one.field)!r}: {source[one.start : one.end]!r}"
        for one in meta.origins
        if one.by != "sidecar" and not stated_by(source[one.start : one.end], one.field, meta)
    ]
    for one in (*meta.cites, *meta.repeals):
        plain = squash(source[one.start : one.end])
        if squash(one.title) not in plain or squash(one.number) not in plain:
            found.append(f"{one}: {plain}")
    return found


PLACES = ("东莞市", "四川省", "南京市鼓楼区", "凉山州", "成都高新区", "")
OFFICES = ("科学技术局", "人民政府办公室", "财政局 {place}教育局", "管委会")
DAYS = ("2020年3月5日", "二〇二〇年三月五日", "２０２０年３月５日", "2020 年 3 月 5 日")
TERMS = ("有效期3年", "有效期至2027年6月30日", "试行两年", "")
FORCES = ("自印发之日起施行", "自2020年5月1日起施行", "自二〇二〇年五月一日起实施")
PAUSES = ("\n", "\r\n", "\n\n", "\n\u3000\u3000", "\n    ", " \n")


@st.composite
def notices(draw: st.DrawFn) -> str:
    """A notice in one of many manners: another place, office, day, term, line end, indentation and script."""
    place = draw(st.sampled_from(PLACES))
    office = place + draw(st.sampled_from(OFFICES)).format(place=place)
    end, force, term = (draw(st.sampled_from(some)) for some in (PAUSES, FORCES, TERMS))
    lines = [
        f"{office}关于印发《{place}创新券管理办法（试行）》的通知",
        draw(st.sampled_from(("东科〔2020〕12号", "（东科〔2020〕１２号）", "文号：东科[2020]12号", ""))),
        draw(st.sampled_from(("各镇人民政府，有关单位：", "各县（市、区）人民政府，市直各部门：", ""))),
        "根据《某省创新条例》（某府发〔2013〕8号）要求，现将办法印发给你们。",
        office,
        draw(st.sampled_from(DAYS)),
        f"{place}创新券管理办法",
        "第一条 为促进创新，制定本办法。到2025年，全市达到三百家。",
        f"第二条 本办法{force}，{term}。《旧办法》（东府办〔2016〕1号）同时废止。",
    ]
    text = end.join(line for line in lines if line) + "\n"
    return traditional(text) if draw(st.booleans()) else text


@given(notices())
def test_every_field_stands_where_it_says(source: str) -> None:
    meta = read(source)
    assert wrong(source, meta) == []
    assert {"title", "effective"} <= {one.field for one in meta.origins}
    assert all(meta.origin(name) for name in (*TEXTS, "issued", "expires", "region") if getattr(meta, name) is not None)


def test_every_field_of_a_notice_has_its_place() -> None:
    meta = read(NOTICE)
    assert wrong(NOTICE, meta) == []
    assert {one.field: NOTICE[one.start : one.end] for one in meta.origins} == {
        "title": "东莞市科学技术局关于印发《东莞市创新券管理办法》的通知",
        "issuer": "东莞市科学技术局",
        "doc_number": "东科〔2020〕12号",
        "issued": "二〇二〇年三月五日",
        "addressees": "各镇人民政府，有关单位",
        "effective": "自印发之日起施行",
        "expires": "有效期3年",
        "region": "东莞市",
    }


def test_documents_cited_and_repealed() -> None:
    meta = read(NOTICE)
    assert [(one.title, one.number) for one in meta.cites] == [
        ("某省创新条例", "某府发〔2013〕8号"),
        ("中华人民共和国科学技术进步法", None),
        (None, "国发〔2015〕3号"),
    ]
    (repealed,) = meta.repeals
    assert (repealed.title, repealed.number) == ("东莞市创新券办法(试行)", "东府办〔2016〕1号")
    assert NOTICE[repealed.start : repealed.end] == "《东莞市创新券办法（试行）》（东府办〔2016〕1号）"


def test_what_is_not_said_has_no_place() -> None:
    assert read("甲乙丙丁。").origins == ()


def test_a_header_is_a_place_and_a_sidecar_is_none() -> None:
    text = '---\noffice: "某市科技局"\npublish_date: 2020-01-02\nstatus: 废止或失效\n---\n一、甲。\n'
    document = parse(text.encode(), "a.md", "d", {"number": "某发〔2020〕1号"}, ReaderLimits())
    meta, source = document.metadata, document.source.text
    assert meta.repealed
    assert wrong(source, meta) == []
    issuer, number = meta.origin("issuer"), meta.origin("doc_number")
    assert issuer
    assert (issuer.by, source[issuer.start : issuer.end]) == ("header", "某市科技局")
    assert number == Origin("doc_number", "sidecar")


def test_the_day_of_publication_in_a_header_yields_to_the_text() -> None:
    text = "---\npublish_date: 2001-06-05\n---\n某规定\n2001年6月7日 最高人民法院公告公布\n第一条 甲。\n"
    assert parse(text.encode(), "a.md", "d", {}, ReaderLimits()).metadata.issued == "2001-06-07"
    silent = "---\npublish_date: 2001-06-05\n---\n某规定\n第一条 甲。\n"
    assert parse(silent.encode(), "a.md", "d", {}, ReaderLimits()).metadata.issued == "2001-06-05"


@pytest.mark.parametrize("path", sorted((ROOT / "docs_corpus").glob("*.txt")), ids=lambda path: path.stem)
def test_origins_of_the_corpus(path: Path) -> None:
    source = path.read_bytes().decode("utf-8")
    assert wrong(source, read(source)) == []


@pytest.mark.parametrize("kind", ["policy", "law", "traditional", "flattened"])
def test_origins_of_outside_documents(kind: str) -> None:
    files = sorted((DATA / "documents" / kind).glob("*.txt"))
    if not files:
        pytest.skip(f"no documents under {DATA}: set POLICYQA_TEST_DATA")
    found = []
    for path in files:
        source = path.read_bytes().decode("utf-8")
        found += [f"{path.stem[:5]} {one}" for one in wrong(source, read(source))]
    assert found == []
