"""What the tests of the ingest layer share."""

from __future__ import annotations

import pytest

from ingest.readers import office

_installed = office.installed


@pytest.fixture(autouse=True)
def _no_libreoffice(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """As on a machine without it; a test of files that go through it asks for one of the two fixtures `…office`."""
    if not {"office", "real_office"} & set(request.fixturenames):
        monkeypatch.setattr(office, "installed", lambda: None)


@pytest.fixture(scope="session")
def real_office() -> str:
    """LibreOffice, where it is installed."""
    program = _installed()
    if program is None:
        pytest.skip("LibreOffice is not installed: old Word, WPS, RTF and OpenDocument files were not tried for real")
    return program
