"""What a person says of a file, which wins over the text: NAME.meta.yaml beside it, or its entry in manifest.yaml."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml

from ingest.errors import BrokenDocument, TooLarge
from ingest.regions import lookup
from ingest.types import Metadata, Origin

MANIFEST = "manifest.yaml"
SUFFIX = ".meta.yaml"
_TEXT = ("title", "label", "region", "issuer", "number", "url", "sha256", "note")
_DATES = ("issued", "effective", "expires", "period_end")
_YES_OR_NO = ("draft", "repealed")
_OVERLAID = ("title", "label", "issuer", "number", "url", *_YES_OR_NO, *_DATES)
_FIELDS = {"number": "doc_number"}
_OTHER_NAMES = {"doc_number": "number", "document_number": "number"}
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_REMEDY = "correct it, or remove it"


class SidecarError(BrokenDocument):
    """A sidecar that cannot be used; `path` is its file."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(f"{path.name}: {message}", _REMEDY)
        self.path = path


def load_for(path: Path, max_bytes: int) -> Mapping[str, Any]:
    """What the sidecars say of a file; empty where there is none. NAME.meta.yaml wins over the manifest, key by key.

    Raises:
        SidecarError: A sidecar is not what it should be.
        TooLarge: A sidecar is over the limit.
    """
    given: dict[str, Any] = {}
    manifest = path.parent / MANIFEST
    if manifest.is_file():
        given |= _entries(manifest, _stamp(manifest), max_bytes).get(path.name, {})
    for own in (path.with_name(path.name + SUFFIX), path.with_name(path.stem + SUFFIX)):
        if own.is_file():
            given |= _clean(own, _read(own, max_bytes))
            break
    return given


def overlay(found: Metadata, given: Mapping[str, Any], spans: Mapping[str, tuple[int, int]] | None = None) -> Metadata:
    """Metadata with what is given put over what was found; what is not given, or null, stays as found.

    A region that no table knows is kept as written, without a code.

    Args:
        found: What was read in the text.
        given: What is said of it, in the names of a sidecar.
        spans: Where the source gives it, if a header of the source does; None for a sidecar.
    """
    changes: dict[str, Any] = {_FIELDS.get(name, name): given[name] for name in _OVERLAID if name in given}
    if "title" in given and "label" not in given:
        changes["label"] = given["title"]
    if "region" in given:
        region = lookup(given["region"])
        changes |= {
            "region": region.name if region else given["region"],
            "region_code": region.code if region else None,
        }
    changed = frozenset(name for name, value in changes.items() if getattr(found, name) != value)
    kept = tuple(one for one in found.origins if one.field not in changed)  # what is only confirmed keeps its place
    return replace(found, **changes, origins=kept + tuple(_origins(given, spans, changed)))


def _origins(
    given: Mapping[str, Any], spans: Mapping[str, tuple[int, int]] | None, changed: frozenset[str]
) -> Iterator[Origin]:
    for name in (*_OVERLAID, "region"):
        if name in given and name != "label" and _FIELDS.get(name, name) in changed:
            by: Literal["header", "sidecar"] = "sidecar" if spans is None else "header"
            yield Origin(_FIELDS.get(name, name), by, *(spans or {}).get(name, (None, None)))


def digest(given: Mapping[str, Any]) -> str:
    """A name for what is given, to see whether it changed."""
    return hashlib.sha256(json.dumps(given, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _stamp(path: Path) -> tuple[int, int]:
    stat = path.stat()
    return stat.st_mtime_ns, stat.st_size


@lru_cache(maxsize=8)
def _entries(manifest: Path, stamp: tuple[int, int], max_bytes: int) -> Mapping[str, Mapping[str, Any]]:
    """File name → what is given. A list of entries with `file`, or a mapping by name; either maybe under `files`."""
    loaded = _read(manifest, max_bytes)
    if isinstance(loaded, Mapping):
        loaded = next((loaded[key] for key in ("files", "documents") if key in loaded), loaded)
    if isinstance(loaded, Mapping):
        rows = [(str(name), row) for name, row in loaded.items()]
    elif isinstance(loaded, list):
        rows = []
        for number, row in enumerate(loaded, 1):
            name = row.get("file") or row.get("source_file") if isinstance(row, Mapping) else None
            if not isinstance(name, str):
                raise SidecarError(manifest, f"entry {number} does not say which `file` it is about")
            rows.append((name, row))
    else:
        raise SidecarError(manifest, "a list of files, each with its `file`, is expected")
    return {name: _clean(manifest, row or {}) for name, row in rows}


def _read(path: Path, max_bytes: int) -> Any:
    if path.stat().st_size > max_bytes:
        raise TooLarge(f"{path.name} is over {max_bytes:,} bytes", "shorten it, or raise max_sidecar_bytes")
    try:
        return yaml.load(path.read_text("utf-8-sig"), Loader=_Loader) or {}
    except UnicodeDecodeError as error:
        raise SidecarError(path, "is not UTF-8") from error
    except OSError as error:
        raise SidecarError(path, f"cannot be read ({error.strerror})") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise SidecarError(path, f"is not valid YAML{where}") from error


class _Loader(yaml.SafeLoader):
    """Safe YAML without aliases, so that a small file cannot grow to a huge one."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not allowed")
        return super().compose_node(parent, index)


def _clean(path: Path, row: Any) -> dict[str, Any]:
    if not isinstance(row, Mapping):
        raise SidecarError(path, "`name: value` lines are expected")
    given: dict[str, Any] = {}
    unknown: list[str] = []
    for key, value in row.items():
        name = _OTHER_NAMES.get(str(key), str(key))
        if value is None or value == "":
            continue
        if name in _DATES:
            given[name] = _date(path, name, value)
        elif name in _TEXT:
            if isinstance(value, (Mapping, list)):
                raise SidecarError(path, f"`{name}` is to be text")
            given[name] = str(value).strip()
        elif name in _YES_OR_NO:
            if not isinstance(value, bool):
                raise SidecarError(path, f"`{name}` is true or false")
            given[name] = value
        elif name not in ("file", "source_file"):
            unknown.append(name)
    if unknown:
        given["warnings"] = [f"{path.name}: {', '.join(unknown)} is not known and was left aside"]
    return given


def _date(path: Path, name: str, value: Any) -> str:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and _ISO.fullmatch(value.strip()):
        try:
            return date.fromisoformat(value.strip()).isoformat()
        except ValueError:
            pass  # told below, with the other shapes
    raise SidecarError(path, f"`{name}` is to be a date like 2016-11-11")


def is_sidecar(path: Path) -> bool:
    """Whether a file is a sidecar, not a document."""
    return path.name.lower() == MANIFEST or path.name.lower().endswith(SUFFIX)
