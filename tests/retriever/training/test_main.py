"""The whole making, from a small data folder to a model that opens."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from retriever.embedder import StaticEncoder, open_encoder
from retriever.settings import EmbeddingSettings
from retriever.training.__main__ import main


def run(data: Path, out: Path) -> int:
    return main(["--data", str(data), "--out", str(out), "--steps", "3", "--han-words", "200", "--latin-words", "200"])


def test_makes_a_model_with_its_card(data_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data_folder, tmp_path) == 0
    figures = json.loads(capsys.readouterr().out)
    encoder = open_encoder(EmbeddingSettings(model=str(tmp_path)))
    assert isinstance(encoder, StaticEncoder)
    assert encoder.dim == 256
    card = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "CC BY-SA 4.0" in card
    assert all(name in card for name in figures)


def test_missing_data_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, tmp_path / "out") == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith("error: no training set")
