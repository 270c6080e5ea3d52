"""Numbers in Chinese writing, for tests that try them all."""

from __future__ import annotations


def chinese(n: int) -> str:
    """A number below ten thousand in Chinese numerals."""
    out, digits = "", "零一二三四五六七八九"
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // scale % 10
        if digit:
            out += digits[digit] + name
        elif out and n % scale and not out.endswith("零"):
            out += "零"
    return out.removeprefix("一") if 10 <= n < 20 else out
