"""Sidecars: what they give wins, what they leave out is found in the text, what is wrong with them is one line."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.errors import DocumentError, TooLarge
from ingest.sidecar import load_for, overlay
from ingest.types import Metadata

CORPUS = Path(__file__).parents[2] / "docs_corpus"
MOST = 10_000


def test_own_sidecar_wins_over_the_manifest(tmp_path: Path) -> None:
    (tmp_path / "manifest.yaml").write_text("files:\n- {file: a.txt, title: 甲, issuer: 科技局}\n", "utf-8")
    (tmp_path / "a.txt.meta.yaml").write_text("title: 乙\nissued: 2016-11-11\n", "utf-8")
    assert load_for(tmp_path / "a.txt", MOST) == {"title": "乙", "issuer": "科技局", "issued": "2016-11-11"}


@pytest.mark.parametrize(
    "manifest",
    [
        "- {file: a.txt, title: 甲}",
        "files: [{file: a.txt, title: 甲}]",
        "a.txt: {title: 甲}",
        "files: {a.txt: {title: 甲}}",
    ],
)
def test_forms_of_a_manifest(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "manifest.yaml").write_text(manifest, "utf-8")
    assert load_for(tmp_path / "a.txt", MOST) == {"title": "甲"}
    assert load_for(tmp_path / "b.txt", MOST) == {}


def test_name_without_suffix(tmp_path: Path) -> None:
    (tmp_path / "a.meta.yaml").write_text("title: 甲", "utf-8")
    assert load_for(tmp_path / "a.txt", MOST)["title"] == "甲"


def test_a_changed_manifest_is_read_again(tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.yaml"
    manifest.write_text("a.txt: {title: 甲}", "utf-8")
    assert load_for(tmp_path / "a.txt", MOST)["title"] == "甲"
    manifest.write_text("a.txt: {title: 甲乙}", "utf-8")
    assert load_for(tmp_path / "a.txt", MOST)["title"] == "甲乙"


@pytest.mark.parametrize(
    "text",
    [
        "title: [",
        "- x",
        "issued: 2016",
        "issued: 2016-13-01",
        "title: {a: b}",
        "draft: perhaps",
        "a: &x [1]\nb: *x",
        "just words",
        "!!python/name:os.system x",
    ],
)
def test_a_wrong_sidecar_is_one_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt.meta.yaml").write_text(text, "utf-8")
    with pytest.raises(DocumentError) as raised:
        load_for(tmp_path / "a.txt", MOST)
    assert str(raised.value).startswith("a.txt.meta.yaml")
    assert "\n" not in str(raised.value)


def test_a_huge_sidecar(tmp_path: Path) -> None:
    (tmp_path / "a.txt.meta.yaml").write_text("note: " + "x" * MOST, "utf-8")
    with pytest.raises(TooLarge):
        load_for(tmp_path / "a.txt", MOST)


def test_an_unknown_name_is_warned_of(tmp_path: Path) -> None:
    (tmp_path / "a.txt.meta.yaml").write_text("titel: 甲", "utf-8")
    assert "titel" in load_for(tmp_path / "a.txt", MOST)["warnings"][0]


def test_overlay() -> None:
    found = Metadata(title="旧", label="旧", region="四川省", region_code="510000", issuer="科技厅")
    merged = overlay(found, {"title": "新", "region": "Jinzhou", "number": "锦政发〔2016〕1号"})
    assert {(one.field, one.by) for one in merged.origins} == {
        ("title", "sidecar"), ("region", "sidecar"), ("doc_number", "sidecar"),
    }  # fmt: skip
    assert replace(merged, origins=()) == Metadata(
        title="新", label="新", region="锦州市", region_code="210700", issuer="科技厅", doc_number="锦政发〔2016〕1号"
    )


def test_an_unknown_region_has_no_code() -> None:
    merged = overlay(Metadata(region="四川省", region_code="510000"), {"region": "某某经济区"})
    assert (merged.region, merged.region_code) == ("某某经济区", None)


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.txt")), ids=lambda path: path.stem)
def test_the_manifest_of_the_corpus_is_about_these_bytes(path: Path) -> None:
    assert load_for(path, 100_000)["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
