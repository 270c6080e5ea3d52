"""The documentation says what there is: commands, links, files, settings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from app.cli import tree
from app.cli_options import env
from app.settings import COMMAND_OPTIONS
from scripts.file_list import with_files
from scripts.settings_page import page as settings_page

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text("utf-8"))
    local = [target for target in targets if not target.startswith(("http:", "https:", "mailto:"))]
    assert [target for target in local if not (page.parent / target).exists()] == []


def test_the_architecture_lists_every_module() -> None:
    page = text("ARCHITECTURE.md")
    assert page == with_files(page), "write the list anew: .venv/bin/python -m scripts.file_list"


def test_every_module_says_what_it_is() -> None:
    assert re.findall(r"^- `[^`]+` *$", with_files(text("ARCHITECTURE.md")), re.M) == []


def test_files_the_documentation_names_are_there() -> None:
    named = {
        name
        for page in ("ARCHITECTURE.md", "CONTRIBUTING.md", "README.md")
        for name in re.findall(r"`((?:ingest|retriever|eval|app|tests|docs|scripts)/[\w/.-]+)`", text(page))
    }
    assert [name for name in named if not (ROOT / name).exists() and not name.endswith("x.py")] == []


def test_commands_of_the_readme_exist() -> None:
    command = typer.main.get_command(tree)
    known = {"": command}
    for name, below in command.commands.items():
        known |= {name: below, **{f"{name} {sub}": one for sub, one in getattr(below, "commands", {}).items()}}
    for words, options in re.findall(r"policyqa ((?:[a-z]+ ?)+)([^`\n]*)", text("README.md")):
        path = words.strip()
        while path and path not in known:  # what follows a command is its argument
            path = path.rpartition(" ")[0]
        assert path, f"no command: policyqa {words}"
        there = {option for parameter in known[path].params for option in parameter.opts}
        assert set(re.findall(r"--[a-z][a-z-]*", options)) <= there, f"policyqa {words}{options}"


def test_targets_of_the_readme_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.M))
    named = {name for page in ("README.md", "CONTRIBUTING.md") for name in re.findall(r"\bmake ([a-z-]+)", text(page))}
    assert named - targets - {"it"} == set()


def test_the_page_of_settings_is_up_to_date() -> None:
    assert text("docs/SETTINGS.md") == settings_page(), "write it anew: .venv/bin/python -m scripts.settings_page"


def test_options_have_the_variable_the_readme_describes() -> None:
    assert env("as_of") == "POLICYQA_AS_OF"
    assert "as_of" in COMMAND_OPTIONS


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_no_placeholder_is_left(page: Path) -> None:
    assert re.findall(r"@@\w+@@|TBD|TODO", page.read_text("utf-8")) == []
