"""The one loader of settings: flag, then environment, then policyqa.toml, then default; the first that says it wins.

Top-level settings are POLICYQA_DATA_DIR, POLICYQA_HOST …, and `data_dir`, `host` … in the file. A section's are
POLICYQA_EMBEDDING_MODEL in the environment and `model` under `[embedding]` in the file.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, InitSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from app.logs import Format, Level
from app.sections import RecordsSettings, ServerSettings
from ingest.errors import UsageError
from ingest.settings import IngestSettings
from retriever.settings import AnswerSettings, EmbeddingSettings, IndexSettings, RerankerSettings, SearchSettings

FILE = "policyqa.toml"
PREFIX = "POLICYQA_"

# Options of single commands; each is POLICYQA_<NAME> and a top-level line of the file as well.
COMMAND_OPTIONS = frozenset(
    {
        *("rebuild", "dry_run", "stage", "region", "as_of", "json", "batch", "out", "text"),
        *(
            "split",
            "failures",
            "generation",
            "passages",
            "questions",
            "cases",
            "baseline",
            "accept",
            "jobs",
            "runs",
            "set",
            "test_data",
        ),
        *("since", "fix", "category", "author", "difficulty", "source", "vary", "without", "kind"),
        *("reworded", "half", "sizes", "systems", "count", "copy", "keep"),
    }
)


class Settings(BaseSettings):
    """Every setting there is. Each package is handed its own section, never this."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="_", env_nested_max_split=1, extra="forbid", frozen=True
    )

    data_dir: Path = Field(Path("data"), description="folder of the corpus, the index and the records")
    host: str = Field("127.0.0.1", description="address the page is served on")
    port: int = Field(7860, ge=0, le=65535, description="port the page is served on; 0 takes a free one")
    log_level: Level = Field("warning", description="least severe log that is shown")
    log_format: Format = Field("text", description="text for people, json for machines")
    server: ServerSettings = ServerSettings()
    records: RecordsSettings = RecordsSettings()
    ingest: IngestSettings = IngestSettings()
    embedding: EmbeddingSettings = EmbeddingSettings()
    index: IndexSettings = IndexSettings()
    search: SearchSettings = SearchSettings()
    reranker: RerankerSettings = RerankerSettings()
    answer: AnswerSettings = AnswerSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags, environment, file: earlier wins."""
        in_file = {name: value for name, value in read_file().items() if name in cls.model_fields}
        return init_settings, env_settings, InitSettingsSource(settings_cls, in_file)


def load_settings(**flags: Any) -> Settings:
    """Settings for this process; a flag that is None was not given.

    Raises:
        UsageError: A value or a name in the file is wrong; the message is one line.
    """
    try:
        return Settings(**{name: value for name, value in flags.items() if value is not None})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = ".".join(str(part) for part in first["loc"])
        variable = PREFIX + name.upper().replace(".", "_")
        raise UsageError(
            f"setting {name}: {first['msg']} (given: {str(first.get('input'))[:80]!r})",
            f"correct {name} in {FILE} or {variable} in the environment",
        ) from error


def command_defaults() -> dict[str, Any]:
    """Defaults that the file gives for options of single commands."""
    return {name: value for name, value in read_file().items() if name in COMMAND_OPTIONS}


def read_file() -> dict[str, Any]:
    """What policyqa.toml says; empty where there is none. POLICYQA_CONFIG names another file.

    Raises:
        UsageError: The file cannot be read or has a name that nothing knows.
    """
    named = os.environ.get(PREFIX + "CONFIG")
    path = Path(named or FILE)
    if not path.is_file():
        if named:
            raise UsageError(f"there is no settings file {named}", f"correct {PREFIX}CONFIG")
        return {}
    try:
        given = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}", "correct or remove it") from error
    _check_names(given, {*Settings.model_fields, *COMMAND_OPTIONS}, str(path))
    for name, value in given.items():
        section = Settings.model_fields[name].annotation if name in Settings.model_fields else None
        fields = _field_names(section)
        if not fields:
            continue
        if not isinstance(value, Mapping):
            raise UsageError(f"{name} in {path} is a section", f"write [{name}] and its settings below it")
        _check_names(value, fields, f"[{name}] of {path}")
    return given


def quiet_dependencies() -> None:
    """Turn off what libraries would send or fetch, unless the user has said otherwise. Called once, by `main`."""
    for name in ("GRADIO_ANALYTICS_ENABLED", "ANONYMIZED_TELEMETRY"):
        os.environ[name] = "False"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ["DO_NOT_TRACK"] = "1"
    for name, value in {
        "HF_HUB_OFFLINE": "1",  # a model's name without network fails only after 70 s of retries otherwise
        "LANGSMITH_TRACING": "false",
        "LANGCHAIN_TRACING_V2": "false",
        "TOKENIZERS_PARALLELISM": "false",
    }.items():
        os.environ.setdefault(name, value)


def _field_names(section: Any) -> Collection[str]:
    """Names of a section's settings, whether it is a pydantic model or a dataclass; none for a plain value."""
    return getattr(section, "model_fields", None) or getattr(section, "__dataclass_fields__", None) or ()


def _check_names(given: Mapping[str, Any], known: Collection[str], where: str) -> None:
    for name in given:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else "known: " + ", ".join(sorted(known))
            raise UsageError(f"{where}: no setting is called {name}", hint)
