"""What every test gets: no setting from outside, no network beyond this machine, no telemetry."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings

from app.cli import main
from app.settings import PREFIX, quiet_dependencies

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).resolve().parent.parent
OURS = {PREFIX + "TEST_DATA"}

hypothesis_settings.register_profile("policyqa", derandomize=True, deadline=None, database=None)
hypothesis_settings.load_profile("policyqa")


def pytest_configure(config: pytest.Config) -> None:
    quiet_dependencies()


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith(PREFIX) and name not in OURS:
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def local_only(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else None
        if host not in {None, "localhost", "::1"} and not str(host).startswith("127."):
            raise AssertionError(f"a test opened a connection to {host}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", local_only)


@pytest.fixture(scope="session")
def docs_corpus() -> Path:
    """The five policy files of the repository."""
    return ROOT / "docs_corpus"


@pytest.fixture(scope="session")
def test_data() -> Path:
    """Documents of others to measure on; a test that wants them skips where they are absent."""
    folder = os.environ.get(PREFIX + "TEST_DATA")
    if not folder or not Path(folder).is_dir():
        pytest.skip(f"{PREFIX}TEST_DATA names no folder")
    return Path(folder)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the browser that `make test` found or installed."""
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    if found is None:
        pytest.fail("no Chromium: run make test, or name one with CHROMIUM=path")
    return found


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command line, in an empty folder: arguments in; status, output and errors out."""
    monkeypatch.chdir(tmp_path)

    def call(*args: str | Path) -> tuple[int, str, str]:
        status = main([str(arg) for arg in args])
        said = capsys.readouterr()
        return status, said.out, said.err

    return call
