"""Write docs/SETTINGS.md from the settings: python -m scripts.settings_page"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from app.settings import FILE, PREFIX, Settings

PAGE = Path(__file__).resolve().parent.parent / "docs" / "SETTINGS.md"


def page() -> str:
    """The whole page."""
    parts = [
        "# Settings",
        f"A flag wins over the environment, the environment over `{FILE}`, that over the default. "
        f"This page is written by `python -m scripts.settings_page`.",
        *_table("", [(name, info.description or "", info.default) for name, info in Settings.model_fields.items()]),
    ]
    for name, info in Settings.model_fields.items():
        section: Any = info.annotation
        if hasattr(section, "__dataclass_fields__"):
            parts += [f"## `[{name}]`", (section.__doc__ or "").partition("\n")[0], *_table(name, list(_rows(section)))]
    return "\n\n".join(parts) + "\n"


def _rows(section: Any) -> Iterator[tuple[str, str, Any]]:
    """Name, description and default of a section's settings; the descriptions stand in its docstring."""
    said: dict[str, str] = {}
    for kind in section.__mro__:
        listed = inspect.cleandoc(kind.__doc__ or "").partition("Attributes:\n")[2]
        for name, text in re.findall(r"^    (\w+): (.+(?:\n {5,}.+)*)", listed, re.M):
            said[name] = " ".join(text.split())
    for field in fields(section):
        yield field.name, said.get(field.name, ""), field.default


def _table(section: str, rows: list[tuple[str, str, Any]]) -> list[str]:
    plain = [row for row in rows if not hasattr(row[2], "__dataclass_fields__")]
    lines = [
        f"| `{PREFIX}{'_'.join(filter(None, (section, name))).upper()}` | `{name}` | {said} "
        f"| {'none' if default in (None, '') else f'`{default}`'} |"
        for name, said, default in plain
    ]
    return ["\n".join([f"| environment | {FILE} | what | default |", "|---|---|---|---|", *lines])]


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
