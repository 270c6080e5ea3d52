"""A running assistant follows the index: what is promoted beside it is answered from the next question on."""

from __future__ import annotations

from pathlib import Path

from app.settings import load_settings
from ingest.corpus import Corpus
from ingest.pipeline import ingest
from retriever.assistant import Assistant
from retriever.embedder import open_encoder
from retriever.index import build, promote
from retriever.types import Ask


def _ingest(folder: Path, data_dir: Path) -> None:
    settings = load_settings(data_dir=data_dir)
    corpus = Corpus(data_dir)
    ingest([folder], corpus, settings.ingest)
    generation = build(corpus, open_encoder(settings.embedding), settings.index)
    promote(data_dir, generation.manifest.generation_id)


def test_a_document_added_while_it_runs_is_answered(tmp_path: Path) -> None:
    folder, data = tmp_path / "docs", tmp_path / "data"
    folder.mkdir()
    (folder / "a.txt").write_text("一、平台\n对新认定的省级重点实验室给予30万元奖励。\n", "utf-8")
    _ingest(folder, data)
    assistant = Assistant.open(load_settings(data_dir=data))
    before = assistant.generation.manifest.generation_id
    assert assistant.ask(Ask("新认定的院士工作站奖励多少钱")).status == "not_found"

    (folder / "b.txt").write_text("一、工作站\n对新建院士工作站给予45万元奖励。\n", "utf-8")
    _ingest(folder, data)
    answer = assistant.ask(Ask("新建院士工作站奖励多少钱"))
    assert [f.value for f in answer.facts] == [450_000]
    assert assistant.generation.manifest.generation_id != before


def test_an_unknown_place_is_said_and_not_passed_over(tmp_path: Path) -> None:
    folder, data = tmp_path / "docs", tmp_path / "data"
    folder.mkdir()
    (folder / "a.txt").write_text("一、平台\n对新认定的省级重点实验室给予30万元奖励。\n", "utf-8")
    _ingest(folder, data)
    answer = Assistant.open(load_settings(data_dir=data)).ask(Ask("重点实验室奖励多少", region="火星省"))
    assert answer.status == "error"
    assert "火星省" in answer.answer
