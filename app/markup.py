"""HTML that is escaped by construction: what is not `Safe` is text."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

VOID = frozenset({"meta", "link", "br", "hr", "input"})
Attrs = Mapping[str, str | int | bool | None]


class Safe(str):
    """A piece of HTML that needs no escaping any more."""

    __slots__ = ()


def text(value: object) -> Safe:
    """The value as HTML text."""
    return value if isinstance(value, Safe) else Safe(escape(str(value), quote=True))


def join(*parts: str | None, between: str = "") -> Safe:
    """The parts one after the other, those escaped that are not safe yet."""
    return Safe(text(between).join(text(part) for part in parts if part is not None))


def el(name: str, attrs: Attrs | None = None, *children: str | None) -> Safe:
    """An element. An attribute of None or False is left out, one of True has no value."""
    shown = "".join(
        f" {key}" if value is True else f' {key}="{text(value)}"'
        for key, value in (attrs or {}).items()
        if value is not None and value is not False
    )
    if name in VOID:
        return Safe(f"<{name}{shown}>")
    return Safe(f"<{name}{shown}>{join(*children)}</{name}>")
