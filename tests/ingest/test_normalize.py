"""Mending, un-wrapping, simplification, and the offsets that map every character back."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.normalize import normalize

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("POLICYQA_TEST_DATA", ROOT.parent / "shared" / "data")) / "documents"
PIECES = st.sampled_from([
    "第三条", "一、", "（一）", "1.", "２．", "\n", "\r\n", " ", "\u3000\u3000", "\ua3ac", "\ua3ae", "\U001001b0",
    "«", "»", "\0", "附件：", "2016年8月24日", "某市人民政府", "。", "；", "臺灣", "後", "«意見»", "\ufeff", "\ud800",
    "# ", "“", "”", "ꆈꌠ", "abc", "0.8%",
])  # fmt: skip
ANY_TEXT = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join))


def wrapped(paragraphs: list[str], width: int, glue: str = "\n") -> str:
    """Paragraphs broken at a width, as a PDF gives them."""
    return glue.join(p[i : i + width] for p in paragraphs for i in range(0, len(p), width))


@given(ANY_TEXT)
@settings(max_examples=300, deadline=None)
def test_any_text_keeps_the_invariants_of_its_offsets(source: str) -> None:
    norm = normalize(source)
    assert len(norm.text) == len(norm.shown) == len(norm.offsets) - 1
    assert all(a <= b for a, b in pairwise(norm.offsets))
    assert norm.offsets[-1] == len(source)
    assert all(0 <= o < len(source) for o in norm.offsets[:-1])


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("创新\ua3ac发展\ua3bb到\ua3ae", "创新，发展；到。"),
        ("\ua3a8一\ua3a9指导思想", "（一）指导思想"),
        ("提高到 ０\U001001b0 ８％ \ua3ac", "提高到０.８％，"),
        ("１\U001001b0 加强研究", "１. 加强研究"),
        ("制定«管理办法»。", "制定《管理办法》。"),
        ("总产值超过 ２ 万亿元", "总产值超过２万亿元"),
        ("科研仪器, 要开放", "科研仪器,要开放"),
        ("\ufeff第一章\u3000总\u3000\u3000则", "第一章 总则"),
        ("## 第一章  总则", "第一章 总则"),
        ("甲\u200b乙", "甲乙"),
        ("⼀、总体要求", "一、总体要求"),
    ],
)
def test_damage_is_mended_in_what_is_shown(source: str, shown: str) -> None:
    assert normalize(source).shown == shown


def test_real_yi_script_stays() -> None:
    source = "凉山（ꆃꎭ）的彝文是ꆈꌠꁱꂷ，ꎬꎭ也是彝文。"
    assert normalize(source).shown == source


def test_leaked_mark_beside_real_yi_is_mended() -> None:
    assert normalize("彝文“ꆈꌠ”ꎬ以下同").shown == "彝文“ꆈꌠ”，以下同"


def test_text_is_simplified_and_half_width_while_shown_is_as_issued() -> None:
    norm = normalize("（８）對新認定的國家級平臺,給予２０％補助;")
    assert norm.shown == "（８）對新認定的國家級平臺,給予２０％補助;"
    assert norm.text == "(8)对新认定的国家级平台，给予20%补助；"


def test_numbers_keep_their_ascii_comma() -> None:
    assert normalize("补助1,000元").text == "补助1,000元"


def test_source_span_gives_back_the_damaged_quotation() -> None:
    source = "达到 ５０００ 家\ua3ac高新"
    norm = normalize(source)
    at = norm.text.index("5000家，")
    assert source[slice(*norm.source_span(at, at + 6))] == "５０００ 家\ua3ac"


@pytest.mark.parametrize("glue", ["\n", "\n\n", " \n\n"])
def test_hard_wraps_are_joined_by_the_lines_own_width(glue: str) -> None:
    paragraphs = [f"{'培育壮大高新技术企业和科技型中小企业集群' * 4}，第{n}批。" for n in "甲乙丙丁"]
    assert normalize(wrapped(paragraphs, 26, glue)).shown.split("\n") == paragraphs


def test_wrapped_text_keeps_headings_apart() -> None:
    body = "着力破除体制机制障碍，健全工作运行机制和制度，打通通道，促进科技与经济深度融合" * 3 + "。"
    paragraphs = ["一、总体要求", body, "（一）改革创新。", body, "二、保障措施", body]
    assert normalize(wrapped(paragraphs, 24)).shown.split("\n") == paragraphs


def test_lines_of_uneven_length_are_paragraphs() -> None:
    source = "\n".join("甲" * n for n in (20, 90, 33, 61, 25, 140, 18, 77, 52, 99))
    assert normalize(source).shown == source


def test_reference_at_the_start_of_a_wrapped_line_goes_on() -> None:
    body = "补助标准按照国家和省有关规定执行，具体办法由市有关部门另行制定并公布，违反"
    tail = "第三条的规定骗取补助的，由有关部门追回。"
    lines = [body[i : i + 18] for i in range(0, 36, 18)] * 6 + [tail]
    assert "\n第三条" not in normalize("\n".join(lines)).text


def test_collapsed_newlines_leave_findable_paragraphs() -> None:
    filler = "各地要认真贯彻执行，确保政策落实到位，切实减轻企业负担，" * 4
    source = (
        f"关于支持企业的通知 各县人民政府： 现通知如下： 一、总体要求 "
        f"{filler}做好工作。 二、主要措施 （一）减税。 {filler}落实。"
    )
    lines = normalize(source).text.split("\n")
    assert [line[:6] for line in lines[3:6]] == ["一、总体要求", filler[:6], "二、主要措施"]


def test_gap_before_a_heading_on_the_same_line_ends_the_paragraph() -> None:
    assert normalize("提高水平。    （二）加快发展。").shown == "提高水平。\n（二）加快发展。"


@pytest.mark.slow
def test_every_data_document_keeps_the_invariants() -> None:
    files = sorted(DATA.glob("*/*.txt"))
    if not files:
        pytest.skip(f"no documents under {DATA}: set POLICYQA_TEST_DATA")
    for file in files:
        source = file.read_text(encoding="utf-8")
        norm = normalize(source)
        assert len(norm.text) == len(norm.shown) == len(norm.offsets) - 1, file.name
        assert all(a <= b for a, b in pairwise(norm.offsets)), file.name
