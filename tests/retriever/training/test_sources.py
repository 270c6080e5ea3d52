"""Reading the training sets."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import UsageError
from retriever.training.sources import read_sources


def test_statutes_lose_headers_marks_and_numbers(data_folder: Path) -> None:
    statute = next(s for s in read_sources(data_folder).statutes if s.title == "创新平台条例")
    assert statute.articles == (
        "为了加强创新平台管理，制定本条例。",
        "县级以上人民政府应当按照第一条的规定做好创新平台工作，保障所需经费，并定期公布结果。",
    )


def test_dictionary_keeps_meanings_only(data_folder: Path) -> None:
    entries = {p.zh: p.en for p in read_sources(data_folder).dictionary}
    assert entries == {"补助": "to subsidize; subsidy", "平台": "platform"}


def test_questions_meet_their_passages(data_folder: Path) -> None:
    reading = read_sources(data_folder).readings[2]
    assert reading.question.startswith("污水处理")
    assert reading.passage.startswith("污水处理")


def test_missing_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cmrc2018_dev"):
        read_sources(tmp_path)
