"""The project's documents indexed once for the slow tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.corpus import Sections, index


@pytest.fixture(scope="session")
def over_docs(tmp_path_factory: pytest.TempPathFactory, docs_corpus: Path) -> Sections:
    sections = Sections(tmp_path_factory.mktemp("eval") / "data")
    index([docs_corpus], sections)
    return sections
