"""The numbers that Word shows but does not store as text: 第一条, 一、, (一), 1."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

_UNITS = frozenset("编編章节節条條款项項")
_DIGITS = "〇一二三四五六七八九"


class Numbering:
    """Counts the automatic numbers of a document in the order of its paragraphs."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}  # numId → level → format, pattern, start
        self._counts: dict[str, dict[int, int]] = {}
        self._styles: dict[str, tuple[str, int]] = {}  # style id → numId, level
        self._shared: dict[str, str] = {}  # numId → abstractNumId: lists of one kind count on together
        part = next(
            (rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")), None
        )
        if part is not None:
            self._read(part.element)
        for style in document.styles.element.iter(qn("w:style")):
            if (found := _number_of(style.find(qn("w:pPr")))) is not None:
                self._styles[style.get(qn("w:styleId"))] = found

    def mark(self, paragraph: Any) -> str:
        """The number shown before a paragraph, or nothing."""
        properties = paragraph.find(qn("w:pPr"))
        found = _number_of(properties)
        if found is None and properties is not None and (style := properties.find(qn("w:pStyle"))) is not None:
            found = self._styles.get(style.get(qn("w:val")))
        if found is None:
            return ""
        number, level = found
        levels = self._levels.get(number, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(self._shared.get(number, number), {})
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        _, pattern, _ = levels[level]
        for other, (kind, _, start) in levels.items():
            pattern = pattern.replace(f"%{other + 1}", _written(counts.get(other, start), kind))
        # Word parts number and text by a tab or a blank; after 、 or ） print has none either.
        return pattern + " " if pattern[-1:] in _UNITS else pattern

    def _read(self, root: Any) -> None:
        abstract: dict[str, dict[int, tuple[str, str, int]]] = {}
        for node in root.iter(qn("w:abstractNum")):
            levels = {}
            for level in node.iter(qn("w:lvl")):
                kind = _value(level, "w:numFmt", "decimal")
                pattern = _value(level, "w:lvlText", "")
                if kind not in ("bullet", "none"):
                    levels[int(level.get(qn("w:ilvl")))] = (kind, pattern, int(_value(level, "w:start", "1")))
            abstract[node.get(qn("w:abstractNumId"))] = levels
        for node in root.iter(qn("w:num")):
            number, kind = node.get(qn("w:numId")), _value(node, "w:abstractNumId", "")
            levels = dict(abstract.get(kind, {}))
            restarts = False
            for change in node.iter(qn("w:lvlOverride")):
                level, start = int(change.get(qn("w:ilvl"))), _value(change, "w:startOverride", "")
                if start and level in levels:
                    levels[level] = (*levels[level][:2], int(start))
                    restarts = True
            self._levels[number] = levels
            if not restarts:
                self._shared[number] = f"abstract {kind}"


def _number_of(properties: Any) -> tuple[str, int] | None:
    node = None if properties is None else properties.find(qn("w:numPr"))
    if node is None:
        return None
    number = _value(node, "w:numId", "0")
    return None if number == "0" else (number, int(_value(node, "w:ilvl", "0")))


def _value(node: Any, name: str, default: str) -> str:
    found = node.find(qn(name))
    value = None if found is None else found.get(qn("w:val"))
    return default if value is None else str(value)


def _written(number: int, kind: str) -> str:
    """A number as a list shows it; kinds that Chinese documents do not use come as digits."""
    if kind.startswith(("chineseCounting", "ideographDigital", "japaneseCounting", "taiwaneseCounting")):
        return _chinese(number)
    if kind in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 0 < number <= 20:
        return chr(0x2460 + number - 1)
    if kind == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    if kind in ("lowerLetter", "upperLetter") and 0 < number <= 26:
        return chr((0x60 if kind == "lowerLetter" else 0x40) + number)
    return str(number)


def _chinese(number: int) -> str:
    if not 0 < number < 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    out = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        out += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        out += "零"
    return out + (_DIGITS[ones] if ones else "")
