"""JSON lines in, checked by a pydantic model; a bad line is one clear error with its number."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from ingest.errors import UsageError


class Row(BaseModel):
    """Base of every line that comes in."""

    model_config = ConfigDict(extra="forbid", frozen=True)


R = TypeVar("R", bound=BaseModel)


def objects(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a file with the numbers of their lines; empty lines are passed over.

    Raises:
        UsageError: The file cannot be read, or a line is no JSON object.
    """
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read ({error})", "name a file with a JSON object a line") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise UsageError(f"{path}, line {number}: no JSON ({error})", "write a JSON object a line") from error
        if not isinstance(row, dict):
            raise UsageError(f"{path}, line {number}: no JSON object", "write a JSON object a line")
        yield number, row


def read(path: Path, model: type[R], **defaults: Any) -> tuple[R, ...]:
    """Every line as `model`; `defaults` stand in for fields that a line leaves out.

    Raises:
        UsageError: The file cannot be read or a line is not what the model asks for.
    """
    out = []
    for number, row in objects(path):
        try:
            out.append(model.model_validate({**defaults, **row}))
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(str(part) for part in first["loc"]) or "line"
            raise UsageError(f"{path}, line {number}, {where}: {first['msg']}", "see the README beside it") from error
    return tuple(out)


def write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    """A JSON object a line, the file whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    part.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    part.replace(path)
