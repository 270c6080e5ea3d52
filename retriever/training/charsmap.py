"""Traditional → Simplified inside the tokenizer, as a sentencepiece character map.

The map travels in tokenizer.json, so every reader of the model folds both scripts onto the same rows, and no
row is spent on a Traditional twin. The map is character for character: it never changes a text's length.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

import opencc

HAN = range(0x3400, 0xA000)
"""Extension A and the basic block: every character the map may know."""


def traditional_to_simplified() -> dict[str, str]:
    """Each Traditional character with the Simplified one OpenCC gives for it alone."""
    convert = opencc.OpenCC("t2s").convert
    table = ((chr(code), convert(chr(code))) for code in HAN)
    # A target beyond the basic block has no row of its own; such a character stays as it is.
    return {old: new for old, new in table if old != new and len(new) == 1 and ord(new) in HAN}


def precompile(table: Mapping[str, str]) -> bytes:
    """The table in the binary form that `tokenizers.normalizers.Precompiled` reads.

    Layout: length of the trie in bytes (u32), a darts double array of u32 units keyed by UTF-8 bytes, then the
    replacements, each ended by NUL; a leaf's value is the offset of its replacement.
    """
    blob = bytearray()
    trie: dict[int, object] = {}
    for old in sorted(table):
        node = trie
        *path, last = old.encode()
        for byte in path:
            node = node.setdefault(byte, {})  # type: ignore[assignment]
        node[last] = {0: len(blob)}
        blob += table[old].encode() + b"\0"
    units = _double_array(trie)
    return struct.pack(f"<I{len(units)}I", 4 * len(units), *units) + bytes(blob)


def _double_array(trie: dict[int, object]) -> list[int]:
    units = [0] * 256
    used = bytearray(256)
    used[0] = 1
    bases: set[int] = set()
    first_free = 1
    next_base = 1

    def grow(size: int) -> None:
        if size > len(units):
            # Whole blocks of 256: the reader jumps by exclusive or, which stays inside a block.
            more = -(-size // 256) * 256 - len(units)
            units.extend([0] * more)
            used.extend(bytes(more))

    def place(node: dict[int, object], at: int) -> None:
        nonlocal first_free, next_base
        while first_free < len(used) and used[first_free]:
            first_free += 1
        # Nodes of few children fill gaps forever; starting near the last base keeps the search short.
        base = max(first_free, next_base - 256)
        while True:
            grow((base | 255) + 1)
            relative = base ^ at
            # An offset must fit in 21 bits and be non-zero; no child may stand on a used unit; and two nodes
            # on one base would take each other's children for their own.
            fits = relative and relative < 1 << 21 and base not in bases
            if fits and not any(used[base ^ label] for label in node):
                break
            base += 1
        bases.add(base)
        next_base = max(next_base, base)
        for label in node:
            used[base ^ label] = 1
        units[at] |= relative << 10
        for label, child in node.items():
            if label == 0:
                units[at] |= 1 << 8
                units[base] = (1 << 31) | int(child)  # type: ignore[call-overload]
            else:
                units[base ^ label] |= label
        for label, child in node.items():
            if label:
                place(child, base ^ label)  # type: ignore[arg-type]

    place(trie, 0)
    return units
