"""The benchmark over 200 clauses: that it measures, goes on where it was ended, and stops what takes too much."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from eval.bench import scale
from eval.bench.copies import multiply
from eval.bench.documents import Text, documents, read_texts, vary
from eval.bench.report import plot, table
from eval.bench.scale import Limits, Result, made_questions, run
from ingest.corpus import Corpus
from ingest.errors import UsageError
from ingest.pipeline import ingest
from ingest.settings import IngestSettings
from retriever.embedder import open_encoder
from retriever.index import build, open_current, promote
from retriever.search import search
from retriever.settings import EmbeddingSettings, IndexSettings

REAL = Path("docs_corpus")
RULE = (
    "# 商丘市停车场管理条例\n\n第一条 为了规范停车场的建设和管理，根据国务院的规定，制定本条例。\n\n"
    "第二条 商丘市市场监督管理部门对企业处五万元以上十万元以下罚款，三十日内缴纳。\n\n第三条 补助20万元。\n"
)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "rule.txt").write_text(RULE, "utf-8")
    (folder / "law.txt").write_text(RULE.replace("商丘市", "").replace("# ", "# 中华人民共和国"), "utf-8")
    return folder


def test_the_same_seed_gives_the_same_documents(texts: Path) -> None:
    real = read_texts(texts)
    assert list(documents(real, 100, seed=3)) == list(documents(real, 100, seed=3))
    assert list(documents(real, 100, seed=3)) != list(documents(real, 100, seed=4))


def test_the_real_documents_come_first_and_no_two_have_one_name(texts: Path) -> None:
    made = list(documents(read_texts(texts), 200))
    assert {one.name for one in made[:2]} == {"rule", "law"}
    assert len({one.name for one in made}) == len(made) > 20


def test_a_variation_is_of_another_place_and_keeps_its_clauses() -> None:
    other = vary(Text("rule", RULE), random.Random(1), 7)
    assert "商丘" not in other.text
    assert [line[:3] for line in other.text.split("\n\n")[1:]] == ["第一条", "第二条", "第三条"]


def test_a_law_of_the_state_becomes_a_rule_of_a_place() -> None:
    other = vary(Text("law", "中华人民共和国防洪法\n第一条 国务院负责。"), random.Random(1), 7)
    assert "中华人民共和国" not in other.text
    assert "国务院" not in other.text


def test_questions_are_made_of_what_clauses_begin_with(texts: Path) -> None:
    assert "为了规范停车场的建设和管理有什么规定？" in made_questions(texts, 10)


@pytest.mark.slow
def test_everything_is_measured_once(texts: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    told: list[str] = []
    found = run(texts, out, [200], ["policyqa", "policyqa search"], count=10, tell=told.append)
    assert told == ["200: documents"] + [
        f"200: {system}, {step}" for system in ("policyqa", "policyqa search") for step in ("build", "query")
    ]
    built, asked = (one.figures for one in found[:2])
    assert 150 <= built["clauses"] <= 300
    assert asked["all"]["p50_ms"] > 0
    assert asked["filtered"]["p50_ms"] > 0
    assert not (out / "work" / "200").exists()
    told.clear()
    assert run(texts, out, [200], ["policyqa", "policyqa search"], tell=told.append) == found
    assert told == []
    (out / "200-policyqa_search-query.json").unlink()
    run(texts, out, [200], ["policyqa search"], count=10, tell=told.append, keep=True)
    assert "200: policyqa search, query" in told


def test_a_rival_is_stopped_at_its_limit(tmp_path: Path) -> None:
    job = {"step": "build", "system": "policyqa", "home": str(tmp_path), "files": str(REAL), "ours": str(tmp_path)}
    assert scale._in_process(job, Limits(seconds=0.0))["stopped"] == "0 minutes"


def test_a_system_that_fails_says_why(tmp_path: Path) -> None:
    job = {"step": "build", "system": "none", "home": str(tmp_path), "files": "", "ours": ""}
    assert "none" in scale._in_process(job, None)["stopped"]


@pytest.mark.parametrize(
    ("seconds", "megabytes", "said"), [(1, 1, None), (1201, 1, "20 minutes"), (1, 10_001, "10 GB")]
)
def test_the_limits_are_said_as_they_are(seconds: float, megabytes: int, said: str | None) -> None:
    assert Limits().over(seconds, megabytes) == said


def test_an_unknown_system_is_refused(texts: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no system is called other"):
        run(texts, tmp_path, [10], ["other"])


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no \.txt"):
        run(tmp_path, tmp_path, [10], ["policyqa"])


RESULTS = [
    Result(1_000, "policyqa", "build", {"seconds": 12.0, "cpu_s": 9.0, "disk_mb": 5}),
    Result(
        1_000, "policyqa", "query",
        {
            "cold_s": 1.2, "all": {"p50_ms": 7.0, "p95_ms": 9.0, "p99_ms": 11.0, "cpu_p50_ms": 6.0},
            "filtered": {"p50_ms": 5.0, "p95_ms": 9.0, "p99_ms": 11.0, "cpu_p50_ms": 4.0}, "memory_mb": 120,
        },
    ),
    Result(1_000, "bm25s", "build", {"stopped": "20 minutes"}),
]  # fmt: skip


def test_the_table_says_what_was_stopped() -> None:
    rows = table(RESULTS).splitlines()
    assert rows[2] == "| 1,000 | policyqa | 12 s | 9 s | 5 MB | 1.2 s | 7.0 / 9.0 / 11 | 6.0 | 5.0 (CPU 4.0) | 120 MB |"
    assert rows[3].startswith("| 1,000 | bm25s | stopped: 20 minutes |")
    assert len({row.count("|") for row in rows}) == 1


def test_the_plot_has_a_line_a_system() -> None:
    drawn = plot([*RESULTS, Result(10_000, "policyqa", "query", RESULTS[1].figures)])
    assert drawn.count("<polyline") == 2
    assert "policyqa, filtered" in drawn


def test_results_are_read_as_they_were_written(tmp_path: Path) -> None:
    (tmp_path / "1000-policyqa_search-query.json").write_text(json.dumps({"cold_s": 1.0}), "utf-8")
    assert scale.read_results(tmp_path) == [Result(1000, "policyqa search", "query", {"cold_s": 1.0})]


@pytest.mark.slow
def test_a_multiplied_index_finds_every_copy(tmp_path: Path) -> None:
    encoder, settings = open_encoder(EmbeddingSettings()), IndexSettings(exact_rows=100)
    home, to = tmp_path / "home", tmp_path / "to"
    corpus = Corpus(home)
    ingest([REAL], corpus, IngestSettings(workers=1))
    with build(corpus, encoder, settings) as made:
        promote(home, made.id)
        clauses = made.manifest.clauses
    multiply(home, to, 3, encoder, settings)
    with open_current(to, encoder, settings) as many:
        assert many.manifest.clauses == 3 * clauses
        found = search(many, "对新认定的省级研发平台补助多少", k=3)
        assert len({hit.doc_id for hit in found}) == 3
        texts = {many.reading(hit.doc_id).clauses[hit.clause_id].text for hit in found}
        assert len(texts) == 1
