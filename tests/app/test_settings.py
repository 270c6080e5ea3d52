from __future__ import annotations

import os
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from app.cli_options import env
from app.settings import COMMAND_OPTIONS, Settings, command_defaults, load_settings, quiet_dependencies
from ingest.errors import UsageError


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, text: str) -> None:
    (folder / "policyqa.toml").write_text(text, "utf-8")


def test_defaults() -> None:
    settings = load_settings()
    assert (settings.data_dir, settings.host, settings.port) == (Path("data"), "127.0.0.1", 7860)


def test_flag_wins_over_environment_over_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, 'host = "file"\nport = 1\ndata_dir = "file"\n')
    monkeypatch.setenv("POLICYQA_HOST", "environment")
    monkeypatch.setenv("POLICYQA_PORT", "2")
    settings = load_settings(port=3, host=None)
    assert (settings.data_dir, settings.host, settings.port) == (Path("file"), "environment", 3)


def test_a_section_is_read_from_the_file(folder: Path) -> None:
    write(folder, "[search]\ncandidates = 7\n")
    assert load_settings().search.candidates == 7


def test_a_section_is_read_from_the_environment_and_wins_by_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, "[index]\nbatch = 7\nexact_rows = 8\n")
    monkeypatch.setenv("POLICYQA_INDEX_EXACT_ROWS", "9")
    settings = load_settings()
    assert (settings.index.batch, settings.index.exact_rows) == (7, 9)


def test_the_embedding_model_has_its_name_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYQA_EMBEDDING_MODEL", "somebody/some-model")
    assert load_settings().embedding.model == "somebody/some-model"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hosst = 1\n", "did you mean host?"),
        ("[search]\ncandidate = 1\n", "did you mean candidates?"),
        ("search = 1\n", "search in policyqa.toml is a section"),
        ("port = 70000\n", "setting port"),
        ("[search]\ncandidates = 'many'\n", "POLICYQA_SEARCH_CANDIDATES"),
        ("host = \n", "cannot be read"),
    ],
)
def test_a_wrong_file_is_one_line_that_says_what_to_do(folder: Path, text: str, said: str) -> None:
    write(folder, text)
    with pytest.raises(UsageError, match=r"^[^\n]+$") as error:
        load_settings()
    assert said in str(error.value)


def test_a_named_file_has_to_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYQA_CONFIG", "elsewhere.toml")
    with pytest.raises(UsageError, match=r"elsewhere\.toml"):
        load_settings()


def test_options_of_commands_are_lines_of_the_file(folder: Path) -> None:
    write(folder, 'region = "四川省"\nhost = "h"\n')
    assert command_defaults() == {"region": "四川省"}


def test_every_setting_is_described() -> None:
    undescribed = []
    for name, info in Settings.model_fields.items():
        section: Any = info.annotation
        if is_dataclass(section):  # its docstring says what each is for
            said = "".join(kind.__doc__ or "" for kind in section.__mro__)
            undescribed += [field.name for field in fields(section) if f"{field.name}:" not in said]
        elif hasattr(section, "model_fields"):
            undescribed += [key for key, field in section.model_fields.items() if not field.description]
        elif not info.description:
            undescribed.append(name)
    assert undescribed == []


def test_option_names_do_not_shadow_settings() -> None:
    assert COMMAND_OPTIONS & set(Settings.model_fields) == set()
    assert env("as_of") == "POLICYQA_AS_OF"


def test_telemetry_is_off_and_what_the_user_said_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GRADIO_ANALYTICS_ENABLED", "ANONYMIZED_TELEMETRY", "LANGSMITH_TRACING"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    quiet_dependencies()
    assert [os.environ[n] for n in ("GRADIO_ANALYTICS_ENABLED", "ANONYMIZED_TELEMETRY", "LANGSMITH_TRACING")] == [
        "False", "False", "false",
    ]  # fmt: skip
    assert os.environ["HF_HUB_OFFLINE"] == "0"
