"""Ingest: who goes in, who stays, who goes, and that nothing is done twice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ingest import work
from ingest.corpus import Corpus
from ingest.errors import UsageError
from ingest.pipeline import IngestReport, ingest
from ingest.settings import IngestSettings

CORPUS = Path(__file__).parents[2] / "docs_corpus"


def policy(city: str, amount: int = 20) -> str:
    return (
        f"{city}促进科技创新若干政策\n\n"
        f"一、支持平台建设\n对新认定的省级平台，一次性补助{amount}万元。\n二、附则\n本政策自发布之日起施行。\n"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "docs"
    made.mkdir()
    (made / "a.txt").write_text(policy("锦州市"), "utf-8")
    (made / "b.txt").write_text(policy("西昌市"), "utf-8")
    return made


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return Corpus(tmp_path / "data")


def told(report: IngestReport) -> dict[str, str]:
    return {Path(one.path).name: one.status for one in report.files}


def ids(corpus: Corpus) -> dict[str, str]:
    return {one.source_file: one.doc_id for one in corpus.documents()}


def test_a_folder_goes_in(folder: Path, corpus: Corpus) -> None:
    report = ingest([folder], corpus)
    assert told(report) == {"a.txt": "added", "b.txt": "added"}
    assert all(one.clauses >= 2 and one.levels >= 1 for one in report.files)
    one = corpus.get(ids(corpus)["a.txt"])
    assert one.source.text == policy("锦州市")
    assert "".join(one.source.text[clause.start : clause.end] for clause in one.clauses) == one.source.text
    assert one.metadata.region == "锦州市"
    assert one.doc_id == "d" + one.version_id[:10]


def test_again_there_is_nothing_to_do(folder: Path, corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest([folder], corpus)
    before = corpus.corpus_hash()
    monkeypatch.setattr(work, "parse", lambda *_: pytest.fail("parsed"))
    report = ingest([folder], corpus)
    assert told(report) == {"a.txt": "unchanged", "b.txt": "unchanged"}
    assert not report.changed
    assert corpus.corpus_hash() == before


def test_rebuild_reads_again(folder: Path, corpus: Corpus) -> None:
    ingest([folder], corpus)
    assert told(ingest([folder], corpus, rebuild=True)) == {"a.txt": "changed", "b.txt": "changed"}


def test_another_parser_reads_again(folder: Path, corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest([folder], corpus)
    monkeypatch.setattr("ingest.parser.parser_version", lambda: "next")
    assert told(ingest([folder], corpus)) == {"a.txt": "changed", "b.txt": "changed"}


def test_a_dry_run_stores_nothing(folder: Path, corpus: Corpus) -> None:
    report = ingest([folder], corpus, dry_run=True)
    assert told(report) == {"a.txt": "added", "b.txt": "added"}
    assert report.files[0].clauses
    assert not corpus.data_dir.exists()


def test_a_changed_file_keeps_its_id(folder: Path, corpus: Corpus) -> None:
    ingest([folder], corpus)
    before = ids(corpus)
    old = corpus.get(before["a.txt"])
    (folder / "a.txt").write_text(policy("锦州市", 30), "utf-8")
    assert told(ingest([folder], corpus)) == {"a.txt": "changed", "b.txt": "unchanged"}
    assert ids(corpus) == before
    assert "30万元" in corpus.get(before["a.txt"]).source.text
    assert corpus.get(old.doc_id, old.version_id) == old


def test_a_renamed_file_keeps_its_id(folder: Path, corpus: Corpus) -> None:
    ingest([folder], corpus)
    before = ids(corpus)
    (folder / "a.txt").rename(folder / "c.txt")
    assert told(ingest([folder], corpus)) == {"b.txt": "unchanged", "c.txt": "renamed"}
    assert ids(corpus) == {"c.txt": before["a.txt"], "b.txt": before["b.txt"]}


def test_a_moved_folder_keeps_the_ids(folder: Path, corpus: Corpus) -> None:
    ingest([folder], corpus)
    before = ids(corpus)
    moved = folder.rename(folder.with_name("elsewhere"))
    assert set(told(ingest([moved], corpus)).values()) == {"renamed"}
    assert ids(corpus) == before
    assert told(ingest([moved], corpus)) == {"a.txt": "unchanged", "b.txt": "unchanged"}


def test_files_that_swap_names_keep_the_ids_of_their_paths(folder: Path, corpus: Corpus) -> None:
    ingest([folder], corpus)
    before = ids(corpus)
    for old, new in (("a.txt", "x"), ("b.txt", "a.txt"), ("x", "b.txt")):
        (folder / old).rename(folder / new)
    assert set(told(ingest([folder], corpus)).values()) == {"changed"}
    assert ids(corpus) == before


def test_a_document_goes_only_with_its_file(folder: Path, corpus: Corpus) -> None:
    ingest([folder], corpus)
    (folder / "a.txt").unlink()
    ingest([folder / "b.txt"], corpus)
    assert len(corpus.documents()) == 2
    assert told(ingest([folder], corpus)) == {"a.txt": "removed", "b.txt": "unchanged"}
    assert list(ids(corpus)) == ["b.txt"]


def test_a_broken_file_among_good_ones(folder: Path, corpus: Corpus) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    report = ingest([folder], corpus)
    assert told(report) == {"a.txt": "added", "b.txt": "added", "broken.pdf": "failed"}
    assert report.failed[0].reason
    assert len(corpus.documents()) == 2


def test_a_file_that_broke_keeps_its_previous_version(folder: Path, corpus: Corpus) -> None:
    ingest([folder], corpus)
    (folder / "a.txt").write_bytes(bytes(range(256)) * 20)
    assert told(ingest([folder], corpus))["a.txt"] == "failed"
    assert corpus.get(ids(corpus)["a.txt"]).source.text == policy("锦州市")


def test_a_parser_that_fails_costs_one_file(folder: Path, corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    real = work.parse

    def parse(data: bytes, name: str, *rest: object) -> object:
        if name == "a.txt":
            raise IndexError("beyond")
        return real(data, name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(work, "parse", parse)
    report = ingest([folder], corpus)
    assert told(report) == {"a.txt": "failed", "b.txt": "added"}
    assert "IndexError" in str(report.failed[0].reason)


def test_the_same_bytes_are_one_document(folder: Path, corpus: Corpus) -> None:
    shutil.copy(folder / "a.txt", folder / "copy.txt")
    report = ingest([folder], corpus)
    assert told(report) == {"a.txt": "added", "b.txt": "added", "copy.txt": "unchanged"}
    assert "same content as a.txt" in [one.reason for one in report.files]
    assert told(ingest([folder], corpus))["copy.txt"] == "unchanged"
    assert len(corpus.documents()) == 2


def test_a_copy_in_another_folder_is_the_same_document(folder: Path, corpus: Corpus) -> None:
    ingest([folder], corpus)
    other = folder.with_name("other")
    shutil.copytree(folder, other)
    assert set(told(ingest([other], corpus)).values()) == {"unchanged"}
    assert len(corpus.documents()) == 2


def test_what_a_folder_is_searched_for(folder: Path, corpus: Corpus, tmp_path: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "c.txt").write_text(policy("成都市"), "utf-8")
    (tmp_path / "outside.txt").write_text(policy("绵阳市"), "utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    for name in ("README.md", "data.csv", ".hidden.txt", "~$a.docx", "a.txt.meta.yaml"):
        (folder / name).write_text("x: 1", "utf-8")
    (folder / "a.txt.meta.yaml").write_text("title: 甲", "utf-8")
    assert set(told(ingest([folder], corpus))) == {"a.txt", "b.txt", "c.txt"}


def test_a_named_file_is_tried_whatever_its_suffix(tmp_path: Path, corpus: Corpus) -> None:
    (tmp_path / "policy.dat").write_text(policy("锦州市"), "utf-8")
    assert told(ingest([tmp_path / "policy.dat"], corpus)) == {"policy.dat": "added"}


def test_a_missing_file_is_reported(folder: Path, corpus: Corpus) -> None:
    report = ingest([folder / "none.txt", folder / "a.txt"], corpus)
    assert told(report) == {"none.txt": "failed", "a.txt": "added"}


def test_a_sidecar_wins_and_its_change_is_seen(folder: Path, corpus: Corpus) -> None:
    ingest([folder], corpus)
    (folder / "a.txt.meta.yaml").write_text("title: 别的标题\nregion: 凉山", "utf-8")
    assert told(ingest([folder], corpus)) == {"a.txt": "changed", "b.txt": "unchanged"}
    document = corpus.get(ids(corpus)["a.txt"])
    assert (document.metadata.title, document.metadata.region) == ("别的标题", "凉山州")
    assert {fact.region for fact in document.facts} <= {"凉山州"}


def test_a_broken_sidecar_fails_its_file_alone(folder: Path, corpus: Corpus) -> None:
    (folder / "a.txt.meta.yaml").write_text("title: [", "utf-8")
    assert told(ingest([folder], corpus)) == {"a.txt": "failed", "b.txt": "added"}


def test_a_broken_manifest_is_told_once_and_changes_nothing(folder: Path, corpus: Corpus) -> None:
    (folder / "manifest.yaml").write_text("a.txt: {title: 甲}", "utf-8")
    ingest([folder], corpus)
    (folder / "manifest.yaml").write_text("a.txt: {title: [", "utf-8")
    (folder / "c.txt").write_text(policy("成都市"), "utf-8")
    report = ingest([folder], corpus)
    assert told(report) == {"manifest.yaml": "failed", "a.txt": "unchanged", "b.txt": "unchanged", "c.txt": "added"}
    assert corpus.get(ids(corpus)["a.txt"]).metadata.title == "甲"


def test_a_sidecar_for_other_bytes_is_warned_of(folder: Path, corpus: Corpus) -> None:
    (folder / "a.txt.meta.yaml").write_text("sha256: 0000", "utf-8")
    report = ingest([folder], corpus)
    assert any("sha256" in warning for warning in report.files[0].warnings)


def test_too_many_files(folder: Path, corpus: Corpus) -> None:
    with pytest.raises(UsageError):
        ingest([folder], corpus, IngestSettings(max_files=1))


def test_progress(folder: Path, corpus: Corpus) -> None:
    calls: list[tuple[int, int, str]] = []
    ingest([folder], corpus, progress=lambda *call: calls.append(call))
    assert calls == [(0, 2, "a.txt"), (1, 2, "b.txt"), (2, 2, "")]


def test_the_corpus_without_its_manifest_and_under_other_names(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.mkdir()
    for number, path in enumerate(sorted(CORPUS.glob("*.txt"))):
        shutil.copyfile(path, plain / f"{number}.txt")
    with_manifest, without = Corpus(tmp_path / "one"), Corpus(tmp_path / "two")
    ingest([CORPUS], with_manifest)
    ingest([plain], without)
    for one in with_manifest.documents():
        a, b = with_manifest.get(one.doc_id), without.get(one.doc_id)
        assert (a.metadata, a.clauses, a.facts) == (b.metadata, b.clauses, b.facts)
