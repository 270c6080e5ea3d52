"""Write the list of files in ARCHITECTURE.md from the modules' docstrings: python -m scripts.file_list"""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "ARCHITECTURE.md"
PACKAGES = ("ingest", "retriever", "eval", "app")
BEGIN, END = "<!-- files -->\n", "<!-- /files -->"


def with_files(page: str) -> str:
    """The page with its list of files as they are now."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    parts = [f"### {package}\n\n" + "\n".join(_lines(package)) + "\n" for package in PACKAGES]
    return before + BEGIN + "\n" + "\n".join(parts) + "\n" + END + after


def _lines(package: str) -> list[str]:
    modules = sorted((ROOT / package).rglob("*.py"))
    return [f"- `{m.relative_to(ROOT).as_posix()}` {_phrase(m)}" for m in modules if m.name != "__init__.py"]


def _phrase(module: Path) -> str:
    said = " ".join((ast.get_docstring(ast.parse(module.read_text("utf-8"))) or "").split("\n\n")[0].split())
    return re.split(r"(?<=[a-z\d`…])\. (?=[A-Z])", said)[0].rstrip(".")


if __name__ == "__main__":
    PAGE.write_text(with_files(PAGE.read_text("utf-8")), "utf-8")
