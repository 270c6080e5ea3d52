"""Nothing heavy is loaded before it is needed, and pins say versions alone."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HEAVY = {
    "torch",
    "sentence_transformers",
    "transformers",
    "chromadb",
    "gradio",
    "langchain_chroma",
    "langchain_core",
    "fastapi",
}
PIN = re.compile(r"[A-Za-z0-9._-]+==[A-Za-z0-9.!]+")


@pytest.mark.parametrize("module", ["app.cli", "app.settings", "ingest.types", "retriever.types"])
def test_import_stays_light(module: str) -> None:
    code = f"import sys, {module}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert HEAVY & set(done.stdout.split()) == set()


def _lines() -> list[str]:
    return [line for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if line]


def test_constraints_are_exact_versions() -> None:
    assert [line for line in _lines() if not PIN.fullmatch(line)] == []


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    pinned = {_normal(line.partition("==")[0]) for line in _lines()}
    assert [name for name in wanted if _normal(re.match(r"[A-Za-z0-9._-]+", name)[0]) not in pinned] == []


def test_torch_is_the_version_with_a_small_file() -> None:
    assert "torch==2.13.0" in _lines()


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
