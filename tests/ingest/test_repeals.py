"""Which documents a text says it repeals."""

from __future__ import annotations

import pytest

from ingest.normalize import normalize
from ingest.repeals import find_repeals, title_key

Named = tuple[str | None, str | None, str | None]


def named(title: str | None, number: str | None, since: str | None = None) -> Named:
    return title, number, since


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "本办法自印发之日起施行，有效期5年。《某市人才办法》（某府办规〔2018〕30号）同时废止。",
            [named("某市人才办法", "某府办规〔2018〕30号")],
        ),
        (
            "本条例自2020年1月1日起施行，2001年5月25日省人大通过的《某省促进条例》同时废止。",
            [named("某省促进条例", None)],
        ),
        (
            "自2021年3月1日起废止《甲办法》《乙办法》。",
            [named("甲办法", None, "2021-03-01"), named("乙办法", None, "2021-03-01")],
        ),
        ("原《甲办法》、《乙细则》等文件一并废止。", [named("甲办法", None), named("乙细则", None)]),
        (
            "某市人民政府关于废止《甲办法》的决定\n各县：\n经研究，决定废止《甲办法》和《乙办法》（某发〔2001〕1号），《丙办法》继续有效。",
            [named("甲办法", None), named("乙办法", "某发〔2001〕1号")],
        ),
        ("某府发〔2012〕5号文件同时废止。", [named(None, "某府发〔2012〕5号")]),
        ("《甲辦法》自2020年5月1日起停止執行。", [named("甲办法", None, "2020-05-01")]),
        ("《甲办\n法》同时废\n止。", [named("甲办法", None)]),
        (
            "下列文件予以废止：\n1.《甲办法》（某发〔2001〕1号）\n2.《乙办法》\n下列文件予以修改：\n1.《丙办法》",
            [named("甲办法", "某发〔2001〕1号"), named("乙办法", None)],
        ),
    ],
)  # fmt: skip
def test_repeal(sentence: str, expected: list[Named]) -> None:
    assert [(one.title, one.number, one.since) for one in find_repeals(normalize(sentence))] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "根据《国务院关于废止部分行政法规的决定》修订。",
        "主管机关应当废止其许可。",
        "不再执行《甲规定》中关于承包范围的规定。",
        "《甲规定》第三条同时废止。",
        "依照《甲规定》废止其登记。",
        "",
    ],
)
def test_no_repeal_of_a_document(sentence: str) -> None:
    assert find_repeals(normalize(sentence)) == ()


def test_key_of_a_title_leaves_out_script_punctuation_and_version() -> None:
    assert title_key("某市人才辦法（試行）") == title_key("某市人才办法")
    assert title_key("中华人民共和国专利法（2020年修正）") == title_key("专利法")
