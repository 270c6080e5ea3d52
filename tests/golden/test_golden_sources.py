"""The goldens against the files: every offset, quote, heading and count, without any parser."""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "docs_corpus"
ABA = "aba-technology-transfer-2016"
JINZHOU = "jinzhou-innovation-driven-development"
LIANGSHAN = "liangshan-high-tech-industry-2016"
SICHUAN = "sichuan-technological-innovation-2017"
XINJIANG = "xinjiang-enterprise-innovation"
NAMES = (ABA, JINZHOU, LIANGSHAN, SICHUAN, XINJIANG)
CLAUSES = {ABA: 51, JINZHOU: 33, LIANGSHAN: 35, SICHUAN: 37, XINJIANG: 55}
BOUNDS = {"exact", "at_most", "at_least", "range", "about"}
KINDS = {"benefit", "rate", "target", "deadline", "quota"}
DIGITS = str.maketrans("０１２３４５６７８９％", "0123456789%")
DAMAGE = str.maketrans({"ꎬ": "，", "ꎮ": "。", "ꎻ": "；", "\U001001b0": "."})


@cache
def text_of(source_file: str) -> str:
    return (CORPUS / source_file).read_bytes().decode("utf-8")


@cache
def load(name: str) -> Any:
    return json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))


def clauses(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = load(f"trees/{name}")["clauses"]
    return found


def mended(raw: str) -> str:
    """Damage mended and hard wraps (a blank line, or a page break: newline and space) joined."""
    return re.sub(r"\n\n|\n ", "", raw.translate(DAMAGE))


def numbers(name: str, *top: str) -> list[str]:
    """Markers in digits under the top-level sections that begin so."""
    found = [c for c in clauses(name) if c["path"][0].startswith(top) and c["number"]]
    return [c["number"] for c in found if re.match(r"[0-9０-９]", c["number"])]


def brackets() -> list[dict[str, Any]]:
    return [*load("duties")["sichuan"], *load("duties")["xinjiang"]]


def test_there_is_one_tree_a_file() -> None:
    assert {p.stem for p in (HERE / "trees").glob("*.json")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_tree_is_of_these_bytes(name: str) -> None:
    tree = load(f"trees/{name}")
    assert tree["source_file"] == f"{name}.txt"
    assert tree["sha256"] == hashlib.sha256((CORPUS / tree["source_file"]).read_bytes()).hexdigest()


@pytest.mark.parametrize("name", NAMES)
def test_start_points_at_the_first_character_of_the_number(name: str) -> None:
    text = text_of(f"{name}.txt")
    for clause in clauses(name):
        marker = clause["number"] or "附件："
        assert text[clause["start"] :].translate(DAMAGE).startswith(marker), clause["path"]
        before = text[: clause["start"]]
        assert before == "" or before[-1] in "\n \u3000", clause["path"]


@pytest.mark.parametrize("name", NAMES)
def test_heading_is_the_files_up_to_its_full_stop_or_line_end(name: str) -> None:
    text = text_of(f"{name}.txt")
    for clause in clauses(name):
        marker = clause["number"] or "附件：\n"
        rest = text[clause["start"] + len(marker) :].lstrip(" ")
        line = mended(rest.partition("\n")[0])
        if len(clause["heading"]) > len(line):  # a hard-wrapped heading: it ends at its full stop
            line = mended(rest[:120])
        assert line.partition("。")[0].strip(" \xa0") == clause["heading"], clause["path"]


@pytest.mark.parametrize("name", NAMES)
def test_paths_are_number_and_heading_from_the_top_down(name: str) -> None:
    seen: set[tuple[str, ...]] = set()
    for clause in clauses(name):
        path = tuple(clause["path"])
        assert path[-1] == (clause["number"] or "附件：") + clause["heading"]
        assert clause["depth"] == len(path)
        assert len(path) == 1 or path[:-1] in seen, path
        assert path not in seen, path
        seen.add(path)


@pytest.mark.parametrize("name", NAMES)
def test_clauses_stand_in_the_order_of_the_text(name: str) -> None:
    starts = [c["start"] for c in clauses(name)]
    assert starts == sorted(set(starts))


@pytest.mark.parametrize("name", NAMES)
def test_number_of_clauses(name: str) -> None:
    assert len(clauses(name)) == CLAUSES[name]


def test_jinzhou_runs_from_1_to_24() -> None:
    assert numbers(JINZHOU, "") == [f"{n}、" for n in range(1, 25)]


def test_xinjiang_runs_from_1_to_20_and_again_to_13() -> None:
    assert [n[:-1] for n in numbers(XINJIANG, "三、")] == [str(n) for n in range(1, 21)]
    assert [n[:-1] for n in numbers(XINJIANG, "四、")] == [str(n) for n in range(1, 14)]


def test_liangshan_has_ten_annex_rows() -> None:
    rows = [c["number"] for c in clauses(LIANGSHAN) if c["path"][0].startswith("附件：") and c["depth"] == 2]
    assert rows == [f"（{n}）" for n in "一二三四五六七八九十"]


def test_aba_has_twelve_programmes_and_four_levels() -> None:
    assert [c["number"] for c in clauses(ABA) if c["depth"] == 4] == [f"（{n}）" for n in range(1, 13)]


def test_sichuan_has_22_tasks_and_four_safeguards() -> None:
    assert len(numbers(SICHUAN, "二、")) == 22
    safeguards = [c["number"] for c in clauses(SICHUAN) if c["path"][0] == "三、保障措施"]
    assert safeguards == ["三、", "(一)", "(二)", "(三)", "(四)"]


def test_counts_of_duties() -> None:
    duties = load("duties")
    assert {k: len(v) for k, v in duties.items()} == {"sichuan": 26, "xinjiang": 36, "liangshan_annex": 10}
    assert text_of(f"{SICHUAN}.txt").count("(责任单位:") == 26
    assert text_of(f"{XINJIANG}.txt").count("（责任单位：") == 36


def test_bracket_is_its_bodies_and_nothing_else() -> None:
    for duty in brackets():
        raw = text_of(duty["source_file"])[duty["start"] : duty["end"]]
        listed = "、".join(duty["bodies"]) + ("等" if duty["and_others"] else "")
        assert mended(raw) in {f"(责任单位:{listed})", f"（责任单位：{listed}）"}, duty["path"]


def test_bracket_stands_in_its_clause() -> None:
    for duty in brackets():
        nodes = clauses(duty["source_file"].removesuffix(".txt"))
        assert [c["path"] for c in nodes if c["start"] <= duty["start"]][-1] == duty["path"]


def test_annex_row_fields_are_verbatim_and_in_their_row() -> None:
    text = text_of(f"{LIANGSHAN}.txt")
    for row in load("duties")["liangshan_annex"]:
        assert list(row["fields"]) == ["责任单位", "启动类别", "启动时间", "完成时间", "成果形式"]
        for label, field in row["fields"].items():
            value = "、".join(field["value"]) if isinstance(field["value"], list) else field["value"]
            assert text[field["start"] : field["end"]] == f"{label}：{value}"
            assert text[field["end"]] == "\n"
            assert [c["path"] for c in clauses(LIANGSHAN) if c["start"] <= field["start"]][-1] == row["path"]


def test_there_are_facts_of_every_file() -> None:
    assert len(load("facts")) >= 80
    assert {f["source_file"] for f in load("facts")} == {f"{name}.txt" for name in NAMES}


def test_quotes_and_values_are_verbatim_at_their_offsets() -> None:
    for fact in load("facts"):
        text = text_of(fact["source_file"])
        assert text[fact["start"] : fact["end"]] == fact["quote"]
        assert text[fact["value_start"] : fact["value_end"]] == fact["value_quote"]
        assert fact["start"] <= fact["value_start"] < fact["value_end"] <= fact["end"]
        assert not re.match(r"[0-9０-９.]", text[fact["value_start"] - 1]), fact["quote"]


def test_quote_stands_in_its_clause() -> None:
    for fact in load("facts"):
        nodes = clauses(fact["source_file"].removesuffix(".txt"))
        assert [c["path"] for c in nodes if c["start"] <= fact["start"]][-1] == fact["path"]


def test_values_say_what_the_words_say() -> None:
    """The number worked out anew from the value's own characters."""
    scale = {"万亿": 10**12, "亿": 10**8, "億": 10**8, "万": 10**4, "萬": 10**4, "": 1}
    for fact in load("facts"):
        if not isinstance(fact["value"], int | float):
            continue
        words = re.sub(r"\s", "", fact["value_quote"].translate(DAMAGE)).translate(DIGITS)
        words = words.replace("一個", "1個").replace("十个", "10个")
        found = re.match(r"(\d+(?:\.\d+)?)(万亿|亿|億|万|萬|)", words)
        assert found is not None, fact["quote"]
        assert float(found[1]) * scale[found[2]] == pytest.approx(fact["value"]), fact["quote"]


def test_units_agree_with_the_words() -> None:
    written = {"CNY": "元萬", "㎡": "㎡平", "户": "户戶", "个": "个個"}
    for fact in load("facts"):
        if fact["unit"]:
            quote = fact["value_quote"].replace("％", "%")
            assert any(c in quote for c in written.get(fact["unit"], fact["unit"])), fact["quote"]


def test_bounds_and_kinds_are_of_the_lists() -> None:
    for fact in load("facts"):
        assert fact["kind"] in KINDS
        assert fact["bound"] in BOUNDS
        assert (fact["bound"] == "range") == (fact["value_max"] is not None)


def test_no_two_facts_are_the_same() -> None:
    keys = [(f["source_file"], f["value_start"], f["value_end"], f["kind"]) for f in load("facts")]
    assert len(keys) == len(set(keys))
